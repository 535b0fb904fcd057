"""Judging anew who waits already: a second opinion on a message came, an agent corrected one, or the table changed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import convert
from msgspec.json import encode
from sqlalchemy import Connection, Row, select

from inbox import alerts, events, waiting
from inbox.around import Surroundings
from inbox.arrivals import Judge, Judgement
from inbox.bus import announce
from inbox.rows import parts
from inbox.schema import message
from inbox.standings import Standing, Standings
from inbox.waiting import READ, Said
from inbox.words import MessageId, Mood, ThreadId

Waits = dict[ThreadId, Judgement]


def rejudge(conn: Connection, because: Mapping[ThreadId, MessageId | None], judge: Judge, now: datetime) -> Waits:
    """Work out where these threads stand now, and tell the screens of those that moved. Returns judgements by head.

    because: the threads, each with the message whose mood has changed, where it was that. How long somebody waits
    already, who has the thread, and what calls for an answer by itself stay as they are.
    """
    standings = Standings(conn, because)
    changed = {standings.head(one): because[one] for one in standings.own if one in because}
    before = {head: shown(standings.tops[head]) for head in changed}
    judged = work_out(conn, standings, judge, now)
    standings.write()
    for head, message_id in sorted(changed.items()):
        if message_id or shown(standings.tops[head]) != before[head]:
            events.record(conn, "thread.judged", now, thread_id=head, message_id=message_id)
            announce(conn, "due")
            announce(conn, "held")
    raise_alerts(conn, standings, judged, now)
    return judged


def shown(stands: Standing) -> tuple[object, ...]:
    return stands.due, encode(stands.reasons), stands.anger, stands.valence


def raise_alerts(conn: Connection, standings: Standings, judged: Waits, now: datetime) -> None:
    raised = ((standings.own[head].episode_id, head, one.alert) for head, one in judged.items() if one.alert)
    alerts.raise_many(conn, [(episode_id, head, kind) for episode_id, head, kind in raised if episode_id], now)


def judged(conn: Connection, thread_ids: Iterable[ThreadId], judge: Judge, now: datetime) -> Waits:
    """What `rejudge` would make of them, by head. Writes nothing."""
    return work_out(conn, Standings(conn, thread_ids, lock=False), judge, now)


def work_out(conn: Connection, standings: Standings, judge: Judge, now: datetime) -> Waits:
    every = {id(one): (own, one) for own in standings.own for one in standings.path(own)}
    said = read(conn, [one for _, one in every.values()])
    around = Surroundings(conn, standings, now)
    found: Waits = {}
    for own, stands in every.values():
        theirs = [said[one] for one in (stands.stretch or {}).get("ids", ()) if one in said]
        judgement = waiting.again(stands, theirs, around.of(own, stands), judge, now)
        if judgement and stands is standings.tops[standings.head(own)]:
            found[standings.head(own)] = judgement
    return found


def read(conn: Connection, every: Sequence[Standing]) -> dict[MessageId, Said]:
    """The messages of their stretches, as a judge needs them."""
    ids = sorted({one for stands in every for one in (stands.stretch or {}).get("ids", ())})
    columns = [message.c[name] for name in ("id", "created_at", "channel", "account_id", "mood", "said", "text")]
    found: dict[MessageId, Said] = {}
    for some in parts(ids):
        rows = conn.execute(select(*columns).where(message.c.id.in_(some)))
        found |= {row.id: as_said(row) for row in rows}
    return found


def as_said(row: Row[Any]) -> Said:
    return Said(row.id, row.created_at, row.channel, row.account_id, mood_of(row), (row.said or row.text)[:READ])


def mood_of(row: Row[Any]) -> Mood:
    return convert(row.mood, Mood) if row.mood else Mood()
