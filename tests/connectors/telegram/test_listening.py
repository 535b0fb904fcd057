"""Updates are fetched by long polling, and confirmed only once they are durable."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest
from servers.telegram import CONTENDED, BotApi, answers, hang_up, refuses

from connectors.contract import Raw, Refused
from connectors.telegram import Telegram

Payload = Callable[..., Any]
At = Callable[..., Telegram]


class Journal:
    """Keeps what it is given, once it may."""

    def __init__(self) -> None:
        self.may = asyncio.Event()
        self.may.set()
        self.batches: asyncio.Queue[tuple[list[str], str]] = asyncio.Queue()

    async def keep(self, raws: Sequence[Raw], cursor: str) -> None:
        await self.batches.put(([one.key for one in raws], cursor))
        await self.may.wait()


@asynccontextmanager
async def listening(bot: Telegram, cursor: str = "", journal: Journal | None = None) -> AsyncIterator[Journal]:
    """What ends the listener ends the test."""
    journal = journal or Journal()
    async with asyncio.TaskGroup() as group:
        task = group.create_task(bot.listen(cursor, journal.keep))
        yield journal
        task.cancel()


@pytest.mark.asyncio
async def test_updates_are_confirmed_only_once_they_are_durable(api: BotApi, bot: Any, payload: Payload) -> None:
    api.happens(payload("text", 7), payload("voice", 8))
    journal = Journal()
    journal.may.clear()
    async with listening(bot, "", journal):
        assert await journal.batches.get() == (["update:7", "update:8"], "9")
        assert api.polls.get_nowait() is None
        assert api.polls.empty()
        assert len(api.queue) == 2
        journal.may.set()
        assert await api.polls.get() == 9
        assert api.queue == []
    assert set(api.allowed) == {"message", "edited_message", "message_reaction", "my_chat_member"}


@pytest.mark.asyncio
async def test_a_failing_journal_confirms_nothing(api: BotApi, bot: Any, payload: Payload) -> None:
    async def full(raws: Sequence[Raw], cursor: str) -> None:
        raise OSError("disk full")

    api.happens(payload("text", 7))
    with pytest.raises(OSError, match="disk full"):
        await bot.listen("", full)
    assert [one["update_id"] for one in api.queue] == [7]


@pytest.mark.asyncio
async def test_what_is_kept_says_the_same_as_what_was_sent(api: BotApi, bot: Any, payload: Payload) -> None:
    taken: list[Raw] = []

    async def keep(raws: Sequence[Raw], cursor: str) -> None:
        taken.extend(raws)
        raise InterruptedError

    api.happens(payload("text", text="a\ud83d \x00"))
    with pytest.raises(InterruptedError):
        await bot.listen("", keep)
    assert json.loads(taken[0].body) == payload("text", text="a\ud83d \x00")


@pytest.mark.asyncio
async def test_it_goes_on_where_it_was_even_when_telegram_numbers_anew(api: BotApi, bot: Any, payload: Payload) -> None:
    api.happens(payload("text", 40))
    async with listening(bot, "900000000") as journal:
        assert await journal.batches.get() == (["update:40"], "41")
        assert [await api.polls.get(), await api.polls.get()] == [900000000, 41]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("nasty", "pause"),
    [
        (answers(502, "<html>Bad Gateway</html>"), 2),
        (answers(500), 2),
        (hang_up, 2),
        (answers(200, "<html>"), 2),
        (answers(200, '{"ok":true,"result":[{"update_id":"x"}]}'), 2),
        (answers(200, '{"ok":true,"result":{}}'), 2),
        (answers(200, "[" * 100_000), 2),
        (answers(302, Location="https://example.com/"), 2),
        (refuses(429, "Too Many Requests: retry after 17", retry_after=17), 17),
        (refuses(429, "Too Many Requests", retry_after=10**30), 3600),
        (refuses(409, CONTENDED), 2),
    ],
)
async def test_trouble_is_survived_after_a_pause(
    api: BotApi, bot: Any, nasty: Any, pause: float, payload: Payload
) -> None:
    api.nasty["getUpdates"] = [nasty]
    api.happens(payload("text", 7))
    async with listening(bot, "") as journal:
        assert await journal.batches.get() == (["update:7"], "8")
    assert bot.paused[0] >= pause


@pytest.mark.asyncio
async def test_the_pauses_grow_and_begin_anew_after_a_success(api: BotApi, bot: Any, payload: Payload) -> None:
    api.nasty["getUpdates"] = [answers(502)] * 7
    api.happens(payload("text", 7))
    async with listening(bot) as journal:
        await journal.batches.get()
        assert bot.paused == [2, 4, 8, 16, 32, 60, 60]
        assert [await api.polls.get(), await api.polls.get()] == [None, 8]
        api.nasty["getUpdates"] = [answers(502)]
        api.happens(payload("text", 8))
        await journal.batches.get()
        await api.polls.get()
    assert bot.paused[7:] == [2]


@pytest.mark.asyncio
async def test_a_second_program_at_the_same_bot_is_said_to_a_person(api: BotApi, bot: Any) -> None:
    api.nasty["getUpdates"] = [refuses(409, CONTENDED)] * 9
    with pytest.raises(Refused, match="Another program polls this bot"):
        await bot.listen("", Journal().keep)
    assert bot.paused == [2, 4, 8]


@pytest.mark.asyncio
async def test_a_poller_that_is_being_replaced_does_no_harm(api: BotApi, bot: Any, payload: Payload, at: At) -> None:
    async with listening(bot) as journal:
        await api.polls.get()
        async with listening(at(api.url)):
            await api.polls.get()
        api.happens(payload("text", 7))
        assert await journal.batches.get() == (["update:7"], "8")


@pytest.mark.asyncio
async def test_a_webhook_and_a_revoked_token_are_said_to_a_person(api: BotApi, bot: Any) -> None:
    api.webhook = "https://elsewhere.example/"
    with pytest.raises(Refused, match="deleteWebhook"):
        await bot.listen("", Journal().keep)
    with pytest.raises(Refused, match="deleteWebhook"):
        await bot.check()
    api.webhook, api.revoked = "", True
    with pytest.raises(Refused, match="@BotFather"):
        await bot.listen("5", Journal().keep)
    with pytest.raises(Refused, match="@BotFather"):
        await bot.check()


@pytest.mark.asyncio
async def test_settings_that_work_pass(api: BotApi, bot: Any) -> None:
    await bot.check()
    assert api.calls == ["getMe", "getWebhookInfo"]
