"""People who wait, and tables by which they are judged: single ones, and all that there can be."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as some
from office.clock import START

from inbox.arrivals import Waiting
from inbox.tables import Field, Hours, OfMood, OfSignals, OfSituation, OfTeam, Rule, Span, Step, Table, When
from inbox.words import AccountId, Mood, TeamId

CHANNELS = ["chat", "sms", "whatsapp", "slack", "email", "api", "pigeon"]
SIGNALS = ["asks_human", "threatens", "urgent", "vulnerable", "repeats", "solved"]
TEAMS = [None, TeamId("north"), TeamId("south"), TeamId("unknown")]
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEK = DAYS[:5]


def waiting(channel: str = "email", mood: Mood | None = None, **more: Any) -> Waiting:
    """Somebody calm who has written once, just now."""
    calm = {"since": START, "unanswered": 1, "anger": 0.0, "valence": 0.0, "due": None, "at": START}
    return Waiting(channel=channel, mood=mood or Mood(), **{**calm, **more})


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def moments(days: int = 30) -> some.SearchStrategy[Any]:
    return some.integers(0, days * 86_400).map(lambda seconds: START + timedelta(seconds=seconds))


signals = some.lists(some.sampled_from(SIGNALS), unique=True).map(tuple)
moods = some.builds(Mood, some.floats(-1, 1), some.floats(0, 1), some.floats(0, 1), signals)
dues = some.none() | some.integers(-100_000, 100_000).map(lambda seconds: START + timedelta(seconds=seconds))
texts = some.sampled_from(["", "Hi", "I want a REFUND now", "¿Y mi avería?", "thanks"])
waits = some.builds(
    Waiting, some.just(START), some.sampled_from(CHANNELS), some.integers(1, 50), moods,
    some.floats(0, 1), some.floats(-1, 1), dues, at=moments(3), felt_at=some.none() | moments(3),
    team_id=some.sampled_from(TEAMS), account_id=some.sampled_from([None, AccountId("a"), AccountId("b")]),
    present=some.booleans(), broken=some.integers(0, 3), streak=some.integers(0, 5),
    language=some.sampled_from(["", "en", "es"]), tags=some.sampled_from([(), ("vip",), ("billing", "vip")]),
    fields=some.sampled_from([{}, {"Plan": "Gold"}]), text=texts,
)  # fmt: skip

leaves = some.floats(0.05, 1)
durations = some.floats(0.5, 4320)
by_channel = some.dictionaries(some.sampled_from(CHANNELS), durations, max_size=4)


@some.composite
def ladders(draw: some.DrawFn) -> tuple[Step, ...]:
    inner = draw(some.lists(some.floats(0.01, 0.99), unique=True, max_size=5))
    parts = sorted(draw(some.lists(leaves, min_size=len(inner) + 2, max_size=len(inner) + 2)), reverse=True)
    return tuple(Step(*step) for step in zip([0.0, *sorted(inner), 1.0], parts, strict=True))


@some.composite
def spans(draw: some.DrawFn, step: int = 1) -> Span:
    """step: minutes that it begins and ends at."""
    times = some.integers(0, 1440 // step).map(lambda number: number * step)
    opens, closes = sorted(draw(some.lists(times, min_size=2, max_size=2, unique=True)))
    days = draw(some.lists(some.sampled_from(DAYS), min_size=1, unique=True))
    return Span(tuple(days), clock_of(opens), clock_of(closes))


def clock_of(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


zones = some.sampled_from(
    ["UTC", "Europe/Madrid", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "America/Santiago"]
)
hours = some.builds(
    Hours, zones, some.lists(spans(), min_size=1, max_size=4).map(tuple),
    some.lists(some.sampled_from(["2026-03-02", "2026-03-29", "03-03", "02-29"]), max_size=3).map(tuple),
)  # fmt: skip
whens = some.builds(
    When, channel=some.sampled_from(["", *CHANNELS]), team_id=some.sampled_from(["", "north"]),
    language=some.sampled_from(["", "es"]), tag=some.sampled_from(["", "vip"]),
    words=some.sampled_from([(), ("refund",), ("refund now", "averia")]),
    field=some.none() | some.just(Field("plan", "gold")),
).filter(lambda when: when != When())  # fmt: skip
rules = some.builds(Rule, some.just("Ours"), whens, leaves=leaves) | some.builds(
    Rule, some.just("Ours"), whens, minutes=durations, on=some.booleans()
)
tables = some.builds(
    Table, by_channel, durations, some.just(0.5), some.none() | hours,
    some.dictionaries(
        some.sampled_from(["north", "south"]), some.builds(OfTeam, by_channel, some.none() | hours), max_size=2
    ),
    some.builds(OfMood, ladders(), keeps=some.floats(0, 1), half_life=some.floats(1, 100), worsening=leaves),
    some.builds(OfSignals, *(leaves for _ in SIGNALS)), signals,
    some.builds(OfSituation, *(leaves for _ in range(4)), some.integers(1, 4)),
    some.lists(rules, max_size=3).map(tuple),
)  # fmt: skip
