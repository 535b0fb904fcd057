"""VADER (Hutto and Gilbert, ICWSM 2014): rules and a lexicon of 7,500 English words and emoticons; deaf to the rest."""

from collections.abc import Set

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer


class Vader:
    def __init__(self) -> None:
        self._analyzer = SentimentIntensityAnalyzer()

    def compound(self, passage: str) -> float:
        """-1 (bad) to 1 (good). Of a passage, never of a page: it is quadratic, and 10,000 words take five seconds."""
        return float(self._analyzer.polarity_scores(passage)["compound"])

    def goodness(self, words: Set[str]) -> dict[str, float]:
        """-4 to 4, of those words (in small letters) that are in the lexicon."""
        lexicon = self._analyzer.lexicon
        return {word: float(lexicon[word]) for word in words & lexicon.keys()}
