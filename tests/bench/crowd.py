"""A company as it is after years: threads with five messages each, indexed; in every second one somebody waits."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.corpus import Corpus, email, phone
from sqlalchemy import Connection, Engine, Table, insert, text

from inbox.fulltext import messages, people
from inbox.ids import new_id
from inbox.schema import account, customer, episode, identity, member, message, team, thread, user
from inbox.words import ThreadId, UserId
from router.indexing import level

CHUNK = 1000
EACH = 5
SOME = 10_000
AGENTS, TEAMS = 50, 8
NOW = datetime(2026, 6, 1, tzinfo=UTC)
YEAR = timedelta(days=365)
WAITING = {
    "status": "open",
    "unanswered": 2,
    "anger": 0.4,
    "reasons": [{"code": "angry", "words": ["refund"]}, {"code": "again"}],
}
OVER = {"status": "closed", "unanswered": 0, "anger": 0.0, "reasons": []}
Rows = dict[Table, list[dict[str, Any]]]


class Crowd:
    """agents: their ids. some: of threads, evenly from all."""

    def __init__(self, engine: Engine, count: int) -> None:
        self._engine, self._corpus, self._count = engine, Corpus(), count
        self.agents = [UserId(new_id()) for _ in range(AGENTS)]
        self.some: list[ThreadId] = []
        self._teams = [new_id() for _ in range(TEAMS)]
        self._accounts = [new_id() for _ in range(TEAMS)]

    def fill(self) -> None:
        with self._engine.begin() as conn:
            put(conn, self._company())
        for start in range(0, self._count, CHUNK):
            with self._engine.begin() as conn:
                self._add(conn, range(start, min(start + CHUNK, self._count)))
        with self._engine.begin() as conn:
            conn.execute(text("ANALYZE"))

    def _company(self) -> Rows:
        people = enumerate(self.agents)
        settled = {"language": "en", "password_hash": "", "created_at": NOW}
        ways = zip(self._accounts, self._teams, strict=True)
        return {
            user: [
                {"id": one, "email": f"{at}@desk.example", "name": f"Agent {at}", "role": "agent", **settled}
                for at, one in people
            ],
            team: [{"id": one, "name": f"Team {at}", "created_at": NOW} for at, one in enumerate(self._teams)],
            member: [{"user_id": one, "team_id": self._teams[at % TEAMS]} for at, one in enumerate(self.agents)],
            account: [
                {"id": way, "connector": "email", "channel": "email", "name": way, "created_at": NOW, "team_id": whose}
                for way, whose in ways
            ],
        }

    def _add(self, conn: Connection, numbers: range) -> None:
        rows: Rows = {customer: [], thread: [], episode: [], identity: [], message: []}
        for number in numbers:
            for table, new in self._one(number):
                rows[table].append(new)
        put(conn, rows)
        self.some += [row["id"] for row in rows[thread][:: max(1, self._count // SOME)]]
        people.index(conn, {row["id"] for row in rows[customer]})
        messages.index(conn, [row["id"] for row in rows[message]], level)

    def _one(self, number: int) -> Iterator[tuple[Table, dict[str, Any]]]:
        """A customer with everything of theirs, under one id."""
        corpus, mine = self._corpus, new_id()
        began = NOW - YEAR * (1 - number / self._count)
        last = began + timedelta(hours=EACH)
        name = f"{corpus.dice.choice(corpus.names)} {corpus.dice.choice(corpus.names)}"
        yield customer, {"id": mine, "name": name, "created_at": began}
        yield thread, {**self._stands(number, last), "id": mine, "customer_id": mine, "token": mine, "episode_id": mine}
        yield episode, {"id": mine, "thread_id": mine, "opened_at": began}
        proven = {"customer_id": mine, "evidence": "proven", "evidence_at": began, "created_at": began}
        yield identity, {"id": mine, "channel": "email", "address": email(number), **proven}
        yield identity, {"id": new_id(), "channel": "sms", "address": phone(number), **proven}
        for place in range(EACH):
            yield message, self._said(mine, place, began + timedelta(hours=place + 1), number % TEAMS)

    def _stands(self, number: int, last: datetime) -> dict[str, Any]:
        waits = number % 2 == 0
        due = last + timedelta(minutes=self._corpus.dice.uniform(5, 1500))
        since = {"waiting_since": last if waits else None, "due": due if waits else None}
        moments = {"last_at": last, "last_threaded_at": last, "last_position": EACH}
        told = {"channel": "email", "preview": "Where is my order?", "team_id": self._teams[number % TEAMS]}
        return {**(WAITING if waits else OVER), **since, **moments, **told}

    def _said(self, mine: str, place: int, at: datetime, way: int) -> dict[str, Any]:
        words = self._corpus.said()
        mood = {"valence": self._corpus.dice.uniform(-1, 1), "anger": 0.1, "confidence": 1.0}
        moments = {"created_at": at, "threaded_at": at}
        return {
            "id": new_id(), "thread_id": mine, "episode_id": mine, "identity_id": mine, "position": place + 1,
            "direction": "out" if place == 2 else "in", "channel": "email", "account_id": self._accounts[way],
            "subject": " ".join(words.split()[:4]), "text": words, "said": words, "mood": mood, **moments,
        }  # fmt: skip


def put(conn: Connection, rows: Rows) -> None:
    for table, new in rows.items():
        conn.execute(insert(table), new)
