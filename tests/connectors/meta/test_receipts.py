"""What became of what we sent, as Meta tells it."""

from collections.abc import Callable
from typing import Any

import pytest
from servers.graph import call

from connectors.contract import Happening, Ignored, Receipt
from connectors.meta.meaning import MEANINGS

Call = dict[str, Any]
Read = Callable[[Any], list[Happening]]
OURS = "wamid.HBgLMzQ2MDAwMDAwMDEVAgARGBI5QTNDQTVCM0Q0Q0Q2RTY3RTcA"


@pytest.mark.parametrize("state", ["sent", "delivered", "read"])
def test_a_state_names_the_message_by_metas_id_and_by_our_ref(
    payload: Callable[[str], Call], read: Read, state: Any
) -> None:
    assert read(payload(f"status_{state}")) == [Receipt(state, OURS, "0199-ref")]


def test_a_voice_message_that_was_played_was_read(read: Read) -> None:
    assert read(call(statuses=[{"id": "w", "status": "played"}])) == [Receipt("read", "w")]


def test_a_failure_says_what_to_do(payload: Callable[[str], Call], read: Read) -> None:
    (receipt,) = read(payload("status_failed"))
    assert isinstance(receipt, Receipt)
    assert (receipt.state, receipt.code, receipt.ref) == ("failed", "window_closed", "0199-ref")
    assert receipt.detail == "More than 24 hours have passed since the customer last wrote. Send a template."


@pytest.mark.parametrize(
    ("code", "means"),
    [
        (131047, "window_closed"),
        (131026, "unreachable"),
        (131050, ""),
        (131049, ""),
        (131048, ""),
        (130472, ""),
        (131042, ""),
    ],
)
def test_a_code_means_something_where_an_agent_can_do_something(read: Read, code: int, means: str) -> None:
    (receipt,) = read(call(statuses=[{"id": "w", "status": "failed", "errors": [{"code": code, "title": "x"}]}]))
    assert isinstance(receipt, Receipt)
    assert (receipt.code, receipt.detail) == (means, MEANINGS[code].sentence)


def test_a_code_that_we_do_not_know_is_told_in_metas_words(read: Read) -> None:
    errors = [{"code": 139999, "title": "Odd", "error_data": {"details": "The moon\u0000 is\u202e full."}}]
    (receipt,) = read(call(statuses=[{"id": "w", "status": "failed", "errors": errors}]))
    assert isinstance(receipt, Receipt)
    assert receipt.detail == "WhatsApp refused it: The moon is full (code 139999). Ask an admin."


@pytest.mark.parametrize("errors", [None, [], {}, [7], [{}], [{"code": "x"}], "x", [{"code": [1]}]])
def test_that_it_failed_counts_more_than_why(read: Read, errors: Any) -> None:
    (receipt,) = read(call(statuses=[{"id": "w", "status": "failed", "errors": errors}]))
    assert isinstance(receipt, Receipt)
    assert receipt.state == "failed"
    assert receipt.detail.endswith(".")


@pytest.mark.parametrize("row", [{}, {"id": "w"}, {"status": "read"}, {"id": 7, "status": "read"}, 7, None, [], "x"])
def test_news_that_names_no_message_is_ignored(read: Read, row: Any) -> None:
    (ignored,) = read(call(statuses=[row]))
    assert isinstance(ignored, Ignored)


def test_a_state_without_a_word_of_ours_is_ignored_with_its_name(read: Read) -> None:
    assert read(call(statuses=[{"id": "w", "status": "warmed"}])) == [Ignored("News that we have no word for: warmed")]


@pytest.mark.parametrize("code", MEANINGS)
def test_every_sentence_says_what_to_do_and_ends(code: int) -> None:
    sentence = MEANINGS[code].sentence
    assert sentence.endswith(".")
    assert sentence.isprintable()
    assert len(sentence) < 200
