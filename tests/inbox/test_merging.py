"""Two customers shown as one, and two again: nothing is lost by either."""

from typing import Any

import pytest
from office.office import Office
from sqlalchemy import select

from inbox import answers, audit, changes, customers, events, groups, merging, messages, queue, threads, ways
from inbox.answers import Reply
from inbox.arrivals import Change, News
from inbox.errors import Conflict, NotFound
from inbox.identities import Contact
from inbox.ids import new_id
from inbox.schema import episode, merge, thread
from inbox.words import Account, CustomerId, MergeId, Mood, Thread, User

MARIA, PHONE, WORK = "maria@example.com", Contact("sms", "", "+34600000001", "", "proven"), "maria@work.example"


@pytest.fixture
def sms(office: Office) -> Account:
    return office.account("sms")


@pytest.fixture
def two(office: Office, email: Account, sms: Account) -> tuple[Thread, Thread]:
    """Maria by mail at nine, Maria by SMS a minute later; nobody knows yet that she is the same."""
    first = office.hears(email, MARIA, "My lamp is broken")
    office.clock.forward(minutes=1)
    return first, office.hears(sms, PHONE, "Where is my lamp")


def join(office: Office, part: Thread, head: Thread, by: User | None = None) -> MergeId:
    who = by.id if by else None
    return office.write(merging.merge, part.customer_id, head.customer_id, "same person", who, office.clock())


def split(office: Office, merge_id: MergeId, by: User) -> CustomerId:
    return office.write(merging.split, merge_id, by.id, office.clock())


def rows(office: Office) -> dict[Any, dict[str, Any]]:
    """Every thread, to the last column."""
    return {row.id: dict(row._mapping) for row in office.rows(select(thread))}


def texts(office: Office, shown: Thread) -> list[str]:
    return [one.text for one in office.messages(shown.id)]


def queued(office: Office, user: User, view: Any = "queue") -> list[str]:
    return [one.id for one in office.read(queue.page, view, user.id).threads]


def test_two_threads_are_shown_as_one_in_the_order_in_which_things_were_said(
    office: Office, two: tuple[Thread, Thread], email: Account, ana: User
) -> None:
    mail, text = two
    office.clock.forward(minutes=1)
    office.hears(email, MARIA, "Hello?")
    join(office, text, mail, ana)
    assert texts(office, mail) == ["My lamp is broken", "Where is my lamp", "Hello?"]
    assert texts(office, text) == texts(office, mail)
    assert {one.thread_id for one in office.messages(mail.id)} == {mail.id}


def test_the_queue_holds_one_of_them_and_says_who_waits_longest(
    office: Office, two: tuple[Thread, Thread], ana: User
) -> None:
    mail, text = two
    assert sorted(queued(office, ana)) == sorted([mail.id, text.id])
    join(office, text, mail, ana)
    assert queued(office, ana) == [mail.id]
    shown = office.thread(mail.id)
    assert (shown.unanswered, shown.waiting_since) == (2, mail.waiting_since)
    assert shown.due == min(mail.due, text.due)  # type: ignore[type-var]  # both wait
    assert (shown.channel, shown.preview) == ("sms", "Where is my lamp")
    assert queued(office, ana, "closed") == []
    assert office.read(queue.counts, ana.id).queue == 1


def test_a_part_is_found_under_its_own_id_as_its_head(office: Office, two: tuple[Thread, Thread], ana: User) -> None:
    mail, text = two
    join(office, text, mail, ana)
    assert office.thread(text.id) == office.thread(mail.id)
    assert office.read(threads.many, [text.id, mail.id]).keys() == {text.id, mail.id}
    assert office.read(groups.members, text.id) == [mail.id, text.id]
    assert office.read(groups.customers, text.customer_id) == [mail.customer_id, text.customer_id]


def test_the_customer_has_the_addresses_of_both_and_says_who_was_joined(
    office: Office, two: tuple[Thread, Thread], ana: User
) -> None:
    mail, text = two
    merge_id = join(office, text, mail, ana)
    for asked in (mail.customer_id, text.customer_id):
        shown = office.read(customers.get, asked)
        assert shown.id == mail.customer_id
        assert {one.address: one.customer_id for one in shown.identities} == {
            MARIA: mail.customer_id,
            PHONE.address: text.customer_id,
        }
        (made,) = shown.merges
        assert (made.id, made.customer_id, made.name, made.by_name) == (
            merge_id,
            text.customer_id,
            PHONE.address,
            "Ana",
        )


def test_a_split_at_once_restores_both_to_the_last_column(
    office: Office, two: tuple[Thread, Thread], ana: User, ben: User
) -> None:
    mail, text = two
    office.write(threads.claim, text.id, ben.id, office.clock())
    before = rows(office)
    merge_id = join(office, text, mail, ana)
    assert rows(office) != before
    assert split(office, merge_id, ana) == mail.customer_id
    assert rows(office) == before
    assert texts(office, text) == ["Where is my lamp"]


def test_what_came_meanwhile_goes_back_to_the_address_it_came_from(
    office: Office, two: tuple[Thread, Thread], email: Account, sms: Account, ana: User
) -> None:
    mail, text = two
    merge_id = join(office, text, mail, ana)
    office.clock.forward(minutes=1)
    office.hears(sms, PHONE, "Still dark here")
    office.clock.forward(seconds=1)
    office.hears(email, MARIA, "By mail again")
    office.reply(mail.id, ana, "We are on it")
    assert office.thread(mail.id).due is None
    office.clock.forward(minutes=1)
    office.hears(sms, PHONE, "Thanks", mood=Mood(valence=0.8))
    split(office, merge_id, ana)
    assert texts(office, mail) == ["My lamp is broken", "By mail again", "We are on it"]
    assert texts(office, text) == ["Where is my lamp", "Still dark here", "Thanks"]
    assert [one.position for one in office.messages(text.id)] == [1, 2, 3]
    assert office.thread(mail.id).due is None
    alone = office.thread(text.id)  # nobody ever answered by SMS
    assert (alone.unanswered, alone.waiting_since) == (3, text.waiting_since)


def test_an_answer_stands_in_the_thread_of_the_address_it_goes_to(
    office: Office, two: tuple[Thread, Thread], ana: User
) -> None:
    mail, text = two
    merge_id = join(office, text, mail, ana)
    to = office.identity(PHONE)
    said = office.reply(mail.id, ana, "By SMS", identity_id=to.id)
    assert (said.channel, said.thread_id, said.position) == ("sms", mail.id, 2)
    assert office.thread(mail.id).assignee_id == ana.id
    split(office, merge_id, ana)
    assert texts(office, text) == ["Where is my lamp", "By SMS"]
    assert office.thread(text.id).due is None
    assert office.thread(mail.id).due == mail.due


def test_whoever_wrote_last_is_answered_by_default(office: Office, two: tuple[Thread, Thread], ana: User) -> None:
    mail, text = two
    join(office, text, mail, ana)
    first, second = office.read(ways.of_thread, mail.id)
    assert (first.identity.address, second.identity.address) == (PHONE.address, MARIA)
    assert office.reply(mail.id, ana).channel == "sms"


def test_a_note_stays_with_the_thread_that_was_shown(office: Office, two: tuple[Thread, Thread], ana: User) -> None:
    mail, text = two
    merge_id = join(office, text, mail, ana)
    office.note(text.id, ana, "Same voice on the phone")
    split(office, merge_id, ana)
    assert texts(office, mail) == ["My lamp is broken", "Same voice on the phone"]
    assert texts(office, text) == ["Where is my lamp"]


def test_closing_closes_both_and_the_next_message_opens_one(
    office: Office, two: tuple[Thread, Thread], sms: Account, ana: User
) -> None:
    mail, text = two
    merge_id = join(office, text, mail, ana)
    office.write(threads.close, text.id, ana.id, office.clock())
    assert {row.closed_by for row in office.rows(select(episode))} == {ana.id}
    office.clock.forward(days=30)
    office.hears(sms, PHONE, "Another lamp")
    assert office.thread(mail.id).status == "open"
    split(office, merge_id, ana)
    assert (office.thread(mail.id).status, office.thread(text.id).status) == ("closed", "open")
    assert len(office.rows(select(episode).where(episode.c.closed_at.is_(None)))) == 1


def test_reopening_goes_on_with_what_the_closing_closed(office: Office, two: tuple[Thread, Thread], ana: User) -> None:
    mail, text = two
    office.write(threads.close, text.id, ana.id, office.clock())
    office.clock.forward(hours=1)
    join(office, text, mail, ana)
    office.write(threads.close, mail.id, ana.id, office.clock())
    office.write(threads.reopen, mail.id, ana.id, office.clock())
    still = {row.thread_id: row.closed_at is None for row in office.rows(select(episode))}
    assert still == {mail.id: True, text.id: False}


def test_whoever_had_the_part_has_the_whole_until_the_split(
    office: Office, two: tuple[Thread, Thread], ana: User, ben: User
) -> None:
    mail, text = two
    office.write(threads.claim, text.id, ben.id, office.clock())
    merge_id = join(office, text, mail, ana)
    shown = office.thread(mail.id)
    assert (shown.assignee_id, shown.held_until is not None) == (ben.id, True)
    office.write(threads.release, mail.id, ana.id, office.clock())
    split(office, merge_id, ana)
    assert office.thread(mail.id).assignee_id is None
    assert office.thread(text.id).assignee_id == ben.id


def test_an_answered_thread_with_an_owner_is_held_when_a_waiting_one_joins_it(
    office: Office, two: tuple[Thread, Thread], ana: User
) -> None:
    mail, text = two
    office.reply(mail.id, ana)
    join(office, text, mail, ana)
    shown = office.thread(mail.id)
    assert (shown.assignee_id, shown.due) == (ana.id, text.due)
    assert shown.held_until is not None  # or she could keep it from the queue for ever
    assert office.write(threads.return_overdue, office.clock.forward(hours=8)) == [mail.id]


def test_bad_news_of_an_answer_makes_its_own_thread_and_the_whole_wait(
    office: Office, two: tuple[Thread, Thread], sms: Account, ana: User
) -> None:
    mail, text = two
    merge_id = join(office, text, mail, ana)
    said = office.reply(mail.id, ana, "By SMS")
    office.receive(news=(News(sms.id, "failed", ref=said.id, detail="No such number."),))
    assert [one.code for one in office.thread(mail.id).reasons] == ["undelivered"]
    split(office, merge_id, ana)
    assert [one.code for one in office.thread(text.id).reasons] == ["undelivered"]
    assert [one.code for one in office.thread(mail.id).reasons] == [one.code for one in mail.reasons]


def test_what_a_customer_takes_back_is_shown_in_no_preview(
    office: Office, two: tuple[Thread, Thread], sms: Account, ana: User
) -> None:
    mail, text = two
    merge_id = join(office, text, mail, ana)
    arrived = office.arrival(sms, PHONE, "My card is 4000")
    office.receive(arrived)
    gone = Change(office.journalled(sms.id), sms.id, arrived.remote_id, "deleted", office.clock())
    office.write(changes.apply, [gone], [], office.clock())
    assert office.thread(mail.id).preview == ""
    split(office, merge_id, ana)
    assert office.thread(text.id).preview == ""


def test_three_become_one_and_each_leaves_as_it_came(
    office: Office, two: tuple[Thread, Thread], email: Account, ana: User
) -> None:
    mail, text = two
    work = office.hears(email, WORK, "Invoice please")
    before = rows(office)
    first = join(office, text, mail, ana)
    second = join(office, mail, work, ana)
    assert office.read(groups.members, text.id) == [work.id, *sorted([mail.id, text.id])]
    assert len(texts(office, work)) == 3
    split(office, second, ana)
    assert office.read(groups.members, text.id) == [mail.id, text.id]
    assert office.thread(work.id) == work
    split(office, first, ana)
    assert rows(office) == before


@pytest.mark.parametrize("chained", [True, False])
def test_the_first_merge_may_be_undone_before_the_second(
    office: Office, two: tuple[Thread, Thread], email: Account, ana: User, chained: bool
) -> None:
    """Chained: text into mail into work. Otherwise both into mail."""
    mail, text = two
    work = office.hears(email, WORK, "Invoice please")
    before = rows(office)
    first = join(office, text, mail, ana)
    second = join(office, mail, work, ana) if chained else join(office, work, mail, ana)
    split(office, first, ana)
    assert office.thread(text.id) == text
    assert texts(office, mail) == ["My lamp is broken", "Invoice please"]
    shown = office.thread(mail.id)
    assert (shown.unanswered, shown.due) == (2, min(mail.due, work.due))  # type: ignore[type-var]  # both wait
    split(office, second, ana)
    assert rows(office) == before


def test_merging_a_part_merges_what_shows_it(
    office: Office, two: tuple[Thread, Thread], email: Account, ana: User
) -> None:
    mail, text = two
    work = office.hears(email, WORK, "Invoice please")
    join(office, text, mail, ana)
    join(office, work, text, ana)
    assert office.read(groups.members, work.id)[0] == mail.id
    with pytest.raises(Conflict, match="one customer already"):
        join(office, text, work, ana)


def test_nobody_is_merged_with_themselves_or_with_nobody(office: Office, two: tuple[Thread, Thread], ana: User) -> None:
    mail, _ = two
    with pytest.raises(Conflict, match="one customer already"):
        join(office, mail, mail, ana)
    with pytest.raises(NotFound, match="Reload"):
        office.write(merging.merge, CustomerId(new_id()), mail.customer_id, "x", ana.id, office.clock())


def test_a_merge_is_undone_once(office: Office, two: tuple[Thread, Thread], ana: User) -> None:
    mail, text = two
    merge_id = join(office, text, mail, ana)
    split(office, merge_id, ana)
    with pytest.raises(Conflict, match="split already"):
        split(office, merge_id, ana)
    with pytest.raises(NotFound, match="no such merge"):
        split(office, MergeId(new_id()), ana)
    assert [(row.part, row.head) for row in office.rows(select(merge))] == [({}, {})]


def test_they_may_be_merged_again(office: Office, two: tuple[Thread, Thread], ana: User) -> None:
    mail, text = two
    split(office, join(office, text, mail, ana), ana)
    join(office, mail, text, ana)
    assert office.thread(mail.id).id == text.id


def test_there_is_an_end_to_selves(office: Office, email: Account, ana: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "MOST", 2)
    one, two, three = (office.hears(email, f"{number}@example.com") for number in range(3))
    join(office, one, two, ana)
    with pytest.raises(Conflict, match="cannot be shown as one"):
        join(office, three, two, ana)


def test_screens_and_the_audit_hear_of_it(office: Office, two: tuple[Thread, Thread], ana: User) -> None:
    mail, text = two
    seen = office.read(events.last_seq)
    merge_id = join(office, text, mail, ana)
    split(office, merge_id, ana)
    told = [(one.kind, one.thread_id, one.actor_id, one.data) for one in office.events(seen)]
    assert told == [
        ("customer.merged", mail.id, ana.id, {"part": text.id}),
        ("customer.split", mail.id, ana.id, {"part": text.id}),
        ("customer.split", text.id, ana.id, {"part": text.id}),
    ]
    acts = [one.action for one in office.read(audit.page, None, None).entries]
    assert acts[:2] == ["customer.split", "customer.merged"]


def test_paging_back_through_merged_threads_misses_and_doubles_nothing(
    office: Office, email: Account, sms: Account, ana: User
) -> None:
    """Some of them came in one batch, so at the same moment."""
    for number in range(12):
        office.receive(
            office.arrival(email, MARIA, f"mail {number}"),
            office.arrival(sms, PHONE, f"text {number}"),
        )
        if number % 3:
            office.clock.forward(seconds=1)
    mail, text = office.thread_of(MARIA), office.thread_of(PHONE)
    join(office, text, mail, ana)
    found, before = [], None
    while page := office.read(messages.page, mail.id, before, 5):
        found[:0] = page
        before = page[0].id
    assert [one.id for one in found] == [one.id for one in office.messages(mail.id)]
    assert len({one.id for one in found}) == 24
    for channel in ("email", "sms"):
        theirs = [one.position for one in found if one.channel == channel]
        assert theirs == list(range(1, 13))


def test_an_answer_to_another_customers_address_is_refused_after_the_split(
    office: Office, two: tuple[Thread, Thread], ana: User
) -> None:
    mail, text = two
    merge_id = join(office, text, mail, ana)
    to = office.identity(PHONE).id
    split(office, merge_id, ana)
    late = Reply(mail.id, ana.id, "Too late", "client", to)
    with pytest.raises(NotFound, match="no such address"):
        office.write(answers.reply, late, office.clock())
