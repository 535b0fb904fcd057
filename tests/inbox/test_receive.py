"""Journal to thread: what is stored, once, in order, and what it does to the queue."""

from datetime import timedelta

import pytest
from msgspec.structs import replace
from office.office import Office
from office.patience import minutes
from sqlalchemy import func, select

from inbox import customers, journal, messages, threads
from inbox.arrivals import Consented, Judgement, Read, Waiting, Wanted
from inbox.files import Files, Stored
from inbox.identities import Contact
from inbox.receive import receive
from inbox.schema import account as account_table
from inbox.schema import alert, attachment, episode, message
from inbox.schema import journal as journal_table
from inbox.tables import DEFAULT
from inbox.threads import PREVIEW
from inbox.words import Account, Mood, Reason, User
from router.patience import judge


def count(office: Office, table: object) -> int:
    return int(office.rows(select(func.count()).select_from(table))[0][0])  # type: ignore[arg-type]


def outcomes(office: Office) -> list[str]:
    return [row.outcome for row in office.rows(select(journal_table.c.outcome).order_by(journal_table.c.seq))]


def test_a_first_message_makes_a_customer_with_one_open_thread(office: Office, email: Account) -> None:
    who = Contact("email", "", "maria@example.com", "Maria Ruiz", "proven", "DKIM")
    stands = office.hears(email, who, "Where is my parcel?", subject="Parcel", ref="m1@example.com")
    assert (stands.customer_name, stands.status, stands.channel) == ("Maria Ruiz", "open", "email")
    assert (stands.unanswered, stands.last_position, stands.preview) == (1, 1, "Where is my parcel?")
    assert stands.waiting_since == office.clock()
    assert stands.due == office.clock() + minutes(DEFAULT.patience["email"])
    assert stands.reasons == (Reason("channel", channel="email"),)
    (said,) = office.messages(stands.id)
    assert (said.direction, said.text, said.subject, said.evidence) == ("in", "Where is my parcel?", "Parcel", "proven")
    assert (said.position, said.account_id, said.state) == (1, email.id, None)


def test_everything_a_message_says_is_kept(office: Office, email: Account) -> None:
    mood = Mood(-0.5, 0.75, 0.9, ("asks_human",), ("furious",))
    sent_at = office.clock() - timedelta(minutes=7)
    stands = office.hears(
        email, text="All of it", said="All", html="<p>All</p>", mood=mood, sent_at=sent_at, client_id="c1"
    )
    (said,) = office.messages(stands.id)
    assert (said.text, said.said, said.formatted, said.mood) == ("All of it", "All", True, mood)
    assert office.read(messages.html, said.id) == "<p>All</p>"
    assert (said.sent_at, said.client_id, said.created_at) == (sent_at, "c1", office.clock())


def test_waiting_counts_from_our_clock_and_from_the_first_unanswered_message(office: Office, email: Account) -> None:
    first = office.clock()
    office.hears(email, sent_at=first - timedelta(days=30))
    office.clock.forward(minutes=30)
    stands = office.hears(email, text="Hello?")
    assert (stands.waiting_since, stands.unanswered) == (first, 2)
    assert Reason("repeated", count=2) in stands.reasons


def test_positions_are_dense_within_each_thread_across_batches(office: Office, email: Account) -> None:
    for _ in range(3):
        office.receive(*(office.arrival(email, f"{name}@example.com") for name in "abcabca"))
    for name, number in (("a", 9), ("b", 6), ("c", 6)):
        said = office.messages(office.thread_of(f"{name}@example.com").id)
        assert [one.position for one in said] == list(range(1, number + 1))


def test_order_within_a_batch_is_the_journals(office: Office, email: Account) -> None:
    office.receive(*(office.arrival(email, text=str(number)) for number in range(20)))
    said = office.messages(office.thread_of("maria@example.com").id)
    assert [one.text for one in said] == [str(number) for number in range(20)]


def test_the_same_message_twice_in_a_batch_is_one(office: Office, email: Account) -> None:
    one, again = office.arrival(email, remote_id="same"), office.arrival(email, remote_id="same")
    office.receive(one, again)
    assert count(office, message) == 1
    assert outcomes(office) == ["threaded", "repeated"]


def test_the_same_message_later_is_a_repetition_and_changes_no_queue(office: Office, email: Account) -> None:
    before = office.hears(email, remote_id="same")
    seen = len(office.events())
    office.clock.forward(hours=1)
    office.receive(office.arrival(email, remote_id="same"))
    assert office.thread(before.id) == before
    assert outcomes(office) == ["threaded", "repeated"]
    assert len(office.events()) == seen


def test_two_accounts_may_number_their_messages_alike(office: Office, email: Account) -> None:
    other = office.account("email", name="Sales")
    office.receive(office.arrival(email, remote_id="7"), office.arrival(other, remote_id="7"))
    assert outcomes(office) == ["threaded", "threaded"]
    assert office.thread_of("maria@example.com").last_position == 2


def test_reading_the_same_row_twice_changes_nothing(office: Office, email: Account) -> None:
    arrived = office.arrival(email)
    office.receive(arrived)
    before = office.thread_of("maria@example.com"), office.events()
    office.receive(arrived)
    office.write(receive, [Read(arrived.journal_seq, outcome="stub")], judge, office.clock())
    assert (office.thread_of("maria@example.com"), office.events()) == before
    assert outcomes(office) == ["threaded"]


def test_one_payload_may_hold_several_messages_or_none(office: Office, email: Account) -> None:
    seq = office.journalled(email.id)
    office.receive(*(office.arrival(email, text=text, journal_seq=seq) for text in ("one", "two")))
    empty = office.journalled(email.id)
    office.write(receive, [Read(empty, outcome="ignored", error="")], judge, office.clock())
    assert [one.text for one in office.messages(office.thread_of("maria@example.com").id)] == ["one", "two"]
    assert outcomes(office) == ["threaded", "ignored"]


def test_receiving_nothing_is_no_error(office: Office) -> None:
    assert office.receive() == []


def test_a_message_in_a_closed_thread_opens_a_new_episode(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    office.write(threads.close, stands.id, ana.id, office.clock.forward(minutes=1))
    office.clock.forward(days=4)
    again = office.hears(email, text="It broke again")
    assert (again.id, again.status, again.unanswered) == (stands.id, "open", 1)
    assert again.waiting_since == office.clock()
    newest, oldest = office.read(customers.get, stands.customer_id).episodes
    assert (oldest.closed_at is not None, newest.closed_at, newest.opened_at) == (True, None, office.clock())
    first, second = office.messages(stands.id)
    assert (first.episode_id, second.episode_id) == (oldest.id, newest.id)


def test_a_message_soon_after_the_closing_goes_on_with_the_episode(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    office.write(threads.close, stands.id, ana.id, office.clock.forward(minutes=1))
    office.clock.forward(hours=72)
    office.receive(*(office.arrival(email, text=text) for text in ("It broke again", "Hello?")))
    (same,) = office.read(customers.get, stands.customer_id).episodes
    assert (same.closed_at, same.opened_at) == (None, office.messages(stands.id)[0].created_at)
    assert {one.episode_id for one in office.messages(stands.id)} == {same.id}


def test_a_message_in_an_assigned_thread_is_held_until_due_but_never_less_than_some_minutes(
    office: Office, email: Account, ana: User
) -> None:
    stands = office.hears(email)
    office.write(threads.claim, stands.id, ana.id, office.clock())
    office.reply(stands.id, ana)
    assert office.thread(stands.id).held_until is None
    again = office.hears(email, text="One more thing")
    assert (again.assignee_id, again.held_until) == (ana.id, again.due)
    office.reply(stands.id, ana)
    late = office.arrival(email, text="And another")
    now = office.clock.forward(days=1)
    office.receive(late)
    assert office.thread(stands.id).held_until == now + threads.HOLD


def test_a_further_message_never_moves_due_back_and_keeps_what_is_still_true(
    office: Office, email: Account, ana: User
) -> None:
    furious = Mood(-0.9, 0.9, 0.9, (), ("furious",))
    angry = office.hears(email, mood=furious)
    office.write(threads.claim, angry.id, ana.id, office.clock())
    office.write(threads.return_overdue, office.clock.forward(hours=6))
    calm = office.hears(email, text="Sorry for my tone", mood=Mood(0.8))
    assert calm.due == angry.due
    assert calm.anger < angry.anger
    assert Reason("returned") in calm.reasons


def test_the_preview_is_one_short_line_of_the_customers_own_words(office: Office, email: Account) -> None:
    long = office.hears(email, said="  My\n\nown   words " + "x" * 500, text="quoted")
    assert long.preview.startswith("My own words xxx")
    assert len(long.preview) == PREVIEW
    assert office.hears(email, said="", text="", subject="Only a subject").preview == "Only a subject"


def test_files_become_attachments_of_their_message(office: Office, email: Account) -> None:
    files = (
        Stored("a.pdf", "application/pdf", 3, "abc", "aa/aaa"),
        Stored("b.png", "image/png", 4, "def", "bb/bbb", "c"),
    )
    stands = office.hears(email, files=files)
    (said,) = office.messages(stands.id)
    assert [(one.name, one.mime, one.size, one.cid) for one in said.attachments] == [
        ("a.pdf", "application/pdf", 3, ""),
        ("b.png", "image/png", 4, "c"),
    ]
    shown, path = office.read(messages.get_attachment, said.attachments[1].id)
    assert (shown, path) == (said.attachments[1], "bb/bbb")


def test_the_files_of_a_repetition_are_named_as_left_over(office: Office, email: Account) -> None:
    def sent(path: str) -> object:
        return office.arrival(email, remote_id="same", files=(Stored("a", "b", 1, "c", path),))

    assert office.receive(sent("aa/1"), sent("aa/2")) == ["aa/2"]  # type: ignore[arg-type]  # arrivals, all of them
    assert office.receive(sent("aa/3")) == ["aa/3"]  # type: ignore[arg-type]
    assert [row.path for row in office.rows(select(attachment.c.path))] == ["aa/1"]
    assert Files  # the reader discards them there


def test_an_event_tells_of_each_message_in_order_and_whose_it_is(office: Office, email: Account, chat: Account) -> None:
    visitor = Contact("chat", chat.id, "v1", "", "proven")
    office.receive(office.arrival(email), office.arrival(chat, visitor), office.arrival(email))
    maria, other = office.identity(Contact("email", "", "maria@example.com")), office.identity(visitor)
    told = [event for event in office.events() if event.kind == "message.received"]
    assert [event.identity_id for event in told] == [maria.id, other.id, maria.id]
    assert [event.seq for event in told] == sorted(event.seq for event in told)
    said = {one.id: one for one in office.messages(office.thread_of("maria@example.com").id)}
    assert [said[event.message_id].position for event in told if event.message_id in said] == [1, 2]


def test_the_account_knows_when_something_last_came(office: Office, email: Account) -> None:
    office.hears(email)
    later = office.clock.forward(minutes=5)
    office.hears(email)
    office.clock.forward(minutes=5)
    office.receive(office.arrival(email, remote_id="x"))
    newest = office.clock()
    office.clock.forward(minutes=5)
    office.receive(office.arrival(email, remote_id="x"))
    assert later < newest
    assert office.rows(select(account_table.c.last_in_at))[0][0] == newest


def test_a_stub_is_marked_and_its_row_can_be_read_again(office: Office, email: Account) -> None:
    seq = office.journalled(email.id)
    stub = office.arrival(email, text="unreadable", remote_id=f"stub:{seq}", stub=True, journal_seq=seq)
    for _ in range(2):
        office.write(receive, [Read(seq, (stub,), (), "stub", "broken")], judge, office.clock())
        assert outcomes(office) == ["stub"]
        assert [one.stub for one in office.messages(office.thread_of("maria@example.com").id)] == [True]
        office.write(journal.reread)
    real = office.arrival(email, text="The real words", journal_seq=seq)
    office.receive(real)
    assert outcomes(office) == ["threaded"]
    assert [one.stub for one in office.messages(office.thread_of("maria@example.com").id)] == [True, False]
    assert count(office, episode) == 1


@pytest.mark.parametrize("kind", ["furious", "threatened", ""])
def test_what_the_judge_finds_alarming_is_told_to_the_whole_team(office: Office, email: Account, kind: str) -> None:
    def alarmed(waiting: Waiting) -> Judgement:
        return replace(judge(waiting), alert=kind)

    arrived = office.arrival(email)
    office.write(receive, [Read(arrived.journal_seq, (arrived,))], alarmed, office.clock())
    found = office.rows(select(alert))
    stands = office.thread_of("maria@example.com")
    rows: list[tuple[object, ...]] = [(kind, stands.id, office.clock(), office.clock(), 0, [])] if kind else []
    assert [(one.kind, one.thread_id, one.created_at, one.next_at, one.attempts, one.told) for one in found] == rows
    assert {one.episode_id for one in found} <= {row.id for row in office.rows(select(episode))}


def test_what_is_yet_to_be_fetched_is_a_row_that_waits(office: Office, email: Account) -> None:
    office.hears(
        email, media=(Wanted("a.jpg", "image/jpeg", 7, "ab", "there"),), files=(Stored("b", "", 1, "cd", "p"),)
    )
    rows = office.rows(select(attachment).order_by(attachment.c.name))
    assert [(row.name, row.state, row.place, row.path, row.next_at, row.attempts) for row in rows] == [
        ("a.jpg", "wanted", "there", "", office.clock(), 0), ("b", "kept", "", "p", None, 0),
    ]  # fmt: skip


@pytest.mark.parametrize("stub", [True, False])
def test_a_message_says_whether_its_words_are_ours(office: Office, email: Account, *, stub: bool) -> None:
    stands = office.hears(email, text="They sent a location.", stub=stub)
    assert office.messages(stands.id)[0].stub is stub


def test_rare_payloads_in_a_batch_do_not_change_what_the_others_do(office: Office, email: Account) -> None:
    """A wish or a move makes the batch go row by row; positions, repetitions and leftovers come out the same."""
    lost = Stored("b", "", 1, "cd", "lost/path")
    one, two = office.arrival(email, text="1", remote_id="r1"), office.arrival(email, text="2", remote_id="r2")
    again = office.arrival(email, remote_id="r1", files=(lost,))
    maria = one.sender
    reads = [
        office.payload(email, one), office.payload(email, consents=(Consented(maria, False),)),
        office.payload(email, again), office.payload(email, two), office.payload(email, moves=()),
    ]  # fmt: skip
    assert office.take(*reads) == ["lost/path"]
    assert outcomes(office) == ["threaded", "threaded", "repeated", "receipt", "receipt"]
    said = office.messages(office.thread_of(maria).id)
    assert [(message.position, message.text) for message in said] == [(1, "1"), (2, "2")]
    assert office.take(*reads) == ["lost/path"], "reading a row twice changes nothing"
    assert len(office.messages(office.thread_of(maria).id)) == 2
