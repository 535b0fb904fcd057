"""Whether a table makes sense as a whole: what no type can say, as sentences."""

from datetime import date
from zoneinfo import ZoneInfo

from inbox.errors import InboxError
from inbox.tables.document import Hours, Rule, Span, Step, Table, When

LEAP = 2024
"""A year that has every day."""


class Unsound(InboxError):
    """The table cannot be kept so. field: which part of it, as in "teams.<id>.hours.zone" or "rules.2.when"."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


def demand_sound(table: Table) -> None:
    """Raises Unsound."""
    if table.shortest > min(table.bases):
        raise Unsound("shortest", "The shortest patience is longer than a channel's own. Make it shorter.")
    demand_falling(table.mood.ladder)
    if table.alerts.furious is not None and table.alerts.furious < table.mood.angry:
        raise Unsound("alerts.furious", "The team cannot hear of fury before anger begins. Raise it to at least that.")
    if table.hours:
        demand_open("hours", table.hours)
    for team_id, team in table.teams.items():
        if team.hours:
            demand_open(f"teams.{team_id}.hours", team.hours)
    for number, rule in enumerate(table.rules):
        demand_effect(f"rules.{number}", rule)


def demand_falling(ladder: tuple[Step, ...]) -> None:
    badness, leaves = [one.badness for one in ladder], [one.leaves for one in ladder]
    if (badness[0], badness[-1]) != (0, 1):
        raise Unsound("mood.ladder", "The ladder must begin at badness 0 and end at 1.")
    if sorted(set(badness)) != badness:
        raise Unsound("mood.ladder", "Each step of the ladder must be worse than the one before it.")
    if sorted(leaves, reverse=True) != leaves:
        raise Unsound("mood.ladder", "A worse mood may never wait longer. Let each step leave no more than the last.")


def demand_open(place: str, hours: Hours) -> None:
    if not is_zone(hours.zone):
        raise Unsound(f"{place}.zone", "That is no time zone. Write one as Europe/Madrid.")
    if not hours.spans:
        raise Unsound(f"{place}.spans", "Nobody would ever be due: these hours are never open. Add a day, or no hours.")
    for number, span in enumerate(hours.spans):
        demand_forward(f"{place}.spans.{number}", span)
    for number, day in enumerate(hours.holidays):
        demand_day(f"{place}.holidays.{number}", day)


def is_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name))
    except (KeyError, ValueError, OSError):  # unknown, malformed, a folder of zones
        return False


def demand_forward(place: str, span: Span) -> None:
    if span.opens >= span.closes:
        raise Unsound(
            f"{place}.closes", "It must close after it opens. Write a night as two: until 24:00, and from 00:00 on."
        )


def demand_day(place: str, written: str) -> None:
    try:
        date.fromisoformat(written if len(written) > 5 else f"{LEAP}-{written}")
    except ValueError:
        raise Unsound(place, f"There is no day {written}. Write it as 2026-12-24, or 12-25 for every year.") from None


def demand_effect(place: str, rule: Rule) -> None:
    if rule.when == When():
        raise Unsound(f"{place}.when", f"“{rule.name}” would hold for everybody. Say when it does.")
    for word in rule.when.words:
        if not any(map(str.isalnum, word)):
            raise Unsound(f"{place}.when.words", f"“{word}” in “{rule.name}” is no word. Write letters or digits.")
    if (rule.leaves is None) == (rule.minutes is None):
        raise Unsound(f"{place}.leaves", f"Say what “{rule.name}” leaves: a part of the patience, or minutes.")
