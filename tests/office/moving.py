"""An inbox is copied from one engine to another, and the two are laid side by side."""

from typing import Any

from office import everything
from sqlalchemy import Engine, text

from inbox.clock import utc_now
from inbox.copying import Copied, Tell, copy
from inbox.copying.chunks import TABLES
from inbox.fulltext.following import NAME


def nobody(doing: str, done: int, whole: int) -> None:
    """Hears how far it is."""


class PowerCut(BaseException):
    """Nothing is told any more, and nothing tidied up."""


class Cut:
    """Hears how far it is, and ends it there."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def __call__(self, doing: str, done: int, whole: int) -> None:
        self.left -= 1
        if self.left < 0:
            raise PowerCut


def move(origin: Engine, target: Engine, tell: Tell = nobody, *, last: bool = True) -> Copied:
    return copy(address(origin), address(target), utc_now(), tell, last=last)


def address(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def travelling(engine: Engine) -> dict[str, list[Any]]:
    """What must be the same in both: not the index, which is made anew, nor who does what among processes."""
    found = everything.contents(engine)
    kept = {table.name: found[table.name] for table in TABLES}
    return kept | {"follower": [row for row in kept["follower"] if row["name"] != NAME]}


def rows(engine: Engine, statement: str) -> list[tuple[Any, ...]]:
    with engine.connect() as conn:
        return [tuple(row) for row in conn.execute(text(statement))]


def do(engine: Engine, *statements: str) -> None:
    with engine.begin() as conn:
        for one in statements:
            conn.execute(text(one))
