"""Whether a reply reads as hostile: its writer is asked once before it goes. Two must agree, so that few are asked.

Words that are aimed at the reader (`router.phrases.harsh`), in a text that the light scorer hears as unhappy: harsh
words may be meant kindly, and most unhappy replies are a polite no.
"""

from router.mood import Scorer
from router.mood.signals.reading import read
from router.mood.signals.shape import Ear
from router.mood.text import own_words
from router.phrases.harsh import HARSH, LANGUAGES

UNHAPPY = -0.3
"""Valence from which a text is unhappy."""
MOST = 3
EARS = tuple(Ear(HARSH, sign, "", (language.denies,)) for language in LANGUAGES for sign in language.signs[HARSH])
"""Every language listens to every text, as in `router.mood.signals`."""


def harsh(scorer: Scorer, text: str) -> tuple[str, ...]:
    """The words of a reply that hurt, as they are written, at most MOST; none for nearly every reply. Never raises.

    What is quoted is somebody else's: lines with ">", and whatever stands in quotation marks.
    """
    own = own_words(text)
    reading = read(own)
    spans = sorted(span for ear in EARS if (span := ear.span(reading)))
    if not spans or scorer.score([own])[0].valence > UNHAPPY:
        return ()
    return tuple(dict.fromkeys(reading.written(*span) for span in spans))[:MOST]
