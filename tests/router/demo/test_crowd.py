"""How the demo's day goes on."""

import asyncio
from collections import defaultdict
from itertools import product

import pytest
from office.demo import NOBODY, answer, everything, hashed, named, said, until, until_told, when

from inbox import accounts, customers, journal, messages, queue, threads, users
from inbox.accounts import NewAccount
from inbox.door import Conn, Inbox
from inbox.journal import Entry
from inbox.words import Account
from router.demo import Demo, chatter, crowd, meta, story, twilio
from router.demo.acts import Sms
from router.demo.people import NORA, Person, is_invented, language_of, person
from router.demo.show import agents, channels
from router.demo.stage import Stage
from router.service import Router


@pytest.mark.asyncio
async def test_somebody_writes_again_and_again(fresh: Inbox, hurried: None) -> None:
    async with Demo(fresh, hashed), Router(fresh):
        await until_told(fresh)
        before = await fresh.read(customers.count)
        await until(fresh, lambda conn: customers.count(conn) >= before + 5)


@pytest.mark.asyncio
async def test_a_colleague_keeps_the_queue_one_that_can_be_looked_over(
    fresh: Inbox, hurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowd, "CROWDED", 8)
    async with Demo(fresh, hashed), Router(fresh):
        await until(fresh, lambda conn: customers.count(conn) >= 30)
        await asyncio.sleep(0.2)
        counted = await fresh.read(queue.counts, users.UserId(NOBODY))
    by_nora = [one.text for one in await fresh.read(said) if one.author_name == NORA.name]
    assert counted.queue <= 8 + 1
    assert set(by_nora) & set(crowd.ANSWERS.values())


@pytest.mark.asyncio
async def test_a_customer_in_the_chat_reads_the_answer_and_thanks_for_it(told: Inbox) -> None:
    thread = await told.read(named, story.PRIYA.name)
    written = await answer(told, thread)
    thanks = (await when(told, thread, written.position + 1))[-1]
    assert thanks.text in chatter.THANKS["en"]
    assert (await told.read(messages.get, written.id)).state == "read"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("who", "channel", "state"), [(story.SOFIA, "whatsapp", "read"), (story.TOBIAS, "sms", "delivered")]
)
async def test_a_customer_on_the_telephone_gets_the_answer_and_thanks_for_it_there(
    told: Inbox, who: Person, channel: str, state: str
) -> None:
    thread = await told.read(named, who.name)
    written = await answer(told, thread)
    thanks = (await when(told, thread, written.position + 1))[-1]
    assert (thanks.channel, thanks.evidence) == (channel, "proven")
    assert thanks.text in chatter.THANKS[who.language]
    assert (await told.read(messages.get, written.id)).state == state


@pytest.mark.asyncio
async def test_whoever_has_thanked_enough_on_whatsapp_puts_an_emoji(told: Inbox) -> None:
    thread = await told.read(named, story.OWEN.name)
    for number in range(crowd.MOST_THANKS):
        written = await answer(told, thread, f"Answer {number}")
        await when(told, thread, written.position + 1)
    last = await answer(told, thread, "One more thing")
    await until(told, lambda conn: messages.get(conn, last.id).reactions)
    assert [one.emoji for one in (await told.read(messages.get, last.id)).reactions] == [crowd.GLAD]
    assert (await told.read(threads.get, thread.id)).last_position == last.position


@pytest.mark.asyncio
async def test_a_customer_by_mail_thanks_in_their_language_and_quotes_the_answer(told: Inbox) -> None:
    thread = await told.read(named, story.JAVIER.name)
    written = await answer(told, thread, "Sí, todavía entra en la garantía.")
    thanks = (await when(told, thread, written.position + 1))[-1]
    assert thanks.said in chatter.THANKS["es"]
    assert "> Sí, todavía entra en la garantía." in thanks.text
    assert thanks.subject == f"Re: {written.subject}"


@pytest.mark.asyncio
async def test_nobody_wants_the_last_word_for_ever(told: Inbox) -> None:
    thread = await told.read(named, story.TOBIAS.name)
    for number in range(crowd.MOST_THANKS):
        written = await answer(told, thread, f"Answer {number}")
        await when(told, thread, written.position + 1)
    last = await answer(told, thread, "One more thing")
    await asyncio.sleep(0.3)
    assert (await told.read(threads.get, thread.id)).last_position == last.position


@pytest.mark.asyncio
async def test_the_demo_never_speaks_for_somebody_real(told: Inbox) -> None:
    chat = (await told.read(channels))["chat"]
    body = b'{"kind":"message","visitor":"kX9-3Jd_real","client_id":"c1","text":"Does this work?"}'
    await told.write(journal.append, [Entry(chat, "m1", body, {}, told.clock())])
    await until(told, lambda conn: customers.count(conn) > len(story.CUSTOMERS))
    (thread,) = [one for one in await told.read(everything) if not one.customer_name]
    written = await answer(told, thread)
    await until(told, lambda conn: messages.get(conn, written.id).state == "sent")
    await asyncio.sleep(0.3)
    assert (await told.read(threads.get, thread.id)).last_position == written.position
    assert (await told.read(messages.get, written.id)).state == "sent"


@pytest.mark.asyncio
async def test_not_even_for_an_invented_number_that_writes_to_a_real_account(told: Inbox) -> None:
    real = await told.write(add_real_account, told)
    body = twilio.form(Sms(0, person("Nobody", "example.com", phone="+447700900099"), "Hello?"), "0" * 32)
    await told.write(journal.append, [Entry(real.id, "m1", body, {}, told.clock())])
    await until(told, lambda conn: customers.count(conn) > len(story.CUSTOMERS))
    thread = await told.read(named, "+447700900099")
    stage = Stage(told, await told.read(channels), await told.read(agents))
    (heard,) = await told.read(messages.page, thread.id)
    assert is_invented("+447700900099")
    assert not await told.read(crowd.Crowd(told, stage)._plays, heard)


def add_real_account(conn: Conn, inbox: Inbox) -> Account:
    """Paused, for there is no Twilio here."""
    settings = {"account_sid": "AC" + "0" * 32, "sender": "+34600000097"}
    new = NewAccount("twilio_sms", "Ours", settings, {"auth_token": "secret"}, channel="sms")
    added = accounts.add(conn, inbox.box, new, inbox.clock())
    return accounts.pause(conn, added.id, paused=True, now=inbox.clock())


@pytest.mark.parametrize("number", ["+34600000100", "+34600123456", "+447700901000", "+15550100", "447700900011"])
def test_real_numbers_are_not_taken_for_invented_ones(number: str) -> None:
    assert not is_invented(number)


@pytest.mark.parametrize("address", ["maria@gmail.com", "kX9-3Jd_real", "jwt:4711", "en@example.com.evil.test"])
def test_real_addresses_are_not_taken_for_invented_ones(address: str) -> None:
    assert not is_invented(address)


def test_every_invented_person_is_known_as_one() -> None:
    crowded = [one for people in everybody().values() for one in people]
    assert len({one.name for one in crowded}) == 288
    assert all(is_invented(one.email) and is_invented(one.address) for one in [*crowded, *story.CUSTOMERS])
    assert all(is_invented(one.phone) for one in [*crowded, *story.CUSTOMERS] if one.phone)


def test_nobody_writes_from_the_number_of_another_and_a_number_tells_the_language() -> None:
    people = everybody()
    phones = [*people[chatter.by_whatsapp], *people[chatter.by_sms], *(one for one in story.CUSTOMERS if one.phone)]
    assert len({one.phone for one in phones}) == len(phones) == 288 // 2 + 4
    assert all(language_of(one.phone) == one.language for one in phones)
    assert not {one.phone for one in phones} & {meta.NUMBER, twilio.NUMBER}


def everybody() -> dict[object, list[Person]]:
    """Who may come, by the way in which they write."""
    found: dict[object, list[Person]] = defaultdict(list)
    for language, given, family in product(chatter.NAMES, range(12), range(12)):
        found[chatter.way(given, family)].append(chatter.somebody(language, given, family))
    return found
