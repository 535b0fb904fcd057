"""The real servers as fixtures; tests/conftest.py loads them for every room."""

import itertools
from collections.abc import Callable, Iterator

import pytest
from servers import storage
from servers.dovecot import Dovecot
from servers.postfix import Postfix
from servers.postgresql import PostgreSQL
from servers.proxy import Proxy
from servers.redis import Redis

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    server = Dovecot()
    yield server
    server.remove()


@pytest.fixture(scope="session")
def postfix(dovecot: Dovecot) -> Iterator[Postfix]:
    server = Postfix(dovecot)
    yield server
    server.remove()


@pytest.fixture(scope="session")
def postgresql() -> PostgreSQL:
    """The one that everything in this process shares, as to start one takes seconds."""
    return storage.postgresql()


@pytest.fixture(scope="session")
def redis() -> Iterator[Redis]:
    server = Redis()
    yield server
    server.remove()


@pytest.fixture
def address() -> str:
    """An address of this test alone, so that the servers can be shared."""
    return f"support{next(_numbers)}@example.test"


@pytest.fixture
def proxied() -> Iterator[Callable[[int], Proxy]]:
    """Puts a bad network in front of a port."""
    opened: list[Proxy] = []

    def open_proxy(port: int) -> Proxy:
        opened.append(Proxy(port))
        return opened[-1]

    yield open_proxy
    for proxy in opened:
        proxy.close()
