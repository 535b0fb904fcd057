"""What an admin types into a channel's form."""

from typing import Any

import pytest

from web import form
from web.answers import Denied

GOOD = {"loft": "Roof", "whistle": "tweet"}


def refused(kind: Any, given: dict[str, Any]) -> Denied:
    with pytest.raises(Denied) as denied:
        form.fill(kind, given)
    assert denied.value.status == 422
    return denied.value


def test_what_is_left_out_has_its_default(pigeon: Any) -> None:
    assert form.fill(pigeon, GOOD) == pigeon.Settings("Roof", "tweet", "", 3, False, (), "slow")


def test_what_is_given_is_kept(pigeon: Any) -> None:
    more = {"pigeons": 7, "night": True, "routes": ["a", "b"], "speed": "fast"}
    assert form.fill(pigeon, GOOD | more) == pigeon.Settings("Roof", "tweet", "", 7, True, ("a", "b"), "fast")


def test_numbers_may_come_as_the_text_that_was_typed(pigeon: Any) -> None:
    assert form.fill(pigeon, GOOD | {"pigeons": "12"}).pigeons == 12


@pytest.mark.parametrize(
    "missing", [{"whistle": "tweet"}, {"loft": "", "whistle": "x"}, {"loft": None, "whistle": "x"}]
)
def test_a_field_that_is_needed_is_named_by_its_label(pigeon: Any, missing: dict[str, Any]) -> None:
    denied = refused(pigeon, missing)
    assert (denied.code, denied.sentence) == ("missing_field", "Fill in 'Loft' (loft).")
    assert denied.field == "loft"


def test_a_field_that_does_not_exist_is_named_with_the_nearest_that_does(pigeon: Any) -> None:
    denied = refused(pigeon, GOOD | {"pigeon": 3})
    assert (denied.code, denied.sentence) == (
        "unknown_field",
        "There is no field 'pigeon'; did you mean 'pigeons'?",
    )


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"pigeons": "many"}, "'Pigeons' (pigeons) must be a whole number."),
        ({"pigeons": ""}, "'Pigeons' (pigeons) must be a whole number."),
        ({"pigeons": 1.5}, "'Pigeons' (pigeons) must be a whole number."),
        ({"pigeons": [1]}, "'Pigeons' (pigeons) must be a whole number."),
        ({"night": "maybe"}, "'Fly at night' (night) must be on or off."),
        ({"routes": "a"}, "'Routes' (routes) must be a list of lines."),
        ({"routes": [1]}, "'Routes' (routes) must be a list of lines."),
        ({"loft": {"a": 1}}, "'Loft' (loft) must be text."),
        ({"speed": "warp"}, "'Speed' (speed) must be one of: slow, fast."),
        ({"speed": ["slow"]}, "'Speed' (speed) must be one of: slow, fast."),
    ],
    ids=str,
)
def test_a_field_that_does_not_fit_is_named_by_its_label(pigeon: Any, wrong: dict[str, Any], says: str) -> None:
    denied = refused(pigeon, GOOD | wrong)
    assert denied.code == "wrong_field"
    assert says in denied.sentence
    assert denied.field == next(iter(wrong))


def test_a_secret_is_never_quoted(pigeon: Any) -> None:
    assert "hunter2" not in refused(pigeon, GOOD | {"whistle": ["hunter2"]}).sentence


def test_a_connector_that_does_not_exist_is_named_with_those_that_do(pigeon: Any) -> None:
    with pytest.raises(Denied, match=r"There is no connector 'fax'; choose one of chat, .*pigeon"):
        form.connector("fax")
    assert form.connector("pigeon") is pigeon


def test_secrets_are_parted_from_what_may_be_shown(pigeon: Any) -> None:
    shown, hidden = form.part(form.fill(pigeon, GOOD))
    assert hidden == {"whistle": "tweet"}
    assert shown == {"loft": "Roof", "pigeons": 3, "night": False, "routes": (), "speed": "slow"}
