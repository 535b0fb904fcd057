"""What waits: counted up to a bound, by an index that holds little else."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from office.clock import START, HeldClock
from office.office import Office
from sqlalchemy import Select, insert, select, true, update

from inbox import gauges, journal, outbox, tally, threads
from inbox.gauges import Lag
from inbox.journal import Outcome
from inbox.schema import account as account_table
from inbox.schema import journal as journal_table
from inbox.schema import message as message_table
from inbox.schema import outbox as outbox_table
from inbox.schema import thread as thread_table
from inbox.words import Account, User


def look(office: Office) -> gauges.Gauges:
    return office.read(gauges.look, office.clock())


def test_nothing_waits_in_an_empty_inbox(office: Office) -> None:
    found = look(office)
    assert (found.journal, found.outbox, found.unweighed) == (Lag(), Lag(), 0)
    assert (found.queue.threads, found.queue.late, found.queue.reasons) == (0, 0, {})


def test_the_journal_lags_since_its_oldest_unread_row_came(office: Office, email: Account) -> None:
    read = office.journalled(email.id)
    first = office.clock.forward(minutes=1)
    office.journalled(email.id)
    office.clock.forward(minutes=1)
    office.journalled(email.id)
    office.write(journal.settle, [Outcome(read, "threaded")], office.clock())
    assert look(office).journal == Lag(2, first)


def test_a_backlog_is_counted_up_to_a_bound(office: Office, email: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gauges, "MOST_ROWS", 3)
    for _ in range(5):
        office.journalled(email.id)
    assert look(office).journal == Lag(3, START)


def test_the_outbox_lags_since_something_should_have_left(office: Office, email: Account, ana: User) -> None:
    thread_id = office.hears(email).id
    leaves_at = office.clock.forward(minutes=1)
    office.reply(thread_id, ana)
    office.clock.forward(minutes=5)
    assert look(office).outbox == Lag(1, leaves_at)


def test_what_is_to_leave_later_does_not_lag(office: Office, email: Account, ana: User) -> None:
    office.reply(office.hears(email).id, ana)
    (delivery,) = office.write(outbox.claim, office.clock())
    later = office.clock() + timedelta(minutes=30)
    office.write(outbox.postpone, delivery, later, "They are busy.", office.clock())
    assert look(office).outbox == Lag()
    office.clock.now = later
    assert look(office).outbox == Lag(1, later)


def test_what_a_paused_account_holds_back_does_not_lag(
    office: Office, email: Account, chat: Account, ana: User
) -> None:
    office.reply(office.hears(email).id, ana)
    office.write(
        lambda conn: conn.execute(update(account_table).where(account_table.c.id == email.id).values(paused=True))
    )
    assert look(office).outbox == Lag()


def test_the_queue_is_told_by_reason(office: Office, email: Account, ana: User) -> None:
    office.hears(email, "maria@example.com", "Where is it?")
    office.hears(email, "pedro@example.com", "Where is it?")
    taken = office.hears(email, "lucia@example.com", "Where is it?")
    office.write(threads.take, taken.id, ana.id, office.clock(), true())
    codes = [{"code": "angry", "words": ["scam"]}, {"code": "angry"}, {"code": "asks_human"}]
    office.write(lambda conn: conn.execute(update(thread_table).values(reasons=codes)))
    queue = look(office).queue
    assert (queue.threads, queue.reasons) == (2, {"angry": 2, "asks_human": 2})


def test_a_thread_is_late_once_its_due_has_passed(office: Office, email: Account) -> None:
    due = office.hears(email).due
    assert due is not None
    assert look(office).queue.late == 0
    office.clock.now = due
    assert look(office).queue.late == 1


def test_whose_mood_nobody_has_weighed_is_counted(office: Office, email: Account) -> None:
    office.hears(email)
    office.write(lambda conn: conn.execute(update(message_table).values(weighed=False)))
    assert look(office).unweighed == 1


@pytest.mark.parametrize(("most", "behind"), [(2, True), (3, True), (4, False)])
def test_the_journal_is_behind_by_what_waits(office: Office, email: Account, most: int, *, behind: bool) -> None:
    read = [office.journalled(email.id) for _ in range(2)]
    for _ in range(3):
        office.journalled(email.id)
    office.write(journal.settle, [Outcome(seq, "threaded") for seq in read], office.clock())
    assert office.read(gauges.is_behind, most) is behind


def test_one_old_row_that_is_read_again_is_no_backlog(office: Office, email: Account) -> None:
    """After `hilo reread` the oldest unread row lies far behind the newest, and yet little waits."""
    seqs = [office.journalled(email.id) for _ in range(5)]
    office.write(journal.settle, [Outcome(seq, "stub") for seq in seqs[:1]], office.clock())
    office.write(journal.settle, [Outcome(seq, "threaded") for seq in seqs[1:]], office.clock())
    office.write(journal.reread)
    assert not office.read(gauges.is_behind, 3)
    assert office.read(gauges.is_behind, 1)


def test_an_empty_journal_is_not_behind(office: Office) -> None:
    assert not office.read(gauges.is_behind, 1)


def test_messages_are_tallied_by_channel_direction_and_outcome(office: Office, email: Account, ana: User) -> None:
    thread_id = office.hears(email).id
    office.hears(email, stub=True)
    office.reply(thread_id, ana)
    office.note(thread_id, ana)
    (delivery,) = office.write(outbox.claim, office.clock())
    office.write(outbox.sent, delivery, "remote", "sent", office.clock())
    assert office.read(tally.since, 0).counts == {
        ("email", "in", "threaded"): 1,
        ("email", "in", "stub"): 1,
        ("email", "out", "written"): 1,
        ("email", "out", "sent"): 1,
        ("email", "note", "written"): 1,
    }


def test_every_event_counts_in_one_tally(office: Office, email: Account) -> None:
    office.hears(email)
    first = office.read(tally.since, 0)
    office.hears(email)
    second = office.read(tally.since, first.seq)
    assert first.counts == second.counts == {("email", "in", "threaded"): 1}
    assert office.read(tally.since, second.seq).counts == {}
    assert office.read(tally.since, second.seq).seq == second.seq


def test_a_long_log_is_tallied_in_steps(office: Office, email: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "LONGEST_STEP", 2)
    for _ in range(5):
        office.hears(email)
    seq, counted, steps = 0, 0, 0
    while (step := office.read(tally.since, seq)).seq > seq:
        seq, counted, steps = step.seq, counted + sum(step.counts.values()), steps + 1
    assert counted == 5
    assert steps == -(-seq // 2)


@pytest.fixture(scope="module")
def busy(databases: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Much that is done with, and a little that is not; and statistics."""
    office = Office(databases.new(tmp_path_factory.mktemp("gauges")), HeldClock())
    email, ana = office.account(), office.agent()
    thread_id = office.hears(email).id
    said = office.reply(thread_id, ana)
    raw = {"account_id": email.id, "body": b"x" * 100, "received_at": START}
    office.write(
        lambda conn: conn.execute(
            insert(journal_table), [{**raw, "key": str(n), "read_at": START if n < 3990 else None} for n in range(4000)]
        )
    )
    assert office.rows(select(outbox_table.c.message_id)) == [(said.id,)]
    office.write(lambda conn: conn.exec_driver_sql("ANALYZE"))
    yield office
    office.close()


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        (gauges.due_to_leave(START), "ix_outbox_next"),
        (gauges.most_pressing(), "ix_thread_queue"),
        (select(journal_table.c.seq).where(gauges.UNREAD).limit(1), "ix_journal_unread"),
    ],
    ids=["outbox", "queue", "journal"],
)
def test_a_look_passes_nothing_that_is_over(busy: Office, asked: Select[Any], index: str) -> None:
    if busy.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL scans a table this small, whatever indexes it has")
    with busy.readers.connect() as conn:
        sql = asked.compile(conn, compile_kwargs={"literal_binds": True})
        plan = "\n".join(row[3] for row in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}"))
    assert index in plan
    assert "TEMP B-TREE" not in plan


def test_a_tally_reads_its_own_part_of_the_log_alone(busy: Office) -> None:
    if busy.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL scans a table this small, whatever indexes it has")
    with busy.readers.connect() as conn:
        sql = tally.counts(10, 20).compile(conn, compile_kwargs={"literal_binds": True})
        plan = "\n".join(row[3] for row in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}"))
    assert "SEARCH event USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)" in plan
