"""The demo, as a newcomer meets it."""

import asyncio
import re
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from office.demo import NOBODY, everything, hashed, named, said, until, until_told
from servers.hilo import Hilo, Person

from connectors.registry import CONNECTORS
from inbox import (
    accounts,
    changes,
    customers,
    episodes,
    events,
    journal,
    messages,
    promises,
    queue,
    suggestions,
    users,
)
from inbox.accounts import NewAccount
from inbox.door import Inbox
from inbox.errors import Conflict
from router.demo import Demo, story
from router.demo.people import ANA, language_of, person
from router.demo.photo import photo
from router.demo.rehearsal import REHEARSED
from router.demo.show import agents, channels
from router.demo.stage import Stage
from router.service import Router


@pytest.mark.asyncio
async def test_thirteen_customers_have_written_and_each_has_one_thread(told: Inbox) -> None:
    names = Counter(thread.customer_name for thread in await told.read(everything))
    assert names == Counter(one.name for one in story.CUSTOMERS)
    assert len(names) == 13


@pytest.mark.asyncio
async def test_they_write_in_two_languages_on_four_channels_over_the_last_hours(told: Inbox) -> None:
    heard = [one for one in await told.read(said) if one.direction == "in"]
    assert {one.channel for one in heard} == {"email", "chat", "whatsapp", "sms"}
    assert {language_of(one.email) for one in story.CUSTOMERS} == {"en", "es"}
    assert max(one.created_at for one in heard) - min(one.created_at for one in heard) > timedelta(hours=5)
    assert all(one.created_at <= told.clock() for one in heard)


@pytest.mark.asyncio
async def test_everything_that_arrived_was_read_by_its_connector_without_a_stub(told: Inbox) -> None:
    assert not [one for one in await told.read(said) if one.stub]
    assert not await told.read(journal.unreadable)
    assert {one.evidence for one in await told.read(said) if one.direction == "in"} == {"proven"}


@pytest.mark.asyncio
async def test_the_queue_shows_the_list_in_the_order_of_due_with_the_overdue_on_top(told: Inbox) -> None:
    waiting = (await told.read(queue.page, "queue", users.UserId(NOBODY))).threads
    dues = [one.due for one in waiting if one.due]
    assert len(waiting) >= 5
    assert dues == sorted(dues)
    assert dues[0] < told.clock() - timedelta(hours=1)
    assert dues[-1] > told.clock()


@pytest.mark.asyncio
async def test_the_last_message_of_a_thread_says_when_it_came_and_not_when_it_was_read(told: Inbox) -> None:
    ruth = await told.read(named, story.RUTH.name)
    assert told.clock() - ruth.last_at > timedelta(hours=3)


@pytest.mark.asyncio
async def test_somebody_is_angry_in_each_language_and_one_asks_for_a_human(told: Inbox) -> None:
    codes = {
        one.name: {reason.code for reason in (await told.read(named, one.name)).reasons}
        for one in (story.MARGARET, story.JAVIER)
    }
    assert {"angry", "repeated"} <= codes[story.MARGARET.name]
    assert {"angry", "asks_human"} <= codes[story.JAVIER.name]


@pytest.mark.asyncio
async def test_mail_and_signed_in_chat_of_one_customer_stand_in_one_thread(told: Inbox) -> None:
    thread = await told.read(named, story.PRIYA.name)
    priya = await told.read(customers.get, thread.customer_id)
    assert {(one.channel, one.evidence) for one in priya.identities} == {("email", "proven"), ("chat", "proven")}
    assert [one.channel for one in await told.read(messages.page, thread.id)] == ["email", "email", "chat", "chat"]


@pytest.mark.asyncio
async def test_one_number_on_whatsapp_and_sms_is_one_customer_by_proof(told: Inbox) -> None:
    tobias = await told.read(named, story.TOBIAS.name)
    whose = await told.read(customers.get, tobias.customer_id)
    assert {(one.channel, one.address, one.evidence) for one in whose.identities} == {
        ("whatsapp", story.TOBIAS.phone, "proven"),
        ("sms", story.TOBIAS.phone, "proven"),
    }
    assert [one.channel for one in await told.read(messages.page, tobias.id)] == ["whatsapp", "sms"]


@pytest.mark.asyncio
async def test_a_number_that_an_agent_added_brings_an_sms_into_the_thread_of_the_mail(told: Inbox) -> None:
    thread = await told.read(named, story.ALVARO.name)
    known = (await told.read(customers.get, thread.customer_id)).identities
    (sms,) = [one for one in known if one.channel == "sms"]
    assert [one.channel for one in await told.read(messages.page, thread.id)] == ["email", "email", "sms"]
    assert (sms.address, sms.evidence) == (story.ALVARO.phone, "proven")


@pytest.mark.asyncio
async def test_a_message_on_whatsapp_was_corrected_and_says_what_it_said_before(told: Inbox) -> None:
    thread = await told.read(named, story.SOFIA.name)
    first = (await told.read(messages.page, thread.id))[0]
    assert first.edited_at
    assert first.text == story.WRONG.format(16, 61)
    assert [one.text for one in await told.read(changes.versions, first.id)] == [story.WRONG.format(61, 16)]


@pytest.mark.asyncio
async def test_an_answer_on_whatsapp_was_read_and_reacted_to(told: Inbox) -> None:
    thread = await told.read(named, story.OWEN.name)
    (answer,) = [one for one in await told.read(messages.page, thread.id) if one.direction == "out"]
    assert answer.state == "read"
    assert [(one.emoji, one.by) for one in answer.reactions] == [("👍", story.OWEN.phone)]


@pytest.mark.asyncio
async def test_a_photo_on_whatsapp_is_fetched_after_its_message(told: Inbox) -> None:
    thread = await told.read(named, story.TOBIAS.name)
    await until(told, lambda conn: messages.page(conn, thread.id)[0].attachments[0].state != "wanted")
    (kept,) = (await told.read(messages.page, thread.id))[0].attachments
    _, path = await told.read(messages.get_attachment, kept.id)
    assert (kept.state, kept.mime) == ("kept", "image/png")
    assert (told.files / path).read_bytes() == photo(cracked=False) != photo()


@pytest.mark.asyncio
async def test_an_html_mail_brings_a_photo_that_can_be_opened(told: Inbox) -> None:
    thread = await told.read(named, story.MARGARET.name)
    mail = (await told.read(messages.page, thread.id))[-1]
    (attached,) = mail.attachments
    _, path = await told.read(messages.get_attachment, attached.id)
    assert "<b>cracked as well</b>" in await told.read(messages.html, mail.id)
    assert (attached.mime, attached.size) == ("image/png", len(photo()))
    assert (told.files / path).read_bytes() == photo()


@pytest.mark.asyncio
async def test_an_automatic_reply_waits_for_nobody(told: Inbox) -> None:
    thread = await told.read(named, story.DANIEL.name)
    assert (await told.read(messages.page, thread.id))[-1].automatic == "auto-reply"
    assert (thread.unanswered, thread.due) == (0, None)


@pytest.mark.asyncio
async def test_some_are_answered_some_closed_one_has_a_note_and_one_is_looked_after(told: Inbox) -> None:
    everybody = await told.read(everything)
    kinds = Counter(one.direction for one in await told.read(said))
    beatriz = await told.read(named, story.BEATRIZ.name)
    assert Counter(one.status for one in everybody)["closed"] == 2
    assert kinds["note"] == 1
    assert kinds["out"] >= 5
    assert (beatriz.assignee_name, beatriz.unanswered) == (ANA.name, 0)


@pytest.mark.asyncio
async def test_somebody_may_be_somebody_else_and_something_was_promised_to_her(told: Inbox) -> None:
    beatriz, bea = [await told.read(named, one.name) for one in (story.BEATRIZ, story.BEA)]
    (other,) = await told.read(suggestions.suggest, bea.customer_id)
    assert (other.customer_id, [one.code for one in other.reasons]) == (beatriz.customer_id, ["claimed"])
    (promised,) = await told.read(promises.of_threads, [beatriz.id])
    assert promised.due_at > told.clock()
    assert [one.name for one in await told.read(episodes.tags)] == ["broken on arrival", "presupuesto"]


@pytest.mark.asyncio
async def test_answers_are_sent_without_any_provider_and_their_channels_say_what_became_of_them(told: Inbox) -> None:
    sent = [one for one in await told.read(said) if one.direction == "out"]
    assert {(one.channel, one.state) for one in sent} == {("email", "sent"), ("chat", "read"), ("whatsapp", "read")}
    assert [one.alarm for one in await told.read(accounts.all)] == [""] * 4


@pytest.mark.asyncio
async def test_the_day_is_told_once_and_the_password_stays_the_same(fresh: Inbox, calm: None) -> None:
    async with Demo(fresh, hashed) as first, Router(fresh):
        await until_told(fresh)
        before = len(await fresh.read(said))
    async with Demo(fresh, hashed) as second, Router(fresh):
        await asyncio.sleep(0.3)
        assert len(await fresh.read(said)) == before
    assert first.password == second.password
    assert first.password in second.welcome
    assert re.fullmatch(r"[a-z2-7]{4}(-[a-z2-7]{4}){2}", first.password)


@pytest.mark.asyncio
async def test_the_password_that_is_told_is_the_one_that_was_hashed(told: Inbox) -> None:
    found = await told.read(users.find_by_email, ANA.email)
    assert found is not None
    assert found[0].role == "admin"
    assert found[1] == f"hash of {Demo(told, hashed).password}"


async def add_user(inbox: Inbox) -> None:
    await inbox.write(users.add, users.NewUser("boss@shop.example", "Boss", "admin", "x"), inbox.clock())


async def add_account(inbox: Inbox) -> None:
    await inbox.write(accounts.add, inbox.box, NewAccount("chat", "Site", {"title": "Shop"}, {}), inbox.clock())


@pytest.mark.asyncio
@pytest.mark.parametrize("use", [add_user, add_account])
async def test_an_inbox_that_is_in_use_is_refused_with_a_sentence_and_left_alone(fresh: Inbox, use: object) -> None:
    await use(fresh)  # type: ignore[operator]  # one of the two above
    before = await fresh.read(events.last_seq)
    with pytest.raises(Conflict, match="fills only an empty one"):
        async with Demo(fresh, hashed):
            pytest.fail("it must not begin")
    assert await fresh.read(events.last_seq) == before
    assert await fresh.read(users.find_by_email, ANA.email) is None
    assert not {*REHEARSED.values()} & {*CONNECTORS.values()}


@pytest.mark.asyncio
async def test_acting_for_somebody_who_never_wrote_is_a_mistake_in_the_story(told: Inbox) -> None:
    stage = Stage(told, await told.read(channels), await told.read(agents))
    with pytest.raises(LookupError):
        await told.read(stage.thread_of, person("Nobody Here", "example.com"))


def eventually(look: Callable[[], bool], seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def test_a_newcomer_logs_in_with_what_the_terminal_says_and_finds_the_queue_alive() -> None:
    hilo = Hilo("--demo")
    try:
        found = re.search(r"Log in as (\S+) .* with the password (\S+)\.", hilo.log())
        assert found is not None
        ana = Person(hilo, found[1])
        ana.password = found[2]
        ana.enter()
        assert ana.get("/api/v1/setup") == {"needed": False, "demo": True}
        eventually(lambda: ana.get("/api/v1/counts")["queue"] >= 5)
    finally:
        hilo.remove()
