"""When an agent last looked at a thread."""

import pytest
from office.office import Office

from inbox import looks, merging
from inbox.errors import NotFound
from inbox.ids import new_id
from inbox.words import Account, ThreadId, User


def test_each_agent_has_looked_at_each_thread_for_themselves(
    office: Office, email: Account, ana: User, ben: User
) -> None:
    thread, other = office.hears(email), office.hears(email, "omar@example.com")
    assert office.read(looks.last, ana.id, thread.id) is None
    office.write(looks.record, ana.id, thread.id, office.clock())
    assert office.read(looks.last, ana.id, thread.id) == office.clock()
    assert office.read(looks.last, ben.id, thread.id) is None
    assert office.read(looks.last, ana.id, other.id) is None


def test_the_last_look_counts_and_none_goes_back(office: Office, email: Account, ana: User) -> None:
    thread = office.hears(email)
    early = office.clock()
    late = office.clock.forward(minutes=1)
    for now in (early, late, early):
        office.write(looks.record, ana.id, thread.id, now)
    assert office.read(looks.last, ana.id, thread.id) == late


def test_nobody_looks_at_what_is_not_there(office: Office, ana: User) -> None:
    with pytest.raises(NotFound):
        office.write(looks.record, ana.id, ThreadId(new_id()), office.clock())


def test_who_looked_at_two_that_are_shown_as_one_has_seen_both_after_a_split(
    office: Office, email: Account, ana: User
) -> None:
    maria, omar = office.hears(email), office.hears(email, "omar@example.com")
    link = office.write(merging.merge, omar.customer_id, maria.customer_id, "by an agent", ana.id, office.clock())
    office.write(looks.record, ana.id, omar.id, office.clock.forward(minutes=1))
    office.write(merging.split, link, ana.id, office.clock())
    assert office.read(looks.last, ana.id, maria.id) == office.clock()
    assert office.read(looks.last, ana.id, omar.id) == office.clock()
