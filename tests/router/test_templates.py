"""Templates: asked for once a minute, and filled from the provider's text alone."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from office.clock import HeldClock
from office.gull import BIENVENIDA, WELCOME, Gull, gull_account, two_templates
from office.office import Office

from connectors.contract import Filled, Template, TryLater
from connectors.registry import CONNECTORS
from inbox.door import Inbox
from inbox.errors import Closed, NotFound
from inbox.words import AccountId
from router import templates
from router.templates import Templates, fill

HELLO = Filled("t1", "whatever the screen says", "en", {"name": " Maria\nJosé ", "hour": "8\t pm"})


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(CONNECTORS, "gull", Gull)
    monkeypatch.setattr(Gull, "asked", 0)
    monkeypatch.setattr(Gull, "offers", staticmethod(two_templates))
    return None


def closed_by(wanted: Filled, offered: list[Template] | None = None) -> Closed:
    with pytest.raises(Closed) as closed:
        fill([WELCOME, BIENVENIDA] if offered is None else offered, wanted)
    return closed.value


def test_the_text_is_the_providers_with_the_values_in_it() -> None:
    filled, text = fill([WELCOME, BIENVENIDA], HELLO)
    assert text == "Dear Maria José, we close at 8 pm. Yours, {{other}}"
    assert filled == Filled("t1", "welcome", "en", {"name": "Maria José", "hour": "8 pm"})


def test_of_two_languages_the_one_chosen_is_sent() -> None:
    filled, text = fill([WELCOME, BIENVENIDA], Filled("t1", "", "es", {"name": "Ana", "hour": "20:00"}))
    assert (filled.language, text) == ("es", "Hola Ana, cerramos a las 20:00.")


def test_a_value_is_never_filled_itself() -> None:
    _, text = fill([BIENVENIDA], Filled("t1", "", "es", {"name": "{{hour}}", "hour": "{{name}}"}))
    assert text == "Hola {{hour}}, cerramos a las {{name}}."


@pytest.mark.parametrize("wanted", [Filled("t2", "welcome", "en"), Filled("t1", "welcome", "fr"), Filled("", "", "")])
def test_what_is_not_offered_cannot_be_sent(wanted: Filled) -> None:
    assert closed_by(wanted).code == "unknown_template"
    assert closed_by(HELLO, []).code == "unknown_template"


@pytest.mark.parametrize(
    ("values", "missing"),
    [({}, "name, hour"), ({"name": "Ana"}, "hour"), ({"name": " \n", "hour": "8"}, "name"), ({"x": "y"}, "name, hour")],
)
def test_every_blank_must_be_filled(values: dict[str, str], missing: str) -> None:
    closed = closed_by(Filled("t1", "welcome", "en", values))
    assert (closed.code, str(closed)) == ("missing_values", f"Fill in {missing} first.")


def test_what_nobody_asked_for_is_left_out() -> None:
    filled, _ = fill([Template("t3", "plain", "en", "Hello")], Filled("t3", "", "en", {"1": "x"}))
    assert filled.values == {}


@pytest.mark.asyncio
async def test_the_provider_is_asked_once_a_minute_for_each_account(inbox: Inbox, clock: HeldClock) -> None:
    one, other = await gull_account(inbox), await gull_account(inbox, "Beach")
    known = Templates(inbox)
    assert await known.of(one.id) == [WELCOME, BIENVENIDA]
    clock.forward(seconds=59)
    await known.of(one.id)
    assert Gull.asked == 1
    await known.of(other.id)
    assert Gull.asked == 2
    clock.forward(seconds=1)
    await known.of(one.id)
    assert Gull.asked == 3


@pytest.mark.asyncio
async def test_a_provider_that_fails_is_asked_again(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    async def busy() -> list[Template]:
        raise TryLater("They are busy. Try again in a minute.")

    account, known = await gull_account(inbox), Templates(inbox)
    monkeypatch.setattr(Gull, "offers", staticmethod(busy))
    with pytest.raises(TryLater, match="busy"):
        await known.of(account.id)
    monkeypatch.setattr(Gull, "offers", staticmethod(two_templates))
    assert len(await known.of(account.id)) == 2


@pytest.mark.asyncio
async def test_a_provider_that_never_answers_is_not_waited_for(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    async def never() -> list[Template]:
        await asyncio.Event().wait()
        return []

    monkeypatch.setattr(Gull, "offers", staticmethod(never))
    monkeypatch.setattr(templates, "PATIENCE", 0.01)
    account = await gull_account(inbox)
    with pytest.raises(TimeoutError):
        await Templates(inbox).of(account.id)


@pytest.mark.asyncio
async def test_a_channel_without_templates_has_none(inbox: Inbox, office: Office) -> None:
    chat = office.account("chat", settings={"title": "Shop"})
    assert await Templates(inbox).of(chat.id) == []


@pytest.mark.asyncio
async def test_an_account_that_is_not_there_has_none_to_ask_for(inbox: Inbox) -> None:
    missing: Any = AccountId("0198f3c2-7b1a-7c3e-9f00-1a2b3c4d5e6f")
    with pytest.raises(NotFound, match="no such account"):
        await Templates(inbox).of(missing)
