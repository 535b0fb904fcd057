"""What a connector says has happened. Plain data, so that `read` can run in another process."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

Evidence = Literal["proven", "asserted", "claimed"]
State = Literal["queued", "sending", "sent", "delivered", "read", "failed", "uncertain"]
Code = Literal["", "opted_out", "unreachable", "window_closed", "too_big"]
"""Why a message failed, where something can be done about it: the customer asked us to stop; the address takes no
messages; the provider wants a template now; something in it must get smaller."""


class Raw(Struct, frozen=True):
    """What arrived, untouched. `key` names it once and for all within its account."""

    key: str
    body: bytes
    headers: dict[str, str] = {}


class Address(Struct, frozen=True):
    """Somebody's address on a channel, normalised by the connector and opaque to everybody else.

    `scoped` says that the address means something only within its account (a chat visitor's id).
    """

    channel: str
    address: str
    display: str = ""
    evidence: Evidence = "claimed"
    how: str = ""
    scoped: bool = False


class File(Struct, frozen=True):
    """An attachment. cid is set when the HTML part shows it inline. link: where a provider can fetch it for an hour."""

    name: str
    mime: str
    content: bytes
    cid: str = ""
    link: str = ""


class Media(Struct, frozen=True):
    """An attachment that still lies at the provider.

    place: where, in words that only its connector reads, without a secret. size in bytes and sha256 in hexadecimal, as
    far as they are known.
    """

    name: str
    mime: str
    place: str
    size: int = 0
    sha256: str = ""


class Incoming(Struct, frozen=True, tag="incoming"):
    """A message from a customer.

    remote_id: unique within the account; a second message with the same one is the same message.
    text: everything that was written, as plain text. said: the customer's own words, without quote
    and signature; quoted lines that it answers point by point stay, marked ">". html: sanitised. ref: the name by which
    later messages cite this one; cites: the refs that this one answers, nearest first. token: the thread token found in
    the address it was sent to. automatic: why no human wrote it ("auto-reply", "bounce", "loop"), "list" for what came
    over a mailing list, or "". files come with it, media must be fetched. also: further addresses that the same proof
    covers; same: addresses of the same person as far as they are known and proven, such as a WhatsApp user's number on
    SMS (they are never made); claims: addresses that the customer merely typed. stub: what it says is ours, for it
    holds something that Hilo cannot show.
    """

    remote_id: str
    sender: Address
    text: str
    said: str
    html: str = ""
    subject: str = ""
    sent_at: datetime | None = None
    ref: str = ""
    cites: tuple[str, ...] = ()
    token: str = ""
    files: tuple[File, ...] = ()
    media: tuple[Media, ...] = ()
    automatic: str = ""
    also: tuple[Address, ...] = ()
    same: tuple[Address, ...] = ()
    claims: tuple[Address, ...] = ()
    client_id: str = ""
    stub: bool = False


class Receipt(Struct, frozen=True, tag="receipt"):
    """News of something we sent, named by the provider's `remote_id` or, failing that, by our `ref`.

    code: why it failed, where an agent can do something about it.
    """

    state: State
    remote_id: str = ""
    ref: str = ""
    detail: str = ""
    code: Code = ""


class Edited(Struct, frozen=True, tag="edited"):
    """The writer changed a message. Of several changes the latest `at` holds, in whatever order they come."""

    remote_id: str
    text: str
    at: datetime


class Deleted(Struct, frozen=True, tag="deleted"):
    """The writer took a message back."""

    remote_id: str
    at: datetime


class Reacted(Struct, frozen=True, tag="reacted"):
    """Somebody put an emoji to a message, theirs or ours. gone: it was taken back; an empty one means all of theirs."""

    remote_id: str
    sender: Address
    emoji: str
    at: datetime
    gone: bool = False


class Consent(Struct, frozen=True, tag="consent"):
    """Somebody told us to stop writing to this address (given is False), or that we may again."""

    sender: Address
    given: bool


class Moved(Struct, frozen=True, tag="moved"):
    """The provider vouches that somebody's address has changed."""

    before: Address
    after: Address


class Pressed(Struct, frozen=True, tag="pressed"):
    """A colleague pressed a button under an alert. by: their id at the provider, as `Introduces` takes it.

    place: where the alert stands, in words that only its connector reads.
    """

    thread_id: str
    by: str
    place: str


class Ignored(Struct, frozen=True, tag="ignored"):
    """Something that is no message and needs none; the reason is kept with the raw bytes."""

    reason: str


Happening = Incoming | Receipt | Edited | Deleted | Reacted | Consent | Moved | Pressed | Ignored
