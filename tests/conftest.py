"""Fixtures that every room uses."""

from collections.abc import Iterator

import pytest
import structlog

pytest_plugins = ["servers.fixtures"]


@pytest.fixture(autouse=True)
def plain_logs() -> Iterator[None]:
    """Anew for each test, as `main` sets them up for a process; the library's own default draws for seconds."""
    plain = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    structlog.configure([structlog.processors.add_log_level, plain])
    yield
    structlog.reset_defaults()
