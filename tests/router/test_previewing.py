"""What another table would make of the queue, as pure questions; over the API: tests/web/api/test_patience.py."""

from datetime import timedelta

import pytest
from msgspec.structs import replace
from office.office import Office
from office.patience import minutes

from inbox import tables
from inbox.arrivals import Judgement
from inbox.tables import DEFAULT
from inbox.words import Account, Mood, Reason, User
from router import previewing
from router.patience import Judging
from router.previewing import Preview, preview, row_of
from router.retabling import judge_some

SLOW = replace(DEFAULT, patience={"email": 600.0})


def look(office: Office, table: tables.Table) -> Preview:
    return office.read(preview, table, office.clock())


def test_what_is_previewed_is_what_happens(office: Office, email: Account, chat: Account, ana: User) -> None:
    """Ranks and due, thread by thread, once the table has been saved and applied."""
    for number in range(4):
        mood = Mood(-0.2 * number, 0.1 * number, 1.0, ("urgent",) if number == 2 else ())
        office.hears(email, f"customer{number}@example.com", mood=mood)
        office.clock.forward(minutes=40)
    office.hears(chat, office.arrival(chat, "visitor").sender)
    table = replace(DEFAULT, patience={"email": 30.0, "chat": 300.0}, signals_off=("urgent",))
    foreseen = look(office, table)
    assert len(foreseen.moved) >= 2
    office.write(tables.save, table, ana.id, office.clock())
    office.write(judge_some, Judging(), None, office.clock())
    after = look(office, table)
    assert (after.moved, after.earlier, after.later) == ((), 0, 0)
    for one in foreseen.moved:
        stands = office.thread(one.thread_id)
        assert (stands.due, stands.reasons) == (one.due_after, one.reasons)


def test_nobody_waits_so_nobody_moves(office: Office) -> None:
    assert look(office, SLOW) == Preview((), 0, 0, 0)


def test_of_a_very_long_queue_only_the_top_is_looked_at(
    office: Office, email: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(previewing, "MOST", 3)
    for number in range(5):
        office.hears(email, f"customer{number}@example.com")
    found = look(office, SLOW)
    assert (found.waiting, found.later) == (3, 3)


@pytest.mark.parametrize(("code", "stays"), [("promised", True), ("undelivered", True), ("returned", False)])
def test_what_calls_for_somebody_by_itself_is_due_no_later_than_it_was(
    office: Office, email: Account, code: str, stays: bool
) -> None:
    thread = replace(office.hears(email), reasons=(Reason(code), Reason("channel", channel="email")))
    assert thread.due is not None
    later = Judgement(thread.due + timedelta(hours=1), 0.0, 0.0, ())
    assert (row_of(1, thread, later).due_after == thread.due) == stays
    sooner = Judgement(thread.due - minutes(5), 0.0, 0.0, ())
    assert row_of(1, thread, sooner).due_after == sooner.due


def test_a_thread_whose_messages_are_gone_stays_where_it_is(office: Office, email: Account) -> None:
    thread = office.hears(email)
    row = row_of(7, thread, None)
    assert (row.due_before, row.due_after, row.rank_before, row.reasons) == (thread.due, thread.due, 7, thread.reasons)
