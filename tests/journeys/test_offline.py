"""Away from the server: what is written waits, is counted, and goes by itself, once."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from servers.hilo import Hilo, Person
from servers.screen import Screen
from servers.visitor import Visitor


@pytest.fixture
def zoe(visitor: Callable[..., Visitor], ana: Person, eventually: Callable[..., Any]) -> Visitor:
    zoe = visitor("Zoe")
    zoe.say("Hello?")
    eventually(ana.threads)
    return zoe


def test_the_banner_counts_what_waits_and_all_of_it_goes_once(
    zoe: Visitor, screen: Screen, hilo: Hilo, eventually: Callable[..., Any]
) -> None:
    screen.open("Zoe")
    hilo.stop()
    banner = screen.page.get_by_role("status").filter(has_text="Connection lost.")
    expect(banner).to_be_visible()
    expect(banner).not_to_contain_text("by itself")
    screen.send("The first answer")
    expect(banner).to_contain_text("1 answer waits, and goes by itself.")
    screen.send("The second answer")
    expect(banner).to_contain_text("2 answers wait, and go by themselves.")
    hilo.start()
    expect(banner).to_have_count(0)
    eventually(lambda: len(zoe.sees()) == 3)
    assert sorted(zoe.sees()) == ["Hello?", "The first answer", "The second answer"]
    for text in ("The first answer", "The second answer"):
        expect(screen.message(text)).to_have_count(1)


def test_what_failed_for_a_moment_goes_though_the_stream_never_broke(
    zoe: Visitor, screen: Screen, eventually: Callable[..., Any]
) -> None:
    """A proxy may refuse a call while it lets the stream pass."""
    screen.open("Zoe")
    screen.page.route("**/replies", lambda route: route.abort(), times=1)
    screen.send("Through the gap")
    expect(screen.message("Through the gap")).to_contain_text("by itself")
    eventually(lambda: "Through the gap" in zoe.sees())
    expect(screen.message("Through the gap")).to_have_count(1)
    assert zoe.sees().count("Through the gap") == 1
