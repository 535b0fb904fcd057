"""How far long work is, for whoever started it: on standard error, so that what a command prints stays clean."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:  # it comes with PostgreSQL's driver, which few who start Hilo need
    from inbox.copying import Tell

WIDTH: Final = 30
"""Signs of the bar."""
SELDOM: Final = 10.0
"""Seconds between two lines where nobody watches; on a terminal the bar moves ten times a second."""
OFTEN: Final = 0.1


@contextmanager
def shown(out: TextIO, clock: Callable[[], float] = time.monotonic) -> "Iterator[Tell]":
    """A bar that moves on a terminal, and is gone in the end; elsewhere a line now and then."""
    watched, last = out.isatty(), clock()

    def tell(doing: str, done: int, whole: int) -> None:
        nonlocal last
        if clock() - last >= (OFTEN if watched else SELDOM):
            last = clock()
            out.write(f"\r{bar(done, whole)} {doing}\033[K" if watched else f"{bar(done, whole)} {doing}\n")
            out.flush()

    try:
        yield tell
    finally:
        out.write("\r\033[K" if watched else "")
        out.flush()


def bar(done: int, whole: int) -> str:
    share = done / whole if whole else 1.0
    return f"{share:4.0%} [{'#' * int(WIDTH * share):.<{WIDTH}}]"
