"""Text as format=flowed (RFC 3676): short lines for those who read it raw, whole paragraphs for everybody else."""

import re

WIDTH = 76
"""Characters; with the space that stuffing may add, a line stays below the 78 of RFC 5322."""

LINE_END = re.compile(r"\r\n|\r|\n")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
SIGNATURE = "-- "


def flow(text: str) -> str:
    return "".join(f"{line}\n" for paragraph in LINE_END.split(text) for line in _lines(paragraph))


def _lines(paragraph: str) -> list[str]:
    if paragraph == SIGNATURE:
        return [paragraph]
    lines = [""]
    # A space at a line's end says that the paragraph goes on, so that is where to break, and nowhere else.
    for word in re.findall(r"[^ ]+ *| +", UNPRINTABLE.sub("", paragraph).rstrip(" ")):
        if lines[-1] and len(lines[-1]) + len(word) > WIDTH:
            lines.append("")
        lines[-1] += word
    return [_stuffed(line) for line in lines]


def _stuffed(line: str) -> str:
    return f" {line}" if line.startswith((" ", ">", "From ")) else line
