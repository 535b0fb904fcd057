"""An account goes, and what it brought stays."""

import pytest
from office.office import Office
from sqlalchemy import select, text

from inbox import accounts, messages, outbox, queue, removal
from inbox.errors import NotFound
from inbox.schema import account as account_table
from inbox.words import Account, AccountId, User


@pytest.fixture
def shop(office: Office) -> Account:
    return office.account("email", name="Shop", settings={"host": "imap.example"}, secrets={"password": "hunter2"})


def remove(office: Office, account: Account) -> None:
    office.write(removal.remove, account.id, office.clock())


def test_it_is_no_longer_among_the_accounts(office: Office, shop: Account, chat: Account) -> None:
    remove(office, shop)
    assert [one.id for one in office.read(accounts.all)] == [chat.id]
    assert set(office.read(accounts.versions)) == {chat.id}
    with pytest.raises(NotFound, match=r"The account Shop was removed\. An admin can add one like it"):
        office.read(accounts.get, shop.id)
    with pytest.raises(NotFound, match="was removed"):
        office.read(accounts.full_settings, office.box, shop.id)


def test_its_secrets_are_gone_from_the_database(office: Office, shop: Account) -> None:
    sealed = office.read(accounts.sealed_secrets, shop.id)
    remove(office, shop)
    assert office.read(accounts.sealed_secrets, shop.id) == b""
    ((row,),) = office.rows(select(account_table.c.secrets).where(account_table.c.id == shop.id))
    assert row != sealed


def test_it_cannot_be_removed_changed_or_paused_again(office: Office, shop: Account) -> None:
    remove(office, shop)
    told = len(office.events())
    with pytest.raises(NotFound):
        remove(office, shop)
    with pytest.raises(NotFound):
        office.write(accounts.pause, shop.id, False, office.clock())
    with pytest.raises(NotFound):
        office.write(accounts.update_settings, office.box, shop.id, "x", {}, {}, office.clock())
    assert len(office.events()) == told
    assert office.read(accounts.versions) == {}


def test_everybody_is_told(office: Office, shop: Account) -> None:
    start = len(office.events())
    remove(office, shop)
    assert [(event.kind, event.data) for event in office.events()[start:]] == [
        ("account.changed", {"account_id": shop.id})
    ]


def test_its_messages_stay_and_still_name_it(office: Office, shop: Account) -> None:
    thread = office.hears(shop, text="Where is my order?")
    remove(office, shop)
    (said,) = office.messages(thread.id)
    assert (said.text, said.account_id) == ("Where is my order?", shop.id)
    assert {one.id: one.name for one in office.read(accounts.ever)}[shop.id] == "Shop"


def test_what_waits_to_be_sent_fails_and_the_customer_waits_again(office: Office, shop: Account, ana: User) -> None:
    thread = office.hears(shop, text="Where is my order?")
    answer = office.reply(thread.id, ana)
    assert office.thread(thread.id).due is None
    office.clock.forward(minutes=1)
    remove(office, shop)
    failed = office.read(messages.get, answer.id)
    assert failed.state == "failed"
    assert failed.state_detail.startswith("The account Shop was removed before this could be sent.")
    waiting = office.thread(thread.id)
    assert (waiting.due, waiting.status) == (office.clock(), "open")
    assert "undelivered" in {reason.code for reason in waiting.reasons}
    assert not office.read(outbox.anything, office.clock())


def test_what_waits_for_a_later_attempt_fails_too(office: Office, shop: Account, ana: User) -> None:
    answer = office.reply(office.hears(shop).id, ana)
    (delivery,) = office.write(outbox.claim, office.clock())
    later = office.clock.forward(minutes=5)
    office.write(outbox.postpone, delivery, later, "They are busy.", office.clock())
    remove(office, shop)
    assert office.read(messages.get, answer.id).state == "failed"


def test_what_is_being_sent_ends_as_it_ends(office: Office, shop: Account, ana: User) -> None:
    answer = office.reply(office.hears(shop).id, ana)
    (delivery,) = office.write(outbox.claim, office.clock())
    remove(office, shop)
    assert office.read(messages.get, answer.id).state == "sending"
    office.write(outbox.sent, delivery, "remote", "sent", office.clock())
    assert office.read(messages.get, answer.id).state == "sent"


def test_what_comes_back_to_its_outbox_is_claimed_at_once_so_that_it_can_fail(
    office: Office, shop: Account, ana: User
) -> None:
    office.reply(office.hears(shop).id, ana)
    (delivery,) = office.write(outbox.claim, office.clock())
    remove(office, shop)
    office.write(outbox.postpone, delivery, office.clock(), "They are busy.", office.clock())
    assert [one.message_id for one in office.write(outbox.claim, office.clock())] == [delivery.message_id]


def test_only_its_own_messages_fail(office: Office, shop: Account, email: Account, ana: User) -> None:
    ours = office.reply(office.hears(email, "zoe@example.com").id, ana)
    note = office.note(office.hears(shop).id, ana)
    remove(office, shop)
    assert office.read(messages.get, ours.id).state == "queued"
    assert office.read(messages.get, note.id).state is None


def test_the_queue_is_as_it_was_where_nothing_waited(office: Office, shop: Account, ana: User) -> None:
    office.hears(shop)
    before = office.read(queue.page, "queue", ana.id)
    remove(office, shop)
    assert office.read(queue.page, "queue", ana.id) == before


def test_another_account_of_the_same_provider_can_follow(office: Office, shop: Account) -> None:
    remove(office, shop)
    again = office.account("email", name="Shop", settings={"host": "imap.example"})
    assert [one.id for one in office.read(accounts.all)] == [again.id]
    assert again.id != shop.id


def test_who_is_not_there_cannot_be_removed(office: Office) -> None:
    with pytest.raises(NotFound):
        office.write(removal.remove, AccountId("00000000-0000-7000-8000-000000000000"), office.clock())
    assert office.rows(text("SELECT * FROM account")) == []
