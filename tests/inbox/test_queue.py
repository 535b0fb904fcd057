"""The views of the inbox: whose turn it is, page by page, without gap or double."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from office.office import Office
from office.staffing import team
from sqlalchemy import insert, select, update

from inbox import episodes, merging, profile, queue, threads
from inbox.errors import NotFound
from inbox.filters import ALL, Filter
from inbox.identities import Contact
from inbox.profile import Profile
from inbox.queue import Counts, View
from inbox.schema import mention, thread
from inbox.words import Account, Mood, Thread, User, UserId


def walk(office: Office, view: View, user_id: UserId, limit: int, only: Filter = ALL) -> list[Thread]:
    """Every page, one after the other."""
    found: list[Thread] = []
    after = None
    while True:
        page = office.read(queue.page, view, user_id, after, limit, only)
        found += page.threads
        if page.next is None:
            return found
        assert len(page.threads) == limit
        after = page.next


@pytest.fixture
def crowd(office: Office, email: Account) -> list[Thread]:
    """Twelve customers in three groups; within a group all wait since the same moment."""
    for group in range(3):
        office.receive(*(office.arrival(email, f"{group}-{number}@example.com") for number in range(4)))
        office.clock.forward(minutes=1)
    return [office.thread_of(f"{group}-{number}@example.com") for group in range(3) for number in range(4)]


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5, 11, 12, 50])
@pytest.mark.parametrize("view", ["queue", "open"])
def test_pages_cover_ties_without_gap_or_double(
    office: Office, crowd: list[Thread], ana: User, view: View, limit: int
) -> None:
    found = walk(office, view, ana.id, limit)
    assert [one.id for one in found] == [one.id for one in walk(office, view, ana.id, 100)]
    assert {one.id for one in found} == {one.id for one in crowd}


def test_the_queue_is_sorted_by_due(office: Office, email: Account, crowd: list[Thread], ana: User) -> None:
    furious = office.hears(email, "furious@example.com", mood=Mood(-0.9, 0.9))
    found = walk(office, "queue", ana.id, 5)
    assert found[0].id == furious.id
    assert [one.due for one in found] == sorted(one.due for one in found if one.due)


def test_the_open_view_shows_the_newest_first(office: Office, email: Account, crowd: list[Thread], ana: User) -> None:
    office.clock.forward(minutes=1)
    office.hears(email, "0-0@example.com")
    found = walk(office, "open", ana.id, 5)
    assert found[0].id == crowd[0].id
    assert [one.last_at for one in found] == sorted((one.last_at for one in found), reverse=True)


@pytest.mark.parametrize("limit", [1, 2, 50])
def test_ones_own_threads_come_with_those_who_wait_first(
    office: Office, crowd: list[Thread], ana: User, ben: User, limit: int
) -> None:
    for one in crowd[:5]:
        office.write(threads.claim, one.id, ana.id, office.clock())
    office.write(threads.claim, crowd[5].id, ben.id, office.clock())
    for answered in (crowd[0], crowd[1]):
        office.reply(answered.id, ana)
    found = [one.id for one in walk(office, "mine", ana.id, limit)]
    assert found[:3] == [one.id for one in crowd[2:5]]
    assert set(found[3:]) == {crowd[0].id, crowd[1].id}
    assert [one.id for one in walk(office, "queue", ana.id, limit)] == [one.id for one in crowd[6:]]


def test_closed_threads_have_their_own_view(office: Office, crowd: list[Thread], ana: User) -> None:
    for one in crowd[:3]:
        office.write(threads.close, one.id, ana.id, office.clock())
    assert {one.id for one in walk(office, "closed", ana.id, 2)} == {one.id for one in crowd[:3]}
    assert len(walk(office, "open", ana.id, 2)) == 9
    assert office.read(queue.counts, ana.id).queue == 9


def test_an_empty_view_is_an_empty_page(office: Office, ana: User) -> None:
    page = office.read(queue.page, "queue", ana.id)
    assert (page.threads, page.next) == ((), None)
    assert office.read(queue.counts, ana.id) == Counts(0, 0, 0, 0, 0)


def test_what_was_taken_between_two_pages_neither_shifts_nor_repeats(
    office: Office, crowd: list[Thread], ana: User
) -> None:
    first = office.read(queue.page, "queue", ana.id, None, 4)
    office.write(threads.claim, first.threads[-1].id, ana.id, office.clock())
    second = office.read(queue.page, "queue", ana.id, first.next, 100)
    assert [one.id for one in (*first.threads, *second.threads)] == [one.id for one in crowd]


@pytest.mark.parametrize(
    "after", ["nonsense", ":", "x:y", "9" * 30 + ":id", "-" + "9" * 30 + ":id", "9" * 5000, "1.5:id", "٣x:id"]
)
def test_a_bad_bookmark_is_told_in_a_sentence(office: Office, ana: User, after: str) -> None:
    with pytest.raises(NotFound, match="Load the queue again"):
        office.read(queue.page, "queue", ana.id, after)


@given(after=some.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_no_bookmark_whatever_breaks_the_queue(migrated_office: Office, after: str) -> None:
    try:
        migrated_office.read(queue.page, "open", UserId("nobody"), after)
    except NotFound as told:
        assert "Load the queue again" in str(told)  # noqa: PT017  # either answer is right, anything else is not


def test_counts_stop_where_they_would_cost(
    office: Office, email: Account, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "MOST_COUNTED", 5)
    office.receive(*(office.arrival(email, f"{number}@example.com") for number in range(9)))
    assert office.read(queue.counts, ana.id) == Counts(queue=5, mine=0, team=0, snoozed=0, mentions=0)


def ids(office: Office, view: View, user: User, only: Filter = ALL) -> list[str]:
    return [one.id for one in walk(office, view, user.id, 2, only)]


def snooze(office: Office, one: Thread, user: User, **until: float) -> None:
    """Put aside by them: until then, or until they reply."""
    wake_at = office.clock() + timedelta(**until) if until else None
    aside = {"assignee_id": user.id, "snoozed_at": office.clock(), "wake_at": wake_at}
    office.write(lambda conn: conn.execute(update(thread).where(thread.c.id == one.id).values(aside)))


def name_in_note(office: Office, one: Thread, author: User, user: User) -> str:
    note = office.note(one.id, author, "Do you know more?")
    row = {"message_id": note.id, "user_id": user.id, "thread_id": note.thread_id, "at": office.clock()}
    office.write(lambda conn: conn.execute(insert(mention), [row]))
    return note.id


def test_a_team_sees_all_its_open_threads_whoever_has_them_the_most_urgent_first(
    office: Office, email: Account, chat: Account, ana: User, ben: User
) -> None:
    team(office, ana, accounts=(email,))
    team(office, ben, accounts=(chat,), name="Chat")
    first, second, closed = (office.hears(email, f"{name}@example.com") for name in ("a", "b", "c"))
    office.write(threads.claim, first.id, ben.id, office.clock())
    office.write(threads.close, closed.id, ben.id, office.clock())
    furious = office.hears(email, "furious@example.com", mood=Mood(-0.9, 0.9))
    assert ids(office, "team", ana) == [furious.id, first.id, second.id]
    assert ids(office, "team", ben) == []
    assert office.read(queue.counts, ana.id).team == 3
    assert office.read(queue.counts, ben.id).team == 0


def test_who_is_in_no_team_has_no_teams_threads(office: Office, email: Account, ana: User, ben: User) -> None:
    office.hears(email)
    assert ids(office, "team", ana) == []
    team(office, ben, accounts=(email,))
    assert ids(office, "team", ana) == []


def test_what_nobody_has_stands_by_itself_waiting_or_not(
    office: Office, crowd: list[Thread], ana: User, ben: User
) -> None:
    office.write(threads.claim, crowd[0].id, ana.id, office.clock())
    office.reply(crowd[1].id, ben)
    office.write(threads.release, crowd[1].id, ben.id, office.clock())
    found = ids(office, "unassigned", ana)
    assert found[0] == crowd[1].id, "it was answered last"
    assert set(found) == {one.id for one in crowd[1:]}


def test_where_it_is_the_customers_turn_nobody_waits(office: Office, crowd: list[Thread], ana: User) -> None:
    for one in crowd[:3]:
        office.clock.forward(seconds=1)
        office.reply(one.id, ana)
    office.write(threads.close, crowd[2].id, ana.id, office.clock())
    snooze(office, crowd[1], ana, hours=1)
    assert ids(office, "waiting", ana) == [crowd[0].id]


def test_what_is_snoozed_stands_by_when_it_comes_back_and_in_no_other_view_of_open_work(
    office: Office, crowd: list[Thread], ana: User, ben: User
) -> None:
    snooze(office, crowd[0], ana)
    snooze(office, crowd[1], ana, hours=2)
    snooze(office, crowd[2], ben, hours=1)
    snoozed = [crowd[2].id, crowd[1].id, crowd[0].id]
    assert ids(office, "snoozed", ana) == snoozed == ids(office, "snoozed", ben)
    assert office.read(queue.counts, ana.id).snoozed == 3
    for view in ("queue", "mine", "unassigned", "waiting"):
        assert not set(ids(office, view, ana)) & set(snoozed), view
    assert set(snoozed) < set(ids(office, "open", ana))


def test_what_came_back_stands_among_ones_own_where_it_was_to_come_back(
    office: Office, crowd: list[Thread], ana: User
) -> None:
    for one in crowd[:3]:
        office.write(threads.claim, one.id, ana.id, office.clock())
    for one in crowd[:2]:
        office.reply(one.id, ana)
    woken = update(thread).where(thread.c.id == crowd[1].id).values(wake_at=office.clock())
    office.write(lambda conn: conn.execute(woken))
    assert ids(office, "mine", ana) == [crowd[1].id, crowd[2].id, crowd[0].id]


def test_mentions_are_ones_own_until_they_are_seen(office: Office, crowd: list[Thread], ana: User, ben: User) -> None:
    seen = name_in_note(office, crowd[0], ben, ana)
    office.clock.forward(seconds=1)
    name_in_note(office, crowd[1], ben, ana)
    name_in_note(office, crowd[1], ben, ana)
    office.write(threads.close, crowd[1].id, ben.id, office.clock())
    assert set(ids(office, "mentions", ana)) == {crowd[0].id, crowd[1].id}
    assert ids(office, "mentions", ben) == []
    looked = update(mention).where(mention.c.message_id == seen).values(seen_at=office.clock())
    office.write(lambda conn: conn.execute(looked))
    assert ids(office, "mentions", ana) == [crowd[1].id]
    assert office.read(queue.counts, ana.id).mentions == 1


def test_a_mention_in_a_thread_that_was_merged_leads_to_what_shows_it(
    office: Office, crowd: list[Thread], ana: User, ben: User
) -> None:
    name_in_note(office, crowd[0], ben, ana)
    office.write(merging.merge, crowd[0].customer_id, crowd[1].customer_id, "same", ben.id, office.clock())
    assert ids(office, "mentions", ana) == [crowd[1].id]


def test_a_view_can_be_narrowed(office: Office, email: Account, chat: Account, ana: User, ben: User) -> None:
    both = team(office, ana, accounts=(email,))
    mail = office.hears(email, "a@example.com")
    furious = office.hears(email, "b@example.com", mood=Mood(-0.9, 0.9))
    other = office.hears(chat, Contact("chat", chat.id, "v1"))
    office.write(threads.claim, mail.id, ben.id, office.clock())
    office.write(profile.change, other.customer_id, Profile(language="pt"), ana.id, office.clock())
    tag(office, furious, ana, "Refund")
    for only, found in (
        (Filter(channel="chat"), {other.id}),
        (Filter(channel="sms"), set()),
        (Filter(team_id=both.id), {mail.id, furious.id}),
        (Filter(assignee_id=ben.id), {mail.id}),
        (Filter(angry=True), {furious.id}),
        (Filter(language="PT"), {other.id}),
        (Filter(tag=" refund "), {furious.id}),
        (Filter(tag="refund", channel="chat"), set()),
        (Filter(team_id=both.id, angry=True), {furious.id}),
    ):
        assert set(ids(office, "open", ana, only)) == found, only


def tag(office: Office, one: Thread, by: User, name: str) -> None:
    (row,) = office.rows(select(thread.c.episode_id).where(thread.c.id == one.id))
    office.write(episodes.set_tags, row.episode_id, [name], by.id, office.clock())


def test_a_tag_counts_that_somebody_has_who_is_shown_there(office: Office, crowd: list[Thread], ana: User) -> None:
    tag(office, crowd[0], ana, "refund")
    office.write(merging.merge, crowd[0].customer_id, crowd[1].customer_id, "same", ana.id, office.clock())
    assert ids(office, "open", ana, Filter(tag="refund")) == [crowd[1].id]


def test_a_tag_of_an_episode_that_is_over_says_nothing_of_this_one(office: Office, email: Account, ana: User) -> None:
    one = office.hears(email)
    tag(office, one, ana, "refund")
    office.write(threads.close, one.id, ana.id, office.clock())
    assert ids(office, "closed", ana, Filter(tag="refund")) == [one.id]
    office.clock.forward(days=30)
    office.hears(email)
    assert ids(office, "open", ana, Filter(tag="refund")) == []


@pytest.mark.parametrize("limit", [1, 3, 50])
def test_a_narrowed_view_has_pages_without_gap_or_double_too(
    office: Office, crowd: list[Thread], ana: User, limit: int
) -> None:
    for one in crowd[::2]:
        tag(office, one, ana, "odd")
    assert [one.id for one in walk(office, "queue", ana.id, limit, Filter(tag="odd"))] == [one.id for one in crowd[::2]]
