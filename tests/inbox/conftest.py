"""What the tests of this room start from."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from office.fixtures import (  # noqa: F401  # pytest finds fixtures by name, where they are imported
    ana,
    ben,
    chat,
    clock,
    database,
    email,
    inbox,
    migrated_office,
    office,
)
from servers.postgresql import driven


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """For what must hold on either engine, whichever the tests run on: gives an empty database of that name a URL."""
    if request.param == "sqlite":
        yield lambda name: f"sqlite:///{tmp_path}/{name}.db"
        return
    server, made = request.getfixturevalue("postgresql"), list[str]()

    def make(name: str) -> str:
        made.append(server.new_database())
        return driven(server.url(made[-1]))

    yield make
    for one in made:
        server.drop(one)
