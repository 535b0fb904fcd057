"""Whom an agent passes over comes up again for them once the customer writes, and for the others all the time."""

import pytest
from office.office import Office
from office.staffing import hand_out, sits, team
from sqlalchemy import select

from inbox import erasing, events, landing, merging, skips, threads
from inbox.errors import Conflict, NotFound
from inbox.ids import new_id
from inbox.schema import skip as skipped
from inbox.words import Account, Thread, ThreadId, User


def skip(office: Office, one: Thread, by: User, reason: str = "language") -> Thread:
    return office.write(skips.skip, one.id, by.id, reason, office.clock())


def next_of(office: Office, by: User) -> str | None:
    found = office.write(landing.land, by.id, None, (), office.clock())
    if found:
        office.write(threads.release, found.id, by.id, office.clock())
    return found.id if found else None


def test_it_is_passed_over_by_one_agent_alone(office: Office, email: Account, ana: User, ben: User) -> None:
    waiting = office.hears(email)
    after = skip(office, waiting, ana)
    assert (after.due, after.assignee_id) == (waiting.due, None)
    assert next_of(office, ana) is None
    assert next_of(office, ben) == waiting.id
    told = next(one for one in office.events() if one.kind == "thread.skipped")
    assert (told.thread_id, told.actor_id, told.data) == (waiting.id, ana.id, {"reason": "language"})


def test_ones_own_is_given_back_and_not_handed_out_to_one_again(
    office: Office, email: Account, ana: User, ben: User
) -> None:
    team(office, ana, accounts=(email,))
    sits(office, ana)
    waiting = office.hears(email)
    office.write(threads.claim, waiting.id, ana.id, office.clock())
    assert skip(office, waiting, ana).assignee_id is None
    assert hand_out(office) == []
    assert office.kinds()[-2:] == ["thread.released", "thread.skipped"]


def test_it_comes_up_again_once_the_customer_writes(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email)
    skip(office, waiting, ana)
    office.note(waiting.id, ana, "Only a note")
    assert next_of(office, ana) is None
    office.hears(email, text="I am away", automatic="auto-reply")
    assert next_of(office, ana) is None
    office.hears(email, text="Still there?")
    assert next_of(office, ana) == waiting.id


def test_who_writes_in_a_merged_thread_comes_up_again(office: Office, email: Account, ana: User) -> None:
    head, part = office.hears(email), office.hears(email, "other@example.com")
    office.write(merging.merge, part.customer_id, head.customer_id, "same", ana.id, office.clock())
    assert skip(office, part, ana).id == head.id
    assert next_of(office, ana) is None
    office.hears(email, "other@example.com", "Hello?")
    assert next_of(office, ana) == head.id


def test_a_skip_is_taken_back(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email)
    for _ in range(2):
        skip(office, waiting, ana)
    for _ in range(2):
        office.write(skips.unskip, waiting.id, ana.id)
    assert next_of(office, ana) == waiting.id


def test_to_skip_twice_keeps_the_last_reason(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email)
    skip(office, waiting, ana, "language")
    skip(office, waiting, ana, "later")
    assert [row.reason for row in office.rows(select(skipped))] == ["later"]


def test_what_is_closed_or_missing_is_not_skipped(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email)
    office.write(threads.close, waiting.id, ana.id, office.clock())
    with pytest.raises(Conflict, match="nobody waits"):
        skip(office, waiting, ana)
    with pytest.raises(NotFound):
        office.write(skips.skip, ThreadId(new_id()), ana.id, "later", office.clock())


def test_an_erased_customer_stands_in_no_reason(office: Office, email: Account, ana: User) -> None:
    waiting = office.hears(email)
    skip(office, waiting, ana, "Maria Lopez of Calle Mayor 7 again")
    looked = office.write(erasing.begin, waiting.customer_id, True)
    office.write(erasing.erase, waiting.customer_id, True, looked, ana.id, office.clock())
    assert office.rows(select(skipped)) == []
    assert [one.data for one in office.read(events.since, 0) if one.kind == "thread.skipped"] == [{}]
