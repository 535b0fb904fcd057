"""How a thread would stand without one answer: what waited before it, together with what happened since."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from inbox.answers import preview
from inbox.standings import Standing
from inbox.threads import HOLD
from inbox.waiting import MOST, joined
from inbox.words import Message


def restored(now: Standing, before: Standing, said: Message, at: datetime) -> Standing:
    """now: with the answer (said), and what came since; before: without either. What nothing has touched is as before.

    To be judged anew: where somebody waits, anger, reasons and due are those of before and since, side by side.
    """
    waits, untouched = bool(now.due or before.due), now.status == "closed" or whose(now, before, said)
    stands = replace(
        now,
        **waiting(now, before),
        status="open" if waits else before.status if untouched else now.status,
        assignee_id=before.assignee_id if untouched else now.assignee_id,
        held_until=before.held_until if untouched else None,
        stretch=continued(before.stretch, now.stretch),
        team_id=before.team_id if before.stretch and now.stretch else now.team_id,
        **asleep(now, before, waits),
    )
    return settled(show(stands, [before], said), at)


def rejoined(now: Standing, before: Standing, inner: Iterable[Standing], said: Message, at: datetime) -> Standing:
    """Where threads were merged since the answer: those who waited in one of them (before) wait in the whole again.

    inner: how its parts stand, already without the answer.
    """
    waits = bool(now.due or before.due)
    stands = replace(now, **waiting(now, before), stretch=joined(now.stretch, before.stretch))
    if waits:
        stands.status = "open"
    if before.due:
        stands.rouse(None)
    return settled(show(stands, inner, said), at)


def whose(now: Standing, before: Standing, said: Message) -> bool:
    """Whether it is still with whom the answer left it."""
    return now.assignee_id == (before.assignee_id or said.author_id)


def waiting(now: Standing, before: Standing) -> dict[str, Any]:
    known = {one["code"] for one in before.reasons}
    return {
        "waiting_since": earliest(before.waiting_since, now.waiting_since),
        "due": earliest(before.due, now.due),
        "unanswered": before.unanswered + now.unanswered,
        "reasons": [*before.reasons, *(one for one in now.reasons if one["code"] not in known)],
        "stalled_at": before.stalled_at or now.stalled_at,
    }


def earliest(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((at for at in (one, other) if at), default=None)


def continued(first: dict[str, Any] | None, then: dict[str, Any] | None) -> dict[str, Any] | None:
    """One stretch again: how the thread felt before it is known to the first."""
    if first is None or then is None:
        return first or then
    return {**first, "ids": [*first["ids"], *then["ids"]][-MOST:]}


def asleep(now: Standing, before: Standing, waits: bool) -> dict[str, datetime | None]:
    """What woke since is awake; what was put aside since stays so only while nobody waits in it."""
    woke = before.snoozed_at and not now.snoozed_at and now.status == "open"
    aside = now.snoozed_at and not before.snoozed_at and not waits
    holds = now if woke or aside else before
    return {"snoozed_at": holds.snoozed_at, "wake_at": holds.wake_at}


def show(stands: Standing, others: Iterable[Standing], said: Message) -> Standing:
    """The last thing that was said, if that was the answer, is what was the last before."""
    if (stands.last_at, stands.preview) == (said.created_at, preview(said)):
        last = max(others, key=lambda one: one.last_at)
        stands.show(last.channel, last.preview, last.last_at)
    return stands


def settled(stands: Standing, at: datetime) -> Standing:
    """Whoever has it now, and had it not when they began to wait, holds it as if they had just taken it."""
    if stands.assignee_id is None or stands.due is None:
        stands.held_until = None
    elif stands.held_until is None and stands.snoozed_at is None:
        stands.held_until = max(stands.due, at + HOLD)
    return stands
