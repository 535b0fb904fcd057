"""What stands in the threads of a scaled Hilo, compared with what was acknowledged."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import inf

from chaos.provider import Told
from chaos.verdict import Verdict

Said = Sequence[tuple[int, int]]
"""(position, number) of a customer's messages, in the order of the thread."""


def compare(told: Iterable[Told], found: Mapping[str, Said]) -> Verdict:
    """found: by the customer's address, of a Hilo that has threaded everything."""
    whose: defaultdict[str, dict[int, Told]] = defaultdict(dict)
    for one in told:
        whose[one.customer.address][one.number] = one
    verdict = Verdict()
    for address in whose.keys() | found.keys():
        weigh(verdict, whose[address], found.get(address, ()))
    return verdict


def weigh(verdict: Verdict, told: Mapping[int, Told], said: Said) -> None:
    times = Counter(number for _, number in said)
    accepted = [number for number, one in told.items() if one.accepted < inf]
    verdict.offered += len(told)
    verdict.acknowledged += len(accepted)
    verdict.lost += sum(number not in times for number in accepted)
    verdict.doubled += sum(count - 1 for count in times.values())
    verdict.reordered += out_of_order(told[number] for _, number in said if number in told)
    verdict.gaps += sum(position != place for place, (position, _) in enumerate(said, 1))
    verdict.strays += len(times.keys() - told.keys())


def out_of_order(said: Iterable[Told]) -> int:
    """Those that had been accepted before one that stands above them was sent. Who called again may be overtaken."""
    latest, count = -inf, 0
    for one in said:
        count += one.accepted < latest
        latest = max(latest, one.sent)
    return count
