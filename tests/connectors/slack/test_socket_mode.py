"""Events over the socket that we open: acknowledged once they are durable, and whatever becomes of connections."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Any

import pytest
from servers.slack import Slack as Server
from servers.slack import answers, drops, refuses

from connectors.contract import Incoming, Pressed, Raw, Refused
from connectors.slack import socket_mode, web
from connectors.slack.channel import Slack

Make = Callable[..., Slack]
Payload = Callable[[str], dict[str, Any]]


class Journal:
    """Keeps by key, as the inbox does; holds its breath while `closed`."""

    def __init__(self, server: Server) -> None:
        self.server, self.raws, self.attempts = server, {}, 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.error: Exception | None = None

    raws: dict[str, Raw]

    async def keep(self, raws: Sequence[Raw], cursor: str) -> None:
        assert cursor == ""
        self.attempts += 1
        self.server.ring()
        await self.gate.wait()
        if self.error:
            raise self.error
        for raw in raws:
            self.raws.setdefault(raw.key, raw)
        self.server.ring()


@pytest.fixture
def journal(server: Server) -> Journal:
    return Journal(server)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pauses between attempts are counted elsewhere."""
    monkeypatch.setattr(socket_mode, "pause", lambda vain: 0.0)
    for module in (socket_mode, web):
        monkeypatch.setattr(module, "SOON", timedelta())


@asynccontextmanager
async def listening(slack: Slack, journal: Journal) -> AsyncIterator["asyncio.Task[None]"]:
    task = asyncio.create_task(slack.listen("", journal.keep))
    try:
        await journal.server.until(lambda: bool(journal.server.sockets) or task.done())
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await task


def event(payload: dict[str, Any], name: str) -> dict[str, Any]:
    return {**payload, "event_id": name}


@pytest.mark.asyncio
async def test_what_comes_is_kept_and_acknowledged_and_reads_as_if_it_had_come_by_http(
    slack: Slack, server: Server, journal: Journal, payload: Payload
) -> None:
    async with listening(slack, journal):
        named = await server.push(payload("shared"))
        await server.until(lambda: server.acknowledged == [named])
    (raw,) = journal.raws.values()
    assert raw.key == f"event:{payload('shared')['event_id']}"
    assert slack.read(raw) == slack.read(Raw("k", json.dumps(payload("shared")).encode()))
    assert isinstance(slack.read(raw)[0], Incoming)


@pytest.mark.asyncio
async def test_nothing_is_acknowledged_before_it_is_durable(
    slack: Slack, server: Server, journal: Journal, payload: Payload
) -> None:
    journal.gate.clear()
    async with listening(slack, journal):
        await server.push(payload("direct"))
        await server.until(lambda: journal.attempts == 1)
        assert server.acknowledged == []
        journal.gate.set()
        await server.until(lambda: len(server.acknowledged) == 1)
        assert len(journal.raws) == 1


@pytest.mark.asyncio
async def test_what_could_not_be_kept_is_not_acknowledged_and_comes_again(
    slack: Slack, server: Server, journal: Journal, payload: Payload
) -> None:
    journal.error = OSError("disk full")
    async with listening(slack, journal) as task:
        await server.push(payload("direct"))
        with pytest.raises(OSError, match="disk full"):
            await task
    assert server.acknowledged == []
    journal.error = None
    async with listening(slack, journal):
        await server.until(lambda: len(server.acknowledged) == 1)
    assert len(journal.raws) == 1


@pytest.mark.asyncio
async def test_order_holds_and_doubles_are_acknowledged_but_kept_once(
    slack: Slack, server: Server, journal: Journal, payload: Payload
) -> None:
    names = [f"Ev{number}" for number in (3, 1, 2, 3, 1, 3, 4)]
    async with listening(slack, journal):
        for at, name in enumerate(names):
            await server.push(event(payload("shared"), name), envelope_id=f"e{at}")
        await server.until(lambda: len(server.acknowledged) == len(names))
    assert server.acknowledged == [f"e{at}" for at in range(len(names))]
    assert list(journal.raws) == ["event:Ev3", "event:Ev1", "event:Ev2", "event:Ev4"]


@pytest.mark.asyncio
async def test_a_press_comes_over_the_socket_too(
    slack: Slack, server: Server, journal: Journal, payload: Payload
) -> None:
    async with listening(slack, journal):
        await server.push(payload("press"), "interactive")
        await server.push({"command": "/hilo", "text": "x"}, "slash_commands")
        await server.until(lambda: len(server.acknowledged) == 2)
    press, other = journal.raws.values()
    assert press.key == "press:12466734323.1395872398.5cb7f5"
    assert isinstance(slack.read(press)[0], Pressed)
    assert type(slack.read(other)[0]).__name__ == "Ignored"


@pytest.mark.asyncio
@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "too_many_websockets", "what_comes_next"])
async def test_slack_renews_its_connections_and_nothing_is_lost(
    slack: Slack, server: Server, journal: Journal, payload: Payload, reason: str
) -> None:
    async with listening(slack, journal):
        for turn in range(3):
            await server.push(event(payload("shared"), f"Ev{turn}"), envelope_id=f"e{turn}")
            await server.disconnect(reason)
            await server.until(lambda turn=turn: len(server.sockets) == turn + 2)  # type: ignore[misc]
        await server.until(lambda: len(server.acknowledged) == 3)
    assert list(journal.raws) == ["event:Ev0", "event:Ev1", "event:Ev2"]


@pytest.mark.asyncio
async def test_the_next_connection_is_open_before_the_last_is_left(
    slack: Slack, server: Server, journal: Journal
) -> None:
    async with listening(slack, journal):
        first = server.sockets[0]
        server.fail("apps.connections.open", answers(503))
        await server.disconnect("warning")
        await server.until(lambda: len(server.sockets) == 2)
        await server.until(lambda: first.closed)


@pytest.mark.asyncio
async def test_a_connection_that_dies_before_the_acknowledgement_brings_the_event_again(
    slack: Slack, server: Server, journal: Journal, payload: Payload
) -> None:
    journal.gate.clear()
    async with listening(slack, journal):
        await server.push(payload("direct"))
        await server.until(lambda: journal.attempts == 1)
        await server.sockets[0].close()
        journal.gate.set()
        await server.until(lambda: len(server.acknowledged) >= 1)
        assert journal.attempts >= 2
    assert len(journal.raws) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("reaction", [drops, answers(500), answers(429, Retry_After="0"), refuses("internal_error")])
async def test_a_slack_that_fails_is_asked_again(
    slack: Slack, server: Server, journal: Journal, payload: Payload, reaction: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, slept = asyncio.sleep, []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await real(0)

    monkeypatch.setattr(socket_mode.asyncio, "sleep", sleep)
    server.fail("apps.connections.open", reaction)
    async with listening(slack, journal):
        await server.push(payload("direct"))
        await server.until(lambda: len(server.acknowledged) == 1)
    assert slept


@pytest.mark.asyncio
@pytest.mark.parametrize("url", ["not a url", "http://", "ws://127.0.0.1:1/", None, 7])
async def test_an_address_that_leads_nowhere_is_asked_for_again(
    slack: Slack, server: Server, journal: Journal, payload: Payload, url: Any
) -> None:
    server.fail("apps.connections.open", answers(200, json.dumps({"ok": True, "url": url})))
    async with listening(slack, journal):
        await server.push(payload("direct"))
        await server.until(lambda: len(server.acknowledged) == 1)


@pytest.mark.asyncio
async def test_a_wrong_app_token_is_a_persons_business(make: Make, server: Server, journal: Journal) -> None:
    with pytest.raises(Refused):
        await make(server, app_token="xapp-1-bad").listen("", journal.keep)


@pytest.mark.asyncio
async def test_a_token_that_is_revoked_while_we_listen_is_one_too(
    slack: Slack, server: Server, journal: Journal
) -> None:
    async with listening(slack, journal) as task:
        server.fail("apps.connections.open", refuses("account_inactive"))
        await server.disconnect("refresh_requested")
        with pytest.raises(Refused, match="token"):
            await task


@pytest.mark.asyncio
async def test_socket_mode_that_is_switched_off_is_said_in_a_sentence(
    slack: Slack, server: Server, journal: Journal
) -> None:
    async with listening(slack, journal) as task:
        await server.disconnect("link_disabled")
        with pytest.raises(Refused, match="Socket Mode is switched off"):
            await task


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "text",
    ["", "null", "[]", "7", "{", '{"type":7}', "[" * 100_000, '{"payload":' * 100_000, '{"type":' + "9" * 5000 + "}",
     '{"type":"hello"}', '{"type":"new"}', '{"type":"events_api","payload":{}}'],
    ids=lambda text: text[:20],
)  # fmt: skip
async def test_nonsense_is_passed_over_and_the_next_event_is_handled(
    slack: Slack, server: Server, journal: Journal, payload: Payload, text: str
) -> None:
    async with listening(slack, journal):
        await server.say(text)
        named = await server.push(payload("direct"))
        await server.until(lambda: server.acknowledged == [named])
    assert len(journal.raws) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "inside", [None, 7, "text", [1], {"event_id": 7}, {"type": "event_callback"}, {"x": "\ud83d\x00"}]
)
async def test_a_payload_that_means_nothing_is_kept_all_the_same(
    slack: Slack, server: Server, journal: Journal, inside: Any
) -> None:
    async with listening(slack, journal):
        await server.push(inside)
        await server.until(lambda: len(server.acknowledged) == 1)
    (raw,) = journal.raws.values()
    assert raw.key.startswith("body:")
    assert json.loads(raw.body) == inside


@pytest.mark.asyncio
async def test_no_depth_stops_the_next_event(slack: Slack, server: Server, journal: Journal, payload: Payload) -> None:
    """At some depth one parser still reads what the other cannot write."""
    async with listening(slack, journal):
        for depth in (10, 300, *range(900, 1010, 2), 5000):
            inside = "[" * depth + "]" * depth
            await server.say(f'{{"type":"events_api","envelope_id":"deep-{depth}","payload":{inside}}}')
        named = await server.push(payload("direct"))
        await server.until(lambda: named in server.acknowledged)
    assert "deep-300" in server.acknowledged
    assert "deep-5000" not in server.acknowledged


@pytest.mark.asyncio
async def test_five_megabytes_come_through(slack: Slack, server: Server, journal: Journal) -> None:
    async with listening(slack, journal):
        await server.push({"event_id": "Ev1", "text": "x" * 5_000_000})
        await server.until(lambda: len(server.acknowledged) == 1)
    assert list(journal.raws) == ["event:Ev1"]


@pytest.mark.asyncio
async def test_without_an_app_token_there_is_nothing_to_listen_to_and_no_hurry(
    make: Make, server: Server, journal: Journal
) -> None:
    task = asyncio.create_task(make(server, app_token=" ").listen("", journal.keep))
    for _ in range(20):
        await asyncio.sleep(0)
    assert not task.done()
    assert server.calls == []
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def test_attempts_in_vain_are_spaced_and_others_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert [socket_mode.pause(vain) for vain in range(5)] == [0.0, 1.0, 2.0, 4.0, 8.0]
    assert socket_mode.pause(10_000) == socket_mode.LONGEST_PAUSE
