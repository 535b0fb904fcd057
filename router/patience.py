"""How long a thread may wait: `due = waiting since + patience`, and why.

Patience is never longer than LONGEST, so nobody is overtaken by somebody who arrives that much later.
"""

from datetime import timedelta

from inbox.arrivals import Judgement, Waiting
from inbox.words import Reason

PATIENCE = {
    "chat": timedelta(minutes=2),
    "sms": timedelta(minutes=15),
    "whatsapp": timedelta(minutes=15),
    "slack": timedelta(minutes=15),
    "email": timedelta(hours=4),
    "api": timedelta(hours=4),
}
OTHERS = timedelta(minutes=15)
"""What joins later is a messenger."""
LONGEST = max(PATIENCE.values())
SHORTEST = timedelta(seconds=30)
ANGRY = 0.5
UPSET = -0.4
FURIOUS = 0.75
FADES = 0.5
"""What is left of a thread's earlier anger when its next message is calm."""


def judge(waiting: Waiting) -> Judgement:
    """The more reasons, the shorter the patience. One more message never makes a thread wait longer."""
    anger = max(waiting.mood.anger, FADES * waiting.anger)
    valence = min(waiting.mood.valence, FADES * waiting.valence) if waiting.unanswered > 1 else waiting.mood.valence
    reasons = tuple(reasons_of(waiting, anger, valence))
    patience = base(waiting)
    for reason in reasons:
        patience *= SHORTENS.get(reason.code, 1.0)
    due = waiting.since + max(patience, SHORTEST)
    return Judgement(min(due, waiting.due or due), anger, valence, reasons, alert(waiting, anger))


def alert(waiting: Waiting, anger: float) -> str:
    """What the whole team should see at once."""
    if "threatens" in waiting.mood.signals:
        return "threatened"
    return "furious" if anger >= FURIOUS else ""


def base(waiting: Waiting) -> timedelta:
    return PATIENCE.get(waiting.channel, OTHERS)


SHORTENS = {"angry": 0.1, "threatens": 0.2, "asks_human": 0.2, "upset": 0.5, "repeated": 0.5}
"""What each reason leaves of the patience."""


def reasons_of(waiting: Waiting, anger: float, valence: float) -> list[Reason]:
    found = []
    if anger >= ANGRY:
        found.append(Reason("angry", words=waiting.mood.words))
    elif valence <= UPSET:
        found.append(Reason("upset", words=waiting.mood.words))
    found += [Reason(signal) for signal in ("threatens", "asks_human") if signal in waiting.mood.signals]
    if waiting.unanswered > 1:
        found.append(Reason("repeated", count=waiting.unanswered))
    return [*found, Reason("channel", channel=waiting.channel)]
