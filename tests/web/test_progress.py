"""How far long work is: a bar for somebody who watches, a line now and then for a log."""

import io

import pytest

from web.progress import bar, shown


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Watch:
    """A clock that stands until it is moved."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("done", "whole", "line"),
    [
        (0, 10, "  0% [..............................]"),
        (5, 10, " 50% [###############...............]"),
        (10, 10, "100% [##############################]"),
        (0, 0, "100% [##############################]"),
    ],
)
def test_the_bar_is_as_long_as_what_is_done(done: int, whole: int, line: str) -> None:
    assert bar(done, whole) == line


def test_on_a_terminal_one_line_moves_ten_times_a_second_and_goes_in_the_end() -> None:
    out, watch = Terminal(), Watch()
    with shown(out, watch) as tell:
        for number in range(100):
            tell("message", number, 100)
            watch.now += 0.01
        assert 8 <= out.getvalue().count("\r") <= 11
        assert "\n" not in out.getvalue()
    assert out.getvalue().endswith("\r\033[K")


def test_in_a_log_there_is_a_line_every_ten_seconds_and_no_sign_of_a_terminal() -> None:
    out, watch = io.StringIO(), Watch()
    with shown(out, watch) as tell:
        for number in range(25):
            tell("message", number, 100)
            watch.now += 1.0
    assert out.getvalue().splitlines() == [f"{bar(10, 100)} message", f"{bar(20, 100)} message"]


def test_what_ends_badly_leaves_a_clean_line() -> None:
    out = Terminal()
    with pytest.raises(KeyboardInterrupt), shown(out):
        raise KeyboardInterrupt
    assert out.getvalue() == "\r\033[K"
