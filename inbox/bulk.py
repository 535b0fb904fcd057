"""One step for many threads; what cannot be done to one of them holds up none of the others."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Literal

from msgspec import Struct
from sqlalchemy import Connection, select

from inbox import episodes, handing, snoozing, threads, unclosing
from inbox.arrivals import Judge
from inbox.errors import Conflict, InboxError
from inbox.schema import thread
from inbox.words import Thread, ThreadId, UserId

StepName = Literal["close", "reopen", "take", "release", "assign", "snooze", "wake", "tag", "untag"]


class Deed(Struct, frozen=True):
    """What is to be done, and by whom. user_id: to whom, None for nobody; until: None until they reply; tag: its name.

    undo: a thread that is reopened stands as it did before it was closed.
    """

    step: StepName
    by: UserId
    user_id: UserId | None = None
    until: datetime | None = None
    tag: str = ""
    undo: bool = False


class Outcome(Struct, frozen=True):
    """thread: as it stands now, None where there is no such thread. error: why nothing was done; "" where it was."""

    id: ThreadId
    thread: Thread | None
    error: str = ""


def do(conn: Connection, thread_ids: Iterable[ThreadId], deed: Deed, judge: Judge, now: datetime) -> list[Outcome]:
    """In the order in which they were named. Raises nothing that concerns one thread alone."""
    errors = {one: attempt(conn, one, deed, judge, now) for one in dict.fromkeys(thread_ids)}
    stand = threads.many(conn, errors)
    return [Outcome(one, stand.get(one), error) for one, error in errors.items()]


def attempt(conn: Connection, thread_id: ThreadId, deed: Deed, judge: Judge, now: datetime) -> str:
    """Each step refuses before it writes, so that a refusal leaves nothing half done."""
    try:
        STEPS[deed.step](conn, thread_id, deed, judge, now)
    except InboxError as refusal:
        return str(refusal)
    return ""


def reopen(conn: Connection, thread_id: ThreadId, deed: Deed, judge: Judge, now: datetime) -> None:
    if deed.undo:
        unclosing.unclose(conn, thread_id, deed.by, judge, now)
    else:
        threads.reopen(conn, thread_id, deed.by, now)


def tag(conn: Connection, thread_id: ThreadId, deed: Deed, judge: Judge, now: datetime) -> None:
    """The episode that goes on, or did last."""
    stands = threads.get(conn, thread_id)
    episode_id = conn.execute(select(thread.c.episode_id).where(thread.c.id == stands.id)).scalar_one()
    if episode_id is None:
        raise Conflict("Nobody has written here yet, so there is nothing to tag.")
    name, has = episodes.normal(deed.tag), episodes.tags_of(conn, [episode_id]).get(episode_id, [])
    if (name in has) == (deed.step == "tag"):
        raise Conflict("It has this tag already." if name in has else "It does not have this tag.")
    wanted = [*has, name] if deed.step == "tag" else [one for one in has if one != name]
    if len(wanted) > episodes.MOST_TAGS:
        raise Conflict(f"It has {episodes.MOST_TAGS} tags already. Take one away first.")
    episodes.set_tags(conn, episode_id, wanted, deed.by, now)


STEPS: dict[StepName, Callable[[Connection, ThreadId, Deed, Judge, datetime], object]] = {
    "close": lambda conn, one, deed, _, now: threads.close(conn, one, deed.by, now),
    "reopen": reopen,
    "take": lambda conn, one, deed, _, now: threads.claim(conn, one, deed.by, now),
    "release": lambda conn, one, deed, _, now: threads.release(conn, one, deed.by, now),
    "assign": lambda conn, one, deed, _, now: handing.hand(conn, one, deed.user_id, deed.by, now),
    "snooze": lambda conn, one, deed, _, now: snoozing.snooze(conn, one, deed.until, deed.by, now),
    "wake": lambda conn, one, deed, _, now: snoozing.wake(conn, one, deed.by, now),
    "tag": tag,
    "untag": tag,
}
