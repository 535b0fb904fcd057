"""A supervisor's own rules: whom they are about, and which words set them off."""

from typing import Any

import pytest
from office.clock import START
from office.patience import minutes, waiting

from inbox.arrivals import Waiting
from inbox.tables import Field, Rule, Table, When
from inbox.words import AccountId, Mood, Reason, TeamId
from router.patience import judge_of
from router.patience.rules import READ


def fires(when: When, one: Waiting) -> bool:
    judged = judge_of(Table(rules=(Rule("Ours", when, leaves=0.5),)))(one)
    assert judged.due == START + minutes(120 if len(judged.reasons) > 1 else 240)
    return len(judged.reasons) > 1


SOMEBODY: dict[str, Any] = {
    "account_id": AccountId("shop"), "team_id": TeamId("north"), "language": "es", "tags": ("billing", "vip"),
    "fields": {"Plan": "Gold ", "País": "España"}, "text": "Quiero la devolución ya",
}  # fmt: skip


@pytest.mark.parametrize(
    ("when", "other"),
    [
        (When(channel="email"), When(channel="chat")),
        (When(account_id="shop"), When(account_id="blog")),
        (When(team_id="north"), When(team_id="south")),
        (When(language="es"), When(language="en")),
        (When(tag="vip"), When(tag="vi")),
        (When(words=("devolución",)), When(words=("reembolso",))),
        (When(field=Field("plan", "gold")), When(field=Field("plan", "silver"))),
        (When(field=Field("Pais", "ESPANA")), When(field=Field("gold", "plan"))),
    ],
)
def test_a_rule_is_about_those_it_names_and_nobody_else(when: When, other: When) -> None:
    assert fires(when, waiting(**SOMEBODY))
    assert not fires(other, waiting(**SOMEBODY))
    assert not fires(when, waiting()) or when.channel


def test_all_that_a_rule_names_must_be_so() -> None:
    both = When(language="es", words=("devolución",))
    assert fires(both, waiting(language="es", text="mi devolución"))
    assert not fires(both, waiting(language="es", text="hola"))
    assert not fires(both, waiting(language="en", text="mi devolución"))


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (("refund",), "I want a REFUND!", True),
        (("refund",), "refundable", False),
        (("refund",), "no-refund", True),
        (("Devolución",), "la devolucion", True),
        (("devolucion",), "LA DEVOLUCIÓN", True),
        (("straße",), "in der STRASSE", True),
        (("cancel my order", "refund"), "please cancel   my\norder.", True),
        (("cancel my order",), "cancel my orders", False),
        (("cancel order",), "cancel my order", False),
        (("a b", "a c"), "a c", True),
        (("refund",), "", False),
        (("don't",), "I don’t know", True),
        (("404",), "error 404.", True),
    ],
)
def test_words_are_whole_and_without_case_and_accents(words: tuple[str, ...], text: str, found: bool) -> None:
    assert fires(When(words=words), waiting(text=text)) == found


def test_the_reason_names_the_rule_and_the_words_as_they_were_written_down() -> None:
    rule = Rule("Money back", When(words=("Refund", "devolución", "never")), leaves=0.5)
    judged = judge_of(Table(rules=(rule,)))(waiting(text="REFUND, devolucion"))
    assert judged.reasons[0] == Reason("rule", name="Money back", words=("Refund", "devolución"))


def test_a_rule_without_words_has_none_to_show() -> None:
    judged = judge_of(Table(rules=(Rule("VIP", When(tag="vip"), minutes=10.0),)))(waiting(tags=("vip",)))
    assert judged.reasons[0] == Reason("rule", name="VIP")
    assert judged.due == START + minutes(10)


def test_a_rule_that_is_off_does_nothing() -> None:
    judged = judge_of(Table(rules=(Rule("VIP", When(channel="email"), leaves=0.1, on=False),)))(waiting())
    assert (judged.due, len(judged.reasons)) == (START + minutes(240), 1)


def test_rules_add_up_with_each_other_and_with_what_was_said() -> None:
    rules = Rule("One", When(channel="email"), leaves=0.5), Rule("Two", When(tag="vip"), leaves=0.5)
    judged = judge_of(Table(rules=rules))(waiting(mood=Mood(signals=("urgent",)), tags=("vip",)))
    assert judged.due == START + minutes(240 * 0.4 * 0.25)
    assert [reason.name for reason in judged.reasons] == ["", "One", "Two", ""]


def test_of_several_that_give_minutes_the_fewest_count() -> None:
    rules = Rule("One", When(channel="email"), minutes=30.0), Rule("Two", When(channel="email"), minutes=10.0)
    assert judge_of(Table(rules=rules))(waiting()).due == START + minutes(10)


def test_a_very_long_text_is_read_as_far_as_a_rule_may_cost() -> None:
    assert fires(When(words=("refund",)), waiting(text="x " * (READ // 2 - 10) + "refund"))
    assert not fires(When(words=("refund",)), waiting(text="x " * READ + "refund"))


@pytest.mark.parametrize("text", ["\u200d" * 500, "\ud800 refund", "\0refund", "🙂" * 500 + " refund", "ا" * 3000])
def test_no_text_breaks_a_rule(text: str) -> None:
    fires(When(words=("refund",)), waiting(text=text))
