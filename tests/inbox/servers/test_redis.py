"""What a real Redis says of itself."""

import socket
from contextlib import closing

import pytest
from servers.redis import Redis as Server

from inbox.clock import utc_now
from inbox.errors import Unreachable
from inbox.servers import redis
from inbox.servers.redis import look


def test_it_says_which_it_is_and_what_it_does_when_full(redis: Server) -> None:
    found = look(redis.url, utc_now)
    assert found.place == f"127.0.0.1:{redis.port}"
    assert int(found.version.split(".")[0]) >= 6
    assert (found.replica, found.maxmemory, found.policy) == (False, 0, "noeviction")


def test_looking_leaves_no_connection_behind(redis: Server) -> None:
    with socket.create_connection(("127.0.0.1", redis.port)) as asking:
        asking.sendall(b"CLIENT LIST\r\n")
        look(redis.url, utc_now)
        said = asking.recv(65536)
    assert b"cmd=info" not in said


def test_a_server_that_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redis, "PATIENCE", 0.1)
    with closing(socket.create_server(("127.0.0.1", 0))) as silent, pytest.raises(Unreachable, match="Timeout"):
        look(f"redis://127.0.0.1:{silent.getsockname()[1]}/0", utc_now)
