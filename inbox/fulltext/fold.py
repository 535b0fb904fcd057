"""Words as they are compared: without case, accents and punctuation. The same for what is kept and what is asked."""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
MARKS = re.compile("[\u0300-\u036f]+")
LONGEST_WORD = 64
"""Characters; what is longer is no word but data, and is compared by its beginning."""
WHOLE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters that Unicode does not take apart (UAX 15), but people do."""


def fold(text: str) -> str:
    """'Avería' -> 'averia', 'STRASSE' and 'Straße' -> 'strasse'."""
    if text.isascii():
        return text.lower()
    return MARKS.sub("", unicodedata.normalize("NFKD", text).casefold()).translate(WHOLE)


def words(text: str) -> list[str]:
    """Letters and digits only, in their order; so nothing in them means anything to a database."""
    return [word[:LONGEST_WORD] for word in WORD.findall(fold(text))]
