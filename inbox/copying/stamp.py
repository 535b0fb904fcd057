"""What a database says of itself where Alembic keeps its revision: that it is being copied into, or that it is whole.

Until a copy is whole, the revision is one that no version of Hilo knows, so that none works with half an inbox.
"""

from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, column, exists, inspect, or_, select, table, update

from inbox.errors import Conflict
from inbox.migrate import COPYING, head
from inbox.schema import account, lease, user

STAMP = table("alembic_version", column("version_num"))
State = Literal["new", "empty", "begun", "whole"]


def state(conn: Connection) -> State:
    """new: without tables. empty: nobody's inbox. begun: a copy of one was. whole: somebody's. Raises Conflict."""
    found = set(inspect(conn).get_table_names())
    if not found:
        return "new"
    if STAMP.name not in found:
        raise Conflict("The database holds tables that are not Hilo's. Create an empty database, and name that.")
    stands = conn.execute(select(STAMP.c.version_num)).scalar()
    if stands == f"{COPYING}{head()}":
        return "begun"
    if stands != head():
        raise Conflict("The database is of another version of Hilo. Create an empty database, and name that.")
    return "whole" if is_used(conn) else "empty"


def is_used(conn: Connection) -> bool:
    return bool(conn.execute(select(or_(exists(select(user.c.id)), exists(select(account.c.id))))).scalar())


def demand_idle(conn: Connection, now: datetime) -> None:
    """Raises Conflict while a Hilo works with it."""
    if conn.execute(select(lease.c.name).where(lease.c.until > now, lease.c.holder != "").limit(1)).first():
        raise Conflict("A Hilo runs on this database. Stop it, wait a minute, and try again.")


def begin(conn: Connection) -> None:
    conn.execute(update(STAMP).values(version_num=f"{COPYING}{head()}"))


def finish(conn: Connection) -> None:
    conn.execute(update(STAMP).values(version_num=head()))
