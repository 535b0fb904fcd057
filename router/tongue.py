"""In which language somebody writes: by the little words that every sentence needs.

A table of them, and no library: py3langid takes 100 MB of memory, lingua 96 MB of disk, and what is small is not kept
up. It knows fewer languages than they do; of any other it says nothing.
"""

import re
from collections import Counter
from collections.abc import Iterable

WORDS = {
    "en": "the and is are was were you your my not have has had this that with for what when where why how will would"
    " can could please been from they we it's i'm i am do does did don't if but there it of to be an at on",
    "es": "el los las y es son está estoy fue que de del en un una mi mis su sus por para con no pero muy más cómo"
    " cuándo dónde qué ha he han hay lo les nos ya todavía gracias hola quiero tengo puede usted este esta se me la al",
    "fr": "le les et est sont des une je vous nous ne pas pour avec mon ma mes votre ce cette dans sur qui quoi où"
    " quand comment mais très j'ai c'est bonjour merci il elle du au suis été avez la de en un se me",
    "de": "der die das und ist sind ich sie wir nicht mit für ein eine einen mein meine auf von zu den dem wie wo wann"
    " was habe hat haben auch noch bitte danke es im wird werden kann aber sehr bei am um",
    "it": "il gli e è sono di del della che non per con mio mia ho ha hanno una un sul nel come dove quando perché ma"
    " molto grazie buongiorno vorrei questo questa ancora mi si le i anche più la da lo al",
    "pt": "o os as e é são está estou foi que de do da em um uma meu minha por para com não mas muito mais como quando"
    " onde ou tem tenho obrigado obrigada olá você já ainda isso este esta no na ao se me",
    "nl": "de het een en is zijn ik je jullie u wij niet met voor mijn van op te dat dit wat waar wanneer hoe heb heeft"
    " hebben ook nog maar bedankt graag kan bij aan er om in",
    "ca": "el els la les i és són està que de del en un una amb per no però molt més com quan on què he ha han hi ja"
    " gràcies bon dia vull tinc aquest aquesta meu meva seva nosaltres vostè se em al",
}  # fmt: skip
KNOWN = {language: frozenset(words.split()) for language, words in WORDS.items()}
SHARED = Counter(word for words in KNOWN.values() for word in words)
"""In how many languages a word is known: the more, the less it tells."""

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
ADDRESS = re.compile(r"\S*[/@]\S*")
ENOUGH = 3.0
"""Words that only this language has, or as many more that others have, too."""
CLEAR = 1.8
"""How much better than the next one."""
DENSE = 0.15
"""Of all words: a text in another language has some by chance."""


def tongue(texts: Iterable[str]) -> str:
    """ISO 639-1, or "" where that is not clear."""
    said = Counter(word.replace("’", "'") for word in WORD.findall(ADDRESS.sub(" ", " ".join(texts)).lower()))
    scores = {language: score(said, words) for language, words in KNOWN.items()}
    best, second = sorted(scores, key=lambda one: scores[one], reverse=True)[:2]
    enough = scores[best] >= max(ENOUGH, DENSE * said.total())
    return best if enough and scores[best] >= CLEAR * scores[second] else ""


def score(said: Counter[str], words: frozenset[str]) -> float:
    return sum(times / SHARED[word] for word, times in said.items() if word in words)
