"""Somebody is forgotten: what is counted stays, nobody finds them again, and nothing brings them back."""

from datetime import timedelta
from typing import Any

import pytest
from office.office import Office
from sqlalchemy import func, select

from inbox import (
    audit,
    blanking,
    customers,
    episodes,
    erasing,
    identities,
    journal,
    media,
    mentions,
    merging,
    outbox,
    promises,
    queue,
    threads,
)
from inbox.arrivals import Arrival, Change, News, Read, Wanted
from inbox.erasing import Busy, Erased
from inbox.errors import Conflict, NotFound
from inbox.files import Stored
from inbox.identities import Contact
from inbox.journal import Entry
from inbox.promises import NewPromise
from inbox.schema import attachment, change, claim, episode, identity, merge, message, promise, proof, thread
from inbox.schema import customer as customer_table
from inbox.schema import journal as journals
from inbox.words import Account, CustomerId, Mood, Thread, User

MARIA = Contact("email", "", "maria@example.com", "Maria Gómez", "proven", "DKIM")
PHONE = Contact("sms", "", "+34600111222", "", "proven", "Twilio")
PEDRO = "pedro@example.com"


@pytest.fixture
def sms(office: Office) -> Account:
    return office.account("sms")


@pytest.fixture
def maria(office: Office, email: Account) -> Thread:
    return office.hears(email, MARIA, "My lamp is broken", subject="Lamp")


def forget(office: Office, customer_id: CustomerId, *, merged: bool = True, by: User | None = None) -> Erased:
    looked = office.read(erasing.begin, customer_id, merged)
    return office.write(erasing.erase, customer_id, merged, looked, by.id if by else None, office.clock())


def count(office: Office, table: Any) -> int:
    return int(office.rows(select(func.count()).select_from(table))[0][0])


def shown(office: Office, user: User) -> set[str]:
    views: tuple[Any, ...] = ("queue", "mine", "open", "closed")
    return {one.id for view in views for one in office.read(queue.page, view, user.id).threads}


def bodies(office: Office) -> list[bytes]:
    return [bytes(row.body) for row in office.rows(select(journals.c.body).order_by(journals.c.seq))]


def test_everything_that_reports_count_is_still_there(office: Office, maria: Thread, email: Account, ana: User) -> None:
    office.note(maria.id, ana)
    office.reply(maria.id, ana)
    office.write(threads.close, maria.id, ana.id, office.clock())
    counted = (customer_table, thread, episode, message, journals)
    before = [count(office, one) for one in counted]
    kept = message.c.direction, message.c.channel, message.c.created_at, message.c.position, message.c.episode_id
    rows = office.rows(select(*kept).order_by(message.c.id))
    forget(office, maria.customer_id)
    assert [count(office, one) for one in counted] == before
    assert office.rows(select(*kept).order_by(message.c.id)) == rows


def test_numbers_of_the_mood_stay_and_its_words_go(office: Office, email: Account) -> None:
    angry = office.hears(email, MARIA, "x", mood=Mood(-0.8, 0.9, 1.0, ("threatens",), ("lawyer",)))
    forget(office, angry.customer_id)
    ((mood,),) = office.rows(select(message.c.mood))
    assert (mood["valence"], mood["anger"], mood["signals"], mood["words"]) == (-0.8, 0.9, ["threatens"], [])


def test_no_view_shows_them_and_nobody_finds_them(office: Office, maria: Thread, ana: User) -> None:
    forget(office, maria.customer_id)
    assert shown(office, ana) == set()
    with pytest.raises(NotFound):
        office.read(customers.get, maria.customer_id)
    with pytest.raises(NotFound):
        forget(office, maria.customer_id)
    assert office.read(identities.find, *MARIA.unique_name) is None


def test_whoever_writes_again_is_somebody_new(office: Office, maria: Thread, email: Account) -> None:
    forget(office, maria.customer_id)
    again = office.hears(email, MARIA, "Hello")
    assert again.id != maria.id
    assert again.customer_id != maria.customer_id
    assert [one.text for one in office.messages(again.id)] == ["Hello"]


def test_an_answer_to_an_old_message_finds_no_way_back(
    office: Office, maria: Thread, email: Account, ana: User
) -> None:
    said = office.reply(maria.id, ana)
    ((token,),) = office.rows(select(thread.c.token).where(thread.c.id == maria.id))
    forget(office, maria.customer_id)
    later = office.hears(email, PEDRO, "Re: Lamp", cites=(said.id,), token=token)
    assert later.id != maria.id


def test_the_providers_repetition_is_no_news(office: Office, email: Account) -> None:
    entry = Entry(email.id, "message:maria-1", b"raw", {}, office.clock())
    office.write(journal.append, [entry])
    (row,) = office.read(journal.unread, 1)
    thread = office.hears(email, MARIA, journal_seq=row.seq)
    forget(office, thread.customer_id)
    assert office.write(journal.append, [entry, entry]) == [False, False]
    assert "maria-1" not in office.rows(select(journals.c.key))[0].key


def test_the_same_mail_in_another_mailbox_stays_forgotten_with_its_bytes(office: Office, email: Account) -> None:
    """A mailbox that moved to another server numbers its mails anew."""
    thread = office.hears(email, MARIA, "Once", remote_id="same")
    forget(office, thread.customer_id)
    seq = office.journalled(email.id, "moved:7:1", b"From: maria@example.com\r\n\r\nOnce")
    file = Stored("lamp.png", "image/png", 1, "0", "ab/cd")
    again = office.arrival(email, MARIA, "Once", remote_id="same", journal_seq=seq, files=(file,))
    assert office.receive(again) == ["ab/cd"], "its file is nobody's"
    assert count(office, message) == 1
    assert bodies(office)[-1] == b""
    assert office.read(identities.find, *MARIA.unique_name) is None


def test_a_change_of_what_was_forgotten_is_forgotten_too(office: Office, email: Account) -> None:
    thread = office.hears(email, MARIA, "Once", remote_id="m1")
    forget(office, thread.customer_id)
    seq = office.journalled(email.id, "edit", b"maria says twice")
    late = Change(seq, email.id, "m1", "edited", office.clock(), "Twice")
    office.take(Read(seq, changes=(late,), outcome="receipt"))
    assert count(office, change) == 0
    assert bodies(office)[-1] == b""


def test_another_customers_words_stay_but_the_payload_that_names_them_goes(
    office: Office, maria: Thread, email: Account
) -> None:
    named = office.journalled(email.id, "copy", b"From: pedro@example.com\r\nCc: Maria@Example.com\r\n\r\nHi")
    pedro = office.hears(email, PEDRO, "Hi", journal_seq=named)
    other = office.journalled(email.id, "other", b"From: anamaria@example.com\r\n\r\nHi")
    office.hears(email, "anamaria@example.com", "Hi", journal_seq=other)
    office.hears(email, PEDRO, "I am not Maria", claims=(Contact("email", "", MARIA.address),))
    forget(office, maria.customer_id)
    assert [one.text for one in office.messages(pedro.id)] == ["Hi", "I am not Maria"]
    kept = {row.seq: bytes(row.body) for row in office.rows(select(journals.c.seq, journals.c.body))}
    assert kept[named] == b""
    assert kept[other] != b""
    assert count(office, claim) == 0


def test_what_has_arrived_and_is_not_read_must_be_read_first(office: Office, maria: Thread, email: Account) -> None:
    seq = office.journalled(email.id, "next", b"From: maria@example.com\r\n\r\nAnother")
    with pytest.raises(Busy, match="has just arrived"):
        forget(office, maria.customer_id)
    assert office.thread(maria.id).preview == "My lamp is broken", "nothing was done"
    office.hears(email, MARIA, "Another", journal_seq=seq)
    assert forget(office, maria.customer_id).messages == 2


def test_what_others_sent_may_wait(office: Office, maria: Thread, email: Account) -> None:
    office.journalled(email.id, "next", b"From: pedro@example.com\r\n\r\nMine")
    forget(office, maria.customer_id)
    assert bodies(office)[-1] == b"From: pedro@example.com\r\n\r\nMine"


def test_a_row_that_came_after_the_search_is_found(office: Office, maria: Thread, email: Account) -> None:
    looked = office.read(erasing.begin, maria.customer_id, True)
    while looked.more:
        looked = office.read(mentions.look, looked)
    seq = office.journalled(email.id, "bounce", b"Final-Recipient: rfc822; maria@example.com")
    office.take(Read(seq, news=(News(email.id, "failed", ref="nothing"),), outcome="receipt"))
    office.write(erasing.erase, maria.customer_id, True, looked, None, office.clock())
    assert bodies(office)[-1] == b""


def test_nobody_is_forgotten_while_something_is_sent_to_them(office: Office, maria: Thread, ana: User) -> None:
    office.reply(maria.id, ana)
    assert office.write(outbox.claim, office.clock())
    with pytest.raises(Busy, match="being sent"):
        forget(office, maria.customer_id)
    office.clock.forward(minutes=3)  # whoever sent it has died
    forget(office, maria.customer_id)
    assert not office.read(outbox.anything, office.clock() + timedelta(days=1))


def test_what_waits_to_be_sent_never_leaves(office: Office, maria: Thread, ana: User) -> None:
    office.reply(maria.id, ana)
    forget(office, maria.customer_id)
    assert office.write(outbox.claim, office.clock() + timedelta(days=1)) == []
    assert [row.state for row in office.rows(select(outbox.outbox.c.state))] == ["failed"]


def test_an_open_promise_calls_nobody(office: Office, maria: Thread, ana: User) -> None:
    office.write(promises.make, NewPromise(maria.id, "Call her", office.clock()), ana.id, office.clock())
    forget(office, maria.customer_id)
    (row,) = office.rows(select(promise))
    assert (row.text, row.kept_at, row.dropped_at) == ("", None, office.clock())


def test_everybody_who_is_shown_as_one_is_forgotten(office: Office, maria: Thread, sms: Account, ana: User) -> None:
    phone = office.hears(sms, PHONE, "It is me")
    office.write(merging.merge, phone.customer_id, maria.customer_id, "same", ana.id, office.clock())
    done = forget(office, phone.customer_id, by=ana)
    assert (done.thread_id, done.customers, done.messages) == (maria.id, 2, 2)
    assert shown(office, ana) == set()
    assert (count(office, identity), count(office, merge), count(office, proof)) == (0, 0, 0)


@pytest.mark.parametrize("which", ["head", "part"])
def test_one_alone_is_split_off_first(office: Office, maria: Thread, sms: Account, ana: User, which: str) -> None:
    phone = office.hears(sms, PHONE, "It is me")
    office.write(merging.merge, phone.customer_id, maria.customer_id, "same", ana.id, office.clock())
    gone, stays = (maria, phone) if which == "head" else (phone, maria)
    done = forget(office, gone.customer_id, merged=False, by=ana)
    assert (done.thread_id, done.customers, done.messages) == (gone.id, 1, 1)
    assert shown(office, ana) == {stays.id}
    assert [one.text for one in office.messages(stays.id)] == [stays.preview]
    assert office.thread(stays.id).preview == stays.preview
    assert office.read(customers.get, stays.customer_id).merges == ()


def test_a_file_stays_known_until_it_is_gone_from_the_disk(office: Office, email: Account) -> None:
    file = Stored("lamp.png", "image/png", 10, "0" * 64, "ab/cd")
    thread = office.hears(email, MARIA, "Look", files=(file,))
    done = forget(office, thread.customer_id)
    assert [one.path for one in done.files] == ["ab/cd"]
    ((name, sha256, path),) = office.rows(select(attachment.c.name, attachment.c.sha256, attachment.c.path))
    assert (name, sha256, path) == ("", "", "ab/cd")
    assert office.read(blanking.left) == list(done.files)
    office.write(blanking.removed, done.files)
    assert count(office, attachment) == 0
    assert office.read(blanking.left) == []


def test_an_outcome_that_others_have_too_is_a_category(
    office: Office, maria: Thread, email: Account, ana: User
) -> None:
    pedro = office.hears(email, PEDRO)
    for whose, outcome in ((maria, "solved"), (pedro, "solved")):
        ((episode_id,),) = office.rows(select(episode.c.id).where(episode.c.thread_id == whose.id))
        office.write(episodes.conclude, episode_id, outcome, 4, ana.id, office.clock())
    forget(office, maria.customer_id)
    assert [row.outcome for row in office.rows(select(episode.c.outcome))] == ["solved", "solved"]
    forget(office, pedro.customer_id)
    assert {row.satisfaction for row in office.rows(select(episode.c.satisfaction))} == {4}


def test_screens_and_chat_windows_hear_of_it(office: Office, maria: Thread, ana: User) -> None:
    start, known = len(office.events()), office.identity(MARIA)
    forget(office, maria.customer_id, by=ana)
    told = [(one.kind, one.thread_id, one.identity_id, one.actor_id) for one in office.events()[start:]]
    assert told == [
        ("customer.erased", maria.id, None, ana.id),
        ("customer.erased", None, known.id, ana.id),
    ]


def test_the_audit_log_says_who_did_it_and_no_more(office: Office, maria: Thread, ana: User) -> None:
    forget(office, maria.customer_id, by=ana)
    (entry, *_) = office.read(audit.page, [maria.customer_id], None).entries
    assert (entry.action, entry.actor_name, entry.customer_name) == ("customer.erased", "Ana", "")
    assert entry.data == {"messages": "1", "files": "0", "customers": "1"}


def test_somebody_is_found_by_id_and_by_address_in_any_case(office: Office, maria: Thread) -> None:
    for named in (maria.customer_id, maria.customer_id.upper(), " Maria@Example.COM "):
        assert office.read(erasing.one, named) == maria.customer_id
    with pytest.raises(NotFound, match=r"nobody@example\.com"):
        office.read(erasing.one, "nobody@example.com")


def test_an_address_of_several_customers_is_not_guessed(office: Office, maria: Thread, email: Account) -> None:
    """Mail that only says that it comes from her is somebody else's thread, until proven."""
    office.hears(email, MARIA.address, "I am Maria, too")
    other = office.thread_of(Contact("email", email.id, MARIA.address))
    assert other.customer_id != maria.customer_id
    with pytest.raises(Conflict, match="several customers") as several:
        office.read(erasing.one, MARIA.address)
    assert maria.customer_id in str(several.value)
    assert other.customer_id in str(several.value)
    office.write(merging.merge, other.customer_id, maria.customer_id, "same", None, office.clock())
    assert office.read(erasing.one, MARIA.address) == maria.customer_id


def test_who_was_erased_is_told_from_who_never_was(office: Office, maria: Thread) -> None:
    assert not office.read(erasing.is_erased, maria.customer_id)
    forget(office, maria.customer_id)
    assert office.read(erasing.is_erased, maria.customer_id)
    assert not office.read(erasing.is_erased, "nobody")


def test_a_long_history_is_forgotten_whole(office: Office, maria: Thread, email: Account) -> None:
    many: list[Arrival] = [office.arrival(email, MARIA, f"No. {number}") for number in range(1100)]
    office.receive(*many)
    assert forget(office, maria.customer_id).messages == 1101
    assert {row.text for row in office.rows(select(message.c.text))} == {""}


def test_a_file_that_is_still_being_fetched_is_nobodys_when_it_comes(office: Office, email: Account) -> None:
    wanted = Wanted("lamp.png", "image/png", 10, "", "https://provider.example/lamp")
    thread = office.hears(email, MARIA, "Look", media=(wanted,))
    (due,) = office.write(media.claim, office.clock(), 10)
    forget(office, thread.customer_id)
    stored = Stored("lamp.png", "image/png", 10, "0" * 64, "ab/cd")
    assert office.write(media.keep, due.id, stored, office.clock()) is False
    assert count(office, attachment) == 0
