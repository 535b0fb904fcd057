"""What will be called, and what must stand in the threads afterwards whatever the order."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from chaos.calm import Line
from servers.callers.call import Call

from inbox.news import RANK
from inbox.words import State

DOUBLED = 0.2
"""Of all calls, those that come again."""
LATER = 1_790_000_000
Name = tuple[str, str]
"""account id and remote id"""


@dataclass(frozen=True)
class Posted:
    account_id: str
    call: Call


@dataclass
class Said:
    """A message as it must stand in the end. edits: texts by the moment of the edit."""

    text: str
    edits: dict[int, str] = field(default_factory=dict)
    deleted_at: int = 0
    reactions: set[str] = field(default_factory=set)

    @property
    def final(self) -> str:
        return "" if self.deleted_at else self.edits[max(self.edits)] if self.edits else self.text


@dataclass
class Forecast:
    """states: the best news of each of our messages."""

    posted: list[Posted] = field(default_factory=list)
    said: dict[Name, Said] = field(default_factory=dict)
    states: dict[str, State] = field(default_factory=dict)
    kinds: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, kind: str, line: Line, call: Call) -> None:
        self.kinds[kind] += 1
        self.posted.append(Posted(line.account_id, call))


def forecast(lines: list[Line], hooks: int, random: Random) -> Forecast:
    """Messages, what became of them and of ours, and some nonsense: doubled, then shuffled."""
    whole = Forecast()
    distinct = round(hooks * (1 - DOUBLED))
    stories = [story(line, whole, random) for line in lines]
    while len(whole.posted) < distinct:
        next(random.choice(stories))
    whole.posted += random.choices(whole.posted, k=hooks - len(whole.posted))
    random.shuffle(whole.posted)
    return whole


def story(line: Line, whole: Forecast, random: Random) -> Iterator[None]:
    """One more happening at each step, without end."""
    news = receipts(line)
    random.shuffle(news)
    kinds: list[Callable[[], None]] = [lambda: speak(line, whole, random)] * 6
    kinds += [lambda: whole.add("unknown", line, line.caller.unknown())] if random.random() < 0.5 else []
    if hasattr(line.caller, "edit"):
        kinds += [lambda: rewrite(line, whole, random), lambda: take_back(line, whole, random)]
        kinds += [lambda: react(line, whole, random)]
    while True:
        if news and random.random() < 0.4:
            report(line, whole, *news.pop())
        else:
            random.choice(kinds)()
        yield


def receipts(line: Line) -> list[tuple[int, str, str, State]]:
    states: tuple[State, ...] = getattr(line.caller, "STATES", ())
    return [
        (number, ref, remote_id, state)
        for number, answers in line.answers.items()
        for ref, remote_id in answers
        for state in states
    ]


def report(line: Line, whole: Forecast, number: int, ref: str, remote_id: str, state: State) -> None:
    caller: Any = line.caller
    whole.add("receipt", line, caller.receipt(number, ref, remote_id, state))
    before = whole.states.get(ref, "sent")
    whole.states[ref] = max(before, state, key=lambda one: RANK[one])


def speak(line: Line, whole: Forecast, random: Random) -> None:
    number, count = random.choice(line.numbers), len(whole.said)
    whole.said[line.account_id, line.caller.remote_id(number, count)] = Said(f"message {count}")
    line.spoken.append((number, count))
    whole.add("message", line, line.caller.message(number, count, f"message {count}"))


def heard(line: Line, whole: Forecast, random: Random) -> tuple[int, int, Said] | None:
    """Something that one of the line's customers has said."""
    if not line.spoken:
        return None
    number, count = random.choice(line.spoken)
    return number, count, whole.said[line.account_id, line.caller.remote_id(number, count)]


def rewrite(line: Line, whole: Forecast, random: Random) -> None:
    caller: Any = line.caller
    if found := heard(line, whole, random):
        number, count, said = found
        at = LATER + 10 * len(whole.posted)
        said.edits[at] = f"{said.text}, or rather {len(said.edits)}"
        whole.add("edit", line, caller.edit(number, count, said.edits[at], at))


def take_back(line: Line, whole: Forecast, random: Random) -> None:
    caller: Any = line.caller
    if (found := heard(line, whole, random)) and not found[2].deleted_at:
        number, count, said = found
        said.deleted_at = LATER + 10 * len(whole.posted)
        whole.add("deletion", line, caller.delete(number, count, said.deleted_at))


def react(line: Line, whole: Forecast, random: Random) -> None:
    caller: Any = line.caller
    if found := heard(line, whole, random):
        number, count, said = found
        if not said.reactions:  # one, so that the order cannot matter
            said.reactions.add("👍")
            whole.add("reaction", line, caller.react(number, count, "👍", LATER + 10 * len(whole.posted)))
