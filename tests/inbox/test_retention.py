"""What an account keeps no longer: which messages, which payloads, and what stays."""

from datetime import timedelta

import pytest
from office.office import Office
from sqlalchemy import select

from inbox import accounts, removal, retention, threads, ways
from inbox.arrivals import News, Read
from inbox.identities import Contact
from inbox.retention import Rule
from inbox.schema import episode
from inbox.schema import journal as journals
from inbox.words import Account, Thread, User

MARIA = Contact("email", "", "maria@example.com", "Maria", "proven")


@pytest.fixture
def kept(office: Office, email: Account) -> Account:
    """Thirty days."""
    return office.write(accounts.keep, email.id, 30, office.clock())


@pytest.fixture
def closed(office: Office, kept: Account, ana: User) -> Thread:
    """A question, a note and an answer, all over."""
    thread = office.hears(kept, MARIA, "Where is my lamp?", remote_id="m1")
    office.note(thread.id, ana, "She is a regular")
    office.reply(thread.id, ana, "On its way")
    return office.write(threads.close, thread.id, ana.id, office.clock())


def rule(office: Office) -> Rule:
    (found,) = office.read(retention.rules, office.clock())
    return found


def forget(office: Office) -> int:
    count, _ = office.write(retention.forget, rule(office), office.clock())
    return count


def texts(office: Office, thread: Thread) -> list[str]:
    return [one.text for one in office.messages(thread.id)]


def test_without_a_rule_nothing_is_ever_forgotten(office: Office, email: Account) -> None:
    assert email.keep_days is None
    assert office.read(retention.rules, office.clock() + timedelta(days=10_000)) == []


def test_a_rule_can_be_taken_back(office: Office, kept: Account) -> None:
    assert kept.keep_days == 30
    assert office.write(accounts.keep, kept.id, None, office.clock()).keep_days is None
    assert office.read(retention.rules, office.clock()) == []


def test_what_was_closed_long_enough_ago_is_forgotten_and_not_a_moment_earlier(office: Office, closed: Thread) -> None:
    office.clock.forward(days=30)
    assert forget(office) == 0
    assert {one.forgotten for one in office.messages(closed.id)} == {False}
    office.clock.forward(seconds=1)
    assert forget(office) == 2
    assert forget(office) == 1, "the note, which spoke of the others"
    assert texts(office, closed) == ["", "", ""]
    assert {one.forgotten for one in office.messages(closed.id)} == {True}
    assert forget(office) == 0


def test_who_they_are_and_how_they_are_reached_stays(office: Office, closed: Thread) -> None:
    office.clock.forward(days=31)
    forget(office)
    (way,) = office.read(ways.of_thread, closed.id)
    assert (way.identity.address, way.identity.display) == ("maria@example.com", "Maria")
    assert office.thread(closed.id).customer_name == "Maria"
    assert office.thread(closed.id).preview == ""
    assert office.read(ways.chosen, closed.id).identity.address == "maria@example.com"


def test_an_open_episode_is_never_touched_however_old_it_is(office: Office, kept: Account) -> None:
    thread = office.hears(kept, MARIA, "Still waiting")
    office.clock.forward(days=365)
    assert forget(office) == 0
    assert texts(office, thread) == ["Still waiting"]


def test_in_one_thread_old_episodes_go_and_the_last_one_stays(office: Office, kept: Account, closed: Thread) -> None:
    office.clock.forward(days=31)
    office.hears(kept, MARIA, "A new question")
    while forget(office):
        pass
    assert texts(office, closed) == ["", "", "", "A new question"]
    assert office.thread(closed.id).preview == "A new question"


def test_another_accounts_messages_stay_and_so_do_the_notes_beside_them(
    office: Office, kept: Account, ana: User
) -> None:
    sms = office.account("sms")
    thread = office.hears(kept, MARIA, "By mail")
    phone = Contact("sms", "", "+34600111222", "", "proven")
    office.hears(sms, phone, "By phone", token=token_of(office, thread))
    office.note(thread.id, ana, "Both")
    office.write(threads.close, thread.id, ana.id, office.clock())
    office.clock.forward(days=31)
    while forget(office):
        pass
    assert texts(office, thread) == ["", "By phone", "Both"]


def token_of(office: Office, thread: Thread) -> str:
    table = episode.metadata.tables["thread"]
    return str(office.rows(select(table.c.token).where(table.c.id == thread.id))[0].token)


def test_a_removed_account_still_forgets(office: Office, kept: Account, ana: User) -> None:
    thread = office.hears(kept, MARIA, "Where is my lamp?")
    office.write(threads.close, thread.id, ana.id, office.clock())
    office.write(removal.remove, kept.id, office.clock())
    office.clock.forward(days=31)
    assert forget(office) == 1


def test_it_goes_in_small_steps(office: Office, kept: Account, ana: User, monkeypatch: pytest.MonkeyPatch) -> None:
    thread = office.hears(kept, MARIA, "0")
    office.receive(*(office.arrival(kept, MARIA, str(number)) for number in range(1, 7)))
    office.write(threads.close, thread.id, ana.id, office.clock())
    office.clock.forward(days=31)
    assert len(office.read(retention.due, rule(office), 3)) == 3
    assert forget(office) == 7


def test_what_was_forgotten_does_not_come_back(office: Office, kept: Account, closed: Thread) -> None:
    office.clock.forward(days=31)
    forget(office)
    office.hears(kept, MARIA, "Where is my lamp?", remote_id="m1")
    assert len(office.messages(closed.id)) == 3


def test_payloads_that_no_message_stands_for_go_by_their_age(office: Office, kept: Account) -> None:
    old = receipt(office, kept)
    office.clock.forward(days=20)
    young = receipt(office, kept)
    office.clock.forward(days=11)
    to, seqs = office.read(retention.stale, rule(office), 0)
    assert (to, seqs) == (old, [old])
    office.write(retention.forget_payloads, rule(office), seqs, to)
    assert bodies(office) == {old: b"", young: b"raw"}
    assert office.read(retention.stands_at, rule(office)) == old
    assert office.read(retention.stale, rule(office), old) == (old, [])


def receipt(office: Office, account: Account) -> int:
    seq = office.journalled(account.id)
    office.take(Read(seq, news=(News(account.id, "read", remote_id="x"),), outcome="receipt"))
    return seq


def bodies(office: Office) -> dict[int, bytes]:
    return {row.seq: bytes(row.body) for row in office.rows(select(journals.c.seq, journals.c.body))}


def test_a_payload_that_a_message_stands_for_goes_with_it(office: Office, kept: Account, closed: Thread) -> None:
    office.clock.forward(days=31)
    (seq,) = bodies(office)
    assert office.read(retention.stale, rule(office), 0) == (seq, [])
    forget(office)
    assert bodies(office) == {seq: b""}
