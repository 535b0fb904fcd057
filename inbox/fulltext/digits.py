"""Numbers as people write them: '612 345 678', '+34 612-345-678' and '0034612345678' are one telephone."""

import re
from functools import lru_cache

import phonenumbers

RUN = re.compile(r"(?<![\w+])\+?\(?[0-9](?:[ \u00a0().\-\u2010-\u2015/]{0,3}[0-9]){5,19}(?!\w)")
"""Six to twenty digits with little between them."""
MOST_RUNS = 20


def runs(text: str) -> list[str]:
    return [found.group() for found in RUN.finditer(text)]


def forms(run: str) -> tuple[str, ...]:
    """The digits, as they stand and without what a caller from elsewhere would add (E.123): '+34', '0034', '0'."""
    digits = re.sub("[^0-9]", "", run)
    short = digits.lstrip("0") or digits
    if run.startswith("+") or digits.startswith("00"):
        found = short if digits.startswith("00") else digits
        return tuple(dict.fromkeys((digits, found, *national(found))))
    return tuple(dict.fromkeys((digits, short)))


@lru_cache(4096)
def national(international: str) -> tuple[str, ...]:
    """Without the country code, where there is such a country. Source: ITU-T E.164, as libphonenumber knows it."""
    try:
        parsed = phonenumbers.parse(f"+{international}")
    except phonenumbers.NumberParseException:
        return ()
    return (str(parsed.national_number),)


def extra(text: str) -> list[str]:
    """Words that a text gets beside its own, so that its numbers are found however they are asked for."""
    found = [form for run in runs(text)[:MOST_RUNS] for form in forms(run)]
    return list(dict.fromkeys(found))
