"""What is put aside comes back: at its moment, when the customer writes, and never later than an answer is due."""

from datetime import datetime, timedelta

import pytest
from office.office import Office
from office.staffing import sits, team
from sqlalchemy import select

from inbox import calling, desks, events, leaving, merging, queue, rejudging, snoozing, threads
from inbox.arrivals import News
from inbox.errors import Conflict, NotFound
from inbox.ids import new_id
from inbox.promises import NewPromise, make
from inbox.schema import thread
from inbox.words import Account, Event, Mood, Thread, ThreadId, User
from router.patience import judge

WEEK = timedelta(days=7)


@pytest.fixture
def answered(office: Office, email: Account, ana: User) -> Thread:
    """Nobody waits in it."""
    waiting = office.hears(email)
    office.reply(waiting.id, ana)
    return office.thread(waiting.id)


def snooze(office: Office, one: Thread, by: User, until: datetime | None = None) -> Thread:
    return office.write(snoozing.snooze, one.id, until, by.id, office.clock())


def wake_due(office: Office) -> list[ThreadId]:
    return office.write(snoozing.wake_due, office.clock())


def woken(office: Office) -> list[Event]:
    return [one for one in office.events() if one.kind == "thread.woke"]


def shown(office: Office, view: str, user: User) -> list[str]:
    return [one.id for one in office.read(queue.page, view, user.id).threads]  # type: ignore[arg-type]


def test_it_is_aside_until_its_moment_and_its_snoozers(
    office: Office, email: Account, answered: Thread, ben: User
) -> None:
    until = office.clock() + WEEK
    aside = snooze(office, answered, ben, until)
    assert (aside.snoozed_at, aside.wake_at) == (office.clock(), until)
    assert (aside.assignee_id, aside.held_until) == (ben.id, None)
    told = office.events()[-1]
    assert (told.kind, told.actor_id, told.data) == ("thread.snoozed", ben.id, {"until": until.isoformat()})
    assert office.read(snoozing.next_wake) == until
    office.clock.forward(days=6)
    assert wake_due(office) == []
    now = office.clock.forward(days=1)
    assert wake_due(office) == [answered.id]
    back = office.thread(answered.id)
    assert (back.snoozed_at, back.wake_at, back.assignee_id) == (None, now, ben.id)
    assert [(one.data, one.actor_id) for one in woken(office)] == [({"why": "time"}, None)]
    assert wake_due(office) == []
    assert office.read(snoozing.next_wake) is None


def test_a_message_brings_it_back_at_once(office: Office, email: Account, answered: Thread, ana: User) -> None:
    snooze(office, answered, ana)
    assert office.read(snoozing.next_wake) is None
    now = office.clock.forward(hours=1)
    back = office.hears(email, text="And now?")
    assert (back.snoozed_at, back.wake_at, back.assignee_id) == (None, now, ana.id)
    assert back.held_until is not None
    assert [one.data for one in woken(office)] == [{"why": "reply"}]


def test_a_vacation_notice_brings_nothing_back(office: Office, email: Account, answered: Thread, ana: User) -> None:
    snooze(office, answered, ana)
    assert office.hears(email, text="I am away", automatic="auto-reply").snoozed_at is not None
    assert woken(office) == []


def test_nobody_waits_longer_than_their_patience(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email)
    aside = snooze(office, waiting, ana, office.clock() + WEEK)
    assert aside.wake_at == waiting.due
    assert waiting.due is not None
    now = office.clock.forward(seconds=(waiting.due - office.clock()).total_seconds())
    assert wake_due(office) == [waiting.id]
    assert office.thread(waiting.id).held_until == now + threads.HOLD
    assert office.write(threads.return_overdue, now) == []


def test_until_they_reply_ends_when_an_answer_is_due(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email)
    assert snooze(office, waiting, ana).wake_at == waiting.due


def test_a_sooner_moment_than_due_holds(office: Office, email: Account, ana: User) -> None:
    waiting, soon = office.hears(email), office.clock() + timedelta(minutes=5)
    assert snooze(office, waiting, ana, soon).wake_at == soon


def test_whoever_asked_for_a_human_is_not_put_aside(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email, text="A human, please", mood=Mood(signals=("asks_human",)))
    with pytest.raises(Conflict, match="Answer them first"):
        snooze(office, waiting, ana)
    assert office.thread(waiting.id).assignee_id is None
    office.reply(waiting.id, ana)
    assert snooze(office, waiting, ana).snoozed_at is not None


def test_what_is_overdue_is_not_put_aside(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email)
    office.clock.forward(days=2)
    with pytest.raises(Conflict, match="overdue"):
        snooze(office, waiting, ana, office.clock() + WEEK)


@pytest.mark.parametrize("ago", [timedelta(0), timedelta(minutes=1), WEEK])
def test_a_moment_that_has_passed_is_refused(office: Office, answered: Thread, ana: User, ago: timedelta) -> None:
    with pytest.raises(Conflict, match="Choose a later one"):
        snooze(office, answered, ana, office.clock() - ago)


def test_what_is_closed_or_missing_is_not_put_aside(office: Office, answered: Thread, ana: User) -> None:
    office.write(threads.close, answered.id, ana.id, office.clock())
    with pytest.raises(Conflict, match="Reopen it first"):
        snooze(office, answered, ana)
    with pytest.raises(NotFound):
        office.write(snoozing.snooze, ThreadId(new_id()), None, ana.id, office.clock())


def test_by_hand_it_is_back_without_a_mark(office: Office, answered: Thread, ana: User) -> None:
    snooze(office, answered, ana, office.clock() + WEEK)
    back = office.write(snoozing.wake, answered.id, ana.id, office.clock())
    assert (back.snoozed_at, back.wake_at, back.assignee_id) == (None, None, ana.id)
    assert woken(office)[-1].data == {"why": "hand"}
    with pytest.raises(Conflict, match="not put aside"):
        office.write(snoozing.wake, answered.id, ana.id, office.clock())
    with pytest.raises(NotFound):
        office.write(snoozing.wake, ThreadId(new_id()), ana.id, office.clock())


def test_to_snooze_again_moves_the_moment(office: Office, answered: Thread, ana: User) -> None:
    snooze(office, answered, ana, office.clock() + WEEK)
    sooner = office.clock() + timedelta(hours=1)
    assert snooze(office, answered, ana, sooner).wake_at == sooner


def test_an_answer_takes_the_mark_of_what_woke_but_wakes_nothing(office: Office, answered: Thread, ana: User) -> None:
    until = office.clock() + timedelta(hours=1)
    snooze(office, answered, ana, until)
    office.reply(answered.id, ana, "One more thing")
    assert (office.thread(answered.id).snoozed_at, office.thread(answered.id).wake_at) == (office.clock(), until)
    office.clock.forward(hours=1)
    wake_due(office)
    office.reply(answered.id, ana, "Here I am again")
    assert office.thread(answered.id).wake_at is None


def test_closing_and_giving_back_end_it(office: Office, email: Account, answered: Thread, ana: User) -> None:
    snooze(office, answered, ana, office.clock() + WEEK)
    closed = office.write(threads.close, answered.id, ana.id, office.clock())
    assert (closed.snoozed_at, closed.wake_at) == (None, None)
    office.write(threads.reopen, answered.id, ana.id, office.clock())
    snooze(office, answered, ana, office.clock() + WEEK)
    free = office.write(threads.release, answered.id, ana.id, office.clock())
    assert (free.assignee_id, free.snoozed_at, free.wake_at) == (None, None, None)


def test_what_waits_goes_back_to_the_queue_with_an_agent_who_leaves(office: Office, email: Account, ana: User) -> None:
    sits(office, ana)
    waiting = office.hears(email)
    snooze(office, waiting, ana)
    office.write(desks.set_available, ana.id, False, office.clock())
    now = office.clock.forward(minutes=2)
    assert office.write(leaving.leave, now) == [waiting.id]
    free = office.thread(waiting.id)
    assert (free.assignee_id, free.snoozed_at, free.wake_at) == (None, None, None)
    assert shown(office, "queue", ana) == [waiting.id]


def test_a_promise_that_calls_brings_it_back(office: Office, answered: Thread, ana: User) -> None:
    promise = NewPromise(answered.id, "Call back", office.clock() + timedelta(hours=1))
    office.write(make, promise, ana.id, office.clock())
    snooze(office, answered, ana, office.clock() + WEEK)
    now = office.clock.forward(hours=1)
    office.write(calling.call_due, now)
    assert office.thread(answered.id).wake_at == now
    assert wake_due(office) == [answered.id]


def test_an_answer_that_did_not_arrive_brings_it_back(
    office: Office, email: Account, answered: Thread, ana: User
) -> None:
    sent = office.messages(answered.id)[-1]
    snooze(office, answered, ana, office.clock() + WEEK)
    office.receive(news=(News(email.id, "failed", ref=sent.id, detail="no such mailbox"),))
    assert wake_due(office) == [answered.id]


def test_a_second_opinion_that_makes_it_urgent_brings_it_back_sooner(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email)
    snooze(office, waiting, ana)
    said = office.messages(waiting.id)[0]

    def urgent(one: object) -> object:
        judged = judge(one)  # type: ignore[arg-type]  # any judge's
        return type(judged)(office.clock() + timedelta(minutes=1), judged.anger, judged.valence, judged.reasons)

    office.write(rejudging.rejudge, {waiting.id: said.id}, urgent, office.clock())  # type: ignore[arg-type]  # as above
    stands = office.thread(waiting.id)
    assert stands.wake_at == stands.due == office.clock() + timedelta(minutes=1)
    assert stands.held_until is None


def test_a_merge_brings_it_back_and_a_split_puts_it_aside_again(
    office: Office, email: Account, answered: Thread, ana: User
) -> None:
    other = office.hears(email, "other@example.com")
    until = office.clock() + WEEK
    snooze(office, answered, ana, until)
    made = office.write(merging.merge, answered.customer_id, other.customer_id, "same", ana.id, office.clock())
    assert office.thread(other.id).snoozed_at is None
    office.write(merging.split, made, ana.id, office.clock())
    assert office.thread(answered.id).wake_at == until


def test_what_is_merged_into_it_brings_it_back_with_a_message(
    office: Office, email: Account, answered: Thread, ana: User
) -> None:
    other = office.hears(email, "other@example.com")
    office.reply(other.id, ana)
    office.write(merging.merge, other.customer_id, answered.customer_id, "same", ana.id, office.clock())
    assert snooze(office, other, ana).id == answered.id
    office.hears(email, "other@example.com", "Me again")
    assert office.thread(answered.id).snoozed_at is None
    assert [(one.thread_id, one.data) for one in woken(office)] == [(answered.id, {"why": "reply"})]


def test_it_stands_in_no_queue_and_is_handed_to_nobody(office: Office, email: Account, ana: User, ben: User) -> None:
    team(office, ben, accounts=(email,))
    waiting = office.hears(email)
    snooze(office, waiting, ana)
    assert shown(office, "queue", ben) == []
    assert [row.assignee_id for row in office.rows(select(thread.c.assignee_id))] == [ana.id]


def test_many_come_back_in_groups(office: Office, email: Account, ana: User) -> None:
    until = office.clock() + timedelta(minutes=1)
    for number in range(snoozing.GROUP + 5):
        snooze(office, office.hears(email, f"{number}@example.com"), ana, until)
    office.clock.forward(minutes=1)
    assert [len(wake_due(office)) for _ in range(3)] == [snoozing.GROUP, 5, 0]
    assert len(office.read(events.since, 0, 100_000)) > 0
