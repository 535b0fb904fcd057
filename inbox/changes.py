"""What writers do to messages afterwards: they change them, take them back, react. Nothing is lost by it.

Providers deliver in any order, so a change may come before its message; it waits in its table. However they come, what
stands is what the writer's own order of them makes of the first text: after each, all are gone through anew.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, exists, select, update

from inbox import events
from inbox.arrivals import Arrival, Change
from inbox.ids import new_id
from inbox.rows import given
from inbox.schema import change, message
from inbox.standings import Standings
from inbox.storing import insert_rows
from inbox.threads import shortened
from inbox.words import AccountId, MessageId, Version

REWRITES = ("edited", "deleted")
Named = tuple[AccountId, str]
"""A message's account and remote id."""


def apply(conn: Connection, new: list[Change], arrivals: list[Arrival], now: datetime) -> None:
    """Keep the new changes, and carry out all whose message is there: it may just have arrived."""
    insert_rows(conn, change, [columns(one) for one in new])
    named = [(one.account_id, one.remote_id) for one in new]
    catch_up(conn, [*named, *((one.account_id, one.remote_id) for one in arrivals)], now)


def columns(one: Change) -> dict[str, object]:
    return {"id": new_id(), **{name: getattr(one, name) for name in Change.__struct_fields__}}


def catch_up(conn: Connection, names: Iterable[Named], now: datetime) -> None:
    """Carry out what has been waiting for these messages."""
    for message_id in waited_for(conn, names):
        carry_out(conn, message_id, now)


def waited_for(conn: Connection, names: Iterable[Named]) -> list[MessageId]:
    return list(conn.execute(WAITED_FOR, {"given": list(names)}).scalars())


SAME = (change.c.account_id == message.c.account_id) & (change.c.remote_id == message.c.remote_id)
NAMED = given(change.c.account_id, change.c.remote_id), change.c.message_id.is_(None)
WAITED_FOR = select(message.c.id).join(change, SAME).where(*NAMED).distinct().order_by(message.c.id)


def carry_out(conn: Connection, message_id: MessageId, now: datetime) -> None:
    said = conn.execute(select(message).where(message.c.id == message_id).with_for_update()).one()
    earlier = history(conn, message_id)
    first_text = next((row.before for row in earlier if row.kind in REWRITES), said.text)
    theirs = change.c.account_id == said.account_id, change.c.remote_id == said.remote_id
    waiting = update(change).where(*theirs, change.c.message_id.is_(None))
    conn.execute(waiting.values(message_id=message_id))
    rows = history(conn, message_id)
    reword(conn, said, worded(conn, rows, first_text), now)
    react(conn, said, reactions(rows), now)


def history(conn: Connection, message_id: MessageId) -> list[Row[Any]]:
    """By the writer's clock. Where it does not tell, nothing can come after a deletion, and ours decides."""
    rows = select(change).where(change.c.message_id == message_id)
    return list(conn.execute(rows.order_by(change.c.at, change.c.kind == "deleted", change.c.id)))


Values = dict[str, Any]


def worded(conn: Connection, rows: list[Row[Any]], text: str) -> Values:
    """What the message says after all of them. Each remembers what it replaced; what was taken back stays so."""
    values: Values = {"text": text, "edited_at": None, "deleted_at": None}
    for row in (one for one in rows if one.kind in REWRITES):
        if row.before != values["text"]:
            conn.execute(update(change).where(change.c.id == row.id).values(before=values["text"]))
        if values["deleted_at"]:
            continue
        if row.kind == "deleted":
            values.update(text="", deleted_at=row.at)
        elif row.text != values["text"]:
            values.update(text=row.text, edited_at=row.at)
    return values


def reword(conn: Connection, said: Row[Any], values: Values, now: datetime) -> None:
    if any(getattr(said, name) != value for name, value in values.items()):
        plain = {**values, "said": values["text"], "html": ""}
        conn.execute(update(message).where(message.c.id == said.id).values(**plain))
        show(conn, said, values["text"])
        tell(conn, said, "deleted" if values["deleted_at"] else "edited", now)


def show(conn: Connection, said: Row[Any], text: str) -> None:
    """The queue shows the last message's words as they are now; a note is never shown there."""
    later = message.alias("later")
    newer = exists().where(
        later.c.thread_id == said.thread_id, later.c.position > said.position, later.c.direction != "note"
    )
    if conn.execute(select(newer)).scalar_one():
        return
    before, now = shortened(said.said or said.text), shortened(text)
    standings = Standings(conn, [said.thread_id])
    for number, stands in enumerate(standings.path(said.thread_id)):
        if number == 0 or stands.preview == before:  # where it is merged, somebody else's may be the last
            stands.preview = now
    standings.write()


def tell(conn: Connection, said: Row[Any], kind: str, now: datetime) -> None:
    named = {"thread_id": said.thread_id, "message_id": said.id, "identity_id": said.identity_id}
    events.record(conn, "message.changed", now, **named, data={"kind": kind})


def reactions(rows: list[Row[Any]]) -> list[dict[str, str]]:
    """One person may put several emoji; an empty one takes all of theirs back."""
    found: list[dict[str, str]] = []
    for row in (one for one in rows if one.kind == "reacted"):
        found = [one for one in found if one["by"] != row.by or (row.text and one["emoji"] != row.text)]
        if row.text and not row.gone:
            found.append({"emoji": row.text, "by": row.by})
    return found


def react(conn: Connection, said: Row[Any], now_there: list[dict[str, str]], now: datetime) -> None:
    if now_there != said.reactions:
        conn.execute(update(message).where(message.c.id == said.id).values(reactions=now_there))
        tell(conn, said, "reacted", now)


def versions(conn: Connection, message_id: MessageId) -> list[Version]:
    """What a message said before, oldest first; what changed nothing made no version."""
    found = []
    for row in (one for one in history(conn, message_id) if one.kind in REWRITES):
        if row.kind == "deleted" or row.text != row.before:
            found.append(Version(row.before, row.at))
        if row.kind == "deleted":
            break
    return found
