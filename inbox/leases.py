"""Who does what, where several processes share one database: a lease on each piece of work, with a token.

A lease ends by the clock, so its holder may believe in it for too long: a process that was paused wakes up and goes
on. The token stops it: it grows with every new holder, and whatever is written under a lease checks the token in the
same transaction. Writers take turns, so nothing comes between the check and the commit.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Concatenate, Generic, ParamSpec, TypeVar

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, delete, select, update

from inbox.bus import announce
from inbox.errors import Fenced
from inbox.rows import parts
from inbox.schema import EPOCH, lease
from inbox.storing import insert_rows

P = ParamSpec("P")
T = TypeVar("T")

PROCESS = "process"
"""The group of leases that tell who is there."""


class Lease(Struct, frozen=True):
    """What its holder shows with everything it writes."""

    name: str
    token: int


def attend(
    conn: Connection, group: str, pieces: Collection[str], holder: str, now: datetime, lasts: timedelta
) -> tuple[dict[str, Lease], list[Lease]]:
    """Hold on to the pieces that the holder has, and take a fair share of what nobody has.

    Returns at most that share; and what else the holder has, to be released once what was begun there has ended.
    """
    appear(conn, holder, now, lasts)
    renew(conn, group, holder, now + lasts)
    share = -(-len(pieces) // present(conn, now))
    names = {f"{group}/{piece}": piece for piece in sorted(pieces)}
    mine = names.keys() & tokens(conn, group, holder).keys()
    busy = taken(conn, group, now)
    free = [name for name in names if name not in busy]
    take(conn, free[: max(0, share - len(mine))], holder, now + lasts)
    held = {name: Lease(name, token) for name, token in tokens(conn, group, holder).items()}
    kept = [name for name in names if name in held][:share]
    return {names[name]: held[name] for name in kept}, [held[name] for name in held.keys() - kept]


def appear(conn: Connection, holder: str, now: datetime, lasts: timedelta) -> None:
    """Count among those who share the work. Whoever has not been heard of for that long does so no more."""
    conn.execute(delete(lease).where(within(PROCESS), lease.c.until <= now))
    me = f"{PROCESS}/{holder}"
    if not conn.execute(update(lease).where(lease.c.name == me).values(until=now + lasts)).rowcount:
        take(conn, [me], holder, now + lasts)
        announce(conn, "leases")  # the others have too much now


def within(group: str) -> ColumnElement[bool]:
    return lease.c.name.startswith(f"{group}/", autoescape=True)


def renew(conn: Connection, group: str, holder: str, until: datetime) -> None:
    """What ended while nobody else took it is held on to as well."""
    conn.execute(update(lease).where(within(group), lease.c.holder == holder).values(until=until))


def present(conn: Connection, now: datetime) -> int:
    return len(taken(conn, PROCESS, now))


def taken(conn: Connection, group: str, now: datetime) -> set[str]:
    return set(conn.execute(select(lease.c.name).where(within(group), lease.c.until > now)).scalars())


def tokens(conn: Connection, group: str, holder: str) -> dict[str, int]:
    """Of what they hold, by name."""
    theirs = select(lease.c.name, lease.c.token).where(within(group), lease.c.holder == holder)
    return {row.name: row.token for row in conn.execute(theirs)}


def take(conn: Connection, names: Sequence[str], holder: str, until: datetime) -> None:
    """From here on, whoever had them can write nothing under them."""
    theirs = {"holder": holder, "until": until}
    for some in parts(names):
        known = set(conn.execute(select(lease.c.name).where(lease.c.name.in_(some))).scalars())
        conn.execute(update(lease).where(lease.c.name.in_(known)).values(token=lease.c.token + 1, **theirs))
        insert_rows(conn, lease, [{"name": name, "token": 1, **theirs} for name in some if name not in known])


def release(conn: Connection, held: Collection[Lease]) -> None:
    """Let others take them at once. What went to another already stays there."""
    for one in held:
        this = lease.c.name == one.name, lease.c.token == one.token
        conn.execute(update(lease).where(*this).values(**NOBODYS))
    announce(conn, "leases")


NOBODYS = {"holder": "", "token": lease.c.token + 1, "until": EPOCH}


def leave(conn: Connection, group: str, holder: str) -> None:
    """Let go of everything in the group, and share in the work no more."""
    conn.execute(update(lease).where(within(group), lease.c.holder == holder).values(**NOBODYS))
    conn.execute(delete(lease).where(lease.c.name == f"{PROCESS}/{holder}"))
    announce(conn, "leases")


@dataclass(frozen=True)
class Under(Generic[P, T]):
    """Work that is done only while these are held. Equal to the same under the same, so that it can be shared."""

    held: tuple[Lease, ...]
    work: Callable[Concatenate[Connection, P], T]

    def __call__(self, conn: Connection, /, *args: P.args, **kwargs: P.kwargs) -> T:
        demand(conn, self.held)
        return self.work(conn, *args, **kwargs)


def demand(conn: Connection, held: Collection[Lease]) -> None:
    """Raises Fenced where one of them is another's by now."""
    named = select(lease.c.name, lease.c.token).where(lease.c.name.in_([one.name for one in held]))
    tokens = {row.name: row.token for row in conn.execute(named)}
    for one in held:
        if tokens.get(one.name) != one.token:
            raise Fenced(f"The lease {one.name!r} has gone to another process.")
