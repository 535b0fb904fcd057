"""Two customers who turn out to be one: a link that can be undone, never a deletion.

Both keep their thread, their messages, their addresses and their episodes for ever; a merge shows one of the threads
in the other. While it stands, `inbox.standings` tracks how each would stand alone, so that a split restores both
exactly, with what came meanwhile: every message is in the thread of the address that it came from or went to.
"""

from datetime import datetime
from typing import Any

from msgspec import to_builtins
from sqlalchemy import Connection, Row, insert, select, update

from inbox import audit, events, threads, waiting
from inbox.bus import announce
from inbox.errors import Conflict, NotFound
from inbox.ids import new_id
from inbox.schema import customer, thread
from inbox.schema import merge as merges
from inbox.standings import Link, Standing, Standings
from inbox.words import CustomerId, MergeId, ThreadId, UserId

MOST = 50
"""Threads that are shown as one. Nobody has so many selves; a machine that writes under new names has."""


def merge(
    conn: Connection, customer_id: CustomerId, into_id: CustomerId, how: str, by: UserId | None, now: datetime
) -> MergeId:
    """Show customer_id's thread, and all that is shown in it, in the thread of into_id. how: why we think so.

    Raises NotFound, and Conflict where they are one already.
    """
    part, head = own_thread(conn, customer_id), own_thread(conn, into_id)
    standings = Standings(conn, {part, head})
    part, head = standings.head(part), standings.head(head)
    demand_two(standings, part, head)
    merge_id = MergeId(new_id())
    made = {"id": merge_id, "part_id": part, "head_id": head, "how": how, "by_id": by, "at": now}
    owners = {"customer_id": owner(conn, part), "into_id": owner(conn, head)}
    sides = {"part": to_builtins(standings.tops[part]), "head": to_builtins(standings.tops[head])}
    conn.execute(insert(merges), [{**made, **owners, **sides, "number": next_number(standings, head)}])
    moved = standings.group(part)
    standings.tops[head] = both(standings.tops[head], standings.tops[part])
    standings.tops[part] = nowhere(standings.tops[part])
    standings.write()
    conn.execute(update(thread).where(thread.c.id.in_(moved)).values(head_id=head))
    conn.execute(update(thread).where(thread.c.id == head).values(parts=thread.c.parts + 1))
    threads.hold_again(conn, head, now)
    events.record(conn, "customer.merged", now, thread_id=head, actor_id=by, data={"part": part})
    told = {"part": part, "how": how}
    audit.note(conn, "customer.merged", now, actor_id=by, customer_id=owners["into_id"], data=told)
    return merge_id


def own_thread(conn: Connection, customer_id: CustomerId) -> ThreadId:
    known = select(thread.c.id).join(customer).where(customer.c.id == customer_id, customer.c.erased_at.is_(None))
    found = conn.execute(known).scalar_one_or_none()
    if found is None:
        raise NotFound("There is no such customer. Reload the thread.")
    return ThreadId(found)


def demand_two(standings: Standings, part: ThreadId, head: ThreadId) -> None:
    if part == head:
        raise Conflict("These two are shown as one customer already.")
    if len(standings.own) > MOST:
        raise Conflict(f"More than {MOST} customers cannot be shown as one. Split some of them off first.")


def owner(conn: Connection, thread_id: ThreadId) -> CustomerId:
    return CustomerId(conn.execute(select(thread.c.customer_id).where(thread.c.id == thread_id)).scalar_one())


def next_number(standings: Standings, head: ThreadId) -> int:
    return max((link.number for link in standings.into(head)), default=0) + 1


def both(head: Standing, part: Standing) -> Standing:
    """As one: whoever of the two waits longer, and with more reason, decides."""
    latest = max(head, part, key=lambda one: one.last_at)
    waits = [one for one in (head, part) if one.due is not None]
    due = min((one.due for one in waits if one.due), default=None)
    return Standing(
        status="open" if "open" in (head.status, part.status) else "closed",
        channel=latest.channel,
        preview=latest.preview,
        last_at=latest.last_at,
        unanswered=head.unanswered + part.unanswered,
        anger=max(head.anger, part.anger),
        valence=min(head.valence, part.valence),
        reasons=[*head.reasons, *(one for one in part.reasons if one not in head.reasons)],
        waiting_since=min((one.waiting_since for one in waits if one.waiting_since), default=None),
        due=due,
        assignee_id=head.assignee_id or part.assignee_id,
        held_until=min((one.held_until for one in (head, part) if one.held_until), default=None),
        felt_at=max((one.felt_at for one in (head, part) if one.felt_at), default=None),
        stretch=waiting.joined(head.stretch, part.stretch),
        team_id=head.team_id or part.team_id,
        stalled_at=next((one.stalled_at for one in waits if one.due == due), None),
    )


def nowhere(stands: Standing) -> Standing:
    """What stands in the row of a thread that is shown in another's: nothing that any queue would find."""
    return Standing("merged", stands.channel, "", stands.last_at, 0, 0.0, 0.0, [], None, None, None, None)


def split(conn: Connection, merge_id: MergeId, by: UserId | None, now: datetime) -> CustomerId:
    """Undo a merge: both stand as if it had never been. Returns whose thread is shown where both were.

    Raises NotFound, and Conflict for one that was undone already.
    """
    row = demand_standing(conn, merge_id)
    standings = Standings(conn, [row.part_id])
    link = next(one for one in standings.links if one.id == merge_id)
    head = standings.head(link.head_id)
    before = standings.tops[head]
    if take_apart(standings, link):  # whoever has the others has them still
        standings.tops[head].assignee_id, standings.tops[head].held_until = before.assignee_id, before.held_until
    standings.write()
    regroup(conn, standings, link)
    undone = {"part": {}, "head": {}, "undone_at": now, "undone_by": by}
    conn.execute(update(merges).where(merges.c.id == merge_id).values(**undone))
    announce(conn, "held")
    for shown in (head, link.part_id):
        events.record(conn, "customer.split", now, thread_id=shown, actor_id=by, data={"part": link.part_id})
    audit.note(conn, "customer.split", now, actor_id=by, customer_id=row.into_id, data={"part": link.part_id})
    return owner(conn, head)


def demand_standing(conn: Connection, merge_id: MergeId) -> Row[Any]:
    row = conn.execute(select(merges).where(merges.c.id == merge_id)).one_or_none()
    if row is None:
        raise NotFound("There is no such merge. Reload the thread.")
    if row.undone_at:
        raise Conflict("These two were split already. Reload the thread.")
    return row


def take_apart(standings: Standings, link: Link) -> bool:
    """Without this link, its part stands by itself. False where its head, too, stands as it was kept.

    True where others were merged after it: how the rest stands together nobody kept, so it is worked out anew.
    """
    standings.tops[link.part_id] = link.part
    later = [one for one in standings.into(link.head_id) if one.number > link.number]
    standings.links.remove(link)
    stands = link.head
    for one in later:  # they were made when this one stood
        one.head, stands = stands, both(stands, one.part)
    put(standings, link.head_id, stands)
    return bool(later or standings.out(link.head_id))


def put(standings: Standings, thread_id: ThreadId, stands: Standing) -> None:
    """This is how the thread stands with all that is merged into it; where it is shown elsewhere, that follows."""
    out = standings.out(thread_id)
    if out is None:
        standings.tops[thread_id] = stands
        return
    out.part = stands
    shown = both(out.head, stands)
    for one in standings.into(out.head_id):
        if one.number > out.number:
            one.head, shown = shown, both(shown, one.part)
    put(standings, out.head_id, shown)


def regroup(conn: Connection, standings: Standings, link: Link) -> None:
    """Whatever is merged into the part goes with it."""
    going = {link.part_id}
    while found := {one.part_id for one in standings.links if one.head_id in going} - going:
        going |= found
    conn.execute(update(thread).where(thread.c.id.in_(going)).values(head_id=link.part_id))
    conn.execute(update(thread).where(thread.c.id == link.part_id).values(head_id=None))
    conn.execute(update(thread).where(thread.c.id == link.head_id).values(parts=thread.c.parts - 1))
