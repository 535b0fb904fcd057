"""Who is given a thread that waits: of those who are there and have room, whoever suits best; and why."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from inbox import assigning, events, leaving
from inbox.assigning import Choice
from inbox.cases import Case
from inbox.desks import Desk, Feeling
from inbox.door import Conn, Inbox
from router.mood.text import own_words
from router.patience import ANGRY, UPSET
from router.timer import on_time
from router.tongue import tongue

POLL = 2.0
BREATH = 0.1
"""Seconds between looks, however much happens meanwhile: what comes in goes first."""
FURIOUS = 0.75
RECOVERY = "recovery"
"""The skill of winning back who is furious, or was let down before."""
CAPACITY = 5
"""Of whom nobody has said how much they can do at a time: so many calm threads."""
CALM_WEIGHS, UPSET_WEIGHS, ANGRY_WEIGHS = 1.0, 1.5, 2.0


async def assign_waiting(inbox: Inbox) -> None:
    """Until cancelled: hand out what waits for a team that wants that, as soon as somebody has room."""
    async with inbox.bus.listen("events") as bell:
        seq = await inbox.read(events.last_seq)
        while True:
            last, any_stuck, anything = await inbox.read(look, seq, inbox.clock())
            if any_stuck:
                await inbox.write(leaving.free, seq, last, inbox.clock())
            if anything:
                await inbox.write(assigning.assign, choose, inbox.clock())
            seq = last
            await asyncio.sleep(BREATH)
            await bell.wait(POLL)  # what was just done rings, too: there may be more


def look(conn: Conn, seq: int, now: datetime) -> tuple[int, bool, bool]:
    """Where the log ends; whether anybody has written since seq to an agent who is not there, and so must wait in the
    queue instead; whether anything can be handed out."""
    return *leaving.stuck(conn, seq, now), assigning.anything(conn, choose, now)


async def see_off(inbox: Inbox) -> None:
    """Until cancelled: what waits with an agent who has gone is back in the queue at that moment."""
    await on_time(inbox, "desks", leaving.next_leave, leaving.leave)


def choose(case: Case, desks: Sequence[Desk]) -> Choice | None:
    """Skills are wishes, not conditions: no thread stays without a human because nobody has them.

    A furious one goes to whoever was given a calm one last, while any of those is free.
    """
    furious = case.anger >= FURIOUS
    free = [one for one in desks if fits(case, one)]
    rivals = [one for one in free if not (furious and one.last_furious)] or free
    if not rivals:
        return None
    wanted = wishes(case, rivals)
    best = min(rivals, key=lambda one: (unmet(one, case, wanted), share(one), rested(one), one.user_id))
    equals = [one for one in rivals if unmet(one, case, wanted) == unmet(best, case, wanted)]
    reasons = merits(best, case, wanted) + (["spared"] if len(rivals) < len(free) else [])
    return Choice(best.user_id, (*reasons, *told_apart(best, equals, reasons)), load(best) + weight(case), furious)


def fits(case: Case, one: Desk) -> bool:
    """Whoever has nothing can do one thing, whatever it weighs."""
    return not one.held or load(one) + weight(case) <= capacity(one)


def load(one: Desk) -> float:
    """What waits with them: a calm thread counts one."""
    return sum(map(weight, one.held))


def weight(feels: Case | Feeling) -> float:
    if feels.anger >= ANGRY:
        return ANGRY_WEIGHS
    return UPSET_WEIGHS if feels.valence <= UPSET else CALM_WEIGHS


def capacity(one: Desk) -> int:
    return one.capacity or CAPACITY


def wishes(case: Case, rivals: Sequence[Desk]) -> dict[str, str]:
    """Skills that would help, by the reason that they are; what matters most comes first."""
    language = language_of(case) if any(one.skills for one in rivals) else ""
    wanted = {"language": language} if language else {}
    if case.anger >= FURIOUS or "streak" in case.reasons:
        wanted["recovery"] = RECOVERY
    return wanted


def language_of(case: Case) -> str:
    """ISO 639-1; "" where nobody has written it down and their words do not tell."""
    return case.language or tongue(map(own_words, case.said))


def unmet(one: Desk, case: Case, wanted: dict[str, str]) -> tuple[bool, ...]:
    return (*(skill not in one.skills for skill in wanted.values()), one.user_id != case.knows)


def share(one: Desk) -> float:
    return load(one) / capacity(one)


def rested(one: Desk) -> float:
    """Since when they were given nothing."""
    return one.given_at.timestamp() if one.given_at else 0.0


def merits(one: Desk, case: Case, wanted: dict[str, str]) -> list[str]:
    skilled = [reason for reason, skill in wanted.items() if skill in one.skills]
    return [*skilled, "knows"] if one.user_id == case.knows else skilled


def told_apart(best: Desk, equals: Sequence[Desk], reasons: list[str]) -> tuple[str, ...]:
    """Why they, of those who suit as well."""
    if len(equals) == 1:
        return () if reasons else ("free",)
    others = [one for one in equals if one is not best]
    return ("free",) if all(share(one) > share(best) for one in others) else ("turn",)
