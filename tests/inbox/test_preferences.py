"""How agents want their own screens to behave."""

from typing import Any

import msgspec
import pytest
from office.office import Office
from sqlalchemy import select

from inbox import preferences, users
from inbox.errors import Conflict
from inbox.preferences import MOST_KEYS, Preferences, Wish, merged
from inbox.schema import user
from inbox.words import User


def wish(office: Office, person: User, **wanted: Any) -> Preferences:
    return office.write(preferences.change, person.id, msgspec.convert(wanted, Wish), office.clock())


def test_who_never_said_anything_is_quiet_and_can_undo(office: Office, ana: User) -> None:
    found = office.read(preferences.of, ana.id)
    assert found == Preferences(hold=5, tone=True, notify="off", sound=False, shortcuts=True, keys={})


def test_what_is_wished_for_holds_and_the_rest_stays(office: Office, ana: User, ben: User) -> None:
    wish(office, ana, hold=20, notify="mine")
    assert wish(office, ana, tone=False) == Preferences(hold=20, notify="mine", tone=False)
    assert office.read(preferences.of, ana.id) == Preferences(hold=20, notify="mine", tone=False)
    assert office.read(preferences.of, ben.id) == Preferences()


def test_null_makes_the_default_again(office: Office, ana: User) -> None:
    wish(office, ana, hold=0, sound=True)
    assert wish(office, ana, hold=None) == Preferences(sound=True)


def test_only_what_was_said_is_kept_so_that_later_defaults_hold(office: Office, ana: User) -> None:
    wish(office, ana, sound=True, hold=10)
    wish(office, ana, hold=None)
    kept = office.read(lambda conn: conn.execute(select(user.c.preferences).where(user.c.id == ana.id)).scalar_one())
    assert kept == {"sound": True}


def test_keys_are_changed_and_set_back_one_by_one_and_all_at_once(office: Office, ana: User) -> None:
    wish(office, ana, keys={"take": "w", "skip": ""})
    assert wish(office, ana, keys={"go.mine": "g 1"}).keys == {"take": "w", "skip": "", "go.mine": "g 1"}
    assert wish(office, ana, keys={"take": None}).keys == {"skip": "", "go.mine": "g 1"}
    assert wish(office, ana, keys=None).keys == {}
    assert wish(office, ana, keys={"take": None}).keys == {}


def test_nobody_fills_the_database_with_keys(office: Office, ana: User) -> None:
    names = [f"{one}{other}" for one in "abcdefghijk" for other in "abcdefghij"]
    wish(office, ana, keys=dict.fromkeys(names[:MOST_KEYS], "x"))
    with pytest.raises(Conflict, match="Set some back first"):
        wish(office, ana, keys={names[MOST_KEYS]: "x"})
    assert len(office.read(preferences.of, ana.id).keys) == MOST_KEYS


@pytest.mark.parametrize(
    "wanted",
    [
        {"hold": 7},
        {"hold": "5"},
        {"tone": "yes"},
        {"notify": "everybody"},
        {"sound": 1},
        {"keys": {"take": "ab cd ef"}},
        {"keys": {"take": "g  q"}},
        {"keys": {"take": " "}},
        {"keys": {"take": "x\n"}},
        {"keys": {"take": 1}},
        {"keys": {"": "x"}},
        {"keys": {"a" * 31: "x"}},
        {"keys": {"<b>": "x"}},
        {"keys": []},
    ],
    ids=str,
)
def test_what_no_screen_would_understand_is_no_wish(wanted: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(wanted, Wish)


@pytest.mark.parametrize("keys", ["e", "E", "?", "ñ", "g q", "[", "😀", ""])
def test_keys_are_one_or_two_presses_or_none(keys: str) -> None:
    assert msgspec.convert({"keys": {"take": keys}}, Preferences).keys == {"take": keys}


def test_other_screens_are_told_of_whom_but_not_what(office: Office, ana: User) -> None:
    wish(office, ana, sound=True)
    told = office.events()[-1]
    assert (told.kind, told.actor_id, told.data) == ("user.changed", ana.id, {"user_id": ana.id})


def test_being_changed_by_an_admin_leaves_them_alone(office: Office, ana: User, ben: User) -> None:
    wish(office, ben, hold=30)
    office.write(users.change, ben.id, users.Change(name="Benjamin"), ana.id, office.clock())
    assert office.read(preferences.of, ben.id).hold == 30


@pytest.mark.parametrize(
    ("said", "patch", "after"),
    [
        ({"a": 1}, {}, {"a": 1}),
        ({"a": 1}, {"a": 2}, {"a": 2}),
        ({"a": 1}, {"b": 2}, {"a": 1, "b": 2}),
        ({"a": 1, "b": 2}, {"a": None}, {"b": 2}),
        ({}, {"a": None}, {}),
        ({"a": {"b": 1}}, {"a": {"c": 2}}, {"a": {"b": 1, "c": 2}}),
        ({"a": {"b": 1}}, {"a": {"b": None}}, {"a": {}}),
        ({}, {"a": {"b": None}}, {"a": {}}),
        ({"a": {"b": 1}}, {"a": None}, {}),
    ],
)
def test_it_merges_as_the_standard_says(said: dict[str, Any], patch: dict[str, Any], after: dict[str, Any]) -> None:
    """https://www.rfc-editor.org/rfc/rfc7396, as far as ours reaches."""
    before = msgspec.to_builtins(said)
    assert merged(said, patch) == after
    assert said == before
