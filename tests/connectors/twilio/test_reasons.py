"""What Twilio's codes mean: whether it may be sent again, and what an agent can do."""

from datetime import timedelta

import pytest

from connectors.contract import ConnectorError, Refused, TryLater, Uncertain
from connectors.twilio.reasons import BUSY, REASONS, Problem, pause_of, problem_of, reason, refusal


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (21610, "opted_out"),
        (63016, "window_closed"),
        (21211, "unreachable"),
        (21614, "unreachable"),
        (30004, "unreachable"),
        (30005, "unreachable"),
        (30006, "unreachable"),
        (63024, "unreachable"),
        (21617, "too_big"),
        (11751, "too_big"),
        (30003, ""),
        (30007, ""),
        (30008, ""),
        (63051, ""),
    ],
)
def test_a_code_says_what_can_be_done_instead(error: int, code: str) -> None:
    assert reason(error).code == code
    assert reason(str(error)) == reason(error)


@pytest.mark.parametrize("error", [30001, 30003, 30008, 30017, 63012])
def test_what_may_pass_says_try_again_later(error: int) -> None:
    assert "Try again later" in reason(error).sentence


@pytest.mark.parametrize("error", sorted(REASONS))
def test_every_sentence_is_one_for_a_person(error: int) -> None:
    sentence = reason(error).sentence
    assert sentence.endswith(".")
    assert str(error) not in sentence
    assert len(sentence) < 160
    assert sentence.isprintable()


def test_an_unknown_code_leads_to_twilios_page() -> None:
    assert "https://www.twilio.com/docs/api/errors/30999" in reason("30999").sentence


@pytest.mark.parametrize("code", [None, "", "0", 0, "x", "-1", "٣", "1" * 5000, "30008\n"])
def test_no_code_at_all_is_a_plain_sentence(code: str | int | None) -> None:
    assert reason(code).sentence == "Twilio could not deliver it. Use another channel."


@pytest.mark.parametrize(
    ("status", "error", "writing", "kind"),
    [
        (400, 21211, True, Refused),
        (400, 0, True, Refused),
        (401, 20003, True, Refused),
        (403, 0, False, Refused),
        (404, 20404, False, Refused),
        (307, 0, True, Refused),
        (429, 20429, True, TryLater),
        (429, 0, False, TryLater),
        (400, 21611, True, TryLater),
        (400, 20429, True, TryLater),
        (408, 0, True, TryLater),
        (500, 20500, True, Uncertain),
        (502, 0, True, Uncertain),
        (503, 20503, True, Uncertain),
        (500, 0, False, TryLater),
        (503, 0, False, TryLater),
    ],
)
def test_only_what_was_provably_not_taken_is_tried_again(
    status: int, error: int, writing: bool, kind: type[ConnectorError]
) -> None:
    assert type(refusal(status, Problem(error), "", writing=writing)) is kind


def test_a_wrong_login_names_the_settings() -> None:
    for problem in (Problem(), Problem(20003)):
        assert "auth token" in str(refusal(401, problem, "", writing=True))


def test_the_pause_that_twilio_asks_for_is_kept_within_reason() -> None:
    later = refusal(429, Problem(20429), "7", writing=True)
    assert isinstance(later, TryLater)
    assert later.after == timedelta(seconds=7)
    assert pause_of("999999999") == timedelta(hours=1)
    for odd in ("", "x", "-1", "٣", "1" * 5000, "1.5"):
        assert pause_of(odd) == timedelta(minutes=1)


@pytest.mark.parametrize("body", [b"", b"<html>", b"null", b"[]", b'{"code":"x"}', b'{"code":1e999}', b"[" * 100_000,
                                  b'{"code":' + b"9" * 5000 + b"}", b"\xff", b'{"code":true}'])  # fmt: skip
def test_an_answer_that_is_none_has_no_code(body: bytes) -> None:
    assert problem_of(body) == Problem()


def test_what_counts_as_busy_is_described_too() -> None:
    assert set(BUSY) <= set(REASONS)
