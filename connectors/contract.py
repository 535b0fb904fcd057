"""What a connector is, and the words in which it speaks to the router.

A channel is one class with `name`, `channel`, `Settings` and `send`; everything else is an ability, a small protocol
that the router asks for with `isinstance`. What happens is said in the words of `connectors.happening`, what leaves in
those of `connectors.leaving`; this module hands both on, so that a connector needs no other.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import Field, field
from datetime import timedelta
from typing import Any, ClassVar, Literal, Protocol, runtime_checkable

from msgspec import Struct

from connectors.happening import (
    Address,
    Code,
    Consent,
    Deleted,
    Edited,
    Evidence,
    File,
    Happening,
    Ignored,
    Incoming,
    Media,
    Moved,
    Pressed,
    Raw,
    Reacted,
    Receipt,
    State,
)
from connectors.leaving import (
    Alert,
    Filled,
    Limits,
    Outgoing,
    Person,
    Sent,
    Template,
)

__all__ = [
    "Address", "Alert", "Alerts", "Called", "Checks", "Code", "Connector", "ConnectorError", "Consent", "Deleted",
    "Edited", "Evidence", "Fetches", "File", "Filled", "Forged", "Guides", "Happening", "Ignored", "Incoming",
    "Introduces", "Keep", "Kind", "Limited", "Limits", "Listens", "Locates", "Media", "Moved", "Offers", "Outgoing",
    "Person", "Pressed", "Raw", "Reacted", "Receipt", "Refused", "Request", "Sent", "State", "Taken", "Template",
    "TryLater", "Uncertain", "Verifies", "setting",
]  # fmt: skip


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
    """Permanent: trying again cannot help. Provably not delivered. code: what can be done instead."""

    def __init__(self, sentence: str, code: Code = "") -> None:
        super().__init__(sentence)
        self.code: Code = code


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

    name: of the connector, as in the registry; several connectors may carry one channel (two providers of WhatsApp).
    hostile: `read` meets arbitrary bytes from strangers and runs in a bounded process.
    idempotent: sending the same message twice reaches the customer once.
    """

    name: ClassVar[str]
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
class Called(Protocol):
    """called: it hears what its provider calls with, over the internet, and nothing otherwise."""

    called: bool


@runtime_checkable
class Guides(Protocol):
    """Knows where its provider wants the hook's address: a sentence per language."""

    hook_help: ClassVar[dict[str, str]]


@runtime_checkable
class Checks(Protocol):
    """Can tell whether its settings work."""

    async def check(self) -> None:
        """Return if they do, else raise a `ConnectorError`."""
        ...


@runtime_checkable
class Limited(Protocol):
    """Its channel does not let everything through; agents see so before they send."""

    limits: ClassVar[Limits]


@runtime_checkable
class Locates(Protocol):
    """Can be written to at an address that a person types."""

    def locate(self, typed: str) -> Address:
        """The normalised address, or raise `Refused` with how to write it. Pure."""
        ...


@runtime_checkable
class Fetches(Protocol):
    """Brings attachments that come apart from their message."""

    async def fetch(self, media: Media) -> File:
        """Raise `Refused` where it is gone, too big or not where it may lie; `TryLater`, and never `Uncertain`."""
        ...


@runtime_checkable
class Offers(Protocol):
    """Has templates."""

    async def templates(self) -> list[Template]:
        """Those that may be sent now. Raises a `ConnectorError`."""
        ...


@runtime_checkable
class Introduces(Protocol):
    """Knows people's names, which do not come with their messages."""

    async def introduce(self, address: str) -> Person:
        """Raise `Refused` for somebody it does not know, or `TryLater`."""
        ...


@runtime_checkable
class Alerts(Protocol):
    """Can tell the whole team something, where the settings say so."""

    alerts: bool

    async def alert(self, alert: Alert) -> None:
        """Post it with a button that opens the thread and, pressed, happens as `Pressed`. Raises a `ConnectorError`."""
        ...

    async def answer(self, place: str, sentence: str) -> None:
        """Say under an alert what came of its button. Raises a `ConnectorError`."""
        ...


Kind = Literal["text", "secret", "number", "switch", "list", "choice"]


def setting(
    label: dict[str, str],
    kind: Kind = "text",
    *,
    help: dict[str, str] | None = None,
    choices: tuple[str, ...] | dict[str, dict[str, str]] = (),
    default: Any = ...,
) -> Any:
    """One field of a connector's frozen `Settings` dataclass; the set-up form is made from these.

    label, help: a sentence per language. kind "secret" is encrypted at rest and never sent back. choices: what may be
    chosen, with its words per language unless it speaks for itself.
    """
    words = choices if isinstance(choices, dict) else {}
    about = {"label": label, "kind": kind, "help": help or {}, "choices": tuple(choices), "words": words}
    shown = kind != "secret"  # in what is printed of the settings, as in a log of something that went wrong
    made: Field[Any]
    made = field(repr=shown, metadata=about) if default is ... else field(default=default, repr=shown, metadata=about)
    return made
