"""What the router brings: raw payloads that have become our words, with a mood."""

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct

from inbox.files import Stored
from inbox.identities import Contact
from inbox.words import AccountId, Code, Mood, Reason, State, TeamId


class Wanted(Struct, frozen=True):
    """An attachment that still lies at its provider, at a place that only its connector can read."""

    name: str
    mime: str
    size: int
    sha256: str
    place: str


HUMAN = ("", "list")
"""What `automatic` says of messages that a human wrote: over a list anybody may, as where support@ is a group."""


class Arrival(Struct, frozen=True):
    """A message from a customer. The fields say what `connectors.contract.Incoming` says.

    received_at: when it was journalled; that, and never the sender's clock, is what waiting counts from.
    stub: it could not be read; the raw payload is kept.
    """

    journal_seq: int
    account_id: AccountId
    remote_id: str
    sender: Contact
    received_at: datetime
    text: str
    said: str
    mood: Mood
    html: str = ""
    subject: str = ""
    sent_at: datetime | None = None
    ref: str = ""
    cites: tuple[str, ...] = ()
    token: str = ""
    automatic: str = ""
    also: tuple[Contact, ...] = ()
    same: tuple[Contact, ...] = ()
    claims: tuple[Contact, ...] = ()
    client_id: str = ""
    files: tuple[Stored, ...] = ()
    media: tuple[Wanted, ...] = ()
    stub: bool = False

    @property
    def waits(self) -> bool:
        """Whether a human waits for an answer. A vacation notice never does."""
        return self.automatic in HUMAN


class News(Struct, frozen=True):
    """What became of something we sent, named by the provider's id or by our own ref."""

    account_id: AccountId
    state: State
    remote_id: str = ""
    ref: str = ""
    detail: str = ""
    code: Code = ""


class Change(Struct, frozen=True):
    """What a writer did to a message afterwards. kind: edited, deleted or reacted; text: the new one, or the emoji.

    by: the address of who reacted. gone: the reaction was taken back.
    """

    journal_seq: int
    account_id: AccountId
    remote_id: str
    kind: str
    at: datetime
    text: str = ""
    by: str = ""
    gone: bool = False


class Consented(Struct, frozen=True):
    """Somebody told us to stop writing to this address, or (given) that we may again."""

    contact: Contact
    given: bool


class Moving(Struct, frozen=True):
    """A provider vouches that somebody's address has changed."""

    before: Contact
    after: Contact


class Read(Struct, frozen=True):
    """One journal row, read: what it held and how it is settled."""

    seq: int
    arrivals: tuple[Arrival, ...] = ()
    news: tuple[News, ...] = ()
    outcome: str = "threaded"
    error: str = ""
    changes: tuple[Change, ...] = ()
    consents: tuple[Consented, ...] = ()
    moves: tuple[Moving, ...] = ()

    @property
    def paths(self) -> list[str]:
        """Of the files that were kept for it."""
        return [file.path for arrival in self.arrivals for file in arrival.files]


class Waiting(Struct, frozen=True):
    """Somebody waits: what a judge is told. since: of the first unanswered message; anger, valence: so far.

    at: when this message came; felt_at: when anger and valence were felt. The first message after an answer is number
    1 in unanswered. broken, streak, present: see `inbox.around`.
    """

    since: datetime
    channel: str
    unanswered: int
    mood: Mood
    anger: float
    valence: float
    due: datetime | None
    at: datetime | None = None
    felt_at: datetime | None = None
    team_id: TeamId | None = None
    account_id: AccountId | None = None
    present: bool = False
    broken: int = 0
    streak: int = 0
    language: str = ""
    tags: tuple[str, ...] = ()
    fields: dict[str, str] = {}
    text: str = ""


class Judgement(Struct, frozen=True):
    """How long they may wait, and why. alert: "furious" or "threatened" where the whole team should see it at once."""

    due: datetime
    anger: float
    valence: float
    reasons: tuple[Reason, ...]
    alert: str = ""


Judge = Callable[[Waiting], Judgement]
