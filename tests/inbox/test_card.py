"""The memory card: everything beside a thread, in one answer."""

import re
from datetime import timedelta
from typing import Any

import pytest
from office.office import Office
from office.plans import plans
from sqlalchemy import insert, select, update

from inbox import card, chapters, customers, episodes, looks, merging, promises, recent, threads
from inbox.card import Card
from inbox.chapters import COUNTED, FELT
from inbox.errors import NotFound
from inbox.files import Stored
from inbox.ids import new_id
from inbox.promises import NewPromise
from inbox.recent import SEARCHED
from inbox.schema import episode, message, promise
from inbox.words import Account, Mood, Thread, ThreadId, User, UserId

ANGRY, CALM, GLAD = Mood(-0.6, 0.8), Mood(-0.1, 0.1), Mood(0.7, 0.0)


def shown(office: Office, thread: Thread, to: User) -> Card:
    return office.read(card.show, thread.id, to.id)


@pytest.fixture
def told(office: Office, email: Account, ana: User) -> Thread:
    """A story that was closed, and a second one that has begun."""
    thread = office.hears(email, subject="", mood=ANGRY)
    office.clock.forward(minutes=1)
    office.hears(email, subject="Lamp", mood=CALM)
    office.reply(thread.id, ana, "On its way")
    office.note(thread.id, ana, "The second one already")
    office.clock.forward(minutes=1)
    office.hears(email, subject="Re: Lamp", mood=GLAD)
    office.write(threads.close, thread.id, ana.id, office.clock())
    office.clock.forward(days=10)
    return office.hears(email, subject="Chair", mood=CALM)


def test_nobody_has_a_card_of_nothing(office: Office, ana: User) -> None:
    with pytest.raises(NotFound):
        office.read(card.show, ThreadId(new_id()), ana.id)


def test_the_card_of_a_stranger_is_almost_empty(office: Office, email: Account, ana: User) -> None:
    thread = office.hears(email)
    found = shown(office, thread, ana)
    assert found.customer == office.read(customers.get, thread.customer_id)
    assert (found.promises, found.files, found.notes, found.suggestions, found.looked_at) == ([], [], [], [], None)
    [only] = found.episodes
    assert (only.heard, only.answered, only.subject, only.tags, only.closed_at) == (1, 0, "", [], None)


def test_each_episode_says_how_it_went(office: Office, told: Thread, ana: User) -> None:
    new, old = shown(office, told, ana).episodes
    assert (old.subject, old.heard, old.answered, old.closed_by_name) == ("Lamp", 3, 1, "Ana")
    assert (old.anger, old.valence_first, old.valence_last) == (0.8, -0.6, 0.7)
    assert (new.subject, new.heard, new.answered, new.closed_by_name) == ("Chair", 1, 0, "")
    assert (new.anger, new.valence_first, new.valence_last) == (0.1, -0.1, -0.1)
    assert old.first_reply_at is not None
    assert old.closed_at is not None
    assert old.opened_at < old.first_reply_at < old.closed_at < new.opened_at


def test_its_tags_and_outcome_are_there(office: Office, told: Thread, ana: User) -> None:
    old = shown(office, told, ana).episodes[1]
    office.write(episodes.set_tags, old.id, ["lamp", "delivery"], ana.id, office.clock())
    office.write(episodes.conclude, old.id, "Sent another one", 4, ana.id, office.clock())
    old = shown(office, told, ana).episodes[1]
    assert (old.tags, old.outcome, old.satisfaction) == (["delivery", "lamp"], "Sent another one", 4)


def test_the_mood_is_told_message_by_message_oldest_first(office: Office, told: Thread, ana: User) -> None:
    said = [one for one in office.messages(told.id) if one.direction == "in"]
    points = shown(office, told, ana).mood
    assert [(one.message_id, one.at, one.channel) for one in points] == [
        (one.id, one.created_at, "email") for one in said
    ]
    assert [(one.valence, one.anger) for one in points] == [(-0.6, 0.8), (-0.1, 0.1), (0.7, 0.0), (-0.1, 0.1)]


def test_machines_have_no_mood_but_count_as_heard(office: Office, told: Thread, email: Account, ana: User) -> None:
    office.hears(email, text="I am away", automatic="auto-reply", mood=ANGRY)
    found = shown(office, told, ana)
    assert len(found.mood) == 4
    assert (found.episodes[0].heard, found.episodes[0].anger) == (2, 0.1)


def test_promises_files_and_notes_are_the_newest(office: Office, told: Thread, email: Account, ana: User) -> None:
    made = office.write(promises.make, NewPromise(told.id, "I will call", office.clock()), ana.id, office.clock())
    for number in range(25):
        office.clock.forward(minutes=1)
        file = Stored(f"{number}.png", "image/png", 10, "sha", f"path-{number}")
        office.hears(email, text=f"Look at {number}", files=(file,))
        office.note(told.id, ana, f"Note {number}")
    found = shown(office, told, ana)
    assert found.promises == [made]
    assert [one.name for one in found.files] == [f"{number}.png" for number in range(24, 4, -1)]
    newest = office.messages(told.id)[-2]
    assert (found.files[0].message_id, found.files[0].at, found.files[0].direction) == (
        newest.id, newest.created_at, "in",
    )  # fmt: skip
    assert (found.files[0].mime, found.files[0].size) == ("image/png", 10)
    assert [one.text for one in found.notes] == [f"Note {number}" for number in range(24, 19, -1)]
    assert found.notes[0].author_name == "Ana"


def test_what_was_deleted_and_what_is_not_here_yet_is_no_file_to_open(
    office: Office, email: Account, ana: User
) -> None:
    thread = office.hears(email, files=(Stored("a.png", "image/png", 10, "sha", "path"),))
    assert len(shown(office, thread, ana).files) == 1
    office.write(lambda conn: conn.execute(update(message).values(deleted_at=office.clock())))
    assert shown(office, thread, ana).files == []


def test_it_says_when_this_agent_last_looked(office: Office, told: Thread, ana: User, ben: User) -> None:
    office.write(looks.record, ana.id, told.id, office.clock())
    office.clock.forward(hours=1)
    assert shown(office, told, ana).looked_at == office.clock() - timedelta(hours=1)
    assert shown(office, told, ben).looked_at is None


def test_those_who_are_shown_as_one_have_one_card(office: Office, told: Thread, email: Account, ana: User) -> None:
    office.clock.forward(hours=1)
    other = office.hears(email, "maria@work.example", subject="Invoice", mood=ANGRY)
    office.note(other.id, ana, "Wants it on paper")
    office.write(merging.merge, other.customer_id, told.customer_id, "by an agent", ana.id, office.clock())
    found = shown(office, told, ana)
    assert shown(office, other, ana) == found
    assert found.customer.id == told.customer_id
    assert [one.subject for one in found.episodes] == ["Invoice", "Chair", "Lamp"]
    assert [one.anger for one in found.mood] == [0.8, 0.1, 0.0, 0.1, 0.8]
    assert [one.text for one in found.notes] == ["Wants it on paper", "The second one already"]


def test_others_who_may_be_the_same_are_suggested(office: Office, email: Account, ana: User) -> None:
    sms, whatsapp = office.account("sms"), office.account("whatsapp")
    thread = office.hears(sms, "+34600000001")
    other = office.hears(whatsapp, "+34600000001")
    [one] = shown(office, thread, ana).suggestions
    assert one.thread_id == other.id


LONG = COUNTED + 2_000
SCANS = re.compile(r"SCAN (message|episode|promise|attachment|look|tag|thread|customer|identity|claim)\b")


@pytest.fixture(scope="module")
def endless(migrated_office: Office) -> Thread:
    """Twelve thousand messages in forty episodes, and a thousand promises that were kept."""
    office = migrated_office
    found, ana = office.hears(office.account("email")), office.agent("Ana")
    at = [office.clock() + timedelta(minutes=number) for number in range(LONG)]
    ids = [new_id() for _ in range(40)]
    each = LONG // len(ids)
    stretches = [{"id": one, "thread_id": found.id, "opened_at": at[n * each]} for n, one in enumerate(ids)]
    both = {"thread_id": found.id, "channel": "email", "text": "x" * 3000, "mood": {"valence": 0.5, "anger": 0.25}}
    rows = [
        {
            "id": new_id(), "episode_id": ids[n // each], "position": n + 10, "created_at": at[n], "threaded_at": at[n],
            "direction": ("in", "in", "out", "note")[n % 4], **both,
        }
        for n in range(LONG)
    ]  # fmt: skip
    made = {"thread_id": found.id, "text": "x", "made_by": ana.id, "made_at": at[0], "kept_at": at[0]}
    kept = [{"id": new_id(), "due_at": one, **made} for one in at[:1000]]
    with office.engine.begin() as conn:
        conn.execute(insert(episode), stretches)
        conn.execute(insert(message), rows)
        conn.execute(insert(promise), kept)
    return found


def test_counts_are_right_however_long_the_thread_is(migrated_office: Office, endless: Thread) -> None:
    found = migrated_office.read(card.show, endless.id, UserId(new_id()))
    assert [(one.heard, one.answered) for one in found.episodes] == [(150, 75)] * 20
    assert [one.anger for one in found.episodes[:2]] == [0.25, 0.25]
    assert found.episodes[19].anger is None, "further back than moods are looked at"
    assert (len(found.mood), len(found.notes), len(found.promises)) == (100, 5, 10)


def test_work_is_bounded_however_long_the_thread_is(migrated_office: Office, endless: Thread) -> None:
    asked = plans(migrated_office, card.show, endless.id, UserId(new_id()))
    assert len(asked) < 40, "questions are asked per card, not per episode"
    assert not SCANS.search("\n".join(asked))
    assert len(migrated_office.read(chapters.heard_lately, [endless.id])) == FELT // 2
    ends = recent.lately([endless.id], SEARCHED, message.c.id)
    assert len(migrated_office.rows(select(ends))) == SEARCHED


@pytest.mark.parametrize("work", [chapters.heard_lately, chapters.counts, recent.files, recent.notes])
def test_the_ends_of_threads_are_read_from_their_index(migrated_office: Office, endless: Thread, work: Any) -> None:
    plan = "\n".join(plans(migrated_office, work, [endless.id]))
    assert re.search(r"SEARCH message(_\d)? USING INDEX uq_message_thread_id_position", plan)
    assert not SCANS.search(plan)


@pytest.mark.parametrize("work", [episodes.closings, episodes.tags_of, promises.of_threads])
def test_nothing_asked_by_thread_or_episode_scans(migrated_office: Office, endless: Thread, work: Any) -> None:
    assert not SCANS.search("\n".join(plans(migrated_office, work, [endless.id, new_id()])))


def test_tags_are_counted_from_their_index(migrated_office: Office) -> None:
    plan = "\n".join(plans(migrated_office, episodes.tags))
    assert "USING COVERING INDEX ix_tag_name" in plan
    assert not SCANS.search(plan)


def test_own_words_are_those_of_the_messages_up_to_a_length(office: Office, told: Thread) -> None:
    [first, *_] = office.messages(told.id)
    assert office.read(recent.own_words, [first.id], 1) == ["H"]
    assert office.read(recent.own_words, [], 10) == []
