"""One step for many threads: each that allows it, and for the others the reason why not."""

from datetime import timedelta
from typing import Any

import pytest
from office.office import Office
from sqlalchemy import select

from inbox import bulk, episodes, merging, threads
from inbox.bulk import Deed, Outcome
from inbox.ids import new_id
from inbox.schema import tag, thread
from inbox.words import Account, Thread, ThreadId, User
from router.patience import judge


@pytest.fixture
def three(office: Office, email: Account) -> list[Thread]:
    return [office.hears(email, f"{number}@example.com") for number in range(3)]


def do(office: Office, many: list[Thread], step: Any, by: User, **more: Any) -> list[Outcome]:
    return office.write(bulk.do, [one.id for one in many], Deed(step, by.id, **more), judge, office.clock())


def errors(outcomes: list[Outcome]) -> list[str]:
    return [one.error for one in outcomes]


def test_all_are_closed_and_the_answer_says_how_they_stand(office: Office, three: list[Thread], ana: User) -> None:
    outcomes = do(office, three, "close", ana)
    assert [(one.id, one.error) for one in outcomes] == [(one.id, "") for one in three]
    assert [one.thread for one in outcomes] == [office.thread(one.id) for one in three]
    assert {office.thread(one.id).status for one in three} == {"closed"}


def test_what_cannot_be_done_to_one_holds_up_none_of_the_others(
    office: Office, three: list[Thread], ana: User, ben: User
) -> None:
    office.write(threads.claim, three[1].id, ben.id, office.clock())
    gone = ThreadId(new_id())
    first, second, third, missing = office.write(
        bulk.do, [*(one.id for one in three), gone], Deed("take", ana.id), judge, office.clock()
    )
    assert [first.error, third.error] == ["", ""]
    assert second.error == "Ben has already taken this thread."
    assert second.thread is not None
    assert second.thread.assignee_id == ben.id
    assert (missing.id, missing.thread, missing.error) == (gone, None, "There is no such thread.")


def test_every_step_does_what_it_says(office: Office, three: list[Thread], ana: User, ben: User) -> None:
    until = office.clock() + timedelta(minutes=1)
    steps: list[tuple[str, dict[str, Any], tuple[Any, ...]]] = [
        ("take", {}, ("open", ana.id, None)),
        ("release", {}, ("open", None, None)),
        ("assign", {"user_id": ben.id}, ("open", ben.id, None)),
        ("assign", {"user_id": None}, ("open", None, None)),
        ("snooze", {"until": until}, ("open", ana.id, office.clock())),
        ("wake", {}, ("open", ana.id, None)),
        ("close", {}, ("closed", None, None)),
        ("reopen", {}, ("open", ana.id, None)),
    ]
    for step, more, stands in steps:
        outcomes = do(office, three, step, ana, **more)
        assert errors(outcomes) == ["", "", ""], step
        for one in outcomes:
            assert one.thread is not None
            assert (one.thread.status, one.thread.assignee_id, one.thread.snoozed_at) == stands, step


def test_a_close_is_taken_back_for_all(office: Office, three: list[Thread], ana: User) -> None:
    do(office, three, "close", ana)
    outcomes = do(office, three, "reopen", ana, undo=True)
    assert [one.thread for one in outcomes] == three


def test_tags_are_put_on_and_taken_off(office: Office, three: list[Thread], ana: User) -> None:
    (current,) = office.rows(select(thread.c.episode_id).where(thread.c.id == three[0].id))
    office.write(episodes.set_tags, current.episode_id, ["refund"], ana.id, office.clock())
    assert errors(do(office, three, "tag", ana, tag=" Refund ")) == ["It has this tag already.", "", ""]
    assert [row.name for row in office.rows(select(tag.c.name))] == ["refund"] * 3
    assert errors(do(office, three[1:], "untag", ana, tag="refund")) == ["", ""]
    assert errors(do(office, three, "untag", ana, tag="refund")) == ["", *["It does not have this tag."] * 2]
    assert office.rows(select(tag.c.name)) == []


def test_there_is_room_for_so_many_tags_and_no_more(office: Office, three: list[Thread], ana: User) -> None:
    for number in range(episodes.MOST_TAGS):
        assert errors(do(office, three[:1], "tag", ana, tag=f"tag {number}")) == [""]
    assert "Take one away first" in errors(do(office, three[:1], "tag", ana, tag="one more"))[0]


def test_who_is_named_twice_is_done_once(office: Office, three: list[Thread], ana: User) -> None:
    assert errors(do(office, [*three, *three], "close", ana)) == ["", "", ""]


def test_who_is_shown_as_one_is_done_once(office: Office, three: list[Thread], ana: User) -> None:
    head, part, _ = three
    office.write(merging.merge, part.customer_id, head.customer_id, "same", ana.id, office.clock())
    outcomes = do(office, [head, part], "close", ana)
    assert errors(outcomes) == ["", "This thread is closed already."]
    assert [one.thread.id for one in outcomes if one.thread] == [head.id, head.id]
