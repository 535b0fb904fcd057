"""What a connector is, and the words in which it speaks to the router.

A channel is one class with `channel`, `Settings` and `send`; everything else is an ability, a small
protocol that the router asks for with `isinstance`. Happenings are plain data, so that `read` can run
in another process.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import Field, field
from datetime import datetime, timedelta
from typing import Any, ClassVar, Literal, Protocol, runtime_checkable

from msgspec import Struct

Evidence = Literal["proven", "asserted", "claimed"]
State = Literal["queued", "sending", "sent", "delivered", "read", "failed", "uncertain"]


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
    """An attachment. `cid` is set when the HTML part shows it inline."""

    name: str
    mime: str
    content: bytes
    cid: str = ""


class Incoming(Struct, frozen=True, tag="incoming"):
    """A message from a customer.

    remote_id: unique within the account; a second message with the same one is the same message.
    text: everything that was written, as plain text. said: the customer's own words, without quote
    and signature; quoted lines that it answers point by point stay, marked ">". html: sanitised. ref: the name by which
    later messages cite this one; cites: the refs that this one answers, nearest first. token: the thread token found in
    the address it was sent to. automatic: why no human wrote it ("auto-reply", "bounce", "loop"), "list" for what came
    over a mailing list, or "". also: further addresses that the same proof covers; claims: addresses that the customer
    merely typed.
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
    automatic: str = ""
    also: tuple[Address, ...] = ()
    claims: tuple[Address, ...] = ()
    client_id: str = ""


class Receipt(Struct, frozen=True, tag="receipt"):
    """News of something we sent, named by the provider's `remote_id` or, failing that, by our `ref`."""

    state: State
    remote_id: str = ""
    ref: str = ""
    detail: str = ""


class Ignored(Struct, frozen=True, tag="ignored"):
    """Something that is no message and needs none; the reason is kept with the raw bytes."""

    reason: str


Happening = Incoming | Receipt | Ignored


class Outgoing(Struct, frozen=True):
    """A message to deliver. `ref` is ours and stable over retries; `cites` are nearest first."""

    message_id: str
    to: Address
    text: str
    subject: str = ""
    ref: str = ""
    cites: tuple[str, ...] = ()
    token: str = ""
    author: str = ""
    files: tuple[File, ...] = ()


class Sent(Struct, frozen=True):
    """Accepted by the provider, under this id."""

    remote_id: str
    state: State = "sent"


class Request(Struct, frozen=True):
    """A call to an account's hook. url: all of it, query included, as the provider knows it in front of any proxy.

    headers: names in lower case; what came several times is joined by ", " (RFC 9110, 5.3). body: as it came.
    """

    method: str
    url: str
    headers: dict[str, str] = {}
    body: bytes = b""


class Taken(Struct, frozen=True):
    """What a genuine call brought, and the answer that its provider gets once the raws are durable."""

    raws: tuple[Raw, ...] = ()
    status: int = 200
    body: bytes = b""
    mime: str = "text/plain"


class ConnectorError(Exception):
    """Its text is a sentence for a person and says what to do next."""


class Refused(ConnectorError):
    """Permanent: trying again cannot help. Provably not delivered."""


class TryLater(ConnectorError):
    """Not accepted now, provably; try again `after` the given time."""

    def __init__(self, sentence: str, after: timedelta = timedelta(minutes=1)) -> None:
        super().__init__(sentence)
        self.after = after


class Uncertain(ConnectorError):
    """It may have been accepted; sending again could double it."""


class Forged(ConnectorError):
    """A call to a hook that nobody has proven to come from the provider. Its text says what an admin should compare.

    It stays on the settings screen until a genuine call comes, so it names neither times nor anything the caller chose.
    """


Keep = Callable[[Sequence[Raw], str], Awaitable[None]]
"""Returns once the raws and the cursor are durable. Only then may the provider be told."""


class Connector(Protocol):
    """One configured account of a channel.

    hostile: `read` meets arbitrary bytes from strangers and runs in a bounded process.
    idempotent: sending the same message twice reaches the customer once.
    """

    channel: ClassVar[str]
    title: ClassVar[dict[str, str]]
    Settings: ClassVar[type[Any]]
    hostile: ClassVar[bool]
    idempotent: ClassVar[bool]

    def __init__(self, account_id: str, settings: Any) -> None: ...

    async def send(self, outgoing: Outgoing) -> Sent:
        """Deliver, or raise `Refused`, `TryLater` or `Uncertain`."""
        ...

    def read(self, raw: Raw) -> list[Happening]:
        """Say what arrived. Pure: no I/O, no clock. Any exception means "unreadable"."""
        ...


@runtime_checkable
class Listens(Protocol):
    """Holds a connection, or polls."""

    async def listen(self, cursor: str, keep: Keep) -> None:
        """Run until cancelled; survive lost connections. Raises `Refused` when a person must act."""
        ...


@runtime_checkable
class Verifies(Protocol):
    """Is called by its provider, under /hooks/{account}."""

    def verify(self, request: Request) -> Taken:
        """Raise `Forged` unless the provider signed this, compared in constant time. Pure but for the clock.

        What is signed but means nothing is taken too, so that `read` can say so later and nothing is lost. A handshake
        (a challenge to be sent back) brings no raws, only an answer.
        """
        ...


@runtime_checkable
class Checks(Protocol):
    """Can tell whether its settings work."""

    async def check(self) -> None:
        """Return if they do, else raise a `ConnectorError`."""
        ...


Kind = Literal["text", "secret", "number", "switch", "list", "choice"]


def setting(
    label: dict[str, str],
    kind: Kind = "text",
    *,
    help: dict[str, str] | None = None,
    choices: tuple[str, ...] = (),
    default: Any = ...,
) -> Any:
    """One field of a connector's frozen `Settings` dataclass; the set-up form is made from these.

    label, help: a sentence per language. kind "secret" is encrypted at rest and never sent back.
    """
    about = {"label": label, "kind": kind, "help": help or {}, "choices": choices}
    made: Field[Any]
    made = field(metadata=about) if default is ... else field(default=default, metadata=about)
    return made
