"""Journal to thread: identity, thread, message, due and event in one transaction."""

from datetime import datetime
from typing import Any

from msgspec import to_builtins
from sqlalchemy import Connection, bindparam, select, update

from inbox import alerts, changes, events, journal, moving, news, reach
from inbox.arrivals import Arrival, Judge, Read, Waiting
from inbox.bus import announce
from inbox.homes import Home, find_homes
from inbox.ids import new_id
from inbox.journal import Outcome
from inbox.rows import among, insert_rows
from inbox.schema import account, attachment, episode, message, thread
from inbox.threads import HOLD, PREVIEW
from inbox.words import AccountId, EpisodeId, Event, MessageId, ThreadId

STILL_TRUE = ("undelivered", "returned")
"""Reasons that a further message does not take away; only an answer does."""
STANDING = (
    "status", "channel", "preview", "last_at", "last_position", "unanswered", "anger", "valence", "reasons",
    "waiting_since", "due", "assignee_id", "held_until", "episode_id",
)  # fmt: skip


def receive(conn: Connection, reads: list[Read], judge: Judge, now: datetime) -> list[str]:
    """Put what was read into its threads, in journal order. Reading a row twice changes nothing.

    Returns the paths of the files that no message took, for they came with repetitions.
    """
    if len(reads) > 1 and any(read.moves or read.consents for read in reads):
        # Rare, and they hold for what comes after them: each row on its own.
        return [path for read in reads for path in receive(conn, [read], judge, now)]
    pending = still_unread(conn, reads)
    arrivals = unseen(conn, [arrival for read in pending for arrival in read.arrivals])
    moving.move(conn, [one for read in pending for one in read.moves], now)
    homes = find_homes(conn, arrivals, now)
    batch = Batch(conn, {home.thread_id for home in homes}, judge, now)
    for arrival, home in zip(arrivals, homes, strict=True):
        batch.take(arrival, home)
    batch.write()
    changes.apply(conn, [one for read in pending for one in read.changes], arrivals, now)
    news.tell(conn, [one for read in pending for one in read.news], now)
    reach.reopen(conn, [home.identity_id for home in homes])  # after the news, which are of earlier sends
    reach.heed(conn, [one for read in pending for one in read.consents], now)
    taken = {arrival.journal_seq for arrival in arrivals}
    journal.settle(conn, [outcome(read, taken) for read in pending], now)
    note_last_in(conn, arrivals)
    return left_over(reads, arrivals)


def still_unread(conn: Connection, reads: list[Read]) -> list[Read]:
    unread = journal.unread_among(conn, [read.seq for read in reads])
    return [read for read in reads if read.seq in unread]


def unseen(conn: Connection, arrivals: list[Arrival]) -> list[Arrival]:
    """Those that are no repetition, be it of a stored message or within the batch."""
    names = [(arrival.account_id, arrival.remote_id) for arrival in arrivals]
    same = among([message.c.account_id, message.c.remote_id], names)
    seen = {tuple(row) for row in conn.execute(select(message.c.account_id, message.c.remote_id).where(same))}
    fresh = []
    for name, arrival in zip(names, arrivals, strict=True):
        if name not in seen:
            seen.add(name)
            fresh.append(arrival)
    return fresh


def outcome(read: Read, taken: set[int]) -> Outcome:
    repeated = read.outcome == "threaded" and bool(read.arrivals) and read.seq not in taken
    return Outcome(read.seq, "repeated" if repeated else read.outcome, read.error)


def note_last_in(conn: Connection, arrivals: list[Arrival]) -> None:
    last: dict[AccountId, datetime] = {arrival.account_id: arrival.received_at for arrival in arrivals}
    if rows := [{"which": account_id, "at": at} for account_id, at in last.items()]:
        when = update(account).where(account.c.id == bindparam("which"))
        conn.execute(when.values(last_in_at=bindparam("at")), rows)


def left_over(reads: list[Read], arrivals: list[Arrival]) -> list[str]:
    used = {file.path for arrival in arrivals for file in arrival.files}
    return [path for read in reads for path in read.paths if path not in used]


class Batch:
    """The threads of one group of arrivals, loaded once, changed in memory, written once."""

    def __init__(self, conn: Connection, thread_ids: set[ThreadId], judge: Judge, now: datetime) -> None:
        self.conn, self.judge, self.now = conn, judge, now
        locked = select(thread).where(thread.c.id.in_(sorted(thread_ids))).order_by(thread.c.id).with_for_update()
        self.standing: dict[ThreadId, dict[str, Any]] = {
            row["id"]: dict(row) for row in conn.execute(locked).mappings()
        }
        self.episodes: list[dict[str, object]] = []
        self.messages: list[dict[str, object]] = []
        self.attachments: list[dict[str, object]] = []
        self.alerts: list[tuple[EpisodeId, ThreadId, str]] = []
        self.events: list[Event] = []

    def take(self, arrival: Arrival, home: Home) -> None:
        stands = self.standing[home.thread_id]
        self.open_episode(stands, arrival)
        if arrival.waits:
            self.let_wait(stands, arrival)
        stands["last_position"] += 1
        stands["last_at"] = arrival.received_at
        stands["preview"] = preview(arrival)
        stands["channel"] = arrival.sender.channel
        self.add_message(stands, arrival, home)

    def open_episode(self, stands: dict[str, Any], arrival: Arrival) -> None:
        """A human's message opens an episode where none is open; an automatic one only where there never was one."""
        if stands["episode_id"] is None or (arrival.waits and stands["status"] == "closed"):
            ended = None if arrival.waits else self.now
            stands["episode_id"] = EpisodeId(new_id())
            self.episodes.append(
                {
                    "id": stands["episode_id"],
                    "thread_id": stands["id"],
                    "opened_at": arrival.received_at,
                    "closed_at": ended,
                }
            )

    def let_wait(self, stands: dict[str, Any], arrival: Arrival) -> None:
        since = stands["waiting_since"] or arrival.received_at
        unanswered = stands["unanswered"] + 1
        waiting = Waiting(
            since, arrival.sender.channel, unanswered, arrival.mood, stands["anger"],
            stands["valence"], stands["due"],
        )  # fmt: skip
        judged = self.judge(waiting)
        if judged.alert:
            self.alerts.append((stands["episode_id"], stands["id"], judged.alert))
        stands.update(status="open", waiting_since=since, unanswered=unanswered, due=judged.due)
        still = [one for one in stands["reasons"] if one["code"] in STILL_TRUE]
        stands.update(anger=judged.anger, valence=judged.valence, reasons=[*still, *to_builtins(judged.reasons)])
        if stands["assignee_id"] is not None:
            held = max(judged.due, self.now + HOLD)
            stands["held_until"] = min(held, stands["held_until"] or held)  # writing again must not let it wait longer
            announce(self.conn, "held")

    def add_message(self, stands: dict[str, Any], arrival: Arrival, home: Home) -> None:
        message_id = MessageId(new_id())
        self.messages.append(
            {
                "id": message_id,
                "thread_id": home.thread_id,
                "episode_id": stands["episode_id"],
                "position": stands["last_position"],
                "direction": "in",
                "channel": arrival.sender.channel,
                "created_at": arrival.received_at,
                "identity_id": home.identity_id,
                "evidence": arrival.sender.evidence,
                "mood": to_builtins(arrival.mood),
                "ref": arrival.ref or None,
                **{name: getattr(arrival, name) for name in CARRIED},
            }
        )
        for file in arrival.files:
            self.attach(message_id, "kept", None, {**to_builtins(file), "place": ""})
        for media in arrival.media:
            self.attach(message_id, "wanted", self.now, {**to_builtins(media), "path": "", "cid": ""})
            announce(self.conn, "media")
        self.events.append(
            Event(0, self.now, "message.received", home.thread_id, message_id, identity_id=home.identity_id)
        )

    def attach(self, message_id: MessageId, state: str, next_at: datetime | None, file: dict[str, object]) -> None:
        named = {"id": new_id(), "message_id": message_id, "created_at": self.now}
        self.attachments.append({**named, **file, "state": state, "next_at": next_at})

    def write(self) -> None:
        insert_rows(self.conn, episode, self.episodes)
        insert_rows(self.conn, message, self.messages)
        insert_rows(self.conn, attachment, self.attachments)
        if self.standing:
            values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in STANDING}
            rows = [
                {"which": key, **{f"new_{name}": row[name] for name in STANDING}} for key, row in self.standing.items()
            ]
            self.conn.execute(update(thread).where(thread.c.id == bindparam("which")).values(**values), rows)
        events.record_many(self.conn, self.events)
        for episode_id, thread_id, kind in self.alerts:
            alerts.raise_one(self.conn, episode_id, thread_id, kind, self.now)


CARRIED = (
    "account_id", "remote_id", "cites", "client_id", "subject", "text", "said", "html", "sent_at", "automatic",
    "stub", "journal_seq",
)  # fmt: skip


def preview(arrival: Arrival) -> str:
    return " ".join((arrival.said or arrival.text or arrival.subject).split())[:PREVIEW]
