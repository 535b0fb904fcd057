"""One message of a call: what it says, or which stub stands for it."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any, TypeVar

from msgspec import Struct, convert

from connectors.contract import Incoming
from connectors.meta.kinds import Content, content_of
from connectors.meta.meaning import shown
from connectors.meta.people import Who

LONGEST = 100_000
"""Characters of a text; the rest stays in the journal."""
UNREADABLE = "WhatsApp sent a message that Hilo could not read ({kind}). Ask the customer to write it in another way."
UNKNOWN = "The customer sent something that Hilo does not know yet ({kind}). Ask for it in another form."
UNSUPPORTED = "The customer sent something that WhatsApp does not pass on ({kind}). Ask for it in another form."

T = TypeVar("T")


class Context(Struct, frozen=True):
    """id: of the message that this one quotes."""

    id: str = ""
    forwarded: bool = False
    frequently_forwarded: bool = False


class Referral(Struct, frozen=True):
    """The ad that the customer came from."""

    headline: str = ""
    body: str = ""
    source_url: str = ""


def incoming(message: dict[str, Any], who: Who) -> Incoming:
    """Whatever is wrong with it, it stands in the thread."""
    try:
        content = content_of(message)
    except (ValueError, RecursionError):
        return stub(message, who, UNREADABLE)
    if content is None:
        kept_back = message.get("type") == "unsupported" or "errors" in message
        return stub(message, who, UNSUPPORTED if kept_back else UNKNOWN)
    return composed(message, who, content)


def composed(message: dict[str, Any], who: Who, content: Content) -> Incoming:
    context = fitting(message.get("context"), Context)
    whole = "\n".join(filter(None, (content.said, content.told, *notes(message, context))))
    return Incoming(
        remote_id=name_of(message),
        sender=who.sender,
        text=whole[:LONGEST],
        said=content.said[:LONGEST],
        sent_at=sent_at(message),
        ref=name_of(message),
        cites=(context.id,) if context.id else (),
        media=content.media,
        also=who.also,
        same=who.same,
    )


def notes(message: dict[str, Any], context: Context) -> list[str]:
    """What an agent should know beside the words."""
    found = []
    if context.forwarded or context.frequently_forwarded:
        found.append("↪ Forwarded")
    if "referral" in message:
        ad = fitting(message["referral"], Referral)
        found.append("📣 " + "\n".join(filter(None, (ad.headline or "From an ad", ad.body, ad.source_url))))
    if "group_id" in message:
        found.append("👥 Written in a group; an answer reaches the writer alone.")
    return found


def fitting(value: Any, model: type[T]) -> T:
    """Nothing in particular for what does not fit: what stands around the words must not cost them."""
    try:
        return convert(value, model)
    except ValueError:
        return model()


def stub(message: dict[str, Any], who: Who, sentence: str) -> Incoming:
    text = sentence.format(kind=described(message))
    return Incoming(
        remote_id=name_of(message), sender=who.sender, text=text, said="", sent_at=sent_at(message),
        ref=name_of(message), also=who.also, same=who.same, stub=True,
    )  # fmt: skip


def described(message: dict[str, Any]) -> str:
    """Its kind, and Meta's reason where there is one."""
    match message:
        case {"unsupported": {"type": str(kind)}}:
            pass
        case {"type": str(kind)}:
            pass
        case _:
            kind = "no kind"
    match message:
        case {"errors": [{"title": str(why)}, *_]}:
            return f"{shown(kind.replace('_', ' '))}: {shown(why)}"
    return shown(kind.replace("_", " "))


def name_of(message: dict[str, Any]) -> str:
    """Meta's id. Without one, what it says, so that the same thing again is still the same message."""
    named = message.get("id")
    if isinstance(named, str) and named:
        return named[:500]
    return f"unnamed:{hashlib.sha256(json.dumps(message, sort_keys=True).encode()).hexdigest()}"


def sent_at(message: dict[str, Any]) -> datetime | None:
    """By Meta's clock, or None where it does not say."""
    try:
        return moment(message)
    except ValueError:
        return None


def moment(message: dict[str, Any]) -> datetime:
    """Raises ValueError."""
    stamp = message.get("timestamp")
    if not isinstance(stamp, int | str):
        raise ValueError("no time")  # noqa: TRY004  # whatever does not fit is a ValueError here, as in msgspec
    try:
        return datetime.fromtimestamp(int(stamp), UTC)
    except (OverflowError, OSError) as error:
        raise ValueError("a time that no calendar has") from error
