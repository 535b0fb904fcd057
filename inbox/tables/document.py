"""The patience table as a document. What is left out is as in DEFAULT, so that older documents stay readable.

Minutes count while the office is open. "Leaves" is the part of the patience that a reason leaves: 1 changes nothing.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

Minutes = Annotated[float, Meta(ge=0.5, le=4320)]
Leaves = Annotated[float, Meta(ge=0.05, le=1)]
Share = Annotated[float, Meta(ge=0, le=1)]
Name = Annotated[str, Meta(min_length=1, max_length=60, pattern=r"\S")]
Part = Annotated[str, Meta(max_length=60)]
Clock = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$")]
Holiday = Annotated[str, Meta(pattern=r"^(\d{4}-)?\d\d-\d\d$")]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Signal = Literal["asks_human", "threatens", "urgent", "vulnerable", "repeats", "solved"]
ByChannel = Annotated[dict[Name, Minutes], Meta(max_length=50)]


class Span(Struct, frozen=True):
    """Open on each of these days from opens to closes, local time. A night is two: up to "24:00" and from "00:00"."""

    days: Annotated[tuple[Day, ...], Meta(min_length=1, max_length=7)]
    opens: Clock
    closes: Clock


class Hours(Struct, frozen=True):
    """When a team works. zone: IANA name. holidays: "2026-12-24" once, "12-25" every year; closed all day."""

    zone: Part
    spans: Annotated[tuple[Span, ...], Meta(max_length=50)]
    holidays: Annotated[tuple[Holiday, ...], Meta(max_length=400)] = ()


class OfTeam(Struct, frozen=True):
    """What is another for one team: the patience on some channels, and when it works."""

    patience: ByChannel = {}
    hours: Hours | None = None


class Step(Struct, frozen=True):
    """At this badness, so much of the patience is left. Badness: 0 (calm) to 1."""

    badness: Share
    leaves: Leaves


LADDER = (Step(0.0, 1.0), Step(0.2, 0.9), Step(0.4, 0.3), Step(0.65, 0.1), Step(1.0, 0.05))
"""Steep where moods can be told apart: most calm messages lie below 0.2, and nobody errs much from 0.65 on. Steps that
begin sooner rank a little better where patience is long, and worse where it is an hour (`make bench-mood`)."""


class OfMood(Struct, frozen=True):
    """How mood shortens the patience: along the ladder, in straight lines between its steps.

    angry: from this anger on it is said so; upset, uneasy: below that, from this badness on. worsens_by: a message so
    much worse than the thread felt before makes it worse, which leaves worsening. keeps: what is left of earlier anger
    once a calmer message came; it halves every half_life hours besides.
    """

    ladder: Annotated[tuple[Step, ...], Meta(min_length=2, max_length=10)] = LADDER
    angry: Share = 0.5
    upset: Share = 0.5
    uneasy: Share = 0.3
    worsens_by: Annotated[float, Meta(ge=0.1, le=1)] = 0.3
    worsening: Leaves = 0.7
    keeps: Share = 0.5
    half_life: Annotated[float, Meta(ge=1, le=8760)] = 24.0


class OfSignals(Struct, frozen=True):
    """What each signal leaves of the patience. solved: the part of the longest patience that mere thanks may wait."""

    asks_human: Leaves = 0.2
    threatens: Leaves = 0.2
    urgent: Leaves = 0.4
    vulnerable: Leaves = 0.3
    repeats: Leaves = 0.5
    solved: Leaves = 1.0


class OfSituation(Struct, frozen=True):
    """What leaves so much of the patience whatever is said.

    present: they have the chat open. repeated: they wrote again before anybody answered. broken_promise: we promised
    something and its time has passed. streak: so many earlier episodes of this year (streak_from) went badly.
    """

    present: Leaves = 0.5
    repeated: Leaves = 0.5
    broken_promise: Leaves = 0.3
    streak: Leaves = 0.5
    streak_from: Annotated[int, Meta(ge=1, le=100)] = 2


class Field(Struct, frozen=True):
    """Of a customer. Compared without case and accents."""

    name: Name
    value: Annotated[str, Meta(max_length=500)]


class When(Struct, frozen=True, omit_defaults=True):
    """All that is given must be so. words: any of them, as whole words; case and accents do not matter."""

    channel: Part = ""
    account_id: Part = ""
    team_id: Part = ""
    language: Annotated[str, Meta(pattern=r"^([a-z]{2})?$")] = ""
    tag: Part = ""
    words: Annotated[tuple[Name, ...], Meta(max_length=50)] = ()
    field: Field | None = None


class Rule(Struct, frozen=True):
    """leaves: of the patience; or minutes: at most so long. One of the two. on: whether it counts."""

    name: Name
    when: When
    leaves: Leaves | None = None
    minutes: Minutes | None = None
    on: bool = True


class Alarms(Struct, frozen=True):
    """What the whole team hears of at once. furious: from this anger on; None: never."""

    furious: Share | None = 0.75
    threatened: bool = True


def usual() -> dict[str, float]:
    return {"chat": 2.0, "sms": 15.0, "whatsapp": 15.0, "slack": 15.0, "email": 240.0, "api": 240.0}


class Table(Struct, frozen=True):
    """patience: minutes by channel; others: on every other channel. shortest: nobody's patience is shorter.

    hours: when the clock of patience runs; None: always. teams: by id, what is another for them.
    """

    patience: ByChannel = field(default_factory=usual)
    others: Minutes = 15.0
    shortest: Annotated[float, Meta(ge=0.1, le=60)] = 0.5
    hours: Hours | None = None
    teams: Annotated[dict[Part, OfTeam], Meta(max_length=200)] = {}
    mood: OfMood = OfMood()
    signals: OfSignals = OfSignals()
    signals_off: Annotated[tuple[Signal, ...], Meta(max_length=6)] = ()
    situation: OfSituation = OfSituation()
    rules: Annotated[tuple[Rule, ...], Meta(max_length=50)] = ()
    alerts: Alarms = Alarms()

    def base(self, channel: str, team_id: str | None) -> float:
        """Minutes that somebody calm may wait."""
        theirs = self.teams.get(team_id or "", OfTeam()).patience
        return theirs.get(channel) or self.patience.get(channel, self.others)

    @property
    def bases(self) -> list[float]:
        theirs = [minutes for team in self.teams.values() for minutes in team.patience.values()]
        return [*self.patience.values(), self.others, *theirs]

    @property
    def longest(self) -> float:
        """Minutes that nobody waits beyond, so that nobody is overtaken by who comes that much later."""
        return max(self.bases)


DEFAULT = Table()
