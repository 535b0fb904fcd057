"""Notes that name colleagues."""

import pytest
from office.office import Office
from sqlalchemy import select

from inbox import answers, looks, merging, messages, users
from inbox.answers import Note
from inbox.schema import mention
from inbox.users import Change
from inbox.words import Account, Message, Thread, User


@pytest.fixture
def maria(office: Office, email: Account) -> Thread:
    return office.hears(email)


def note(office: Office, thread: Thread, by: User, *named: User, text: str = "Have a look") -> Message:
    new = Note(thread.id, by.id, text, f"{text} {thread.id}", tuple(one.id for one in named))
    return office.write(answers.note, new, office.clock())


def unseen(office: Office, user: User) -> list[str]:
    theirs = mention.c.user_id == user.id, mention.c.seen_at.is_(None)
    return [row.message_id for row in office.rows(select(mention.c.message_id).where(*theirs))]


def test_a_note_names_whom_it_names(office: Office, maria: Thread, ana: User, ben: User) -> None:
    said = note(office, maria, ana, ben)
    assert [(one.user_id, one.name) for one in said.mentions] == [(ben.id, "Ben")]
    assert office.read(messages.get, said.id) == said
    assert unseen(office, ben) == [said.id]
    assert unseen(office, ana) == []


def test_each_of_them_is_told(office: Office, maria: Thread, ana: User, ben: User) -> None:
    said = note(office, maria, ana, ben, ben)
    told = [one for one in office.events() if one.kind == "thread.mentioned"]
    assert [(one.thread_id, one.message_id, one.actor_id, one.data) for one in told] == [
        (maria.id, said.id, ana.id, {"to": ben.id})
    ]


def test_nobody_is_told_of_what_they_wrote_or_after_they_left(
    office: Office, maria: Thread, ana: User, ben: User
) -> None:
    office.write(users.change, ben.id, Change(disabled=True), ana.id, office.clock())
    said = note(office, maria, ana, ana, ben)
    assert said.mentions == ()
    assert not [one for one in office.events() if one.kind == "thread.mentioned"]


def test_the_same_note_again_tells_nobody_again(office: Office, maria: Thread, ana: User, ben: User) -> None:
    note(office, maria, ana, ben)
    before = len(office.events())
    note(office, maria, ana, ben)
    assert len(office.events()) == before


def test_who_has_looked_has_seen_it_and_nobody_else(
    office: Office, maria: Thread, ana: User, ben: User, email: Account
) -> None:
    other = office.hears(email, "omar@example.com")
    note(office, maria, ana, ben)
    kept = note(office, other, ana, ben)
    office.write(looks.record, ana.id, maria.id, office.clock())
    assert len(unseen(office, ben)) == 2
    office.write(looks.record, ben.id, maria.id, office.clock())
    assert unseen(office, ben) == [kept.id]
    later = note(office, maria, ana, ben, text="And now?")
    assert set(unseen(office, ben)) == {kept.id, later.id}


def test_who_looks_where_two_are_shown_as_one_has_seen_both(
    office: Office, maria: Thread, ana: User, ben: User, email: Account
) -> None:
    other = office.hears(email, "omar@example.com")
    note(office, other, ana, ben)
    office.write(merging.merge, other.customer_id, maria.customer_id, "asserted", ana.id, office.clock())
    office.write(looks.record, ben.id, maria.id, office.clock())
    assert unseen(office, ben) == []
