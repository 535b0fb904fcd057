"""The nouns as data: what inbox functions take and return, and what the API shows."""

from datetime import datetime
from typing import Literal, NewType

from msgspec import Struct

CustomerId = NewType("CustomerId", str)
IdentityId = NewType("IdentityId", str)
ThreadId = NewType("ThreadId", str)
EpisodeId = NewType("EpisodeId", str)
MessageId = NewType("MessageId", str)
MergeId = NewType("MergeId", str)
PromiseId = NewType("PromiseId", str)
AttachmentId = NewType("AttachmentId", str)
AccountId = NewType("AccountId", str)
UserId = NewType("UserId", str)
TeamId = NewType("TeamId", str)
MacroId = NewType("MacroId", str)
ViewId = NewType("ViewId", str)

Evidence = Literal["proven", "asserted", "claimed"]
Direction = Literal["in", "out", "note"]
State = Literal["queued", "sending", "sent", "delivered", "read", "failed", "uncertain"]
Role = Literal["agent", "supervisor", "admin"]
Status = Literal["open", "closed", "erased"]
"""What was erased is told to the open screens, and then nobody sees it any more."""
Shut = Literal["", "opted_out", "unreachable"]
Code = Literal["", "opted_out", "unreachable", "window_closed", "too_big"]
"""Why a message failed, where something can be done about it."""
FileState = Literal["kept", "wanted", "failed", "erased"]


class Mood(Struct, frozen=True):
    """What a text tells. valence: -1 (bad) to 1 (good); anger and confidence: 0 to 1.

    signals: codes such as "asks_human"; shown: the words that show each; words: those that moved the score.
    tier: who says so: "instant" or "deep", or the "agent" who corrected them.
    """

    valence: float = 0.0
    anger: float = 0.0
    confidence: float = 0.0
    signals: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    shown: dict[str, str] = {}
    tier: str = "instant"


class Reason(Struct, frozen=True, omit_defaults=True):
    """Why a thread ranks where it does; the screen turns the code into the agent's language. name: of a "rule"."""

    code: str
    channel: str = ""
    words: tuple[str, ...] = ()
    count: int = 0
    name: str = ""


class Identity(Struct, frozen=True):
    """how, by_name, evidence_at: by what, by whom and since when we know it.

    customer_id: whose it is by itself, which a merge does not change. shared: several people use it, so it proves
    nobody. shut: why nothing may be sent there, until the customer writes again (unreachable) or says so (opted_out).
    """

    id: IdentityId
    channel: str
    address: str
    display: str
    evidence: Evidence
    how: str
    created_at: datetime
    customer_id: CustomerId
    evidence_at: datetime
    by_name: str = ""
    shared: bool = False
    shut: Shut = ""
    shut_detail: str = ""


class Claim(Struct, frozen=True):
    """An address that a customer is said to have; never proof, only a suggestion. how: who said so, and where."""

    channel: str
    address: str
    created_at: datetime
    how: str = ""


class Episode(Struct, frozen=True):
    id: EpisodeId
    opened_at: datetime
    first_reply_at: datetime | None
    closed_at: datetime | None


class Merge(Struct, frozen=True):
    """Somebody whose thread is shown in this one, until it is split off again. by_name: "" where a proof did it."""

    id: MergeId
    customer_id: CustomerId
    name: str
    how: str
    by_name: str
    at: datetime


class Customer(Struct, frozen=True):
    """With those who were merged into them. language: ISO 639-1; zone: IANA name or "+02:00"; both "" if unknown.

    about: what colleagues should know. fields: whatever a company keeps about its customers.
    """

    id: CustomerId
    name: str
    created_at: datetime
    identities: tuple[Identity, ...]
    claims: tuple[Claim, ...]
    episodes: tuple[Episode, ...]
    merges: tuple[Merge, ...] = ()
    about: str = ""
    language: str = ""
    zone: str = ""
    fields: dict[str, str] = {}


class Attachment(Struct, frozen=True):
    """state "wanted": it is still being fetched from the provider; "failed": it cannot be, for the reason in detail."""

    id: AttachmentId
    name: str
    mime: str
    size: int
    cid: str
    state: FileState = "kept"
    detail: str = ""


class Reaction(Struct, frozen=True):
    """by: the address of who reacted, on the message's channel."""

    emoji: str
    by: str = ""


class Named(Struct, frozen=True):
    """A colleague whom a note names."""

    user_id: UserId
    name: str


class Version(Struct, frozen=True):
    """What a message said until `until`."""

    text: str
    until: datetime


class Message(Struct, frozen=True):
    """One thing said. text is all of it, said only the writer's own words.

    position counts from 1 within the customer's own thread and never changes; threaded_at gives the same order, and
    across merged threads, too. evidence tells how sure we are of an incoming sender.
    state is set for "out" only; code says why it failed, where something can be done about it. formatted: there is HTML
    to show. stub: the raw payload could not be read and is kept. edited_at, deleted_at: by its writer; what is
    deleted has no text, but its versions have. forgotten: its words are kept no longer, by its account's rule.
    held_until: until then it is kept back, and its author can take it back. mentions: of a note.
    """

    id: MessageId
    thread_id: ThreadId
    episode_id: EpisodeId
    position: int
    direction: Direction
    channel: str
    created_at: datetime
    threaded_at: datetime
    account_id: AccountId | None = None
    identity_id: IdentityId | None = None
    author_id: UserId | None = None
    author_name: str = ""
    subject: str = ""
    text: str = ""
    said: str = ""
    formatted: bool = False
    sent_at: datetime | None = None
    evidence: Evidence | None = None
    automatic: str = ""
    stub: bool = False
    forgotten: bool = False
    client_id: str = ""
    state: State | None = None
    state_detail: str = ""
    code: Code = ""
    held_until: datetime | None = None
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    reactions: tuple[Reaction, ...] = ()
    mood: Mood | None = None
    attachments: tuple[Attachment, ...] = ()
    mentions: tuple[Named, ...] = ()


class Thread(Struct, frozen=True):
    """A row of the queue. due = waiting_since + patience; both are None while nobody waits.

    held_until: when an assigned but unanswered thread returns to the queue. snoozed_at: put aside since then; wake_at:
    until when, None until the customer writes. Once it woke, wake_at says when, until somebody answers or closes it.
    """

    id: ThreadId
    customer_id: CustomerId
    customer_name: str
    status: Status
    channel: str
    preview: str
    last_at: datetime
    last_position: int
    unanswered: int
    anger: float
    valence: float
    reasons: tuple[Reason, ...]
    waiting_since: datetime | None
    due: datetime | None
    assignee_id: UserId | None
    assignee_name: str | None
    held_until: datetime | None
    snoozed_at: datetime | None = None
    wake_at: datetime | None = None
    team_id: TeamId | None = None


class Event(Struct, frozen=True):
    """A numbered change. Kinds: message.received, message.written, message.state, message.changed, thread.taken,
    thread.assigned (data: to whom, and why), thread.released, thread.returned, thread.stalled, thread.judged,
    thread.promised, thread.closed, thread.reopened, thread.snoozed, thread.woke, thread.skipped, thread.mentioned,
    message.undone, customer.changed, customer.merged and customer.split (data: the part's thread), customer.erased,
    visitor.asked, visitor.proven, account.alarm, account.changed, user.changed, team.changed, desk.changed,
    patience.changed.
    """

    seq: int
    at: datetime
    kind: str
    thread_id: ThreadId | None = None
    message_id: MessageId | None = None
    identity_id: IdentityId | None = None
    actor_id: UserId | None = None
    data: dict[str, str] = {}


class User(Struct, frozen=True, omit_defaults=True):
    """disabled_at: since when they may no longer sign in.

    skills: languages by ISO 639-1, "recovery", and whatever a team calls its own. capacity: how many calm threads they
    take at a time, 0 as usual.
    """

    id: UserId
    email: str
    name: str
    role: Role
    language: str
    disabled_at: datetime | None = None
    skills: tuple[str, ...] = ()
    capacity: int = 0


class Account(Struct, frozen=True):
    """A configured channel. connector: which one carries it. settings never holds a secret.

    keep_days: after as many days, closed episodes' messages that came or went by it are forgotten; None: never.
    """

    id: AccountId
    connector: str
    channel: str
    name: str
    settings: dict[str, object]
    paused: bool
    alarm: str
    alarm_at: datetime | None
    last_in_at: datetime | None
    last_out_at: datetime | None
    last_error: str
    last_error_at: datetime | None
    created_at: datetime
    keep_days: int | None = None
