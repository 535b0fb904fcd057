"""Somebody waits: each message nobody has answered yet moves how the thread stands, and can be judged anew.

A stretch is what came since the last answer. It remembers the mood before it, so that a second opinion on any of its
messages, or another patience table, leads to where the first would have led.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct, convert, to_builtins

from inbox.around import Around
from inbox.arrivals import Judge, Judgement, Waiting
from inbox.standings import Standing
from inbox.threads import HOLD
from inbox.words import AccountId, MessageId, Mood, TeamId

STILL_TRUE = ("undelivered", "returned", "promised")
"""Reasons that a further message does not take away; only an answer does."""
HASTENED = ("undelivered", "promised")
"""Those of them that call for somebody by themselves, whatever the messages say."""
LASTING = (*STILL_TRUE, "threatens", "asks_human", "urgent", "vulnerable")
"""Reasons that stay until there is an answer."""
MOST = 50
"""Messages of a stretch that can be judged anew."""

READ = 2000
"""Characters of a message that rules look at."""


class Said(Struct, frozen=True):
    """A customer's message, as a judge needs it. at: when it came."""

    id: MessageId
    at: datetime
    channel: str
    account_id: AccountId
    mood: Mood
    text: str


class Stretch(Struct):
    """ids: the messages that wait, oldest first. anger, valence, felt_at: how the thread felt before them."""

    ids: list[MessageId]
    anger: float
    valence: float
    felt_at: datetime | None


def add(stands: Standing, said: Said, around: Around, team_id: TeamId | None, judge: Judge, now: datetime) -> Judgement:
    """One more message waits for an answer."""
    stretch = stands.stretch or begin(stands, team_id)
    stands.stretch = {**stretch, "ids": [*stretch["ids"], said.id][-MOST:]}
    stands.status, stands.waiting_since = "open", stands.waiting_since or said.at
    stands.unanswered += 1
    judged = judge(waiting_of(stands, said, stands.unanswered, around, stands.due))
    stands.reasons = because(stands.reasons, judged)
    feel(stands, judged, said.at)
    settle(stands, judged.due, now)
    return judged


def begin(stands: Standing, team_id: TeamId | None) -> dict[str, Any]:
    stands.team_id, stands.stalled_at = team_id, None
    return dict(to_builtins(Stretch([], stands.anger, stands.valence, stands.felt_at)))


def joined(one: dict[str, Any] | None, other: dict[str, Any] | None) -> dict[str, Any] | None:
    """The stretches of two threads that are shown as one: ids are in the order in which the messages came."""
    if one is None or other is None:
        return one or other
    a, b = convert(one, Stretch), convert(other, Stretch)
    felt_at = max((at for at in (a.felt_at, b.felt_at) if at), default=None)
    ids = sorted({*a.ids, *b.ids})[-MOST:]
    return dict(to_builtins(Stretch(ids, max(a.anger, b.anger), min(a.valence, b.valence), felt_at)))


def again(stands: Standing, said: Sequence[Said], around: Around, judge: Judge, now: datetime) -> Judgement | None:
    """Judge the whole stretch anew. said: its messages, oldest first. None where nothing waits."""
    if not stands.stretch or not said:
        return None
    stretch, due = convert(stands.stretch, Stretch), None
    stands.anger, stands.valence, stands.felt_at = stretch.anger, stretch.valence, stretch.felt_at
    hastened = stands.due if any(one["code"] in HASTENED for one in stands.reasons) else None
    reasons = [one for one in stands.reasons if one["code"] in STILL_TRUE]
    for number, one in enumerate(said, max(1, stands.unanswered - len(said) + 1)):
        judged = judge(waiting_of(stands, one, number, around, due))
        reasons, due = because(reasons, judged), judged.due
        feel(stands, judged, one.at)
    stands.reasons = reasons
    settle(stands, min(judged.due, hastened or judged.due), now)
    return judged


def waiting_of(stands: Standing, said: Said, number: int, around: Around, due: datetime | None) -> Waiting:
    return Waiting(
        stands.waiting_since or said.at, said.channel, number, said.mood, stands.anger, stands.valence, due,
        at=said.at, felt_at=stands.felt_at, team_id=stands.team_id, account_id=said.account_id, present=around.present,
        broken=around.broken, streak=around.streak, language=around.language, tags=around.tags, fields=around.fields,
        text=said.text,
    )  # fmt: skip


def because(before: list[dict[str, Any]], judged: Judgement) -> list[dict[str, Any]]:
    """The reasons after one more message: whoever asked for a human has asked, though they say something else next."""
    new = to_builtins(judged.reasons)
    said = {one["code"] for one in new}
    return [*(one for one in before if one["code"] in LASTING and one["code"] not in said), *new]


def feel(stands: Standing, judged: Judgement, at: datetime) -> None:
    stands.anger, stands.valence, stands.felt_at = judged.anger, judged.valence, at


def settle(stands: Standing, due: datetime, now: datetime) -> None:
    stands.due = due
    if stands.stalled_at is not None and due > now:
        stands.stalled_at = None  # they may wait longer than it had seemed, and are told of again if that passes, too
    if stands.assignee_id is not None and stands.snoozed_at is None:
        held = max(due, now + HOLD)
        stands.held_until = min(held, stands.held_until or held)  # writing again must not let it wait longer
