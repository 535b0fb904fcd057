"""The line that introduces a quote: "On Monday at 9:12, Ana <ana@x> wrote:", in whatever language it stands.

The rules look for what all of them share (a date, an address, a verb of writing, a colon at the end) and not for
whole sentences, because mail programs change these with every version and language.
"""

import re

LONGEST = 350
MOST_LINES = 5
LONGEST_END = 50

WROTE = {
    "en": "wrote|writes|has written",
    "es": "escribi[óo]|ha escrito",
    "pt": "escreveu|escreve",
    "fr": "[ée]crit|[ée]crivait",
    "de": "schrieb|geschrieben|schreibt",
    "it": "scritto|scrisse|scrive",
    "nl": r"schreef|geschreven|heeft het volgende geschreven",
    "pl": r"napisa[łl](?:\(a\)|a)?|pisze",
    "sv, da, no": "skrev|skriver",
    "fi": "kirjoitti",
    "ru": r"написал(?:\(а\)|а)?|пишет|писал(?:\(а\)|а)?",
    "uk": r"написав|написала|пише",
    "tr": r"yazd[ıi]|[şs]unlar[ıi] yazd[ıi]|yaz[ıi]yor",
    "ja": "のメール|のメッセージ|書きました|書いた|からのメール",
    "zh": "写道|寫道|写到|寫到|编写|撰写",
    "ko": "작성|썼습니다|쓴 글|보낸 메시지",
    "cs, sk, sl, hr": r"napsal(?:\(a\)|a)?|nap[íi]sal(?:\(a\)|a)?|napisao|napisala|je pisal",
    "hu": "írta",
    "ro": "a scris",
    "ca": "va escriure",
    "el": "έγραψε",
    "he": "כתב|כתבה|כתב/ה",
    "ar": "كتب|كتبت",
    "fa": "نوشت",
    "vi": "đã viết|viết",
    "id": "menulis",
    "th": "เขียน",
    "et": "kirjutas",
    "lt": "rašė|parašė",
    "bg": "написа",
}
_VERBS = "|".join(WROTE.values())
VERB = re.compile(rf"(?<![^\W\d_])(?:{_VERBS})(?![^\W\d_])|のメール|写道|寫道|작성", re.IGNORECASE)
ENDS_WITH_VERB = re.compile(rf"(?:{_VERBS})[\s:：;,.>*_~\-—]{{0,12}}$", re.IGNORECASE)
WROTE_AND_GOES_ON = re.compile(rf"(?:{_VERBS})\s?[:：]\s+\S", re.IGNORECASE)
ENDS_WITH_COLON = re.compile(r"[:：][\s>*_\-—]{0,8}$")
MAILBOX = re.compile(r"[^\s<>()\[\]\"@]{1,80}@[^\s<>()\[\]\"@]{1,80}\.\w{2,}|@[^\s<>@]{1,80}>")
MONTH = (
    r"jan|feb|f[ée]v|m[äa]r|mar|apr|avr|abr|ma[iyj]|giu|j[uú]n|juin|lug|j[uú]l|juil|ago|aug|ao[uû]|sept?|set|okt|"
    r"o[ckt]t|out|"
    r"nov|de[czs]|d[ée]c|ene|gen|dic|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|sty|lut|kwi|maj|cze|lip|sie|"
    r"wrz|pa[źz]|"
    r"lis|gru|oca|şub|nis|haz|tem|ağu|eyl|eki|kas|ara|\w{2,10}kuuta"
)
DATE = re.compile(
    rf"\d{{1,4}}\s?[./-]\s?\d{{1,2}}\s?[./-]\s?\d{{1,4}}|(?<!\d)(?:19|20)\d\d(?!\d)|\d{{1,2}}\s?[月월]|"
    rf"(?<!\d)\d{{1,2}}\.?\s(?:de\s)?(?:{MONTH})|(?<![^\W\d_])(?:{MONTH})[^\W\d_]{{0,8}}\.?\s\d{{1,2}}(?!\d)",
    re.IGNORECASE,
)
TIME = re.compile(r"(?<!\d)\d{1,2}\s?[:.h時点시]\s?\d{2}(?!\d)", re.IGNORECASE)
OPENING = re.compile(
    r"(?:on|el|em|le|am|il|op|w dniu|dnia|den|p[åa]|ti[rs]|ons|tors?|fre|l[øö]r|s[øö]n|man|m[åa]n|pe|ma|ke|to|la|su|"
    r"в|пн|вт|ср|чт|пт|сб|вс|in data|a la\(s\)|lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun|"
    r"dne|d[ňn]a|em|a|às)(?![^\W\d_])",
    re.IGNORECASE,
)
DECORATION = " \t>*_-—=\u200e\u200f\u202a\u202c"


def length(lines: list[str], start: int, quoted_next: "list[bool]") -> int:
    """How many lines the attribution at `start` takes; 0 when there is none.

    quoted_next[i]: whether the first line with anything in it after line i begins with ">".
    """
    first = lines[start].strip(DECORATION)
    if not _may_begin(first):
        return 0
    joined = ""
    for count, line in enumerate(lines[start : start + MOST_LINES], 1):
        bare = line.strip(DECORATION if count == 1 else " \t*_-—")
        joined = f"{joined} {bare}".strip()
        if not bare or len(joined) > LONGEST:
            return 0
        if _introduces(joined, quoted_next[start + count - 1]):
            return count
        if bare.startswith(">") or bare.endswith((":", "：", "!", "?")):
            return 0
    return 0


def _may_begin(first: str) -> bool:
    if not first or len(first) > LONGEST:
        return False
    return bool(
        DATE.search(first) or TIME.search(first) or VERB.search(first) or MAILBOX.search(first) or OPENING.match(first)
    )


def _introduces(line: str, quote_follows: bool) -> bool:
    dated = bool(DATE.search(line) or TIME.search(line))
    addressed = bool(MAILBOX.search(line))
    colon = bool(ENDS_WITH_COLON.search(line[-LONGEST_END:]))
    if ENDS_WITH_VERB.search(line[-LONGEST_END:]):
        return dated or addressed or (quote_follows and colon) or (colon and bool(OPENING.match(line)))
    if dated and addressed and (quote_follows or (OPENING.match(line) and WROTE_AND_GOES_ON.search(line))):
        return True
    if not colon:
        return False
    if dated and (addressed or VERB.search(line)):
        return True
    return quote_follows and (dated or addressed or bool(VERB.search(line)))
