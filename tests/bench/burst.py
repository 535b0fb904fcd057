"""Many visitors write within minutes, one in four of them a second time."""

import itertools
from pathlib import Path

from bench import sets
from bench.opened import Opened

from connectors.chat import Said
from router.deepening import Deepening
from router.mood import Scorer
from router.mood.scorers import Scorers
from router.patience import Judging
from router.reader import Reader

AT_ONCE = 50
"""Messages a second of the burst's own clock."""
EACH = 500
"""Texts of a set."""
SPOKEN = (
    "Hello, where is my order? The page says it was delivered on Tuesday, but nobody has seen a parcel here.",
    "This is the third time I ask and nobody answers. I want my money back today, this is ridiculous!",
    "Muchas gracias por la ayuda, ya ha llegado todo y funciona perfectamente. Un saludo.",
    "Llevo dos semanas esperando el reembolso y nadie me da una explicación. Me parece una vergüenza.",
    "Guten Tag, ich würde gern wissen, ob sich die Lieferadresse noch ändern lässt. Vielen Dank!",
    "Bonjour, pouvez-vous me dire quand ma commande arrivera ? Le colis n'a pas bougé depuis lundi.",
)
"""Where there is no data."""


def texts(folder: Path) -> list[str]:
    """A mixture of all languages there."""
    read = [sets.read(path, EACH).texts for path in sets.usual(folder)]
    turns = itertools.chain.from_iterable(itertools.zip_longest(*read))
    return [text for text in turns if text and text.strip()] or list(SPOKEN)


class Burst:
    """judging: by the patience table as it comes."""

    def __init__(self, at: Opened, spoken: list[str]) -> None:
        self._at, self._spoken, self._written = at, spoken, 0
        self._judging = Judging()
        self._deepening = Deepening(at.inbox, Scorers(), self._judging)

    def write(self, count: int) -> int:
        """So many messages reach the journal. Returns how many wrote them."""
        people = max(1, count * 4 // 5)
        for start in range(0, count, AT_ONCE):
            self._at.clock.forward(seconds=1)
            numbers = range(start, min(start + AT_ONCE, count))
            self._at.journal([self._said(number, self._written + number % people) for number in numbers])
        self._written += count
        return people

    def _said(self, number: int, visitor: int) -> Said:
        text = self._spoken[(self._written + number) % len(self._spoken)]
        return Said(f"v{visitor}", f"m{self._written + number}", text[:2000], name=f"Visitor {visitor}")

    def read(self, scorer: Scorer) -> None:
        """Everything in the journal, as the reader does."""
        reader = Reader(self._at.inbox, scorer, judging=self._judging)

        async def until_read() -> None:
            while await reader.read_some():
                pass

        self._at.run(until_read())

    def deepen(self, deep: Scorer, count: int) -> int:
        """At least so many, as long as there are any. Returns how many it were."""

        async def some() -> int:
            done = 0
            while done < count and (found := await self._deepening.deepen_some(deep)):
                done += found
            return done

        heard: int = self._at.run(some())
        return heard
