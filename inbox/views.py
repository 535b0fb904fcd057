"""Views that agents make of their own: what they show, under a name."""

from datetime import datetime

from msgspec import Struct, convert, to_builtins
from sqlalchemy import Connection, delete, func, insert, select, update

from inbox.errors import Conflict, NotFound
from inbox.filters import Filter
from inbox.ids import new_id
from inbox.queue import View
from inbox.schema import saved_view, team
from inbox.words import TeamId, UserId, ViewId

MOST = 50
"""Views of one agent's own; more would not be found again."""


class Shows(Filter, frozen=True, omit_defaults=True, kw_only=True):
    """What of which view."""

    view: View


class SavedView(Struct, frozen=True):
    id: ViewId
    name: str
    document: Shows


class TeamName(Struct, frozen=True):
    """A team by its name, as every agent may see it."""

    id: TeamId
    name: str


def all(conn: Connection, user_id: UserId) -> list[SavedView]:  # noqa: A001  # `views.all` reads as it should
    """An agent's own, in the order in which they made them."""
    theirs = select(saved_view).where(saved_view.c.user_id == user_id)
    rows = conn.execute(theirs.order_by(saved_view.c.created_at, saved_view.c.id))
    return [SavedView(row.id, row.name, convert(row.document, Shows)) for row in rows]


def add(conn: Connection, user_id: UserId, name: str, document: Shows, now: datetime) -> SavedView:
    """Raises Conflict for a name that they have used, and where they have MOST already."""
    made = SavedView(ViewId(new_id()), name.strip(), document)
    others = all(conn, user_id)
    if len(others) >= MOST:
        raise Conflict(f"You have {MOST} views of your own. Remove one that you no longer need.")
    demand_free(others, made)
    kept = {"id": made.id, "user_id": user_id, "name": made.name, "document": to_builtins(document), "created_at": now}
    conn.execute(insert(saved_view), [kept])
    return made


def demand_free(others: list[SavedView], wanted: SavedView) -> None:
    if any(one.name.lower() == wanted.name.lower() and one.id != wanted.id for one in others):
        raise Conflict(f"You have a view called {wanted.name} already. Choose another name.")


def change(conn: Connection, user_id: UserId, view_id: ViewId, name: str, document: Shows) -> SavedView:
    """Raises what `add` raises, and NotFound for a view that is not theirs."""
    changed = SavedView(view_id, name.strip(), document)
    demand_free(all(conn, user_id), changed)
    own = update(saved_view).where(saved_view.c.id == view_id, saved_view.c.user_id == user_id)
    if not conn.execute(own.values(name=changed.name, document=to_builtins(document))).rowcount:
        raise NotFound("You have no such view. Reload the page; it may have been removed in another window.")
    return changed


def remove(conn: Connection, user_id: UserId, view_id: ViewId) -> None:
    """Twice is as good as once."""
    conn.execute(delete(saved_view).where(saved_view.c.id == view_id, saved_view.c.user_id == user_id))


def teams(conn: Connection) -> list[TeamName]:
    """By name: what a view can be narrowed to."""
    return [
        TeamName(row.id, row.name) for row in conn.execute(select(team).order_by(func.lower(team.c.name), team.c.id))
    ]
