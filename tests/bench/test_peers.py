"""That every peer is asked in the same way: stand-ins, and the real ones where the bench has installed them."""

import asyncio
import itertools
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from bench import peers
from bench.beside.environment import KEPT, Environment, own
from bench.beside.helpdesk import Helpdesk
from bench.beside.roundup import Roundup
from bench.line import request
from bench.load import Asked
from bench.peers import Hilo, Peer, Rate, compared, rate
from bench.rows import Row
from msgspec import json


class StandIn:
    """Refuses every tenth; what it took is settled a moment later."""

    name, set_up = "stand-in", "none"

    def __init__(self) -> None:
        self.answered, self.settled = 0, 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Answering, self))
        self._server.daemon_threads = False  # so that closing waits until they have hung up
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    @property
    def pids(self) -> list[int]:
        return []

    def messages(self) -> Iterator[Asked]:
        for number in itertools.count(1):
            yield Asked(str(number), request("/x", b"{}", {}))

    async def settle(self) -> None:
        self.settled = self.answered

    def remove(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)


class Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, peer: StandIn, *given: Any) -> None:
        self._peer = peer
        super().__init__(*given)

    def do_POST(self) -> None:
        self.rfile.read(2)
        self._peer.answered += 1
        self.send_response(503 if self._peer.answered % 10 == 0 else 201)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *given: Any) -> None:
        """Nobody reads it."""


def test_only_what_was_acknowledged_counts_and_only_once_it_is_settled() -> None:
    peer = StandIn()
    try:
        found = asyncio.run(rate(peer, 4, 0.2))
    finally:
        peer.remove()
    assert peer.settled == peer.answered
    assert found.refused > 0
    assert 0 < found.rate * 0.2 < peer.answered


def test_the_gate_is_held_against_the_better_one() -> None:
    ours = {1: Rate(100.0, 0, 0.0), 4: Rate(200.0, 0, 0.1), 32: Rate(190.0, 0, 0.0)}
    others = {
        "slow": {1: Rate(1.0, 0, 0.0), 4: Rate(2.0, 0, 0.0), 32: Rate(3.0, 0, 0.0)},
        "fast": {1: Rate(20.0, 0, 0.0), 4: Rate(19.0, 0, 0.2), 32: Rate(10.0, 0, 0.0)},
    }
    assert list(compared({Hilo.name: ours, **others})) == [
        Row("Hilo, of the better one, at 1 clients", "5.00x", foreign=0.0),
        Row("Hilo, of the better one, at 4 clients", "10.53x", ">= 10", True, 0.2),
        Row("Hilo, of the better one, at 32 clients", "19.00x", ">= 20", False, 0.0),
    ]


def test_a_program_of_another_environment_finds_nothing_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/ours")
    monkeypatch.setenv("VIRTUAL_ENV", "/ours/too")
    assert {"PYTHONPATH", "VIRTUAL_ENV"}.isdisjoint(own({}))
    assert own({"PYTHONPATH": "theirs"})["PYTHONPATH"] == "theirs"


def test_what_cannot_be_installed_is_said_and_tried_again_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bench.beside.environment.KEPT", tmp_path)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    for _ in range(2):
        with pytest.raises(RuntimeError, match="install"):
            Environment("nothing", "there-is-no-such-package==0")


@pytest.mark.parametrize("kind", [Helpdesk, Roundup])
def test_the_real_one_takes_messages(kind: type[Helpdesk] | type[Roundup]) -> None:
    if not (KEPT / kind.name / "installed").exists():
        pytest.skip(f"{kind.name} is not here; `make bench` installs it")
    peer: Peer = kind()
    try:
        found = asyncio.run(rate(peer, 2, 0.5))
    finally:
        peer.remove()
    assert found.rate > 0
    assert found.refused == 0


@pytest.mark.timeout(240)
def test_hilo_is_asked_as_the_others_are(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(peers, "PEERS", (Hilo, StandIn))
    monkeypatch.setattr(peers, "CLIENTS", (2,))
    assert peers.main(["--json", "--seconds", "0.3"]) == 0
    told = [json.decode(line, type=Row) for line in capsys.readouterr().out.splitlines()]
    assert [row.what for row in told if "messages" in row.what and "refused" not in row.what] == [
        "Hilo, messages at 2 clients"
    ]
    assert told[-1].what == "Hilo, of the better one, at 2 clients"
