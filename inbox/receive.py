"""Journal to thread: identity, thread, message, due and event in one transaction."""

from datetime import datetime

from msgspec import to_builtins
from sqlalchemy import Connection, select

from inbox import accounts, alerts, blanking, changes, episodes, events, journal, moving, news, reach, skips, waiting
from inbox.around import BAD, Surroundings
from inbox.arrivals import Arrival, Judge, Read
from inbox.bus import announce
from inbox.homes import Home, find_homes
from inbox.ids import new_id
from inbox.journal import Outcome
from inbox.mark import mark
from inbox.rows import given
from inbox.schema import account, attachment, episode, message
from inbox.standings import Own, Standing, Standings
from inbox.storing import insert_rows, update_rows
from inbox.threads import shortened
from inbox.waiting import READ, Said
from inbox.words import AccountId, EpisodeId, Event, MessageId, ThreadId


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
    if homes:
        batch = Batch(conn, {home.thread_id for home in homes}, {one.account_id for one in arrivals}, judge, now)
        for arrival, home in zip(arrivals, homes, strict=True):
            batch.take(arrival, home)
        batch.write()
    changes.apply(conn, [one for read in pending for one in read.changes], arrivals, now)
    news.tell(conn, [one for read in pending for one in read.news], now)
    reach.reopen(conn, [home.identity_id for home in homes])  # after the news, which are of earlier sends
    reach.heed(conn, [one for read in pending for one in read.consents], now)
    taken = {arrival.journal_seq for arrival in arrivals}
    journal.settle(conn, [outcome(read, taken) for read in pending], now)
    repeated = [one for read in pending for one in read.arrivals if one.journal_seq not in taken]
    blanking.blank_again(conn, repeated, [one for read in pending for one in read.changes])
    note_last_in(conn, arrivals)
    return left_over(reads, arrivals)


def still_unread(conn: Connection, reads: list[Read]) -> list[Read]:
    unread = journal.unread_among(conn, [read.seq for read in reads])
    return [read for read in reads if read.seq in unread]


def unseen(conn: Connection, arrivals: list[Arrival]) -> list[Arrival]:
    """Those that are no repetition, be it of a stored message, of an erased one, or within the batch."""
    names = [(arrival.account_id, arrival.remote_id) for arrival in arrivals]
    marked = [(account_id, mark(remote_id)) for account_id, remote_id in names]
    seen = {tuple(row) for row in conn.execute(SEEN, {"given": [*names, *marked]})}
    fresh = []
    for name, erased, arrival in zip(names, marked, arrivals, strict=True):
        if name not in seen and erased not in seen:
            seen.add(name)
            fresh.append(arrival)
    return fresh


SEEN = select(message.c.account_id, message.c.remote_id).where(given(message.c.account_id, message.c.remote_id))


def outcome(read: Read, taken: set[int]) -> Outcome:
    repeated = read.outcome == "threaded" and bool(read.arrivals) and read.seq not in taken
    return Outcome(read.seq, "repeated" if repeated else read.outcome, read.error)


def note_last_in(conn: Connection, arrivals: list[Arrival]) -> None:
    last: dict[AccountId, datetime] = {arrival.account_id: arrival.received_at for arrival in arrivals}
    update_rows(conn, account, [{"id": account_id, "last_in_at": at} for account_id, at in last.items()])


def left_over(reads: list[Read], arrivals: list[Arrival]) -> list[str]:
    used = {file.path for arrival in arrivals for file in arrival.files}
    return [path for read in reads for path in read.paths if path not in used]


class Batch:
    """The threads of one group of arrivals, loaded once, changed in memory, written once."""

    def __init__(
        self, conn: Connection, thread_ids: set[ThreadId], account_ids: set[AccountId], judge: Judge, now: datetime
    ) -> None:
        self.conn, self.judge, self.now = conn, judge, now
        self.standings = Standings(conn, thread_ids)
        self.around = Surroundings(conn, self.standings, now)
        self.teams = accounts.teams(conn, account_ids)
        self.closings = episodes.closings(conn, self.standings.resting())
        self.going_on: list[EpisodeId] = []
        self.episodes: list[dict[str, object]] = []
        self.messages: list[dict[str, object]] = []
        self.attachments: list[dict[str, object]] = []
        self.alerts: list[tuple[EpisodeId, ThreadId, str]] = []
        self.angers: dict[EpisodeId, float] = {}
        self.heard: set[ThreadId] = set()
        self.events: list[Event] = []

    def take(self, arrival: Arrival, home: Home) -> None:
        own, path = self.standings.own[home.thread_id], self.standings.path(home.thread_id)
        episode_id, message_id = self.open_episode(own, path[0], arrival), MessageId(new_id())
        for stands in path:
            if arrival.waits:
                self.let_wait(stands, arrival, own, message_id)
            stands.show(arrival.sender.channel, preview(arrival), arrival.received_at)
        if arrival.waits and arrival.mood.anger >= BAD:
            self.angers[episode_id] = max(arrival.mood.anger, self.angers.get(episode_id, 0.0))
        self.add_message(own, arrival, home, message_id)

    def open_episode(self, own: Own, alone: Standing, arrival: Arrival) -> EpisodeId:
        """A human's message opens an episode where none is open; an automatic one only where there never was one.

        Who writes again soon after the closing goes on with the one that was closed.
        """
        ended_before = arrival.waits and alone.status == "closed"
        if ended_before and own.episode_id and episodes.continues(self.closings.get(own.id), self.now):
            self.going_on.append(own.episode_id)
        elif ended_before or own.episode_id is None:
            ended = None if arrival.waits else self.now
            own.episode_id = EpisodeId(new_id())
            self.episodes.append(
                {
                    "id": own.episode_id,
                    "thread_id": own.id,
                    "opened_at": arrival.received_at,
                    "closed_at": ended,
                }
            )
        return own.episode_id

    def let_wait(self, stands: Standing, arrival: Arrival, own: Own, message_id: MessageId) -> None:
        text = (arrival.said or arrival.text)[:READ]
        said = Said(message_id, arrival.received_at, arrival.sender.channel, arrival.account_id, arrival.mood, text)
        team_id = self.teams.get(arrival.account_id)
        head = self.standings.head(own.id)
        self.heard.add(head)
        if stands.rouse(self.now) and stands is self.standings.tops[head]:
            self.events.append(Event(0, self.now, "thread.woke", head, data={"why": "reply"}))
        judged = waiting.add(stands, said, self.around.of(own.id, stands), team_id, self.judge, self.now)
        for topic in ("due", "moods") if stands.assignee_id is None else ("due", "moods", "held"):
            announce(self.conn, topic)
        if judged.alert and own.episode_id and stands is self.standings.tops[head]:
            self.alerts.append((own.episode_id, head, judged.alert))

    def add_message(self, own: Own, arrival: Arrival, home: Home, message_id: MessageId) -> None:
        position, threaded_at = own.next(self.now)
        self.messages.append(
            {
                "id": message_id,
                "thread_id": own.id,
                "episode_id": own.episode_id,
                "position": position,
                "direction": "in",
                "channel": arrival.sender.channel,
                "created_at": arrival.received_at,
                "threaded_at": threaded_at,
                "identity_id": home.identity_id,
                "evidence": arrival.sender.evidence,
                "mood": arrival.mood,
                "weighed": False if arrival.waits and not arrival.stub else None,
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
        episodes.note_angers(self.conn, self.angers)
        episodes.resume(self.conn, self.going_on)
        insert_rows(self.conn, message, self.messages)
        insert_rows(self.conn, attachment, self.attachments)
        self.standings.write()
        skips.lift(self.conn, self.heard)
        events.record_many(self.conn, self.events)
        alerts.raise_many(self.conn, self.alerts, self.now)


CARRIED = (
    "account_id", "remote_id", "cites", "client_id", "subject", "text", "said", "html", "sent_at", "automatic",
    "stub", "journal_seq",
)  # fmt: skip


def preview(arrival: Arrival) -> str:
    return shortened(arrival.said or arrival.text or arrival.subject)
