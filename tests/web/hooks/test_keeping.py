"""Whatever is signed is on disk before it is answered, and none of it stops what comes after."""

import asyncio
import json
from typing import Any
from uuid import uuid4

import pytest
from aiohttp import web
from cryptography.fernet import Fernet
from servers.peer import SECRET
from servers.storage import opened
from sqlalchemy import select

from inbox import accounts
from inbox.accounts import NewAccount
from inbox.box import Box
from inbox.schema import journal
from router.service import Router
from tests.web.hooks.line import MESSAGE, Line, later, open_line
from web import body


@pytest.mark.asyncio
async def test_a_genuine_message_is_on_disk_when_it_is_answered(line: Line) -> None:
    answer = await line.call(MESSAGE)
    with opened(line.house.database) as conn:
        found = conn.execute(select(journal.c.key, journal.c.body)).all()
    assert (answer.status, answer.json) == (200, {"kept": True})
    assert found == [("message:7", json.dumps(MESSAGE).encode())]


@pytest.mark.asyncio
async def test_nothing_is_answered_before_the_commit(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    committed, real = asyncio.Event(), line.house.inbox.batch

    async def slow(work: Any, item: Any) -> Any:
        await committed.wait()
        return await real(work, item)

    monkeypatch.setattr(line.house.inbox, "batch", slow)
    calling = asyncio.ensure_future(line.call(MESSAGE))
    done, _ = await asyncio.wait([calling], timeout=0.3)
    assert not done
    committed.set()
    assert (await calling).status == 200


@pytest.mark.asyncio
async def test_what_could_not_be_committed_is_not_acknowledged(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(work: Any, item: Any) -> Any:
        raise OSError("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(line.house.inbox, "batch", full)
        assert (await line.call(MESSAGE)).status == 500
    assert (await line.call(MESSAGE)).status == 200
    assert await line.keys() == ["message:7"]


@pytest.mark.asyncio
async def test_the_address_below_the_api_is_the_same(line: Line) -> None:
    answer = await line.call(MESSAGE, path=f"/api/v1/accounts/{line.id}/inbound")
    assert answer.status == 200
    assert (await line.call(MESSAGE)).status == 200
    assert await line.keys() == ["message:7"]


@pytest.mark.asyncio
async def test_a_paused_account_loses_nothing_as_its_peer_keeps_it(line: Line) -> None:
    inbox = line.house.inbox
    await inbox.write(accounts.pause, line.id, True, inbox.clock())
    answer = await line.call(MESSAGE)
    assert (answer.status, answer.code, answer.headers["Retry-After"]) == (503, "paused", "60")
    assert await line.keys() == []
    await inbox.write(accounts.pause, line.id, False, inbox.clock())
    later(line.house, 6)
    assert (await line.call(MESSAGE)).status == 200


@pytest.mark.asyncio
async def test_an_account_whose_secret_cannot_be_opened_asks_its_peer_to_come_back(house: Any) -> None:
    new = NewAccount("api", "Kiosk", {}, {"secret": SECRET})
    account = await house.inbox.write(accounts.add, Box(Fernet.generate_key()), new, house.inbox.clock())
    answer = await Line(house, account.id).call(MESSAGE)
    assert (answer.status, answer.code, answer.headers["Retry-After"]) == (503, "unusable", "60")
    assert "key" in answer.sentence


@pytest.mark.asyncio
async def test_an_account_with_settings_that_no_longer_fit_asks_its_peer_to_come_back(house: Any) -> None:
    line = await open_line(house, webhook_url=5)
    assert (await line.call(MESSAGE)).status == 503


@pytest.mark.asyncio
@pytest.mark.parametrize("id", [str(uuid4()), "7", "x" * 36, "%00", "..%2F..%2Fetc"], ids=len)
async def test_an_account_that_is_not_there_is_not_found(line: Line, id: str) -> None:
    for path in (f"/hooks/{id}", f"/api/v1/accounts/{id}/inbound"):
        answer = await line.call(MESSAGE, path=path)
        assert (answer.status, answer.code) == (404, "not_found")


@pytest.mark.asyncio
async def test_an_account_that_takes_no_calls_says_so(house: Any) -> None:
    new = NewAccount("chat", "Site", {"title": "Acme"}, {})
    chat = await house.inbox.write(accounts.add, house.inbox.box, new, house.inbox.clock())
    answer = await Line(house, chat.id).call(MESSAGE)
    assert (answer.status, "takes no calls" in answer.sentence) == (404, True)


@pytest.mark.asyncio
async def test_a_body_of_seven_megabytes_is_refused_and_one_of_five_is_kept(line: Line) -> None:
    answer = await line.call(b"x" * 7_000_000)
    assert (answer.status, answer.code) == (413, "too_large")
    assert (await line.call(MESSAGE | {"text": "x" * 5_000_000})).status == 200
    assert await line.keys() == ["message:7"]


HOSTILE = {
    "nothing": b"",
    "no JSON": b"hello",
    "deep": b"[" * 500_000,
    "deep inside": b'{"id":"1","from":{"address":"a"},"text":"x","more":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "NUL": b'{"id":"a\\u0000","from":{"address":"a\\u0000b","name":"\\u0000"},"text":"x\\u0000y"}',
    "NUL in what it stores": b'{"id":"n","from":{"address":"a\\u0000b","name":"\\u0000"},"text":"x\\u0000y"}',
    "lone surrogates": b'{"id":"s","from":{"address":"\\ud800","name":"\\udc00"},"text":"x\\ud83d"}',
    "5,000 digits": b'{"id":"i","from":{"address":"a"},"text":"x","more":' + b"9" * 5000 + b"}",
    "5,000 digits for an id": b'{"id":' + b"9" * 5000 + b',"from":{"address":"a"},"text":"x"}',
    "a time of 5,000 digits": b'{"id":"t","from":{"address":"a"},"text":"x","sent_at":' + b"9" * 5000 + b"}",
    "year one": b'{"id":"y","from":{"address":"a"},"text":"x","sent_at":"0001-01-01T00:00:00+14:00"}',
    "latin-1": '{"id":"l","from":{"address":"a"},"text":"ñ"}'.encode("latin-1"),
    "an unknown kind": b'{"kind":"dance","from":{"address":"a"}}',
    "a receipt for nothing": b'{"kind":"receipt","message_id":"none","state":"read"}',
    "a receipt for a NUL": b'{"kind":"receipt","message_id":"m","state":"failed","detail":"\\u0000\\ud800"}',
    "no text": b'{"id":"e","from":{"address":"a"},"text":""}',
    "an answer to a NUL": b'{"id":"r","from":{"address":"a"},"text":"x","reply_to":"\\u0000"}',
}


@pytest.mark.asyncio
@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
async def test_whatever_is_signed_is_kept_and_the_next_message_comes_through(line: Line, body: bytes) -> None:
    answer = await line.call(body)
    assert (answer.status, answer.json["kept"]) == (200, True)
    assert [row.body for row in await line.journal()] == [body]
    async with Router(line.house.inbox):
        await line.call(MESSAGE)
        await line.read_all()
    assert MESSAGE["text"] in [one.text for one in await line.messages()]
    assert all(row.outcome for row in await line.journal())


@pytest.mark.asyncio
async def test_what_is_unreadable_stands_as_a_stub_and_what_is_unknown_as_nothing(line: Line) -> None:
    async with Router(line.house.inbox):
        await line.call(HOSTILE["no JSON"])
        await line.call(HOSTILE["an unknown kind"])
        await line.read_all()
    assert [row.outcome for row in await line.journal()] == ["stub", "ignored"]
    assert [one.stub for one in await line.messages()] == [True]


@pytest.mark.asyncio
async def test_the_same_call_again_is_no_second_message(line: Line) -> None:
    async with Router(line.house.inbox):
        for _ in range(3):
            assert (await line.call(MESSAGE)).status == 200
            assert (await line.call(json.dumps(MESSAGE, indent=2).encode())).status == 200
        await line.read_all()
    assert [one.text for one in await line.messages()] == [MESSAGE["text"]]


@pytest.mark.asyncio
async def test_of_a_call_to_nobody_the_body_is_not_even_read(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be megabytes, from anybody."""
    read: list[str] = []

    async def raw(request: web.Request) -> bytes:
        read.append(request.path)
        return await request.read()

    monkeypatch.setattr(body, "raw", raw)
    stranger = line.house.stranger()
    assert (await stranger.ask("POST", f"/hooks/{uuid4()}", raw=b"x" * 100_000)).status == 404
    assert read == []
    await stranger.ask("POST", f"/hooks/{line.id}", raw=b"x")
    assert read == [f"/hooks/{line.id}"]
