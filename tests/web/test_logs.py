"""A log that a collector reads, and that tells where something went wrong, but never what somebody wrote."""

import io
import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from structlog.contextvars import bound_contextvars

from web.logs import told, unquoted, write_logs

SECRET = "hunter2"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """As `main` sets them up, with standard error no terminal."""
    root, to = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    monkeypatch.setattr(sys, "stderr", to)
    root.handlers = []
    write_logs("info")
    yield to
    structlog.contextvars.clear_contextvars()
    root.handlers[:], root.level = handlers, level


def lines(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def fail_quoting() -> None:
    try:
        int(SECRET)
    except ValueError as wrong:
        raise KeyError(SECRET) from wrong


def caught(work: Any) -> str:
    try:
        work()
    except Exception:
        return told(sys.exc_info())  # type: ignore[arg-type]  # there is one
    raise AssertionError("nothing went wrong")


def test_a_line_is_json_with_its_time_level_and_request(written: io.StringIO) -> None:
    with bound_contextvars(request="request-0001"):
        structlog.get_logger().warning("something", account="a")
    (line,) = lines(written)
    assert line.pop("timestamp").endswith("Z")
    assert line == {"event": "something", "level": "warning", "account": "a", "request": "request-0001"}


def test_what_is_below_the_level_is_left_out(written: io.StringIO) -> None:
    structlog.get_logger().debug("too much")
    logging.getLogger("aiohttp").info("too much")
    assert lines(written) == []


def test_a_librarys_warning_is_a_line_like_ours(written: io.StringIO) -> None:
    with bound_contextvars(request="request-0001"):
        logging.getLogger("aiohttp.server").warning("odd: %s", "x")
    (line,) = lines(written)
    assert line.pop("timestamp")
    assert line == {"event": "odd: x", "level": "warning", "logger": "aiohttp.server", "request": "request-0001"}


def test_a_librarys_warning_quotes_nobody(written: io.StringIO) -> None:
    logging.getLogger("aiohttp.server").warning("bad header %r\n%s", SECRET, SECRET)
    try:
        fail_quoting()
    except KeyError:
        logging.getLogger("asyncio").exception("failed")
    assert SECRET not in written.getvalue()
    assert [line["logger"] for line in lines(written)] == ["aiohttp.server", "asyncio"]


def test_an_exception_tells_where_and_of_what_kind_with_its_cause(written: io.StringIO) -> None:
    try:
        fail_quoting()
    except KeyError:
        structlog.get_logger().exception("failed")
    (line,) = lines(written)
    assert "in fail_quoting" in line["exception"]
    assert "ValueError: invalid literal for int() with base 10: …" in line["exception"]
    assert line["exception"].endswith("KeyError: …")
    assert SECRET not in written.getvalue()


def test_a_cause_that_was_put_aside_is_not_told() -> None:
    def aside() -> None:
        try:
            int(SECRET)
        except ValueError:
            raise RuntimeError("enough") from None

    assert "ValueError" not in caught(aside)
    assert caught(aside).endswith("RuntimeError: enough")


def test_those_of_a_group_are_all_told() -> None:
    def together() -> None:
        raise ExceptionGroup("both", [ValueError("first"), OSError("second")])

    assert "ValueError: first" in caught(together)
    assert "OSError: second" in caught(together)


def test_a_deep_recursion_is_told_in_few_lines() -> None:
    def fall(depth: int = 0) -> None:
        fall(depth + 1)

    assert len(caught(fall).splitlines()) < 40


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("nothing to hide", "nothing to hide"),
        ("it's fine, isn't it", "it's fine, isn't it"),
        (f"invalid value '{SECRET}' here", "invalid value …"),
        (f'invalid value "{SECRET}" here', "invalid value …"),
        (f"invalid value `{SECRET}`", "invalid value …"),
        (f"value «{SECRET}»", "value …"),
        (f"bytes b'{SECRET}'", "bytes …"),
        (f"never ends: '{SECRET}", "never ends: …"),
        (f"value 'it's {SECRET}", "value …"),
        (f"first\nDETAIL: Key (email)=({SECRET}) exists", "first"),
        ("", ""),
    ],
)
def test_what_is_quoted_is_left_out(said: str, kept: str) -> None:
    assert unquoted(said) == kept
