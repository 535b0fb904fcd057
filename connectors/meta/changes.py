"""What is no message of its own: a reaction, an edit, a deletion, a new number."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct, convert

from connectors.contract import Deleted, Edited, Happening, Ignored, Incoming, Moved, Reacted
from connectors.meta.kinds import content_of, part
from connectors.meta.messages import moment, name_of, sent_at
from connectors.meta.number import CHANNEL, address_of
from connectors.meta.people import From, Who, known_as, proven


def changed(message: dict[str, Any], who: Who) -> list[Happening] | None:
    """None for what is a message of its own. Raises ValueError for what is not as Meta describes it."""
    kind = message.get("type")
    reader = READERS.get(kind) if isinstance(kind, str) else None
    return reader(message, who) if reader else None


class Reaction(Struct, frozen=True):
    """emoji is empty, or missing, where it was taken back."""

    message_id: str
    emoji: str = ""


def reaction(message: dict[str, Any], who: Who) -> list[Happening]:
    """A new emoji takes the place of the one before, of which nothing is said."""
    one, at = part(message, Reaction), moment(message)
    before = Reacted(one.message_id, who.sender, "", at, gone=True)
    return [before, Reacted(one.message_id, who.sender, one.emoji, at)] if one.emoji else [before]


class Edit(Struct, frozen=True):
    original_message_id: str
    message: dict[str, Any]


def edit(message: dict[str, Any], _: Who) -> list[Happening]:
    """Only a text or a caption can be edited; the file stays."""
    one = part(message, Edit)
    content = content_of(one.message)
    if content is None:
        raise ValueError("an edit of a kind that we do not know")
    return [Edited(one.original_message_id, content.said, moment(message))]


class Revoke(Struct, frozen=True):
    original_message_id: str


def revoke(message: dict[str, Any], _: Who) -> list[Happening]:
    return [Deleted(part(message, Revoke).original_message_id, moment(message))]


class System(Struct, frozen=True):
    """wa_id, user_id: the new ones. A new number brings a new user id with it."""

    body: str = ""
    type: str = ""
    wa_id: str = ""
    user_id: str = ""
    previous_user_id: str = ""


def system(message: dict[str, Any], who: Who) -> list[Happening]:
    """What stays to be read comes from the new address: writing there is what works now."""
    one, ids = part(message, System), convert(message, From)
    old_number, old_id = address_of(ids.number), address_of(one.previous_user_id or ids.from_user_id)
    new_number, new_id = address_of(one.wa_id), address_of(one.user_id)
    pairs = [(old_number, new_number), (old_id, new_id)]
    real = [(before, after) for before, after in pairs if before and after and before != after]
    moves: list[Happening] = [Moved(proven(CHANNEL, before), proven(CHANNEL, after)) for before, after in real]
    now = known_as([one for one in (new_number, new_id) if one]) if moves else who
    text = one.body or "WhatsApp says that something about this customer's account has changed."
    notice = Incoming(
        remote_id=name_of(message), sender=now.sender, text=text, said="", sent_at=sent_at(message),
        automatic="system", also=now.also, same=now.same,
    )  # fmt: skip
    return [*moves, notice]


def welcome(_: dict[str, Any], __: Who) -> list[Happening]:
    return [Ignored("Somebody opened a chat and has not written yet.")]


READERS: dict[str, Callable[[dict[str, Any], Who], list[Happening]]] = {
    "reaction": reaction,
    "edit": edit,
    "revoke": revoke,
    "system": system,
    "request_welcome": welcome,
}
