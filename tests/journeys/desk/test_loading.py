"""The inbox at the end of a thin line: what stands between an agent and the first key."""

import statistics
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from servers.faraway import GATE, Loading, load
from servers.hilo import Hilo, Person
from servers.visitor import Visitor

WAITING = 30
LOOSE = 3  # a busy machine is slow, not wrong: tests/bench/loading.py says how it stands


@pytest.fixture
def busy(ana: Person, hilo: Hilo, chat: str, eventually: Callable[..., Any]) -> Person:
    """Ana, in whose queue many wait."""
    for number in range(WAITING):
        Visitor(hilo, chat, f"Zoe {number}").say(f"Where is my order {number}? I have been waiting since Monday.")
    eventually(lambda: len(ana.threads()) == WAITING)
    return ana


@pytest.fixture
def loadings(browser: Browser, hilo: Hilo, busy: Person) -> list[Loading]:
    return [load(browser, hilo, busy) for _ in range(3)]


def test_far_away_the_inbox_is_soon_usable(loadings: list[Loading]) -> None:
    best = min(one.usable for one in loadings)
    opened = statistics.median(one.opened for one in loadings)
    print(f"usable after {best:.0f} ms (gate {GATE} ms, ratio {best / GATE:.2f}); a thread open after {opened:.0f} ms")
    assert best <= GATE * LOOSE


def test_what_is_asked_for_ahead_is_what_the_page_asks_for(loadings: list[Loading]) -> None:
    """Else the line would carry it twice, and later."""
    for one in loadings:
        asked = Counter(one.asked)
        assert asked["/api/v1/session"] == 1, one.asked
        [ours] = [name for name in one.asked if name.startswith("/static/assets/en-")]
        assert one.asked.index(ours) < 3, "the words come with the scripts"
        [lists] = {name for name in one.asked if name.startswith("/api/v1/threads?")}
        assert one.asked.index(lists) < 3, "the first page comes with the scripts"
        assert asked[lists] <= 2, "at once, and again when the stream opens"
        assert "/api/v1/setup" not in asked


def test_whoever_is_not_known_is_asked_who_they_are(hilo: Hilo, ana: Person, browser: Browser) -> None:
    """Nothing is asked for ahead on behalf of a stranger."""
    page: Page = browser.new_page(locale="en-GB")
    refused: list[str] = []
    page.on("response", lambda one: refused.append(one.url) if one.status == 401 else None)
    page.goto(hilo.url)
    expect(page.get_by_label("Password")).to_be_visible()
    assert refused == [f"{hilo.url}/api/v1/session"]
    page.close()


@pytest.mark.parametrize(("language", "locale", "other"), [("en", "en-GB", "es"), ("es", "es-ES", "en")])
def test_only_the_words_of_ones_own_language_travel(
    hilo: Hilo, busy: Person, browser: Browser, language: str, locale: str, other: str
) -> None:
    busy.patch("/api/v1/me", language=language)
    names = [name.rpartition("/")[2] for name in load(browser, hilo, busy, locale).asked]
    assert sum(name.startswith(f"{language}-") for name in names) == 1
    assert not [name for name in names if name.startswith(f"{other}-")]
