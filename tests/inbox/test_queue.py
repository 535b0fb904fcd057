"""The views of the inbox: whose turn it is, page by page, without gap or double."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from office.office import Office

from inbox import queue, threads
from inbox.errors import NotFound
from inbox.queue import Counts, View
from inbox.words import Account, Mood, Thread, User, UserId


def walk(office: Office, view: View, user_id: UserId, limit: int) -> list[Thread]:
    """Every page, one after the other."""
    found: list[Thread] = []
    after = None
    while True:
        page = office.read(queue.page, view, user_id, after, limit)
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
    assert office.read(queue.counts, ana.id) == Counts(queue=9, mine=0, open=9, closed=3)


def test_an_empty_view_is_an_empty_page(office: Office, ana: User) -> None:
    page = office.read(queue.page, "queue", ana.id)
    assert (page.threads, page.next) == ((), None)
    assert office.read(queue.counts, ana.id) == Counts(0, 0, 0, 0)


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
    assert office.read(queue.counts, ana.id) == Counts(queue=5, mine=0, open=5, closed=0)
