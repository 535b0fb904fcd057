"""How accounts fare: every figure counts what it says, and asks an index that holds little else."""

from collections.abc import Iterator
from typing import Any

import pytest
from office.clock import START, HeldClock
from office.databases import Databases
from office.office import Office
from office.plans import plan
from sqlalchemy import Connection, Select, insert, text

from inbox import health, journal, news, outbox, removal
from inbox.health import Health
from inbox.ids import new_id
from inbox.journal import Outcome
from inbox.schema import account, customer, episode, message, thread
from inbox.schema import journal as journal_table
from inbox.schema import outbox as outbox_table
from inbox.words import Account, User

MANY = 4000


def fares(office: Office, account: Account) -> Health:
    return {one.account_id: one for one in office.read(health.all, office.clock())}[account.id]


def test_nothing_lags_in_an_account_that_is_new(office: Office, email: Account) -> None:
    assert fares(office, email) == Health(email.id, 0, None, 0, None, 0)


def test_every_account_is_there_in_their_order(office: Office, email: Account) -> None:
    office.clock.forward(seconds=1)
    chat = office.account("chat")
    assert [one.account_id for one in office.read(health.all, office.clock())] == [email.id, chat.id]


def test_an_account_that_was_removed_is_not(office: Office, email: Account, chat: Account) -> None:
    office.journalled(email.id)
    office.write(removal.remove, email.id, office.clock())
    assert [one.account_id for one in office.read(health.all, office.clock())] == [chat.id]


def test_what_nobody_has_read_is_counted_with_its_oldest(office: Office, email: Account, chat: Account) -> None:
    read = office.journalled(email.id)
    first = office.clock.forward(minutes=1)
    office.journalled(email.id)
    office.clock.forward(minutes=1)
    office.journalled(email.id)
    office.write(journal.settle, [Outcome(read, "threaded")], office.clock())
    found = fares(office, email)
    assert (found.unread, found.oldest_unread_at) == (2, first)
    assert fares(office, chat).unread == 0


def test_what_has_not_left_is_counted_with_its_oldest(office: Office, email: Account, ana: User) -> None:
    thread_id = office.hears(email).id
    first = office.clock.forward(minutes=1)
    office.reply(thread_id, ana)
    office.clock.forward(minutes=1)
    office.reply(thread_id, ana)
    assert (fares(office, email).queued, fares(office, email).oldest_queued_at) == (2, first)
    (delivery,) = office.write(outbox.claim, office.clock())
    assert fares(office, email).queued == 2, "one is under way, but has not left"
    office.write(outbox.sent, delivery, "remote", "sent", office.clock())
    assert fares(office, email).queued == 1
    assert fares(office, email).oldest_queued_at == office.clock()


def test_what_waits_for_a_later_attempt_has_not_left(office: Office, email: Account, ana: User) -> None:
    office.reply(office.hears(email).id, ana)
    (delivery,) = office.write(outbox.claim, office.clock())
    queued_at = office.clock()
    later = office.clock.forward(minutes=30)
    office.write(outbox.postpone, delivery, later, "They are busy.", office.clock())
    assert (fares(office, email).queued, fares(office, email).oldest_queued_at) == (1, queued_at)


def test_what_failed_is_counted_for_a_day(office: Office, email: Account, ana: User) -> None:
    answer = office.reply(office.hears(email).id, ana)
    office.write(news.set_state, answer.id, "failed", "No such mailbox.", office.clock())
    assert (fares(office, email).failed, fares(office, email).queued) == (1, 0)
    office.clock.forward(hours=24)
    assert fares(office, email).failed == 1
    office.clock.forward(seconds=1)
    assert fares(office, email).failed == 0


def test_what_is_tried_again_has_not_failed(office: Office, email: Account, ana: User) -> None:
    answer = office.reply(office.hears(email).id, ana)
    office.write(news.set_state, answer.id, "failed", "No such mailbox.", office.clock())
    office.clock.forward(days=3)
    office.write(outbox.retry, answer.id, ana.id, office.clock())
    assert (fares(office, email).failed, fares(office, email).queued) == (0, 1)
    office.write(news.set_state, answer.id, "failed", "No such mailbox.", office.clock())
    assert fares(office, email).failed == 1, "it counts from when it was to leave again"


def test_what_is_uncertain_has_neither_failed_nor_waits(office: Office, email: Account, ana: User) -> None:
    answer = office.reply(office.hears(email).id, ana)
    office.write(news.set_state, answer.id, "uncertain", "Nobody knows.", office.clock())
    assert fares(office, email) == Health(email.id)


@pytest.fixture(scope="module")
def busy(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Some thousand messages of the past, of which a handful waits or failed; and statistics."""
    office = Office(databases.new(tmp_path_factory.mktemp("busy")), HeldClock())
    office.write(fill)
    yield office
    office.close()


def fill(conn: Connection) -> None:
    ids = [new_id() for _ in range(MANY)]
    mailbox = {"connector": "email", "channel": "email", "name": "x", "settings": {}, "created_at": START}
    conn.execute(insert(account), [{"id": ids[0], **mailbox}])
    conn.execute(insert(customer), [{"id": one, "name": "x", "created_at": START} for one in ids])
    conn.execute(insert(thread), [{"id": one, "customer_id": one, "token": one, "last_at": START} for one in ids])
    conn.execute(insert(episode), [{"id": one, "thread_id": one, "opened_at": START} for one in ids])
    said = {"position": 1, "direction": "out", "channel": "email", "created_at": START}
    conn.execute(insert(message), [{"id": one, "thread_id": one, "episode_id": one, **said} for one in ids])
    raw = {"account_id": ids[0], "body": b"x" * 100, "received_at": START}
    arrived = [{"key": one, "read_at": None if number > MANY - 20 else START} for number, one in enumerate(ids)]
    conn.execute(insert(journal_table), [{**raw, **row} for row in arrived])
    sent = {"account_id": ids[0], "position": 1, "queued_at": START}
    conn.execute(insert(outbox_table), [{**sent, **outbox_row(number, one)} for number, one in enumerate(ids)])
    conn.execute(text("ANALYZE"))


def outbox_row(number: int, message_id: str) -> dict[str, Any]:
    states = {0: "queued", 1: "failed"}
    state = states.get(number % 400, "sent")
    return {
        "message_id": message_id, "thread_id": message_id, "state": state,
        "next_at": START if state == "queued" else None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("figure", "index"),
    [
        (health.unread(), "ix_journal_unread"),
        (health.queued(), "ix_outbox_next"),
        (health.failed(START), "ix_outbox_failed"),
    ],
    ids=["unread", "queued", "failed"],
)
def test_a_figure_is_counted_without_passing_what_is_over(busy: Office, figure: Select[Any], index: str) -> None:
    assert index in plan(busy, figure)


def test_many_messages_are_counted_as_few_are(busy: Office) -> None:
    (found,) = busy.read(health.all, busy.clock())
    assert (found.unread, found.queued, found.failed) == (19, 10, 10)
