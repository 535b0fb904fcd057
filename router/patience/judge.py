"""The judge: a table made ready, so that a message costs it some microseconds."""

from datetime import datetime, timedelta

from inbox.arrivals import Judge, Judgement, Waiting
from inbox.tables import Table
from inbox.words import Reason
from router.patience.feeling import Feelings
from router.patience.grounds import Ground, grounds_of, thanks
from router.patience.hours import calendar_of
from router.patience.rules import Rules


def judge_of(table: Table) -> Judge:
    """The judge that goes by this table, which must be sound."""
    return Patience(table).judge


class Patience:
    """One table, with whatever can be worked out once."""

    def __init__(self, table: Table) -> None:
        self._table, self._longest = table, table.longest
        self._off = frozenset(table.signals_off)
        self._feelings, self._rules = Feelings(table.mood), Rules(table.rules)
        self._calendar = calendar_of(table.hours)
        self._calendars = {key: calendar_of(team.hours) for key, team in table.teams.items() if team.hours}

    def judge(self, waiting: Waiting) -> Judgement:
        """The more reasons, the shorter the patience. One more message never makes a thread wait longer."""
        felt = self._feelings.after(waiting)
        grounds = [*grounds_of(self._table, self._off, waiting, felt), *self._rules.grounds(waiting)]
        patience = self._table.base(waiting.channel, waiting.team_id) * felt.leaves
        if not grounds and (glad := thanks(self._off, waiting)):
            patience, grounds = max(patience, self._table.signals.solved * self._longest), [glad]
        due = self._due(waiting, self._shortened(patience, grounds))
        reasons = (*(ground.reason for ground in grounds), Reason("channel", channel=waiting.channel))
        return Judgement(due, felt.anger, felt.valence, reasons, self._alert(waiting))

    def _shortened(self, patience: float, grounds: list[Ground]) -> float:
        """Minutes, within the bounds: the parts that reasons leave multiply, a rule's minutes are the most there is."""
        for ground in grounds:
            patience = patience * ground.leaves if ground.most is None else min(patience, ground.most)
        return min(max(patience, self._table.shortest), self._longest)

    def _due(self, waiting: Waiting, minutes: float) -> datetime:
        due = self._calendars.get(waiting.team_id or "", self._calendar)(waiting.since, timedelta(minutes=minutes))
        return min(due, waiting.due or due)

    def _alert(self, waiting: Waiting) -> str:
        """What the whole team should see at once: what this message says, not what was said before it."""
        alerts, mood = self._table.alerts, waiting.mood
        if alerts.threatened and "threatens" in mood.signals and "threatens" not in self._off:
            return "threatened"
        return "furious" if alerts.furious is not None and mood.anger >= alerts.furious else ""
