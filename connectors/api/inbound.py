"""What a peer sends: a customer's message, or news of one of ours. Other kinds are kept and otherwise ignored."""

import hashlib
import json
from datetime import datetime
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct, field

from connectors.contract import Address, Happening, Ignored, Incoming, Receipt

CHANNEL = "api"
LONGEST = 100_000
"""Characters of a text; the rest stays in the journal."""
UNREADABLE = (ValueError, RecursionError)
"""What `decode` raises: malformed, unfitting, not UTF-8; nested too deeply."""

T = TypeVar("T")
Id = Annotated[str, Meta(min_length=1, max_length=200, pattern="^[!-~]+$")]


class Party(Struct, frozen=True):
    """Somebody, by an address that means something to the peer and is compared as it is."""

    address: Annotated[str, Meta(min_length=1, max_length=200, pattern=r"\S")]
    name: Annotated[str, Meta(max_length=200)] | None = None


class InboundMessage(Struct, frozen=True, tag="message", tag_field="kind"):
    """id: the same one again is the same message. verified: the peer vouches that it comes from that address.

    reply_to: the id of the message of ours that it answers.
    """

    id: Id
    sender: Party = field(name="from")
    text: str
    subject: str | None = None
    sent_at: Annotated[datetime, Meta(tz=True)] | None = None
    verified: bool = False
    reply_to: str | None = None


class InboundReceipt(Struct, frozen=True, tag="receipt", tag_field="kind"):
    """What became of a message of ours, by our id for it or the peer's."""

    message_id: Id
    state: Literal["delivered", "read", "failed"]
    detail: str | None = None


class Unknown(Struct, frozen=True):
    """Just the kind; where none is said it is a message."""

    kind: str = "message"


Inbound = InboundMessage | InboundReceipt
KINDS: dict[str, type[Inbound]] = {"message": InboundMessage, "receipt": InboundReceipt}


def key_of(body: bytes) -> str:
    """By what it says; what cannot be read is named by its bytes, so that it may come again corrected."""
    try:
        found = decode(body)
    except UNREADABLE:
        found = Unknown()
    match found:
        case InboundMessage():
            return f"message:{found.id}"
        case InboundReceipt():
            return f"receipt:{found.message_id}:{found.state}"
        case Unknown():
            return f"body:{hashlib.sha256(body).hexdigest()}"


def read(body: bytes) -> Happening:
    """Raises one of UNREADABLE."""
    found = decode(body)
    match found:
        case InboundMessage():
            return heard(found)
        case InboundReceipt():
            theirs = outgoing_id(found.message_id)
            return Receipt(found.state, remote_id=theirs, ref=found.message_id, detail=(found.detail or "")[:500])
        case Unknown():
            return Ignored(f"Unknown kind of call: {found.kind[:40]!r}")


def decode(body: bytes) -> Inbound | Unknown:
    kind = fit(body, Unknown).kind
    return fit(body, KINDS[kind]) if kind in KINDS else Unknown(kind)


def fit(body: bytes, model: type[T]) -> T:
    """A text cut inside an emoji holds a lone surrogate, which msgspec refuses and Python's own JSON reads."""
    try:
        return msgspec.json.decode(body, type=model)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        return msgspec.convert(json.loads(body), model)


def heard(said: InboundMessage) -> Happening:
    text, subject = plain(said.text)[:LONGEST], plain(said.subject or "")[:500]
    if not text and not subject:
        return Ignored("The message is empty.")
    return Incoming(
        remote_id=incoming_id(said.id),
        sender=sender(said),
        text=text,
        said=text,
        subject=subject,
        sent_at=said.sent_at,
        ref=said.id,
        cites=(said.reply_to,) if said.reply_to else (),
    )


def plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def sender(said: InboundMessage) -> Address:
    address, name = said.sender.address.strip(), (said.sender.name or "").strip()
    evidence: Literal["proven", "claimed"] = "proven" if said.verified else "claimed"
    return Address(CHANNEL, address, name, evidence, "api", scoped=True)


def incoming_id(given: str) -> str:
    """Peers number what comes and what goes apart; the same number in both must not look like one message."""
    return f"in:{given}"


def outgoing_id(given: str) -> str:
    return f"out:{given}"
