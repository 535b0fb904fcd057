"""Macros: answers that are written often, one's own and everybody's. The screen fills in what stands in {{…}}."""

from datetime import datetime

from msgspec import Struct
from msgspec.structs import asdict
from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select, update

from inbox.errors import Conflict, NotFound
from inbox.fulltext.fold import fold
from inbox.ids import new_id
from inbox.schema import macro
from inbox.words import MacroId, UserId

MOST = 200
"""Of each agent's, and of everybody's: who looks for one among more writes faster without."""

GONE = "There is no such macro. Somebody may have removed it; reload the page."


class Macro(Struct, frozen=True):
    """owner_id: None for everybody's."""

    id: MacroId
    owner_id: UserId | None
    name: str
    text: str
    changed_at: datetime


COLUMNS = [macro.c[name] for name in Macro.__struct_fields__]


def all(conn: Connection, user_id: UserId) -> list[Macro]:  # noqa: A001  # `macros.all` reads as it should
    """Whatever an agent may use, by name: Éclair stands among the E."""
    usable = or_(macro.c.owner_id == user_id, macro.c.owner_id.is_(None))
    found = [Macro(*row) for row in conn.execute(select(*COLUMNS).where(usable))]
    return sorted(found, key=lambda one: (fold(one.name), one.id))


def get(conn: Connection, macro_id: MacroId) -> Macro:
    found = conn.execute(select(*COLUMNS).where(macro.c.id == macro_id)).one_or_none()
    if found is None:
        raise NotFound(GONE)
    return Macro(*found)


def add(conn: Connection, owner_id: UserId | None, name: str, text: str, now: datetime) -> Macro:
    """Raises Conflict where the name is taken, or there are too many."""
    same = select(func.count()).where(whose(owner_id))
    if conn.execute(same).scalar_one() >= MOST:
        raise Conflict(f"There are {MOST} macros already. Remove one that nobody uses first.")
    demand_free(conn, owner_id, name, None)
    made = Macro(MacroId(new_id()), owner_id, name.strip(), text, now)
    conn.execute(insert(macro), [{**asdict(made), "created_at": now}])
    return made


def whose(owner_id: UserId | None) -> ColumnElement[bool]:
    return macro.c.owner_id.is_(None) if owner_id is None else macro.c.owner_id == owner_id


def demand_free(conn: Connection, owner_id: UserId | None, name: str, but: MacroId | None) -> None:
    """Among those that stand in one list, a name tells one from the others."""
    same = select(macro.c.id).where(whose(owner_id), func.lower(macro.c.name) == name.strip().lower())
    if set(conn.execute(same).scalars()) - {but}:
        raise Conflict(f"There is a macro called {name.strip()} already. Choose another name, or change that one.")


def change(conn: Connection, macro_id: MacroId, name: str, text: str, now: datetime) -> Macro:
    """Raises NotFound, and Conflict where the name is taken."""
    demand_free(conn, get(conn, macro_id).owner_id, name, macro_id)
    new = {"name": name.strip(), "text": text, "changed_at": now}
    conn.execute(update(macro).where(macro.c.id == macro_id).values(**new))
    return get(conn, macro_id)


def remove(conn: Connection, macro_id: MacroId) -> None:
    conn.execute(delete(macro).where(macro.c.id == macro_id))
