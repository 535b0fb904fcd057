"""What is known of a language in which promises are made. All patterns meet lower case, and straight apostrophes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

Pattern = re.Pattern[str]


@dataclass(frozen=True)
class Phrases:
    """commits: who will do what; a group "no" takes it back, a group "either" may be past as well.

    doubts: what makes a sentence no promise. ends: where the commitment's clause does. aside: before a time, what says
    that it is about something else; elsewhere: right before it, the same. before: right before a day, the day before.
    opening: right before a time that opens a sentence. joins: between two parts of one time.
    times: the parts of a time, by kind. numbers: as words. weekdays: Monday first; months: January first; as patterns.
    """

    commits: Pattern
    doubts: Pattern
    ends: Pattern
    aside: Pattern
    elsewhere: Pattern
    before: Pattern
    opening: Pattern
    joins: Pattern
    times: dict[str, Pattern]
    numbers: dict[str, float]
    weekdays: tuple[str, ...]
    months: tuple[str, ...]


def any_of(options: str | Iterable[str], name: str = "") -> str:
    """A group, named if so wanted. A string is a list of single words."""
    chosen = options.split() if isinstance(options, str) else options
    return f"({f'?P<{name}>' if name else '?:'}{'|'.join(chosen)})"


def whole(*parts: str) -> Pattern:
    """These parts in a row, as whole words."""
    return re.compile(rf"(?<!\w){''.join(parts)}(?!\w)")


COUNT = r"\d{1,3}"
FROM = rf"(?:{COUNT} ?(?:-|–|to|or|a|o) ?)?"
"""Of "3 to 5 days", what does not count."""
HOUR = r"\d{1,2}"
HALF = r"(?:am|pm|a\.\s?m\.?|p\.\s?m\.?)"
