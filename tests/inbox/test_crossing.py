"""What came while somebody wrote: the customer again, a colleague's answer, or one that is on its way."""

from datetime import datetime

import pytest
from office.office import Office

from inbox import crossing, merging, outbox
from inbox.crossing import LATELY, Crossing
from inbox.identities import Contact
from inbox.words import Account, ThreadId, User


def since(office: Office, thread_id: ThreadId, seen: datetime, by: User) -> list[Crossing]:
    return office.write(crossing.since, thread_id, seen, by.id)


def seen_by_now(office: Office, thread_id: ThreadId) -> datetime:
    return office.messages(thread_id)[-1].threaded_at


def test_nothing_crosses_whoever_has_seen_everything(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    assert since(office, stands.id, seen_by_now(office, stands.id), ana) == []


def test_who_writes_again_crosses_even_in_the_same_moment(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    seen = seen_by_now(office, stands.id)
    office.hears(email, text="Hello?")
    assert since(office, stands.id, seen, ana) == [Crossing("wrote")]


@pytest.mark.parametrize(("automatic", "expected"), [("auto-reply", []), ("bounce", []), ("list", [Crossing("wrote")])])
def test_what_a_machine_says_stops_nobody(
    office: Office, email: Account, ana: User, automatic: str, expected: list[Crossing]
) -> None:
    stands = office.hears(email)
    seen = seen_by_now(office, stands.id)
    office.hears(email, automatic=automatic)
    assert since(office, stands.id, seen, ana) == expected


def test_a_colleagues_answer_crosses_from_the_moment_it_is_written(
    office: Office, email: Account, ana: User, ben: User
) -> None:
    stands = office.hears(email)
    seen = seen_by_now(office, stands.id)
    office.reply(stands.id, ben)
    assert since(office, stands.id, seen, ana) == [Crossing("answering", "Ben")]
    (mine,) = office.write(outbox.claim, office.clock(), 1)
    assert since(office, stands.id, seen, ana) == [Crossing("answering", "Ben")]
    office.write(outbox.sent, mine, "r1", "sent", office.clock())
    assert since(office, stands.id, seen, ana) == [Crossing("answered", "Ben")]


def test_ones_own_answers_and_all_notes_cross_nothing(office: Office, email: Account, ana: User, ben: User) -> None:
    stands = office.hears(email)
    seen = seen_by_now(office, stands.id)
    office.reply(stands.id, ana)
    office.note(stands.id, ben)
    assert since(office, stands.id, seen, ana) == []


def test_all_of_it_is_told_in_the_order_in_which_it_came(office: Office, email: Account, ana: User, ben: User) -> None:
    stands = office.hears(email)
    seen = seen_by_now(office, stands.id)
    office.hears(email)
    office.reply(stands.id, ben)
    office.hears(email)
    found = since(office, stands.id, seen, ana)
    assert [one.kind for one in found] == ["wrote", "answering", "wrote"]


def test_it_may_come_in_whatever_is_shown_with_the_thread(office: Office, email: Account, ana: User) -> None:
    stands, other = office.hears(email), office.hears(email, "omar@example.com")
    office.write(merging.merge, other.customer_id, stands.customer_id, "test", ana.id, office.clock())
    seen = seen_by_now(office, stands.id)
    office.clock.forward(seconds=1)
    office.hears(email, Contact("email", "", "omar@example.com"))
    for shown in (stands.id, other.id):
        assert since(office, shown, seen, ana) == [Crossing("wrote")]


def test_no_more_of_a_long_thread_is_looked_at_than_can_have_come(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    seen = seen_by_now(office, stands.id)
    office.receive(*(office.arrival(email) for _ in range(LATELY + 10)))
    assert len(since(office, stands.id, seen, ana)) == LATELY
