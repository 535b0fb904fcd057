"""First impressions that wait for a second opinion."""

from datetime import timedelta

from office.office import Office
from office.plans import plans
from sqlalchemy import select

from inbox import moods
from inbox.schema import message
from inbox.words import Account, Mood, User
from router.patience import judge


def test_the_newest_is_read_first(office: Office, email: Account) -> None:
    for text in ("One", "Two", "Three"):
        office.hears(email, text=text)
    assert [one.said for one in office.read(moods.unweighed, office.clock(), 2)] == ["Three", "Two"]
    assert office.read(moods.backlog, office.clock()) == 3


def test_what_we_wrote_and_what_could_not_be_read_is_not(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email, stub=True)
    office.reply(stands.id, ana)
    office.note(stands.id, ana)
    office.hears(email, automatic="auto-reply")
    assert office.read(moods.unweighed, office.clock(), 10) == []


def test_what_is_old_is_left_as_it_is(office: Office, email: Account) -> None:
    office.hears(email)
    later = office.clock() + moods.FRESH + timedelta(seconds=1)
    assert office.read(moods.unweighed, later, 10) == []
    assert office.read(moods.backlog, later) == 0


def test_it_is_read_once(office: Office, email: Account) -> None:
    office.hears(email)
    (one,) = office.read(moods.unweighed, office.clock(), 10)
    office.write(moods.weigh, {one.id: Mood(anger=0.7, tier="deep")}, judge, office.clock())
    assert office.read(moods.unweighed, office.clock(), 10) == []
    assert office.write(moods.weigh, {one.id: Mood(tier="deep")}, judge, office.clock()) == []
    assert office.messages(office.thread_of("maria@example.com").id)[0].mood == Mood(anger=0.7, tier="deep")


def test_what_is_gone_meanwhile_is_no_error(office: Office) -> None:
    assert office.write(moods.weigh, {}, judge, office.clock()) == []
    assert office.write(moods.weigh, {"nobody": Mood()}, judge, office.clock()) == []


def test_many_threads_are_weighed_at_once(office: Office, email: Account) -> None:
    office.receive(*(office.arrival(email, f"{number}@example.com") for number in range(30)))
    found = {one.id: Mood(anger=0.8, tier="deep") for one in office.read(moods.unweighed, office.clock(), 100)}
    assert len(office.write(moods.weigh, found, judge, office.clock())) == 30
    assert {row.mood["anger"] for row in office.rows(select(message.c.mood))} == {0.8}


def test_an_index_finds_those_that_wait(office: Office) -> None:
    (plan,) = plans(office, moods.unweighed, office.clock(), 5)
    assert "ix_message_unweighed" in plan
    assert "TEMP B-TREE" not in plan
