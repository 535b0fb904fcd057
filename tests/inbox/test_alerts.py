"""Alerts: once per episode and kind, claimed by one teller at a time."""

from datetime import timedelta

import pytest
from office.office import Office
from sqlalchemy import select

from inbox import alerts, threads
from inbox.alerts import LEASE, Due
from inbox.bus import announced
from inbox.identities import Contact
from inbox.schema import alert
from inbox.schema import thread as thread_table
from inbox.words import Account, AccountId, EpisodeId, Mood, Thread, User

FURY = Mood(anger=0.9, words=("furious",))
THREAT = Mood(signals=("threatens",))
MARIA = Contact("email", "", "maria@example.com", "Maria")


@pytest.fixture
def furious(office: Office, email: Account) -> Thread:
    return office.hears(email, MARIA, "I am furious!", mood=FURY)


def claim(office: Office, limit: int = 20) -> list[Due]:
    return office.write(alerts.claim, office.clock(), limit)


def kinds(office: Office) -> list[str]:
    return [row.kind for row in office.rows(select(alert.c.kind).order_by(alert.c.created_at, alert.c.kind))]


def episode(office: Office, thread: Thread) -> EpisodeId:
    return EpisodeId(office.rows(select(thread_table.c.episode_id).where(thread_table.c.id == thread.id))[0][0])


def test_an_alert_says_who_and_what(office: Office, furious: Thread) -> None:
    (due,) = claim(office)
    assert (due.kind, due.thread_id, due.customer_name, due.preview) == (
        "furious", furious.id, "Maria", "I am furious!",
    )  # fmt: skip
    assert (due.episode_id, due.created_at) == (episode(office, furious), office.clock())
    assert (due.attempts, due.told) == (1, ())


def test_a_calm_message_alerts_nobody(office: Office, email: Account) -> None:
    office.hears(email)
    assert kinds(office) == []
    assert not office.read(alerts.anything, office.clock())


def test_what_nobody_waits_behind_alerts_nobody(office: Office, email: Account) -> None:
    office.hears(email, MARIA, mood=FURY, automatic="auto-reply")
    assert kinds(office) == []


def test_each_kind_alerts_once_per_episode(office: Office, email: Account, furious: Thread) -> None:
    for mood in (FURY, THREAT, THREAT, FURY):
        office.hears(email, MARIA, mood=mood)
    office.receive(*(office.arrival(email, MARIA, mood=FURY) for _ in range(3)))
    assert kinds(office) == ["furious", "threatened"]


def test_a_new_episode_alerts_again(office: Office, email: Account, furious: Thread, ana: User) -> None:
    office.write(threads.close, furious.id, ana.id, office.clock())
    office.clock.forward(days=4)
    office.hears(email, MARIA, mood=FURY)
    assert kinds(office) == ["furious", "furious"]


def test_who_comes_back_furious_soon_after_the_closing_is_told_about_again(
    office: Office, email: Account, furious: Thread, ana: User
) -> None:
    """The episode goes on, but it had been over for everybody."""
    (due,) = office.write(alerts.claim, office.clock())
    office.write(alerts.settle, due, (), None)
    office.write(threads.close, furious.id, ana.id, office.clock())
    office.clock.forward(days=1)
    office.hears(email, MARIA, mood=FURY)
    assert [one.attempts for one in office.write(alerts.claim, office.clock())] == [1]


def test_a_reopened_episode_does_not(office: Office, email: Account, furious: Thread, ana: User) -> None:
    office.write(threads.close, furious.id, ana.id, office.clock())
    office.write(threads.reopen, furious.id, ana.id, office.clock())
    office.hears(email, MARIA, mood=FURY)
    assert kinds(office) == ["furious"]


def test_two_customers_in_a_batch_alert_each(office: Office, email: Account) -> None:
    office.receive(*(office.arrival(email, f"{name}@example.com", mood=FURY) for name in ("a", "b")))
    assert {one.customer_name for one in claim(office)} == {"a@example.com", "b@example.com"}


def test_the_teller_is_woken(office: Office, furious: Thread) -> None:
    with office.engine.begin() as conn:
        announced(conn)
        alerts.raise_one(conn, episode(office, furious), furious.id, "furious", office.clock())
        assert "alerts" not in announced(conn), "it is no news"
        alerts.raise_one(conn, episode(office, furious), furious.id, "stalled", office.clock())
        assert "alerts" in announced(conn)


def test_of_two_that_are_raised_together_for_one_episode_one_is_news(office: Office, furious: Thread) -> None:
    mine = episode(office, furious), furious.id
    raised = [(*mine, "furious"), (*mine, "stalled"), (*mine, "stalled")]
    office.write(alerts.raise_many, raised, office.clock.forward(seconds=1))
    assert kinds(office) == ["furious", "stalled"]


def test_what_nobody_asked_for_is_dropped_and_what_is_claimed_is_not(
    office: Office, email: Account, furious: Thread
) -> None:
    (taken,) = claim(office)
    office.receive(*(office.arrival(email, f"{name}@example.com", mood=FURY) for name in ("a", "b")))
    assert office.write(alerts.drop, office.clock()) == 2
    assert not office.read(alerts.anything, office.clock())
    office.clock.forward(seconds=LEASE.total_seconds())
    assert [one.episode_id for one in claim(office)] == [taken.episode_id]


def test_what_is_claimed_is_nobody_elses_until_the_lease_has_passed(office: Office, furious: Thread) -> None:
    assert office.read(alerts.anything, office.clock())
    assert len(claim(office)) == 1
    assert claim(office) == []
    assert not office.read(alerts.anything, office.clock())
    office.clock.forward(seconds=LEASE.total_seconds())
    (again,) = claim(office)
    assert again.attempts == 2


def test_the_oldest_are_claimed_first_and_no_more_than_asked_for(office: Office, email: Account) -> None:
    for number in range(5):
        office.hears(email, f"{number}@example.com", mood=FURY)
        office.clock.forward(seconds=1)
    assert [one.customer_name[0] for _ in range(3) for one in claim(office, 2)] == list("01234")


def test_what_was_settled_is_over_or_comes_again(office: Office, furious: Thread) -> None:
    (due,) = claim(office)
    told, later = (AccountId("slack-1"),), office.clock() + timedelta(seconds=10)
    office.write(alerts.settle, due, told, later)
    assert claim(office) == []
    office.clock.now = later
    (again,) = claim(office)
    assert (again.told, again.attempts) == (told, 2)
    office.write(alerts.settle, again, (*told, AccountId("slack-2")), None)
    office.clock.forward(days=1)
    assert claim(office) == []
    assert office.rows(select(alert.c.told))[0][0] == ["slack-1", "slack-2"]


def test_the_excerpt_is_the_last_thing_said(office: Office, email: Account, furious: Thread) -> None:
    office.hears(email, MARIA, "Do you hear?")
    assert claim(office)[0].preview == "Do you hear?"
