"""Calls with several entries, changes, messages and statuses, and what one bad one costs the others: nothing."""

import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from servers.graph import call, regrouped, troubled

from connectors.contract import Happening, Ignored, Incoming, Receipt

Call = dict[str, Any]
Read = Callable[[Any], list[Happening]]


def text(number: int, body: Any = "hello", writer: str = "34600000001") -> Call:
    return {"from": writer, "id": f"wamid.{number}", "timestamp": "1795341600", "type": "text", "text": {"body": body}}


def contact(number: str, name: str, id_: str) -> Call:
    return {"wa_id": number, "user_id": id_, "profile": {"name": name}}


def incoming(happenings: list[Happening]) -> list[Incoming]:
    return [one for one in happenings if isinstance(one, Incoming)]


def test_every_message_and_status_of_every_change_of_every_entry_is_read(
    payload: Callable[[str], Call], read: Read
) -> None:
    found = read(payload("batch"))
    assert [one.remote_id for one in incoming(found)] == ["wamid.B1", "wamid.B2", "wamid.B3", "wamid.B4"]
    assert [one.state for one in found if isinstance(one, Receipt)] == ["read"]
    assert len([one for one in found if isinstance(one, Ignored)]) == 1


def test_a_bad_message_becomes_a_stub_in_its_place_and_costs_no_other(
    payload: Callable[[str], Call], read: Read
) -> None:
    one, two, three, four = incoming(read(payload("batch")))
    assert [one.text, three.text, four.text] == ["one", "three", "four"]
    assert two.stub
    assert (two.remote_id, two.sender.address) == ("wamid.B2", "+15555550101")


def test_each_message_has_its_own_writer(payload: Callable[[str], Call], read: Read) -> None:
    one, _, three, _ = incoming(read(payload("batch")))
    assert (one.sender.display, [also.address for also in one.also]) == ("Ana Ruiz", ["ES.13491208655302741918"])
    assert (three.sender.display, [also.address for also in three.also]) == ("Berta", ["US.5"])


def test_a_contact_of_somebody_else_is_never_taken_for_the_writer(read: Read) -> None:
    strangers = [contact("34600000009", "Eva", "ES.9")]
    found = incoming(read(call(contacts=strangers, messages=[text(1), text(2)])))
    assert {(one.sender.address, one.sender.display, one.also) for one in found} == {("+34600000001", "", ())}


def test_the_only_contact_of_the_only_message_is_its_writer_under_another_id(read: Read) -> None:
    """Meta says that a user's number and WhatsApp id may differ."""
    (one,) = incoming(
        read(call(contacts=[contact("5215550000001", "Eva", "MX.9")], messages=[text(1, writer="525550000001")]))
    )
    assert one.sender.address == "+5215550000001"
    assert [also.address for also in one.also] == ["+525550000001", "MX.9"]
    assert [same.address for same in one.same] == ["+525550000001"]


def test_an_id_where_the_number_should_be_is_still_an_id(read: Read) -> None:
    (one,) = incoming(read(call(messages=[text(1, writer="ES.9")])))
    assert (one.sender.address, one.same) == ("ES.9", ())


@pytest.mark.parametrize("writer", ["", "x", "+34600000001", "0", "1" * 30, "es.9", "ES.", None, 7, [], "ES.é"])
def test_a_message_that_names_nobody_stands_with_the_unreadable_ones(read: Read, writer: Any) -> None:
    (one,) = incoming(read(call(messages=[text(1, writer=writer)])))
    assert (one.sender.address, one.sender.evidence, one.sender.scoped) == ("unreadable", "claimed", True)
    assert one.also == one.same == ()


@pytest.mark.parametrize("contacts", [None, 7, [7, None], [{"wa_id": 7}], {}, [{"profile": "x"}]])
def test_contacts_that_make_no_sense_cost_only_the_name(read: Read, contacts: Any) -> None:
    (one,) = incoming(read(call(contacts=contacts, messages=[text(1)])))
    assert (one.sender.address, one.sender.display, one.text) == ("+34600000001", "", "hello")


@pytest.mark.parametrize("odd", [None, 7, "x", [], {"id": 7}, {"headline": []}, {"forwarded": "maybe"}])
@pytest.mark.parametrize("place", ["context", "referral"])
def test_what_stands_around_the_words_never_costs_them(read: Read, place: str, odd: Any) -> None:
    (one,) = incoming(read(call(messages=[{**text(1), place: odd}])))
    assert (one.said, one.stub) == ("hello", False)


def test_what_concerns_another_number_of_the_app_is_ignored(read: Read) -> None:
    assert read(call(number_id="999", messages=[text(1)])) == [Ignored("It concerns another phone number.")]


def test_what_concerns_two_numbers_is_read_for_ours(read: Read) -> None:
    both = regrouped([call(number_id="999", messages=[text(1)]), call(messages=[text(2)])])
    assert [one.remote_id for one in incoming(read(both))] == ["wamid.2"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        7,
        "x",
        None,
        {"entry": None},
        {"entry": {}},
        {"entry": [None, 7, [], {}]},
        {"entry": [{"changes": [None, 7, []]}]},
        {"entry": [{"changes": {"value": {}}}]},
    ],
    ids=str,
)
def test_a_call_that_holds_nothing_is_ignored(read: Read, body: Any) -> None:
    assert read(body) == [Ignored("There is nothing in it.")]


@pytest.mark.parametrize("change", [{}, {"field": 7}, {"field": "comments", "value": []}, {"field": "x" * 5000}])
def test_a_change_of_no_kind_of_ours_is_ignored_with_a_short_reason(read: Read, change: Call) -> None:
    (ignored,) = read({"entry": [{"changes": [change]}]})
    assert isinstance(ignored, Ignored)
    assert 0 < len(ignored.reason) < 300


@pytest.mark.parametrize("message", [None, 7, "x", []])
def test_a_message_that_is_no_object_is_ignored(read: Read, message: Any) -> None:
    ignored, one = read(call(messages=[message, text(1)]))
    assert isinstance(ignored, Ignored)
    assert isinstance(one, Incoming)


@pytest.mark.parametrize("id_", [None, 7, "", [], {}])
def test_a_message_without_a_name_gets_one_from_what_it_says(read: Read, id_: Any) -> None:
    first, again = (incoming(read(call(messages=[{**text(1), "id": id_}])))[0] for _ in range(2))
    other = incoming(read(call(messages=[{**text(1, "bye"), "id": id_}])))[0]
    assert first.remote_id == again.remote_id != other.remote_id
    assert first.remote_id.startswith("unnamed:")


@pytest.mark.parametrize("stamp", [None, "", "x", -(10**20), "9" * 5000, 10**30, [], True, "1e5", "NaN"])
def test_a_time_that_is_none_costs_only_the_time(read: Read, stamp: Any) -> None:
    (one,) = incoming(read(call(messages=[{**text(1), "timestamp": stamp}])))
    assert one.text == "hello"
    assert one.sent_at is None or stamp is True


def test_a_change_of_an_unknown_time_is_a_stub_for_nobody_could_say_which_edit_is_the_last(
    payload: Callable[[str], Call], read: Read, value: Callable[[Call], Call]
) -> None:
    changed = payload("edit")
    value(changed)["messages"][0]["timestamp"] = "soon"
    (one,) = incoming(read(changed))
    assert one.stub
    assert "(edit)" in one.text


def test_null_is_the_same_as_nothing(read: Read) -> None:
    full = {**text(1), "context": None, "referral": None, "errors": None, "text": {"body": "hello", "x": None}}
    assert read(call(messages=[full])) == read(call(messages=[text(1)]))


def test_a_bad_day_brings_every_message_under_its_own_name(read: Read) -> None:
    """Twice, regrouped, late and shuffled: the names are those of the messages and not of the calls."""
    calls = [call(messages=[text(n, f"no. {n}")], statuses=[{"id": f"out.{n}", "status": "read"}]) for n in range(200)]
    names: dict[str, set[str]] = {}
    for body in troubled(calls, seed=7):
        for one in incoming(read(body)):
            names.setdefault(one.remote_id, set()).add(one.text)
    assert names == {f"wamid.{n}": {f"no. {n}"} for n in range(200)}


def test_whatever_is_broken_in_one_message_the_others_stand(payload: Callable[[str], Call], read: Read) -> None:
    """Each value of a message is replaced by nonsense, one at a time."""
    chance = random.Random(3)
    nonsense: list[Any] = [None, 7, -1.5, "", "\ud800", "\x00", [], {}, [[]], {"x": {}}, True, "9" * 5000]
    kinds = ["text", "image", "location", "contacts", "flow", "order", "reaction", "edit", "revoke", "number_change"]
    for name in (*kinds, "referral", "quote", "unsupported", "button", "list_reply", "username"):
        whole = payload(name)
        messages = whole["entry"][0]["changes"][0]["value"]["messages"]
        for path in paths(messages[0]):
            broken = json.loads(json.dumps(messages[0]))
            put(broken, path, chance.choice(nonsense))
            found = read(call(messages=[text(1), broken, text(2)]))
            whole_ones = [one.remote_id for one in incoming(found) if one.text == "hello"]
            assert whole_ones == ["wamid.1", "wamid.2"], (name, path)
            assert len(found) >= 3, (name, path)


def paths(value: Any) -> list[tuple[Any, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path for key, below in inside for path in [(key,), *((key, *rest) for rest in paths(below))]]


def put(value: Any, path: tuple[Any, ...], new: Any) -> None:
    for key in path[:-1]:
        value = value[key]
    value[path[-1]] = new
