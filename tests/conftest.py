"""Fixtures that every room uses."""

import os
from collections.abc import Iterator

import hypothesis
import pytest
import structlog

pytest_plugins = ["servers.fixtures", "office.databases"]

hypothesis.settings.register_profile(  # a busy machine is slow, not wrong
    "patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("patient")

for name in ("no_proxy", "NO_PROXY"):  # this machine's own way out must not stand between us and loopback
    os.environ[name] = ",".join(filter(None, (os.environ.get(name), "localhost,127.0.0.1,::1")))


BROWSERS = {"page", "context", "browser", "screen", "desk"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser on a busy machine may miss a step: it gets one more try, which the summary tells. Nothing else does."""
    for item in items:
        if BROWSERS.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(autouse=True)
def plain_logs() -> Iterator[None]:
    """Anew for each test, as `main` sets them up for a process; the library's own default draws for seconds."""
    plain = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    structlog.configure([structlog.processors.add_log_level, plain])
    yield
    structlog.reset_defaults()
