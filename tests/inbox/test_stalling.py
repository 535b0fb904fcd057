"""Due has passed and nobody has the thread: told once, at that moment, for as long as somebody waits."""

from datetime import timedelta

import pytest
from office.office import Office
from office.plans import plans
from office.staffing import sits
from sqlalchemy import select

from inbox import alerts, leaving, stalling, threads
from inbox.schema import alert, thread
from inbox.stalling import GROUP
from inbox.words import Account, User

EXACTLY = timedelta()
JUST_BEFORE = timedelta(microseconds=-1)


def told(office: Office) -> list[str]:
    return [one.thread_id or "" for one in office.events() if one.kind == "thread.stalled"]


def stalled(office: Office) -> int:
    return len(office.rows(select(alert).where(alert.c.kind == "stalled")))


def test_it_is_told_at_due_and_not_before(office: Office, email: Account) -> None:
    waiting = office.hears(email)
    assert waiting.due is not None
    assert office.read(stalling.next_stall) == waiting.due
    assert office.write(stalling.stall, waiting.due + JUST_BEFORE) == []
    assert office.write(stalling.stall, waiting.due + EXACTLY) == [waiting.id]
    assert (told(office), stalled(office)) == ([waiting.id], 1)
    assert office.rows(select(thread.c.stalled_at)) == [(waiting.due,)]


def test_it_is_told_once_however_much_longer_they_wait_and_however_often_they_write(
    office: Office, email: Account
) -> None:
    waiting = office.hears(email)
    for _ in range(3):
        office.write(stalling.stall, office.clock.forward(days=1))
        office.hears(email, text="Hello?")
    assert told(office) == [waiting.id]
    assert office.read(stalling.next_stall) is None


def test_what_somebody_has_is_told_only_once_it_comes_back(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email)
    office.write(threads.claim, waiting.id, ana.id, office.clock())
    assert office.read(stalling.next_stall) is None
    assert office.write(stalling.stall, office.clock.forward(days=1)) == []
    office.write(threads.release, waiting.id, ana.id, office.clock())
    assert office.write(stalling.stall, office.clock()) == [waiting.id]


def test_what_came_back_late_is_one_alert_and_not_two(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email)
    office.write(threads.claim, waiting.id, ana.id, office.clock())
    office.write(threads.return_overdue, office.clock.forward(days=1))
    office.write(stalling.stall, office.clock())
    assert stalled(office) == 1


def test_whoever_waits_anew_is_told_of_anew_in_the_same_episode(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email)
    for so_many in (1, 2):
        office.write(stalling.stall, office.clock.forward(days=1))
        assert len(told(office)) == so_many
        (one,) = office.write(alerts.claim, office.clock())
        assert (one.kind, one.created_at) == ("stalled", office.clock())
        office.write(alerts.settle, one, (), None)
        office.reply(waiting.id, ana)
        office.write(threads.release, waiting.id, ana.id, office.clock())
        office.clock.forward(hours=1)
        office.hears(email)


def test_an_alert_of_another_kind_stays_when_its_thread_stalls_again(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email)
    (row,) = office.rows(select(thread.c.episode_id))
    office.write(alerts.raise_one, row.episode_id, waiting.id, "furious", office.clock())
    office.write(stalling.stall, office.clock.forward(days=1))
    assert {row.kind for row in office.rows(select(alert.c.kind))} == {"furious", "stalled"}


def test_what_is_answered_or_closed_in_time_never_stalls(office: Office, email: Account, ana: User) -> None:
    answered, closed = office.hears(email, "a@example.com"), office.hears(email, "b@example.com")
    office.reply(answered.id, ana)
    office.write(threads.close, closed.id, ana.id, office.clock())
    assert office.read(stalling.next_stall) is None
    assert office.write(stalling.stall, office.clock.forward(days=9)) == []


def test_many_are_told_in_groups_oldest_first(office: Office, email: Account) -> None:
    waiting = [office.hears(email, f"{number}@example.com").id for number in range(GROUP + 5)]
    office.clock.forward(days=1)
    assert office.write(stalling.stall, office.clock()) == sorted(waiting[:GROUP], key=waiting.index)
    assert len(office.write(stalling.stall, office.clock())) == 5
    assert office.write(stalling.stall, office.clock()) == []


@pytest.mark.parametrize("work", [stalling.next_stall, stalling.stall])
def test_the_next_one_is_found_by_its_index_past_all_that_were_told(
    office: Office, email: Account, work: object
) -> None:
    for number in range(60):
        office.hears(email, f"{number}@example.com")
    office.write(stalling.stall, office.clock.forward(days=1))
    office.hears(email, "new@example.com")
    office.write(lambda conn: conn.exec_driver_sql("ANALYZE"))
    question = (work,) if work is stalling.next_stall else (work, office.clock())
    plan = plans(office, *question)[0]
    assert "ix_thread_unstalled" in plan
    assert "TEMP B-TREE" not in plan


def test_what_an_agent_who_left_had_for_too_long_stalls_at_once(office: Office, email: Account, ana: User) -> None:
    sits(office, ana)
    waiting = office.hears(email)
    office.write(threads.claim, waiting.id, ana.id, office.clock())
    office.write(leaving.leave, office.clock.forward(days=1))
    assert office.read(stalling.next_stall) == waiting.due
    assert office.write(stalling.stall, office.clock()) == [waiting.id]
