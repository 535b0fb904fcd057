"""What no human wrote: it is kept, but nobody waits for an answer to it."""

import pytest
from office.office import Office
from office.patience import minutes
from sqlalchemy import select

from inbox import threads
from inbox.arrivals import News
from inbox.schema import episode, message
from inbox.tables import DEFAULT
from inbox.words import Account, Reason, User


@pytest.mark.parametrize("kind", ["auto-reply", "bounce", "loop"])
def test_it_never_waits(office: Office, email: Account, kind: str) -> None:
    stands = office.hears(email, automatic=kind)
    assert (stands.due, stands.waiting_since, stands.unanswered, stands.reasons) == (None, None, 0, ())
    assert stands.status == "closed"
    assert [one.automatic for one in office.messages(stands.id)] == [kind]
    (only,) = office.rows(select(episode))
    assert only.closed_at is not None


@pytest.mark.parametrize("kind", ["auto-reply", "bounce", "loop"])
def test_it_never_reopens(office: Office, email: Account, ana: User, kind: str) -> None:
    stands = office.hears(email)
    office.reply(stands.id, ana)
    office.write(threads.close, stands.id, ana.id, office.clock())
    after = office.hears(email, automatic=kind)
    assert (after.status, after.due, after.assignee_id) == ("closed", None, None)
    assert after.last_position == 3
    assert len(office.rows(select(episode))) == 1


def test_it_does_not_touch_what_waits_already(office: Office, email: Account) -> None:
    waiting = office.hears(email)
    after = office.hears(email, automatic="auto-reply")
    assert (after.due, after.unanswered, after.reasons) == (waiting.due, 1, waiting.reasons)


def test_a_human_after_a_machine_opens_an_episode(office: Office, email: Account) -> None:
    office.hears(email, automatic="auto-reply")
    stands = office.hears(email, text="I am back")
    assert (stands.status, stands.unanswered, stands.last_position) == ("open", 1, 2)
    assert [row.closed_at is None for row in office.rows(select(episode).order_by(episode.c.id))] == [False, True]


def test_what_came_over_a_list_waits_for_it_may_be_a_customer(office: Office, email: Account) -> None:
    stands = office.hears(email, automatic="list")
    assert stands.due == office.clock() + minutes(DEFAULT.patience["email"])
    assert (stands.status, stands.unanswered) == ("open", 1)


def test_a_bounce_goes_to_the_thread_that_it_cites_as_nobodys_word(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    answer = office.reply(stands.id, ana)
    bounce = office.arrival(email, "mailer-daemon@mx.example", "No such user", automatic="bounce", cites=(answer.id,))
    office.receive(bounce, news=(News(email.id, "failed", ref=answer.id, detail="550 No such user"),))
    said = office.messages(stands.id)
    assert [(one.direction, one.identity_id is None) for one in said] == [("in", False), ("out", False), ("in", True)]
    assert (said[1].state, said[1].state_detail) == ("failed", "550 No such user")
    assert office.rows(select(message.c.id).where(message.c.thread_id != stands.id)) == []
    after = office.thread(stands.id)
    assert (after.status, after.due) == ("open", office.clock())
    assert Reason("undelivered") in after.reasons


def test_a_bounce_that_cites_nothing_of_ours_stays_with_the_server_that_sent_it(office: Office, email: Account) -> None:
    maria = office.hears(email, ref="theirs@example.com")
    bounce = office.hears(email, "mailer-daemon@mx.example", automatic="bounce", cites=("theirs@example.com",))
    assert bounce.id != maria.id
    assert office.thread(maria.id) == maria


def test_after_a_bounce_into_a_closed_thread_the_episode_goes_on(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    answer = office.reply(stands.id, ana)
    office.write(threads.close, stands.id, ana.id, office.clock())
    office.receive(news=(News(email.id, "failed", ref=answer.id),))
    assert office.thread(stands.id).status == "open"
    assert [row.closed_at for row in office.rows(select(episode))] == [None]
    office.write(threads.close, stands.id, ana.id, office.clock.forward(hours=1))
    assert [row.closed_at for row in office.rows(select(episode))] == [office.clock()]


def test_a_bounce_never_makes_an_overdue_thread_wait_longer(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    answer = office.reply(stands.id, ana)
    due = office.hears(email, text="And?").due
    office.clock.forward(days=1)
    office.receive(news=(News(email.id, "failed", ref=answer.id),))
    assert office.thread(stands.id).due == due


def test_the_reason_of_a_bounce_outlives_the_customers_next_message(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    answer = office.reply(stands.id, ana)
    office.receive(news=(News(email.id, "failed", ref=answer.id),))
    assert Reason("undelivered") in office.hears(email, text="Hello?").reasons
    office.reply(stands.id, ana)
    assert office.thread(stands.id).reasons == ()
