"""Every saved table stays; the newest one holds."""

from datetime import datetime
from typing import Any

import structlog
from msgspec import Struct, ValidationError, convert, to_builtins
from sqlalchemy import Connection, Row, func, insert, select

from inbox import audit, events
from inbox.bus import announce
from inbox.errors import Conflict, NotFound
from inbox.schema import patience, user
from inbox.tables.document import DEFAULT, Table
from inbox.tables.sound import demand_sound
from inbox.words import UserId

SHOWN = 50
"""Savings in the history."""

log = structlog.get_logger()


class Saved(Struct, frozen=True):
    """The table with who saved it. id: 0, and at: None, while nobody ever did."""

    id: int
    table: Table
    at: datetime | None = None
    by_name: str = ""


class Saving(Struct, frozen=True):
    """changed: the parts of the table that are not as they were before it."""

    id: int
    at: datetime
    by_name: str
    changed: tuple[str, ...]


Stamp = tuple[int, datetime | None]
NEVER: Stamp = (0, None)


def stamp(conn: Connection) -> Stamp:
    """Which table holds: its id and when it was saved; NEVER for DEFAULT. Cheaper than the table itself.

    The id alone could come again with another table, where a transaction is rolled back.
    """
    newest = select(patience.c.id, patience.c.at).order_by(patience.c.id.desc()).limit(1)
    found = conn.execute(newest).one_or_none()
    return NEVER if found is None else (found.id, found.at)


def current(conn: Connection) -> Saved:
    """The table that holds."""
    found = newest(conn, 1)
    return as_saved(found[0]) if found else Saved(0, DEFAULT)


def newest(conn: Connection, limit: int) -> list[Row[Any]]:
    return list(conn.execute(with_names().order_by(patience.c.id.desc()).limit(limit)))


def with_names() -> Any:
    columns = *patience.c, func.coalesce(user.c.name, "").label("by_name")
    return select(*columns).select_from(patience.outerjoin(user, user.c.id == patience.c.by_id))


def as_saved(row: Row[Any]) -> Saved:
    return Saved(row.id, as_table(row.document), row.at, row.by_name)


def as_table(document: Any) -> Table:
    """What cannot be read, as a newer Hilo may have written it, must stop neither the mail nor who mends it."""
    try:
        return convert(document, Table)
    except ValidationError:
        log.exception("a patience table cannot be read; the default stands in for it")
        return DEFAULT


def save(conn: Connection, table: Table, by: UserId | None, now: datetime, over: int | None = None) -> Saved:
    """The table holds from now on, for new messages at once. over: the version that was edited.

    Raises Unsound, and Conflict where somebody else saved one meanwhile. The same table again changes nothing.
    """
    demand_sound(table)
    before = current(conn)
    if over is not None and over != before.id:
        raise Conflict("Somebody else has changed the patience table meanwhile. Load it again, then make your change.")
    if table == before.table:
        return before
    conn.execute(insert(patience), [{"at": now, "by_id": by, "document": to_builtins(table)}])
    saved = current(conn)
    told = {"version": str(saved.id), "changed": ", ".join(differing(before.table, table))}
    audit.note(conn, "patience.changed", now, actor_id=by, data=told)
    events.record(conn, "patience.changed", now, actor_id=by, data={"version": str(saved.id)})
    announce(conn, "patience")
    return saved


def differing(before: Table, after: Table) -> tuple[str, ...]:
    return tuple(name for name in Table.__struct_fields__ if getattr(before, name) != getattr(after, name))


def history(conn: Connection) -> list[Saving]:
    """The last savings, newest first."""
    rows = newest(conn, SHOWN + 1)
    tables = [*(as_table(row.document) for row in rows), DEFAULT]
    return [
        Saving(row.id, row.at, row.by_name, differing(before, table))
        for row, table, before in zip(rows[:SHOWN], tables, tables[1:], strict=False)
    ]


def restore(conn: Connection, version_id: int, by: UserId | None, now: datetime) -> Saved:
    """Save an earlier table again; 0 is DEFAULT. Raises NotFound."""
    if version_id == 0:
        return save(conn, DEFAULT, by, now)
    row = conn.execute(with_names().where(patience.c.id == version_id)).one_or_none()
    if row is None:
        raise NotFound("There is no such table in the history. Load the history again.")
    return save(conn, as_saved(row).table, by, now)
