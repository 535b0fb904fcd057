"""Answers that are written often."""

import pytest
from office.office import Office

from inbox import macros
from inbox.errors import Conflict, NotFound
from inbox.ids import new_id
from inbox.macros import Macro
from inbox.words import MacroId, User, UserId


def add(office: Office, owner: User | None, name: str, text: str = "Hello {{customer.first_name}}") -> Macro:
    return office.write(macros.add, owner.id if owner else None, name, text, office.clock())


def names(office: Office, user: User) -> list[str]:
    return [one.name for one in office.read(macros.all, user.id)]


def test_an_agent_has_their_own_and_everybodys_by_name(office: Office, ana: User, ben: User) -> None:
    add(office, ana, "refund")
    add(office, None, "Greeting")
    add(office, ben, "Sundays")
    assert names(office, ana) == ["Greeting", "refund"]
    assert names(office, ben) == ["Greeting", "Sundays"]
    add(office, ben, "Évora")
    assert names(office, ben) == ["Évora", "Greeting", "Sundays"]


def test_it_says_whose_it_is_and_keeps_its_text_as_it_was_written(office: Office, ana: User) -> None:
    made = add(office, ana, "  Refund ", "Dear\n\n  {{customer.name}}\n")
    assert (made.owner_id, made.name, made.text) == (ana.id, "Refund", "Dear\n\n  {{customer.name}}\n")
    assert made.changed_at == office.clock()
    assert office.read(macros.get, made.id) == made


def test_it_is_changed(office: Office, ana: User) -> None:
    made = add(office, ana, "Refund")
    later = office.clock.forward(minutes=1)
    changed = office.write(macros.change, made.id, "refund", "Hi", later)
    assert (changed.name, changed.text, changed.changed_at) == ("refund", "Hi", later)
    assert office.read(macros.all, ana.id) == [changed]


def test_two_of_one_list_are_told_apart_by_their_names(office: Office, ana: User, ben: User) -> None:
    add(office, ana, "Refund")
    other = add(office, ana, "Delay")
    with pytest.raises(Conflict, match="called refund already"):
        add(office, ana, " refund ")
    with pytest.raises(Conflict, match="called REFUND already"):
        office.write(macros.change, other.id, "REFUND", "Hi", office.clock())
    assert add(office, ben, "Refund").name == add(office, None, "Refund").name


def test_it_is_gone(office: Office, ana: User) -> None:
    made = add(office, ana, "Refund")
    office.write(macros.remove, made.id)
    assert names(office, ana) == []
    for gone in (made.id, MacroId(new_id())):
        with pytest.raises(NotFound, match="no such macro"):
            office.write(macros.change, gone, "Refund", "Hi", office.clock())


def test_there_are_never_too_many_to_choose_from(office: Office, ana: User, ben: User) -> None:
    for number in range(macros.MOST):
        add(office, ana, f"Number {number}")
    with pytest.raises(Conflict, match="Remove one"):
        add(office, ana, "One more")
    assert add(office, ben, "One more").owner_id == UserId(ben.id)
