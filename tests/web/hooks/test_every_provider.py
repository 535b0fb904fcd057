"""What every hook owes to its provider and to us: the same questions to each connector that has one."""

from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio
from servers.callers.call import Call, Caller
from servers.callers.every import CALLERS
from sqlalchemy import select

from connectors.registry import CONNECTORS
from inbox import accounts, messages, queue
from inbox.accounts import NewAccount
from inbox.schema import journal
from inbox.words import AccountId, Message
from router.mood.instant import Instant
from router.reader import Reader
from web.settings import Settings

HOOKED = [name for name, kind in CONNECTORS.items() if hasattr(kind, "verify")]


class Line:
    """One account of a connector, called by its provider."""

    def __init__(self, house: Any, account_id: AccountId, caller: Caller) -> None:
        self.house, self.id, self.caller = house, account_id, caller

    async def take(self, call: Call, **changed: str) -> Any:
        headers = {name.replace("-", "_"): value for name, value in (call.headers | changed).items()}
        path = f"/hooks/{self.id}{call.query}"
        return await self.house.stranger().ask("POST", path, raw=call.body, **headers)

    async def alarm(self) -> str:
        return str((await self.house.inbox.read(accounts.get, self.id)).alarm)

    async def messages(self) -> list[Message]:
        """Once everything that was journalled has been read."""
        reader = Reader(self.house.inbox, Instant())
        while await reader.read_some():
            pass
        page = await self.house.inbox.read(queue.page, "open", "")
        threads = [await self.house.inbox.read(messages.page, one.id) for one in page.threads]
        return [one for thread in threads for one in thread]

    async def outcomes(self) -> list[str]:
        rows = select(journal.c.outcome).order_by(journal.c.seq)
        return list(await self.house.inbox.read(lambda conn: conn.execute(rows).scalars().all()))


@pytest_asyncio.fixture(params=HOOKED)
async def line(request: Any, house: Any, settings: Settings) -> Line:
    kind = CALLERS[request.param]
    new = NewAccount(kind.name, kind.name, kind.settings, kind.secrets, CONNECTORS[kind.name].channel)
    account = await house.inbox.write(accounts.add, house.inbox.box, new, house.inbox.clock())
    return Line(house, account.id, kind(f"{settings.url}/hooks/{account.id}"))


@pytest.mark.asyncio
async def test_what_it_signs_is_taken_and_stands_in_a_thread(line: Line) -> None:
    assert (await line.take(line.caller.message(1, 1, "Where is my order?"))).status == 200
    (said,) = await line.messages()
    assert (said.text, said.direction, said.channel) == (
        "Where is my order?",
        "in",
        CONNECTORS[line.caller.name].channel,
    )
    assert said.evidence == "proven"
    assert await line.alarm() == ""


@pytest.mark.asyncio
async def test_what_somebody_changed_on_the_way_is_refused_and_raises_an_alarm(line: Line) -> None:
    genuine = line.caller.message(1, 1, "Where is my order?")
    forged = replace(genuine, body=genuine.body.replace(b"order", b"money"))
    answer = await line.take(forged)
    assert (answer.status, answer.code) == (403, "forged")
    assert (await line.alarm()).startswith("A call to this account was refused.")
    assert await line.messages() == []
    assert (await line.take(genuine)).status == 200
    assert await line.alarm() == ""
    assert len(await line.messages()) == 1


@pytest.mark.asyncio
async def test_a_wrong_secret_is_refused_and_no_alarm_or_answer_tells_the_right_one(line: Line) -> None:
    call = line.caller.message(1, 1, "Where is my order?")
    wrong = {name: value[:-1] + "0" for name, value in call.headers.items() if name.lower().startswith("x-")}
    answer = await line.take(call, **{name: f"{value}0" for name, value in wrong.items()})
    assert answer.status == 403
    for secret in line.caller.secrets.values():
        assert secret not in answer.sentence
        assert secret not in await line.alarm()


@pytest.mark.asyncio
async def test_the_same_call_again_yields_no_second_message(line: Line) -> None:
    for _ in range(3):
        assert (await line.take(line.caller.message(1, 1, "Where is my order?"))).status == 200
    assert len(await line.messages()) == 1
    assert (await line.take(line.caller.message(1, 1, "Where is my order?"))).status == 200
    assert len(await line.messages()) == 1


@pytest.mark.asyncio
async def test_what_no_version_of_hilo_has_heard_of_is_kept_answered_200_and_ignored(line: Line) -> None:
    assert (await line.take(line.caller.unknown())).status == 200
    assert (await line.take(line.caller.message(1, 1, "Where is my order?"))).status == 200
    assert [one.text for one in await line.messages()] == ["Where is my order?"]
    assert await line.outcomes() == ["ignored", "threaded"]


@pytest.mark.asyncio
async def test_two_customers_have_two_threads_and_each_keeps_the_order(line: Line) -> None:
    for count in range(1, 4):
        for number in (1, 2):
            assert (await line.take(line.caller.message(number, count, f"{number}-{count}"))).status == 200
    said = await line.messages()
    for number in (1, 2):
        theirs = [one for one in said if one.text.startswith(f"{number}-")]
        assert len({one.thread_id for one in theirs}) == 1
        assert [(one.position, one.text) for one in theirs] == [(count, f"{number}-{count}") for count in (1, 2, 3)]
    assert len({one.thread_id for one in said}) == 2


HOSTILE = {
    "nothing": b"",
    "no JSON": b"hello",
    "deep": b"[" * 100_000 + b"]" * 100_000,
    "deep inside": b'{"entry":' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"}",
    "an integer of 5,000 digits": b'{"object": ' + b"9" * 5_000 + b', "entry": [], "event": {"ts": 1}}',
    "an integer of 5,000 digits inside": b'{"event": {"type": "message", "ts": ' + b"9" * 5_000 + b"}}",
    "NUL": b'{"event_id": "\\u0000", "entry": [{"id": "\\u0000"}], "event": {"type": "\\u0000"}, "\\u0000": "\\u0000"}',
    "lone surrogates": b'{"event_id": "\\ud800", "entry": [{"id": "\\udfff"}], "event": {"type": "\\ud83d"}}',
    "no UTF-8": b'{"entry": "\xff\xfe", "event": "\xc3"}',
    "five megabytes": b'{"text": "' + b"x" * 5_000_000 + b'"}',
    "many fields": b"{" + b",".join(b'"%d": 1' % number for number in range(50_000)) + b"}",
    "lists where none should be": b'{"entry": {"changes": 7}, "event": [[]], "event_id": {}, "kind": []}',
}


@pytest.mark.asyncio
@pytest.mark.parametrize("body", HOSTILE.values(), ids=list(HOSTILE))
async def test_signed_nonsense_is_kept_answered_200_and_holds_up_nothing(line: Line, body: bytes) -> None:
    if line.caller.name == "slack" and body == HOSTILE["no UTF-8"]:
        pytest.skip("Slack signs nothing but UTF-8, and its own verifier refuses the rest")
    assert (await line.take(line.caller.signed(body))).status == 200
    assert (await line.take(line.caller.message(1, 1, "Where is my order?"))).status == 200
    said = [one.text for one in await line.messages()]
    first, last = await line.outcomes()
    assert first in ("stub", "ignored")
    assert last == "threaded"
    assert said.count("Where is my order?") == 1
    assert len(said) == (2 if first == "stub" else 1), "what cannot be read stands visibly in a thread"
