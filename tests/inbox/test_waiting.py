"""How a thread stands while nobody answers, and how it stands when what was said is judged anew."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from office.office import Office
from sqlalchemy import select, update

from inbox import calling, moods, promises, threads
from inbox.identities import Contact
from inbox.ids import new_id
from inbox.promises import NewPromise
from inbox.rejudging import judged, rejudge
from inbox.schema import account as account_table
from inbox.schema import alert, episode, message, thread
from inbox.standings import FIELDS
from inbox.waiting import MOST, joined
from inbox.words import Account, MessageId, Mood, Thread, ThreadId, User
from router.patience import judge

CALM, FURIOUS = Mood(), Mood(valence=-0.9, anger=0.95, words=("unacceptable",))
SUES = Mood(signals=("threatens",), shown={"threatens": "my lawyer"})
MOODS = some.sampled_from([CALM, FURIOUS, SUES, Mood(valence=0.8), Mood(valence=-0.5, anger=0.3)])


def row(office: Office, thread_id: ThreadId) -> dict[str, Any]:
    (found,) = office.rows(select(thread).where(thread.c.id == thread_id))
    return {name: getattr(found, name) for name in FIELDS}


def last_message(office: Office, thread_id: ThreadId) -> MessageId:
    return office.messages(thread_id)[-1].id


def codes(stands: Thread) -> list[str]:
    return [one.code for one in stands.reasons]


def test_a_stretch_holds_what_came_since_the_last_answer(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email, text="One")
    office.hears(email, text="Two")
    both = [one.id for one in office.messages(stands.id)]
    assert row(office, stands.id)["stretch"]["ids"] == both
    office.reply(stands.id, ana)
    assert row(office, stands.id)["stretch"] is None
    office.hears(email, text="Three")
    assert row(office, stands.id)["stretch"]["ids"] == [last_message(office, stands.id)]


def test_machines_are_no_part_of_it(office: Office, email: Account) -> None:
    stands = office.hears(email, text="Out of office", automatic="auto-reply")
    assert row(office, stands.id)["stretch"] is None
    assert office.rows(select(message.c.weighed))[0].weighed is None


def test_a_long_stretch_is_kept_short(office: Office, email: Account) -> None:
    office.receive(*(office.arrival(email, text=str(number)) for number in range(MOST + 5)))
    stands = office.thread_of("maria@example.com")
    kept = row(office, stands.id)["stretch"]["ids"]
    assert kept == [one.id for one in office.messages(stands.id)][-MOST:]
    office.write(rejudge, {stands.id: None}, judge, office.clock())
    assert office.thread(stands.id).unanswered == MOST + 5


@settings(max_examples=60)
@given(said=some.lists(some.tuples(MOODS, some.integers(0, 600)), min_size=1, max_size=6))
def test_to_judge_again_by_the_same_moods_changes_nothing(
    migrated_office: Office, said: list[tuple[Mood, int]]
) -> None:
    office, email = migrated_office, migrated_office.account("email")
    who = f"{email.id}@example.com"
    for mood, minutes in said:
        office.clock.forward(minutes=minutes)
        stands = office.hears(email, who, mood=mood)
    before = row(office, stands.id)
    office.write(rejudge, {stands.id: None}, judge, office.clock())
    assert row(office, stands.id) == before


@settings(max_examples=60)
@given(
    said=some.lists(some.tuples(MOODS, MOODS, some.integers(0, 600)), min_size=1, max_size=6),
    answered=some.booleans(),
)
def test_second_opinions_lead_to_where_the_first_would_have_led(
    migrated_office: Office, said: list[tuple[Mood, Mood, int]], answered: bool
) -> None:
    office, email, ana = migrated_office, migrated_office.account("email"), migrated_office.agent(f"A{next(NUMBERS)}")
    wrong, right = (Contact("email", "", f"{name}-{email.id}@example.com") for name in ("wrong", "right"))
    if answered:
        for who in (wrong, right):
            office.reply(office.hears(email, who, mood=FURIOUS).id, ana)
    found: dict[MessageId, Mood] = {}
    for first, second, minutes in said:
        office.clock.forward(minutes=minutes)
        office.receive(office.arrival(email, wrong, mood=first), office.arrival(email, right, mood=second))
        found[last_message(office, office.thread_of(wrong).id)] = second
    office.write(moods.weigh, found, judge, office.clock())
    ours, theirs = (row(office, office.thread_of(who).id) for who in (wrong, right))
    ids = [ours["stretch"].pop("ids"), theirs["stretch"].pop("ids")]
    assert len(ids[0]) == len(ids[1]) == len(said)
    for stands in (ours, theirs):
        stands.pop("held_until")  # no second opinion gives more time
    assert ours == theirs


NUMBERS = iter(range(1_000_000))


def test_what_they_asked_for_is_not_forgotten_when_they_say_something_else(office: Office, email: Account) -> None:
    office.hears(email, mood=SUES)
    stands = office.hears(email, text="Hello?")
    assert "threatens" in codes(stands)
    office.write(rejudge, {stands.id: None}, judge, office.clock())
    assert "threatens" in codes(office.thread(stands.id))


def test_an_answer_forgets_it(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email, mood=SUES)
    office.reply(stands.id, ana)
    assert codes(office.hears(email, text="Thank you")) == ["channel"]


def test_a_calmer_second_opinion_gives_patience_back(office: Office, email: Account) -> None:
    angry = office.hears(email, mood=FURIOUS)
    calm = office.hears(email, "omar@example.com", mood=CALM)
    assert angry.due is not None
    assert calm.due is not None
    assert angry.due < calm.due
    office.write(moods.weigh, {last_message(office, angry.id): CALM}, judge, office.clock())
    assert office.thread(angry.id).due == calm.due
    assert codes(office.thread(angry.id)) == ["channel"]


def test_a_call_for_somebody_stays_however_calm_the_words(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email, mood=CALM)
    made = NewPromise(stands.id, "I will call", office.clock() + timedelta(minutes=1))
    office.write(promises.make, made, ana.id, office.clock())
    due = office.clock.forward(minutes=1)
    office.write(calling.call_due, due)
    office.write(rejudge, {stands.id: None}, judge, office.clock())
    assert office.thread(stands.id).due == due
    assert "promised" in codes(office.thread(stands.id))


def test_who_holds_it_gets_no_more_time_by_a_second_opinion_but_less(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email, mood=CALM)
    office.write(threads.claim, stands.id, ana.id, office.clock())
    held = row(office, stands.id)["held_until"]
    office.write(moods.weigh, {last_message(office, stands.id): FURIOUS}, judge, office.clock())
    hurried = row(office, stands.id)["held_until"]
    assert hurried < held
    office.write(moods.put, {last_message(office, stands.id): CALM}, judge, office.clock())
    assert row(office, stands.id)["held_until"] == hurried


def test_who_was_told_of_may_be_told_of_again_if_they_may_wait_longer_than_it_seemed(
    office: Office, email: Account
) -> None:
    stands = office.hears(email, mood=FURIOUS)
    office.write(lambda conn: conn.execute(update(thread).values(stalled_at=office.clock())))
    office.write(moods.weigh, {last_message(office, stands.id): CALM}, judge, office.clock())
    assert row(office, stands.id)["stalled_at"] is None


def test_a_second_opinion_can_raise_the_alarm(office: Office, email: Account) -> None:
    stands = office.hears(email, mood=CALM)
    assert office.rows(select(alert)) == []
    office.write(moods.weigh, {last_message(office, stands.id): FURIOUS}, judge, office.clock())
    assert [(one.thread_id, one.kind) for one in office.rows(select(alert))] == [(stands.id, "furious")]


def test_the_screens_hear_of_it(office: Office, email: Account) -> None:
    stands = office.hears(email)
    before = office.events()[-1].seq
    office.write(moods.weigh, {last_message(office, stands.id): FURIOUS}, judge, office.clock())
    (event,) = office.events(before)
    assert (event.kind, event.thread_id, event.message_id) == (
        "thread.judged", stands.id, last_message(office, stands.id)
    )  # fmt: skip
    office.write(rejudge, {stands.id: None}, judge, office.clock())
    assert office.kinds(event.seq) == []  # nothing has changed


def test_to_look_what_would_be_writes_nothing(office: Office, email: Account) -> None:
    stands = office.hears(email, mood=FURIOUS)
    before, last = row(office, stands.id), office.events()[-1].seq
    found = office.read(judged, [stands.id], judge, office.clock())
    assert found[stands.id].due == stands.due
    assert row(office, stands.id) == before
    assert office.kinds(last) == []


def test_a_thread_in_which_nobody_waits_is_left_alone(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email, mood=FURIOUS)
    office.reply(stands.id, ana)
    before = row(office, stands.id)
    office.write(moods.put, {office.messages(stands.id)[0].id: CALM}, judge, office.clock())
    assert row(office, stands.id) == before
    assert office.messages(stands.id)[0].mood == CALM


def test_the_stretch_begins_with_the_team_of_its_account(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    assert row(office, stands.id)["team_id"] is None
    sales = new_id()
    office.write(
        lambda conn: conn.execute(update(account_table).where(account_table.c.id == email.id).values(team_id=sales))
    )
    office.hears(email)
    assert row(office, stands.id)["team_id"] is None  # whoever waits already stays where they are
    office.reply(stands.id, ana)
    office.hears(email)
    assert row(office, stands.id)["team_id"] == sales


def test_an_episode_remembers_its_worst(office: Office, email: Account) -> None:
    stands = office.hears(email, mood=FURIOUS)
    office.hears(email, mood=CALM)
    assert office.rows(select(episode))[0].anger == FURIOUS.anger
    first = office.messages(stands.id)[0].id
    office.write(moods.put, {first: CALM}, judge, office.clock())
    assert office.rows(select(episode))[0].anger == 0.0


@pytest.mark.parametrize(("one", "other"), [(None, None), (None, {"ids": ["a"]}), ({"ids": ["a"]}, None)])
def test_a_stretch_joined_with_none_is_itself(one: Any, other: Any) -> None:
    assert joined(one, other) == (one or other)


def test_joined_stretches_stand_in_the_order_of_their_messages() -> None:
    one = {"ids": ["1", "3"], "anger": 0.2, "valence": 0.1, "felt_at": None}
    other = {"ids": ["2"], "anger": 0.1, "valence": -0.4, "felt_at": "2026-01-01T00:00:00Z"}
    assert joined(one, other) == {"ids": ["1", "2", "3"], "anger": 0.2, "valence": -0.4, "felt_at": other["felt_at"]}
