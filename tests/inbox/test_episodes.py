"""One stretch of a thread: when it goes on, what it was about, how it ended."""

import unicodedata
from datetime import timedelta

import pytest
from office.office import Office
from sqlalchemy import insert, select

from inbox import customers, episodes, merging, threads
from inbox.episodes import LONGEST_TAG, MOST_TAGS, REOPEN, Tag, continues
from inbox.errors import NotFound
from inbox.ids import new_id
from inbox.schema import episode, tag
from inbox.words import Account, Episode, EpisodeId, Thread, User

SECOND = timedelta(seconds=1)


def stretches(office: Office, thread: Thread) -> tuple[Episode, ...]:
    """Newest first."""
    return office.read(customers.get, thread.customer_id).episodes


def current(office: Office, thread: Thread) -> EpisodeId:
    return stretches(office, thread)[0].id


@pytest.fixture
def closed(office: Office, email: Account, ana: User) -> Thread:
    thread = office.hears(email)
    return office.write(threads.close, thread.id, ana.id, office.clock())


def test_a_window_is_open_until_its_last_moment(office: Office) -> None:
    now = office.clock()
    assert continues(now, now)
    assert continues(now - REOPEN, now)
    assert not continues(now - REOPEN - SECOND, now)
    assert not continues(None, now)


def test_who_writes_again_soon_goes_on_with_the_same_episode(office: Office, email: Account, closed: Thread) -> None:
    office.clock.forward(hours=72)
    office.hears(email, text="It is broken again")
    [same] = stretches(office, closed)
    assert same.closed_at is None
    [row] = office.rows(select(episode))
    assert row.closed_by is None
    assert {one.episode_id for one in office.messages(closed.id)} == {same.id}


def test_who_writes_again_later_begins_another(office: Office, email: Account, closed: Thread) -> None:
    ended = stretches(office, closed)[0]
    office.clock.forward(hours=72, seconds=1)
    office.hears(email, text="Something else")
    new, old = stretches(office, closed)
    assert (old, new.closed_at, new.opened_at) == (ended, None, office.clock())


def test_what_only_a_machine_opened_is_no_episode_to_go_on_with(office: Office, email: Account) -> None:
    thread = office.hears(email, text="I am away", automatic="auto-reply")
    office.clock.forward(hours=1)
    office.hears(email, text="I am back")
    new, old = stretches(office, thread)
    assert (new.closed_at, old.closed_at) == (None, old.opened_at)


def test_closings_are_known_of_what_somebody_closed(office: Office, email: Account, closed: Thread, ana: User) -> None:
    other = office.hears(email, "omar@example.com")
    assert office.read(episodes.closings, [closed.id, other.id]) == {closed.id: office.clock()}
    assert office.read(episodes.closings, []) == {}


def test_tags_are_kept_as_one_word_is_one_tag(office: Office, closed: Thread, ana: User) -> None:
    decomposed = unicodedata.normalize("NFD", "AVERÍA")
    typed = ["  Refund ", "refund", decomposed, "avería", "", "  ", "late\tdelivery"]
    kept = office.write(episodes.set_tags, current(office, closed), typed, ana.id, office.clock())
    assert kept == ["avería", "late delivery", "refund"]


def test_these_tags_and_no_others(office: Office, closed: Thread, ana: User, ben: User) -> None:
    which = current(office, closed)
    office.write(episodes.set_tags, which, ["a", "b"], ana.id, office.clock())
    later = office.clock.forward(hours=1)
    assert office.write(episodes.set_tags, which, ["b", "c"], ben.id, later) == ["b", "c"]
    assert office.read(episodes.tags_of, [which]) == {which: ["b", "c"]}
    by = {row.name: row.by_id for row in office.rows(select(tag))}
    assert by == {"b": ana.id, "c": ben.id}
    assert office.write(episodes.set_tags, which, [], ana.id, later) == []
    assert office.read(episodes.tags_of, [which]) == {}


def test_tags_are_few_and_short(office: Office, closed: Thread, ana: User) -> None:
    many = ["x" * (LONGEST_TAG + 10), *(f"tag {number:02}" for number in range(30))]
    kept = office.write(episodes.set_tags, current(office, closed), many, ana.id, office.clock())
    assert len(kept) == MOST_TAGS
    long = office.write(episodes.set_tags, current(office, closed), [many[0]], ana.id, office.clock())
    assert long == ["x" * LONGEST_TAG]


def test_screens_are_told_of_new_tags_but_not_of_the_same(office: Office, closed: Thread, ana: User) -> None:
    which, before = current(office, closed), len(office.events())
    for names in (["a"], ["A "]):
        office.write(episodes.set_tags, which, names, ana.id, office.clock())
    [told] = office.events()[before:]
    assert (told.kind, told.thread_id, told.actor_id) == ("customer.changed", closed.id, ana.id)


def test_in_a_merged_thread_the_one_that_shows_it_is_told(
    office: Office, email: Account, closed: Thread, ana: User
) -> None:
    head, which = office.hears(email, "omar@example.com"), current(office, closed)
    office.write(merging.merge, closed.customer_id, head.customer_id, "by an agent", ana.id, office.clock())
    office.write(episodes.set_tags, which, ["a"], ana.id, office.clock())
    assert office.events()[-1].thread_id == head.id


def test_the_most_used_tags_come_first(office: Office, email: Account, ana: User) -> None:
    for number, names in enumerate((["lamp", "refund"], ["refund"], ["refund", "chair"])):
        thread = office.hears(email, f"c{number}@example.com")
        office.write(episodes.set_tags, current(office, thread), names, ana.id, office.clock())
    assert office.read(episodes.tags) == [Tag("refund", 3), Tag("chair", 1), Tag("lamp", 1)]


def test_without_tags_there_are_none(office: Office) -> None:
    assert office.read(episodes.tags) == []


def test_counting_stops_somewhere_and_so_does_the_list(
    office: Office, closed: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(episodes, "MOST_COUNTED", 3)
    monkeypatch.setattr(episodes, "MOST_NAMES", 4)
    monkeypatch.setattr(episodes, "SUGGESTED", 2)
    ids = [new_id() for _ in range(5)]
    stretch = {"thread_id": closed.id, "opened_at": office.clock()}
    office.write(lambda conn: conn.execute(insert(episode), [{"id": one, **stretch} for one in ids]))
    rows = [{"episode_id": one, "name": name, "at": office.clock()} for one in ids for name in ("a", "e")]
    rows += [{"episode_id": ids[0], "name": name, "at": office.clock()} for name in ("b", "c", "d")]
    office.write(lambda conn: conn.execute(insert(tag), rows))
    assert office.read(episodes.tags) == [Tag("a", 3), Tag("b", 1)]


def test_how_it_ended_is_written_down(office: Office, closed: Thread, ana: User) -> None:
    which, before = current(office, closed), len(office.events())
    office.write(episodes.conclude, which, "  Sent another lamp ", 5, ana.id, office.clock())
    [row] = office.rows(select(episode))
    assert (row.outcome, row.satisfaction, row.closed_by) == ("Sent another lamp", 5, ana.id)
    assert [one.kind for one in office.events()[before:]] == ["customer.changed"]
    office.write(episodes.conclude, which, "", None, ana.id, office.clock())
    [row] = office.rows(select(episode))
    assert (row.outcome, row.satisfaction) == ("", None)


def test_an_episode_that_is_not_there_is_not_found(office: Office, ana: User) -> None:
    with pytest.raises(NotFound, match="no such episode"):
        office.write(episodes.set_tags, EpisodeId(new_id()), ["a"], ana.id, office.clock())
    with pytest.raises(NotFound, match="no such episode"):
        office.write(episodes.conclude, EpisodeId(new_id()), "x", None, ana.id, office.clock())
