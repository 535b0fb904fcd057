"""What of a text is scored, and in what shape: only what its writer says, cleaned, and never more than `LONGEST`."""

import html
import re
import unicodedata

RAW = 16_000
"""Characters that are looked at, three quarters of them from the start, so that whatever was sent costs little."""
LONGEST = 2_400
"""Characters that are scored. A complaint stands at the start of a mail and its threat at the end."""
PASSAGE = 360
"""Characters that are scored together: about 96 tokens, what an encoder was trained on."""

INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    "\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe0e\ufe0f\ufeff"  # hyphenation, joiners, direction, looks
    "\ud800-\udfff\U0001f3fb-\U0001f3ff\U000e0000-\U000e007f]+"  # half characters, skin tones, tags
)
URL = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
MENTION = re.compile(r"(?<![\w.+-])[\w.+-]*@\w[\w.-]*")
"""An e-mail address is masked as well. Starting only where a word starts keeps the search linear."""
STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
REPEATED = re.compile(r"([^\s\w]|_)\1{3,}")
THRICE = re.compile(r"(\S)\1\1")
SENTENCE_END = re.compile(r"[.!?…。।؟](?=\s)")
SIGNATURE = re.compile(r"\n-- (?:\n|\Z)")
SHOUTED = 4
"""Letters of a word in capitals from which it is shouting; VIP and USB are not."""


def felt(said: str, subject: str) -> str:
    """What a message's mood is heard in: its writer's own words, or the subject where there are none."""
    return own_words(said) or subject


def own_words(text: str) -> str:
    """Without quoted lines and signature: they are somebody else's mood, or nobody's (RFC 3676, 4.3 and 4.5)."""
    own = "\n".join(line for line in bounded(text, RAW, "\n").split("\n") if not line.startswith(">"))
    return SIGNATURE.split(own.strip(), maxsplit=1)[0].rstrip()


def bounded(text: str, most: int, between: str = " ") -> str:
    """The start and the end of a long text, without a line (or word) that was cut in two."""
    if len(text) <= most:
        return text
    start, end = text[: most * 3 // 4], text[-(most // 4) :]
    return start.rpartition(between)[0] + between + end.partition(between)[2] if between in end else start + end


def prepared(text: str) -> str:
    """One line, at most `LONGEST` characters, as both tiers read it: masked, unstretched, capitals kept.

    Never raises. Each step is left out where a look at the text shows that it has nothing to do.
    """
    text = bounded(INVISIBLE.sub("", html.unescape(bounded(text, RAW))), 2 * LONGEST)
    if not text.isascii():
        text = INVISIBLE.sub("", composed(text))
    if "://" in text or "www." in text.lower():
        text = URL.sub("http", text)
    if "@" in text:
        text = MENTION.sub("@user", text)
    if THRICE.search(text):
        text = REPEATED.sub(r"\1\1\1", STRETCHED.sub(r"\1\1", text))
    return bounded(" ".join(text.split()), LONGEST)


def composed(text: str) -> str:
    """NFKC (Unicode Annex 15): 𝗕𝗢𝗟𝗗 and ｗｉｄｅ letters are letters. In pieces: a run of accents costs its square."""
    return "".join(unicodedata.normalize("NFKC", text[at : at + 200]) for at in range(0, len(text), 200))


def lowered(text: str) -> str:
    """SHOUTING in small letters, which an encoder has seen more of; how much of it there was, `shouting` tells."""
    if not any(map(str.isupper, text)):
        return text
    if shouting(text) > 0.5:
        return text.lower()
    return " ".join(word.lower() if len(word) >= SHOUTED and word.isupper() else word for word in text.split(" "))


def shouting(text: str) -> float:
    """The share of the words (of two letters and more) that are in capitals; 0 unless one of them is long."""
    words = [word for word in text.split(" ") if len(word) > 1 and word.lower() != word.upper()]
    loud = [word for word in words if word.isupper()]
    return len(loud) / len(words) if any(len(word) >= SHOUTED for word in loud) else 0.0


def passages(text: str) -> list[str]:
    """A prepared text in pieces of at most `PASSAGE` characters, cut at sentences where possible; never none.

    The worst passage is what a long mail says: averaged, one furious paragraph in a polite page would vanish.
    """
    found = []
    while len(text) > PASSAGE:
        cut = cut_of(text[: PASSAGE + 1])
        found.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*found, text] if text or not found else found


def cut_of(text: str) -> int:
    """After the last sentence that ends past the middle, else at the last space past it, else at the very end."""
    ends = [match.end() for match in SENTENCE_END.finditer(text, PASSAGE // 2)]
    space = text.rfind(" ", PASSAGE // 2, PASSAGE)
    return ends[-1] if ends else space if space > 0 else PASSAGE
