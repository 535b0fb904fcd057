"""How the demo's day goes on."""

import asyncio

import pytest
from office.demo import NOBODY, answer, everything, hashed, named, said, until_told, when

from inbox import customers, journal, messages, queue, threads, users
from inbox.door import Inbox
from inbox.journal import Entry
from router.demo import Demo, chatter, crowd, story
from router.demo.people import NORA, is_invented, person
from router.demo.show import channels
from router.service import Router


@pytest.mark.asyncio
async def test_somebody_writes_again_and_again(fresh: Inbox, hurried: None) -> None:
    async with Demo(fresh, hashed), Router(fresh):
        await until_told(fresh)
        before = await fresh.read(customers.count)
        async with asyncio.timeout(20):
            while await fresh.read(customers.count) < before + 5:
                await asyncio.sleep(0.02)


@pytest.mark.asyncio
async def test_a_colleague_keeps_the_queue_one_that_can_be_looked_over(
    fresh: Inbox, hurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowd, "CROWDED", 8)
    async with Demo(fresh, hashed), Router(fresh):
        async with asyncio.timeout(30):
            while await fresh.read(customers.count) < 30:
                await asyncio.sleep(0.02)
        await asyncio.sleep(0.2)
        counted = await fresh.read(queue.counts, users.UserId(NOBODY))
    by_nora = [one.text for one in await fresh.read(said) if one.author_name == NORA.name]
    assert counted.queue <= 8 + 1
    assert set(by_nora) & set(crowd.ANSWERS.values())


@pytest.mark.asyncio
async def test_a_customer_in_the_chat_reads_the_answer_and_thanks_for_it(told: Inbox) -> None:
    thread = await told.read(named, story.TOBIAS.name)
    written = await answer(told, thread)
    thanks = (await when(told, thread, written.position + 1))[-1]
    assert thanks.text in chatter.THANKS["en"]
    assert (await told.read(messages.get, written.id)).state == "read"


@pytest.mark.asyncio
async def test_a_customer_by_mail_thanks_in_their_language_and_quotes_the_answer(told: Inbox) -> None:
    thread = await told.read(named, story.ALVARO.name)
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
    async with asyncio.timeout(10):
        while await told.read(customers.count) < 13:
            await asyncio.sleep(0.02)
    (thread,) = [one for one in await told.read(everything) if not one.customer_name]
    written = await answer(told, thread)
    await asyncio.sleep(0.3)
    assert (await told.read(threads.get, thread.id)).last_position == written.position
    assert (await told.read(messages.get, written.id)).state == "sent"


@pytest.mark.parametrize("address", ["maria@gmail.com", "kX9-3Jd_real", "jwt:4711", "en@example.com.evil.test"])
def test_real_addresses_are_not_taken_for_invented_ones(address: str) -> None:
    assert not is_invented(address)


def test_every_invented_person_is_known_as_one() -> None:
    names = [
        f"{first} {last}"
        for given, family in chatter.NAMES.values()
        for first in given.split()
        for last in family.split()
    ]
    people = [person(name, domain) for name in names for domain in ("example.com", "correo.example")]
    assert len(names) == 288
    assert all(is_invented(one.email) and is_invented(one.address) for one in [*people, *story.CUSTOMERS])
