"""Written sentences against what is heard in them: by their signals, several with a space between, "" for none."""

from collections.abc import Callable, Mapping, Sequence

from router.mood.signals import EARS, heard
from router.mood.signals.reading import SHOWN, read

CODES = frozenset({"asks_human", "threatens", "urgent", "vulnerable", "solved", "repeats"})

Said = Mapping[str, Sequence[str]]


def shouted(text: str) -> str:
    return text.upper()


def plain(text: str) -> str:
    return read(text).plain.strip()


def misheard(said: Said, written: Callable[[str], str] = str) -> list[tuple[str, dict[str, str]]]:
    """The sentences that show other signals than they should, with what was heard."""
    found = ((signals, text, heard(written(text))) for signals, texts in said.items() for text in texts)
    return [(text, shown) for signals, text, shown in found if set(shown) != set(signals.split())]


def unshown(said: Said) -> list[tuple[str, str]]:
    """The words that do not stand in their sentence, or are too many to be taken in at a glance."""
    found = ((text, words) for texts in said.values() for text in texts for words in heard(text).values())
    return [(text, words) for text, words in found if words not in text or not 0 < len(words) <= SHOWN]


def missed(said: Said) -> list[str]:
    """The sentences in which a sign is there that was not looked for, since none of its stems was."""
    texts = [text for texts in said.values() for text in texts]
    return [text for text in texts if set(heard(text)) != {ear.code for ear in EARS if ear.span(read(text))}]


def enough(said: Said) -> bool:
    signals = [code for codes, texts in said.items() for code in codes.split() for _ in texts]
    return set(signals) == CODES and len(signals) >= 40 and len(said[""]) >= 60
