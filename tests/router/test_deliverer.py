"""Outbox to provider, by a connector that does as it is told: nothing is sent twice."""

import asyncio
from datetime import timedelta

import pytest
from office.carrier import ENDLESS, Provider, deliver, now
from office.office import Office
from office.routing import Until

from connectors.contract import Refused, Sent, TryLater, Uncertain
from inbox import answers, outbox
from inbox.door import Inbox
from inbox.errors import Away, Busy, MissingKey
from inbox.identities import Contact
from inbox.words import Account, Message, Reason, State, User
from router import deliverer as deliverer_module
from router.deliverer import GIVE_UP, Deliverer, backoff


@pytest.mark.asyncio
async def test_an_accepted_message_is_sent(
    office: Office, answer: Message, provider: Provider, deliverer: Deliverer
) -> None:
    provider.scripts["On its way"] = [Sent("provider-1", "delivered")]
    await deliver(deliverer)
    assert now(office, answer).state == "delivered"
    (outgoing,) = provider.sent
    assert (outgoing.message_id, outgoing.to.address, outgoing.to.channel) == (answer.id, "maria@example.com", "email")
    assert (outgoing.subject, outgoing.ref, outgoing.author) == ("Parcel", answer.id, "Ana")
    await deliver(deliverer)
    assert len(provider.sent) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("trouble", "state", "sentence"),
    [
        (Refused("There is no such mailbox."), "failed", "There is no such mailbox."),
        (MissingKey("Restore the key."), "failed", "Restore the key."),
        (Uncertain("The line broke after DATA."), "uncertain", "The line broke after DATA."),
        (TimeoutError(), "uncertain", deliverer_module.UNANSWERED),
        (KeyError("a bug"), "uncertain", "Hilo failed while sending, so it may have arrived."),
        (ConnectionResetError("peer"), "uncertain", "Hilo failed while sending, so it may have arrived."),
    ],
)
async def test_trouble_ends_where_the_agent_must_decide(
    office: Office, answer: Message, provider: Provider, deliverer: Deliverer,
    trouble: Exception, state: State, sentence: str,
) -> None:  # fmt: skip
    provider.scripts["On its way"] = [trouble]
    await deliver(deliverer)
    found = now(office, answer)
    assert (found.state, found.state_detail) == (state, sentence)
    stands = office.thread(answer.thread_id)
    assert (Reason("undelivered") in stands.reasons) == (state == "failed")
    assert (stands.due == office.clock()) == (state == "failed")
    office.clock.forward(days=3)
    await deliver(deliverer)
    assert len(provider.sent) == 1, "nothing is sent again without an agent's word"


@pytest.mark.asyncio
async def test_a_database_that_is_away_before_anything_was_sent_leaves_no_doubt(
    office: Office, answer: Message, provider: Provider, deliverer: Deliverer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise Away("The database does not answer just now.")

    with monkeypatch.context() as patched:
        patched.setattr(deliverer_module, "connector_of", away)
        await deliver(deliverer)
    found = now(office, answer)
    assert (found.state, found.state_detail) == ("queued", "The database does not answer just now.")
    assert provider.sent == []
    office.clock.forward(seconds=5)
    await deliver(deliverer)
    assert (len(provider.sent), now(office, answer).state) == (1, "sent")


@pytest.mark.asyncio
async def test_try_later_is_tried_later_and_later_until_it_works(
    office: Office, answer: Message, provider: Provider, deliverer: Deliverer
) -> None:
    provider.scripts["On its way"] = [TryLater("Busy.", timedelta(seconds=1)), TryLater("Busy.", timedelta(minutes=3))]
    await deliver(deliverer)
    assert (now(office, answer).state, now(office, answer).state_detail) == ("queued", "Busy.")
    office.clock.forward(seconds=4.9)
    await deliver(deliverer)
    assert len(provider.sent) == 1, "the provider asked for a second, but the back-off is five"
    office.clock.forward(seconds=0.1)
    await deliver(deliverer)
    office.clock.forward(minutes=2.9)
    await deliver(deliverer)
    assert len(provider.sent) == 2, "the provider asked for three minutes"
    office.clock.forward(minutes=0.1)
    await deliver(deliverer)
    assert (len(provider.sent), now(office, answer).state) == (3, "sent")


def test_the_back_off_doubles_up_to_ten_minutes() -> None:
    assert [backoff(attempts).total_seconds() for attempts in range(1, 10)] == [5, 10, 20, 40, 80, 160, 320, 600, 600]
    assert backoff(10_000) == timedelta(minutes=10)


@pytest.mark.asyncio
async def test_after_hours_of_trying_a_human_is_told_and_may_try_again(
    office: Office, answer: Message, ana: User, provider: Provider, deliverer: Deliverer
) -> None:
    provider.scripts["On its way"] = [TryLater("Busy.")] * 1000
    for _ in range(100):
        await deliver(deliverer)
        office.clock.forward(minutes=10)
    found = now(office, answer)
    assert (found.state, found.state_detail) == ("failed", "Gave up after 4 hours. Busy.")
    assert 20 < len(provider.sent) < 40
    tried = len(provider.sent)
    office.write(outbox.retry, answer.id, ana.id, office.clock())
    await deliver(deliverer)
    assert now(office, answer).state == "queued", "a second chance begins with its own hours"
    office.clock.forward(seconds=GIVE_UP.total_seconds() + 1)
    await deliver(deliverer)
    assert now(office, answer).state == "failed"
    assert len(provider.sent) == tried + 2


@pytest.mark.asyncio
async def test_no_answer_in_time_is_uncertain(
    office: Office, answer: Message, provider: Provider, deliverer: Deliverer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliverer_module, "SEND_TIMEOUT", 0.05)
    provider.scripts["On its way"] = [ENDLESS]
    await deliver(deliverer)
    found = now(office, answer)
    assert (found.state, found.state_detail) == ("uncertain", deliverer_module.UNANSWERED)


@pytest.mark.asyncio
async def test_replies_of_one_thread_leave_one_after_the_other(
    office: Office, answer: Message, ana: User, inbox: Inbox, provider: Provider, deliverer: Deliverer, until: Until
) -> None:
    office.reply(answer.thread_id, ana, "second")
    office.reply(answer.thread_id, ana, "third")
    running = asyncio.ensure_future(deliverer.run())
    await until(lambda: len(provider.sent) == 3)
    assert provider.texts == ["On its way", "second", "third"]
    assert provider.most_under_way == 1
    running.cancel()
    await asyncio.wait([running])


@pytest.mark.asyncio
async def test_threads_leave_side_by_side_but_not_without_bound(
    office: Office, email: Account, ana: User, provider: Provider, deliverer: Deliverer, until: Until
) -> None:
    for number in range(deliverer_module.AT_ONCE + 10):
        text = f"to {number}"
        provider.scripts[text] = [ENDLESS]
        office.reply(office.hears(email, f"{number}@example.com").id, ana, text)
    running = asyncio.ensure_future(deliverer.run())
    await until(lambda: len(provider.sent) == deliverer_module.AT_ONCE)
    await asyncio.sleep(0.05)
    assert provider.under_way == deliverer_module.AT_ONCE
    provider.go.set()
    await until(lambda: len(provider.sent) == deliverer_module.AT_ONCE + 10)
    running.cancel()
    await asyncio.wait([running])


@pytest.mark.asyncio
async def test_a_reply_leaves_without_waiting_for_the_next_poll(
    office: Office, email: Account, ana: User, inbox: Inbox, provider: Provider, deliverer: Deliverer, until: Until
) -> None:
    stands = office.hears(email)
    running = asyncio.ensure_future(deliverer.run())
    await asyncio.sleep(0.05)
    started = asyncio.get_running_loop().time()
    await inbox.write(answers.reply, answers.Reply(stands.id, ana.id, "Quick", "c"), inbox.clock())
    await until(lambda: provider.sent)
    assert asyncio.get_running_loop().time() - started < deliverer_module.POLL / 2
    running.cancel()
    await asyncio.wait([running])


@pytest.mark.asyncio
async def test_being_stopped_finishes_what_is_under_way(
    office: Office, answer: Message, provider: Provider, deliverer: Deliverer, until: Until
) -> None:
    provider.scripts["On its way"] = [ENDLESS]
    running = asyncio.ensure_future(deliverer.run())
    await until(lambda: provider.under_way)
    running.cancel()
    await asyncio.sleep(0.05)
    assert not running.done()
    provider.go.set()
    await asyncio.wait([running])
    assert running.cancelled()
    assert now(office, answer).state == "sent"


@pytest.mark.asyncio
async def test_what_takes_too_long_to_finish_is_cut_off_and_recovered_by_the_next_start(
    office: Office, answer: Message, inbox: Inbox, provider: Provider, deliverer: Deliverer, until: Until,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(deliverer_module, "FINISH", 0.05)
    provider.scripts["On its way"] = [ENDLESS]
    running = asyncio.ensure_future(deliverer.run())
    await until(lambda: provider.under_way)
    running.cancel()
    await asyncio.wait([running])
    assert (provider.under_way, deliverer._under_way) == (0, set())
    assert now(office, answer).state == "sending"
    again = asyncio.ensure_future(Deliverer(inbox, alone=True).run())
    await until(lambda: now(office, answer).state == "uncertain")
    again.cancel()
    await asyncio.wait([again])
    assert len(provider.sent) == 1


@pytest.mark.asyncio
async def test_what_was_half_sent_in_the_chat_is_simply_sent_again(
    office: Office, ana: User, provider: Provider, deliverer: Deliverer, until: Until
) -> None:
    chat = office.account("chat")
    stands = office.hears(chat, Contact("chat", chat.id, "visitor", "", "proven"))
    answer = office.reply(stands.id, ana, "By chat")
    office.write(outbox.claim, office.clock())
    running = asyncio.ensure_future(deliverer.run())
    await until(lambda: now(office, answer).state == "sent")
    running.cancel()
    await asyncio.wait([running])


@pytest.mark.asyncio
async def test_a_loop_that_fails_and_starts_again_leaves_its_own_deliveries_alone(
    office: Office, answer: Message, inbox: Inbox, provider: Provider, deliverer: Deliverer, until: Until,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    provider.scripts["On its way"] = [ENDLESS]
    running = asyncio.ensure_future(deliverer.run())
    await until(lambda: provider.under_way)
    monkeypatch.setattr(deliverer, "deliver_some", failing)
    inbox.bus.wake("outbox")
    await asyncio.wait([running], timeout=5)
    assert isinstance(running.exception(), OSError)
    monkeypatch.undo()
    again = asyncio.ensure_future(Deliverer.run(deliverer))
    await asyncio.sleep(0.1)
    assert now(office, answer).state == "sending", "it is still under way, and not a dead process's"
    provider.go.set()
    await until(lambda: now(office, answer).state == "sent")
    again.cancel()
    await asyncio.wait([again])
    assert len(provider.sent) == 1


async def failing() -> None:
    raise OSError("the disk is gone for a moment")


@pytest.mark.asyncio
async def test_what_was_claimed_before_a_long_pause_is_not_sent_then(
    office: Office, answer: Message, deliverer: Deliverer, provider: Provider
) -> None:
    """Another process may have taken it up meanwhile. Nobody has: it is claimed anew."""
    await deliverer.deliver_some()
    office.clock.forward(seconds=121)
    await asyncio.gather(*deliverer._under_way)
    assert provider.sent == []
    assert now(office, answer).state == "queued"
    office.clock.forward(minutes=1)
    await deliver(deliverer)
    assert provider.texts == ["On its way"]
    assert now(office, answer).state == "sent"


def test_a_send_ends_before_its_lease_does() -> None:
    assert timedelta(seconds=deliverer_module.SEND_TIMEOUT) < outbox.LEASE


@pytest.mark.asyncio
@pytest.mark.parametrize("trouble", [Busy("Try again in a moment."), RuntimeError("lost")], ids=type)
async def test_what_was_accepted_is_never_told_as_failed_though_nobody_could_note_it(
    office: Office, deliverer: Deliverer, answer: Message, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    def refuse(*given: object) -> None:
        raise trouble

    monkeypatch.setattr(outbox, "sent", refuse)
    await deliver(deliverer)
    assert now(office, answer).state == "sending"
    office.write(outbox.recover, [], office.clock.forward(seconds=121))
    assert now(office, answer).state == "uncertain"
