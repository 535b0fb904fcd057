"""VADER (Hutto and Gilbert, ICWSM 2014) behind our interface: English only, until a multilingual model replaces it."""

import re
from collections.abc import Sequence

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from inbox.words import Mood

LONGEST = 1500
"""Characters that are scored. VADER is quadratic: 1,000 words take 73 ms, 10,000 take five seconds."""

FURY = re.compile(
    r"\b(angry|furious|outrag\w*|unacceptable|ridiculous|disgrac\w*|disgust\w*|scam\w*|liars?|incompeten\w*"
    r"|worst|fed up|sick of|complain\w*|enojad[oa]s?|furios[oa]s?|indignad[oa]s?|inaceptable|estafa\w*"
    r"|verg[uü]enza|hart[oa]s?|mentiros[oa]s?|denuncia\w*|reclamaci[oó]n\w*|p[eé]sim[oa]s?|abogad[oa]s?)\b",
    re.IGNORECASE,
)
HUMAN = re.compile(
    r"\b((speak|talk|chat) (to|with) (a |an |some)?(human|person|agent|someone|somebody|manager|supervisor)"
    r"|(real|actual) (human|person)|hablar con (una? )?(persona|humano|agente|alguien|encargad[oa]|supervisor\w*)"
    r"|persona (real|de verdad))\b",
    re.IGNORECASE,
)
THREAT = re.compile(
    r"\b((my|our) (lawyer|attorney|solicitor)s?(?!['’]s| friend)|(tak(e|ing) you to|see you in) court"
    r"|(get|getting|hire|hiring|call|calling|contact|contacting|consult|consulting) an? (lawyer|attorney|solicitor)"
    r"|(i|we)(['’]ll| will|['’]m going to|['’]re going to| am going to| are going to) sue|small claims|legal action"
    r"|ombudsman|trading standards|charge ?back|mis? abogad[oa]s?|(acciones|medidas) legales"
    r"|(voy|vamos) a (demandar|denunciar a (su|vuestra|tu|esta) empresa)|(demandar|denunciar)(os|les|los)"
    r"|(os|les|los) (voy|vamos) a (demandar|denunciar)"
    r"|(poner|presentar|interponer)(os|les)? una (denuncia|demanda)|(ir|voy|vamos|iremos|llevar(os|los|les)?) a juicio"
    r"|los tribunales|oficina del consumidor|hojas? de reclamaci[oó]n(es)?)\b",
    re.IGNORECASE,
)
SIGNALS = {"asks_human": HUMAN, "threatens": THREAT}


class Vader:
    def __init__(self) -> None:
        self._analyzer = SentimentIntensityAnalyzer()

    def score(self, texts: Sequence[str]) -> list[Mood]:
        return [self._mood(text[:LONGEST]) for text in texts]

    def _mood(self, text: str) -> Mood:
        scores = self._analyzer.polarity_scores(text)
        furious = tuple(dict.fromkeys(match.group().lower() for match in FURY.finditer(text)))[:3]
        signals = tuple(name for name, pattern in SIGNALS.items() if pattern.search(text))
        anger = min(1.0, scores["neg"] + 0.35 * len(furious))
        heard = 1.0 - scores["neu"]
        words = furious or self._worst(text, scores["compound"])
        return Mood(scores["compound"], round(anger, 3), round(min(1.0, heard + 0.3 * len(furious)), 3), signals, words)

    def _worst(self, text: str, compound: float) -> tuple[str, ...]:
        """Up to three words that pull the text down, worst first; none for a text that is not bad."""
        if compound > -0.3:
            return ()
        lexicon = self._analyzer.lexicon
        found = {word: lexicon[word] for word in re.findall(r"[\w']+", text.lower()) if lexicon.get(word, 0) < 0}
        return tuple(sorted(found, key=lambda word: found[word])[:3])
