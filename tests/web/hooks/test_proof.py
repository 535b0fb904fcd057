"""Who may call: whoever knows the secret, and nobody else; and who cannot is seen in the settings."""

from typing import Any

import pytest

from inbox import accounts
from tests.web.hooks.line import MESSAGE, Line, later


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Content_Type": "text/plain"},
        {"Content_Type": "application/x-www-form-urlencoded"},
        {"Cookie": "__Host-hilo=nonsense"},
    ],
    ids=str,
)
async def test_only_the_signature_decides_who_calls(line: Line, headers: dict[str, str]) -> None:
    assert (await line.call(MESSAGE, **headers)).status == 200


@pytest.mark.asyncio
async def test_a_wrong_secret_is_refused_and_seen_in_the_settings_until_the_right_one_comes(line: Line) -> None:
    admin = await line.house.browser("admin")

    async def shown() -> str:
        return next(one["alarm"] for one in (await admin.get("/api/v1/accounts")).json if one["id"] == line.id)

    answer = await line.call(MESSAGE, secret="x" * 32)
    assert (answer.status, answer.code) == (403, "forged")
    assert "compare the secret" in answer.sentence
    assert await shown() == f"A call to this account was refused. {answer.sentence}"
    assert await line.keys() == []
    assert (await line.call(MESSAGE)).status == 200
    assert await shown() == ""
    assert await line.keys() == ["message:7"]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("header", "says"),
    [
        ({}, "no signature"),
        ({"X_Hilo_Signature": "t=1,v1=" + "0" * 64}, "compare the secret"),
        ({"X_Hilo_Signature": "x"}, "no signature"),
    ],
)
async def test_every_kind_of_forgery_raises_the_alarm(line: Line, header: dict[str, str], says: str) -> None:
    answer = await line.bare(b"{}", **header)
    assert answer.status == 403
    assert says in answer.sentence
    assert says in await line.alarm()


@pytest.mark.asyncio
async def test_an_old_call_is_refused_though_it_is_signed_rightly(line: Line) -> None:
    answer = await line.call(MESSAGE, ago=301)
    assert answer.status == 403
    assert "clock" in answer.sentence
    assert await line.keys() == []


@pytest.mark.asyncio
async def test_who_guesses_at_the_secret_does_not_keep_the_database_busy(line: Line) -> None:
    for guess in range(20):
        assert (await line.call(MESSAGE, secret=f"{guess:032}")).status == 403
        assert (await line.bare(b"", X_Hilo_Signature="")).status == 403
    assert await line.alarms() == 1
    later(line.house, 6)
    await line.bare(b"", X_Hilo_Signature="")
    assert await line.alarms() == 2


@pytest.mark.asyncio
async def test_genuine_calls_between_guesses_calm_once_per_alarm(line: Line) -> None:
    for number in range(5):
        await line.call(MESSAGE, secret="x" * 32)
        assert (await line.call(MESSAGE | {"id": str(number)})).status == 200
    assert await line.alarms() == 1
    assert await line.alarm() == ""


@pytest.mark.asyncio
async def test_a_genuine_call_costs_nothing_but_its_journal_row(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    await line.call(MESSAGE)

    async def forbidden(*given: Any) -> Any:
        raise AssertionError("neither a read nor a second write")

    monkeypatch.setattr(line.house.inbox, "read", forbidden)
    monkeypatch.setattr(line.house.inbox, "write", forbidden)
    assert (await line.call(MESSAGE | {"id": "8"})).status == 200


@pytest.mark.asyncio
async def test_another_trouble_of_the_account_is_not_calmed_by_a_call(line: Line) -> None:
    inbox = line.house.inbox
    await inbox.write(accounts.alarm, line.id, "The mailbox is full.", inbox.clock())
    await line.call(MESSAGE)
    assert await line.alarm() == "The mailbox is full."


@pytest.mark.asyncio
async def test_a_browser_that_looks_at_the_address_neither_alarms_nor_calms(line: Line) -> None:
    answer = await line.house.stranger().get(f"/hooks/{line.id}")
    assert (answer.status, answer.headers["Content-Type"].partition(";")[0]) == (200, "text/plain")
    assert await line.alarm() == ""
    await line.call(MESSAGE, secret="x" * 32)
    await line.house.stranger().get(f"/hooks/{line.id}")
    assert await line.alarm()


@pytest.mark.asyncio
async def test_a_new_secret_holds_within_seconds(line: Line) -> None:
    assert (await line.call(MESSAGE)).status == 200
    admin = await line.house.browser("admin")
    assert (await admin.patch(f"/api/v1/accounts/{line.id}", {"settings": {"secret": "n" * 32}})).status == 200
    later(line.house, 6)
    assert (await line.call(MESSAGE | {"id": "8"})).status == 403
    assert (await line.call(MESSAGE | {"id": "8"}, secret="n" * 32)).status == 200
