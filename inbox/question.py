"""What a search asks for, once it was understood."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from inbox.fulltext.match import Clause
from inbox.words import Direction, Status

Feeling = Literal["angry", "upset"]
"""upset: angry, too."""


class Term(Struct, frozen=True):
    """said: as the person wrote it. phrases: any of them."""

    said: str
    phrases: Clause
    excluded: bool = False


class Question(Struct, frozen=True):
    """sender: whose name and addresses meet all of this. after: from then on; before: up to, but not, then."""

    terms: tuple[Term, ...] = ()
    sender: tuple[Clause, ...] = ()
    sender_said: str = ""
    channel: str = ""
    direction: Direction | None = None
    tag: str = ""
    status: Status | None = None
    mood: Feeling | None = None
    after: datetime | None = None
    before: datetime | None = None

    @property
    def empty(self) -> bool:
        return self == Question()
