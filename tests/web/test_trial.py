"""Trying an account: whatever its provider does, the admin reads one sentence."""

import asyncio
from typing import Any

import pytest
import structlog

from connectors.contract import Address, Outgoing, Refused, Sent, TryLater, Uncertain
from inbox.words import User, UserId
from web import form, trial
from web.answers import Denied

GOOD = {"loft": "Roof", "whistle": "tweet"}
ANA = User(UserId("u"), "ana@example.com", "Ana", "admin", "en")
ERRORS = [
    (None, ""),
    (Refused("The whistle is wrong. Buy another."), "The whistle is wrong. Buy another."),
    (TryLater("They sleep. Try tomorrow."), "They sleep. Try tomorrow."),
    (Uncertain("It flew off. Look at the other loft."), "It flew off. Look at the other loft."),
    (RuntimeError("hunter2"), "Hilo itself failed while it tried. See the log."),
]


@pytest.fixture
def racer(pigeon: Any) -> Any:
    """A pigeon that can be written to; `error` is what becomes of it."""

    class Racer(pigeon):  # type: ignore[misc]  # a fixture's class
        error: Exception | None = None

        def __init__(self) -> None:
            super().__init__("id", form.fill(pigeon, GOOD))
            self.sent: list[Outgoing] = []

        def locate(self, typed: str) -> Address:
            if " " in typed:
                raise Refused("A loft has no spaces. Write it in one word.")
            return Address("pigeon", typed.lower())

        async def send(self, outgoing: Outgoing) -> Sent:
            self.sent.append(outgoing)
            if self.error:
                raise self.error
            return Sent("remote")

    return Racer()


@pytest.mark.asyncio
@pytest.mark.parametrize(("error", "says"), ERRORS)
async def test_the_providers_own_sentence_is_passed_on(
    pigeon: Any, monkeypatch: pytest.MonkeyPatch, error: Exception | None, says: str
) -> None:
    async def answer(settings: Any) -> None:
        if error:
            raise error

    monkeypatch.setattr(pigeon, "answer", answer)
    assert await trial.check(pigeon("id", form.fill(pigeon, GOOD))) == says


@pytest.mark.asyncio
async def test_a_provider_that_never_answers_is_not_waited_for(pigeon: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pigeon, "answer", lambda settings: asyncio.sleep(60))
    monkeypatch.setattr(trial, "PATIENCE", 0.05)
    assert "Check the server's name and port" in await trial.check(pigeon("id", form.fill(pigeon, GOOD)))


@pytest.mark.asyncio
async def test_a_connector_that_cannot_check_is_taken_at_its_word() -> None:
    class Mute:
        pass

    assert await trial.check(Mute()) == ""  # type: ignore[arg-type]  # it is no whole one


@pytest.mark.asyncio
async def test_a_test_goes_to_the_address_as_the_connector_writes_it(racer: Any) -> None:
    assert await trial.send(racer, "Tower", "Roof", ANA) == ""
    (sent,) = racer.sent
    assert sent.to == Address("pigeon", "tower")
    assert (sent.text, sent.subject) == ("This is a test from Hilo. The account “Roof” can send.", "A test from Hilo")
    assert (sent.author, sent.hook, sent.cites) == ("Ana", "", ())
    assert sent.ref == sent.message_id


@pytest.mark.asyncio
async def test_a_test_speaks_the_admins_language_and_else_english(racer: Any) -> None:
    for language in ("es", "fr"):
        await trial.send(racer, "Tower", "Roof", User(UserId("u"), "", "Ana", "admin", language))
    assert [one.text.split()[0] for one in racer.sent] == ["Esto", "This"]
    assert "«Roof»" in racer.sent[0].text


@pytest.mark.asyncio
async def test_no_two_tests_are_one_message(racer: Any) -> None:
    for _ in range(2):
        await trial.send(racer, "Tower", "Roof", ANA)
    assert racer.sent[0].message_id != racer.sent[1].message_id


@pytest.mark.asyncio
async def test_braces_in_a_name_stay_as_they_are(racer: Any) -> None:
    assert await trial.send(racer, "Tower", "{to} {name}", ANA) == ""
    assert "“{to} {name}”" in racer.sent[0].text


@pytest.mark.asyncio
async def test_how_to_write_an_address_is_said_by_the_connector(racer: Any) -> None:
    assert await trial.send(racer, "two words", "Roof", ANA) == "A loft has no spaces. Write it in one word."
    assert racer.sent == []


@pytest.mark.asyncio
@pytest.mark.parametrize(("error", "says"), ERRORS)
async def test_why_a_test_did_not_leave_is_said_by_the_connector(
    racer: Any, error: Exception | None, says: str
) -> None:
    racer.error = error
    assert await trial.send(racer, "tower", "Roof", ANA) == says
    assert len(racer.sent) == 1, "it is never tried again by itself"


@pytest.mark.asyncio
async def test_what_was_written_to_whom_is_not_logged(racer: Any) -> None:
    racer.error = RuntimeError("boom")
    with structlog.testing.capture_logs() as logs:
        await trial.send(racer, "secret-tower", "Roof", ANA)
    assert [(one["event"], one["connector"]) for one in logs] == [("trial failed", "pigeon")]
    assert "secret-tower" not in str(logs)


@pytest.mark.asyncio
async def test_a_test_that_nobody_answers_may_have_arrived(racer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(racer), "send", lambda self, outgoing: asyncio.sleep(60))
    monkeypatch.setattr(trial, "PATIENCE", 0.05)
    assert await trial.send(racer, "tower", "Roof", ANA) == "No answer within 0 seconds. It may have arrived."


@pytest.mark.asyncio
async def test_where_nobody_can_be_written_to_first_there_is_no_test(pigeon: Any) -> None:
    with pytest.raises(Denied) as denied:
        await trial.send(pigeon("id", form.fill(pigeon, GOOD)), "tower", "Roof", ANA)
    assert (denied.value.status, denied.value.code) == (422, "no_test")
