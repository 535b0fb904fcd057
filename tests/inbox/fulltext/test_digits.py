"""Numbers are found however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.fulltext.digits import MOST_RUNS, extra, forms, runs


@pytest.mark.parametrize("kept", ["612 345 678", "612345678", "+34 612-345-678", "0034612345678", "(+34) 612.345.678"])
@pytest.mark.parametrize("sought", ["612 345 678", "612345678", "+34 612-345-678", "0034 612 345 678", "+34612345678"])
def test_every_way_to_write_a_telephone_meets_every_other(kept: str, sought: str) -> None:
    assert set(extra(f"Call me: {kept}, please")) & set(forms(sought))


@pytest.mark.parametrize(
    ("kept", "sought"), [("01632 960983", "+44 1632 960983"), ("+44 1632 960983", "01632 960 983")]
)
def test_a_zero_that_only_callers_from_nearby_dial_makes_no_difference(kept: str, sought: str) -> None:
    assert set(forms(kept)) & set(forms(sought))


def test_other_telephones_are_not_met() -> None:
    assert not set(forms("612 345 678")) & set(forms("612 345 679"))


@pytest.mark.parametrize("text", ["Room 12", "in 2026", "a1234567b", "1 2 3", "order_1234567"])
def test_what_is_no_long_number_is_only_its_own_words(text: str) -> None:
    assert extra(text) == []


def test_order_numbers_are_numbers_too() -> None:
    assert "20260815" in extra("Your order 2026-0815 is late")


def test_a_country_that_does_not_exist_has_no_national_form() -> None:
    assert forms("+999 123 456") == ("999123456",)


@pytest.mark.parametrize("typed", ["000000", "0000-00-00", "+000 000 000", "00000000"])
def test_nothing_but_zeros_is_a_number_of_its_own(typed: str) -> None:
    assert all(forms(typed))


def test_a_wall_of_numbers_costs_only_so_much() -> None:
    assert len(extra("\n".join(f"{number:09}" for number in range(10**8, 10**8 + 500)))) <= 3 * MOST_RUNS


@given(st.text("0123456789+-() ./x\n"))
def test_whatever_is_written_nothing_breaks(text: str) -> None:
    for run in runs(text):
        assert all(form.isdigit() for form in forms(run))
