"""Whether a reply fits through its channel: how long it is, and how many files of which type and size go with it."""

from collections.abc import Sequence

from connectors.contract import Limits
from inbox.answers import Reply
from inbox.errors import Closed
from inbox.words import Attachment

MOST_TOGETHER = 25 << 20
"""Bytes of all files of one message: they are in memory while it is sent."""
MEGABYTE = 1 << 20


def demand_fitting(limits: Limits, new: Reply, files: Sequence[Attachment]) -> None:
    """Raises Closed."""
    if new.template is not None:
        if files:
            raise Closed("template_alone", "No file can go with a template. Send it once they have answered.")
        return
    if limits.longest and len(new.text) > limits.longest:
        raise Closed("too_long", f"This channel takes {limits.longest:,} characters. Send it in parts.")
    if files:
        demand_files(limits, new.text, files)


def demand_files(limits: Limits, text: str, files: Sequence[Attachment]) -> None:
    for one in files:
        demand_file(limits.biggest, one)
    if limits.files and len(files) > limits.files:
        raise Closed("too_many", f"This channel takes {limits.files} in one message. Send the other files after it.")
    if sum(one.size for one in files) > MOST_TOGETHER:
        raise Closed(
            "too_big", f"Together the files are larger than {MOST_TOGETHER // MEGABYTE} MB. Send fewer at once."
        )
    if text.strip() and not limits.captions:
        raise Closed("no_captions", "This channel takes no text with a file. Send the text by itself.")
    if limits.longest_caption and len(text) > limits.longest_caption:
        most = f"{limits.longest_caption:,} characters with a file"
        raise Closed("too_long", f"This channel takes {most}. Shorten the text, or send it by itself.")


def demand_file(biggest: dict[str, int], one: Attachment) -> None:
    if not biggest:
        return
    fitting = [start for start in biggest if one.mime.lower().startswith(start)]
    if not fitting:
        raise Closed("wrong_type", f"This channel cannot take {one.name}. Send another type of file, or a link to it.")
    most = biggest[max(fitting, key=len)]
    if one.size > most:
        raise Closed("too_big", f"{one.name} is too big: this channel takes {size(most)} of its type. Make it smaller.")


def size(count: int) -> str:
    return f"{count / MEGABYTE:.3g} MB" if count >= MEGABYTE else f"{count // 1024} KB"
