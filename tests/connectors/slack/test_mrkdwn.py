"""Slack's markup: read as a person would, and never written by accident."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.slack.emoji import KNOWN, emoji
from connectors.slack.mrkdwn import escaped, readable


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("plain", "plain"),
        ("  spaced  ", "spaced"),
        ("a &lt; b &gt; c &amp; d", "a < b > c & d"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("&quot;&nbsp;", "&quot;&nbsp;"),
        ("<@U024BE7LH>", "@U024BE7LH"),
        ("<@U024BE7LH|ana>", "@ana"),
        ("<@W024BE7LH|@ana>", "@ana"),
        ("<#C024BE7LR>", "#C024BE7LR"),
        ("<#C024BE7LR|general>", "#general"),
        ("<#C024BE7LR|>", "#C024BE7LR"),
        ("<!channel>", "@channel"),
        ("<!here|here>", "@here"),
        ("<!everyone>", "@everyone"),
        ("<!subteam^SAZ94GDB8|@support>", "@support"),
        ("<!subteam^SAZ94GDB8>", "@SAZ94GDB8"),
        ("<!date^1392734382^{date_num}|2014-02-18>", "2014-02-18"),
        ("<!date^1392734382^{date}^https://example.com|a day>", "a day"),
        ("<!date^1392734382^{date}>", ""),
        ("<https://example.com>", "https://example.com"),
        ("<https://example.com/|example.com>", "example.com"),
        ("<http://example.com/a?b=c&amp;d=e|here>", "here (http://example.com/a?b=c&d=e)"),
        ("<https://evil.example/|https://bank.example/>", "https://bank.example/ (https://evil.example/)"),
        ("<mailto:ana@example.com|ana@example.com>", "ana@example.com"),
        ("<tel:+15550100|+15550100>", "+15550100"),
        ("<>", ""),
        ("a < b", "a < b"),
        ("<<@U1>>", "<@U1>"),
    ],
)
def test_markup_is_read_as_a_person_would(written: str, read: str) -> None:
    assert readable(written) == read


@pytest.mark.parametrize(
    "text", ["<!channel>", "<!here|x>", "<@U1>", "<#C1|x>", "<https://evil.example|bank>", "a&b", "&lt;!channel&gt;"]
)
def test_what_an_agent_writes_calls_nobody_and_links_nothing(text: str) -> None:
    written = escaped(text)
    assert not re.search("[<>]", written)
    assert readable(written) == text


@given(st.text(alphabet="ab<>&;!@#|lgtmp \n"))
def test_escaping_is_undone_by_reading(text: str) -> None:
    assert not re.search("[<>]", escaped(text))
    assert readable(escaped(text)) == text.strip()


@given(st.text(alphabet="<>&;!@#|^aU1:/."))
def test_no_markup_breaks_the_reader(text: str) -> None:
    assert isinstance(readable(text), str)


@pytest.mark.parametrize("text", ["<" * 1_000_000, "<a" * 500_000, "&" * 1_000_000, "<|" * 500_000 + ">"])
def test_much_of_it_does_not_hang_the_reader(text: str) -> None:
    assert readable(text)


def test_emoji_go_by_their_names_and_wear_their_skin() -> None:
    assert (emoji("+1"), emoji("tada"), emoji("wave::skin-tone-2")) == ("👍", "🎉", "👋🏻")
    assert emoji("wave::skin-tone-6") == "👋🏿"
    assert (emoji("acme"), emoji("acme::skin-tone-3"), emoji("+1::skin-tone-9")) == (
        ":acme:",
        ":acme:",
        ":+1::skin-tone-9:",
    )
    assert all(name == name.lower() and value for name, value in KNOWN.items())
