"""Everybody can use the screens of mood, patience and teams: axe finds nothing, in any theme and language."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext
from servers.hilo import Hilo
from servers.inspector import LANGUAGES, PHONE, enter
from servers.visitor import Visitor

Eventually = Callable[..., Any]
HOURS = {
    "zone": "Europe/Madrid",
    "spans": [{"days": ["mon", "tue"], "opens": "09:00", "closes": "18:00"}],
    "holidays": ["12-25"],
}
VIP = {"name": "VIP", "when": {"tag": "vip", "words": ["refund"]}, "minutes": 5}


class Ward:
    """Somebody furious, corrected once and not again; a team with people; a table with a bit of everything."""

    def __init__(self, eventually: Eventually) -> None:
        self.hilo = Hilo()
        self.ana = self.hilo.admin("Ana")
        chat = str(self.ana.add_chat("*")["id"])
        bea = self.ana.colleague("Bea")
        bea.put("/api/v1/me/available", available=False)
        zoe = Visitor(self.hilo, chat, "Zoe")
        zoe.say("This is ridiculous, the lamp is broken again, I hate it!")
        [thread] = eventually(self.ana.threads)
        self.zoe = str(thread["id"])
        zoe.say("I am furious, this is the worst service ever! Let me talk to a human!")
        eventually(lambda: self.ana.threads()[0]["unanswered"] == 2)
        first = self.ana.get(f"/api/v1/threads/{self.zoe}")["messages"][0]
        self.ana.post(f"/api/v1/messages/{first['id']}/mood", angry=False)
        people = self.ana.get("/api/v1/users")
        hers = next(one["id"] for one in people if one["name"] == "Bea")
        self.ana.patch(f"/api/v1/users/{hers}", skills=["es", "recovery", "billing"], capacity=3)
        team = self.ana.post("/api/v1/teams", name="Lamps", assigns=True, member_ids=[hers], account_ids=[chat])
        own = {team["id"]: {"patience": {"chat": 1}, "hours": HOURS}}
        self.ana.put("/api/v1/patience", table={"rules": [VIP], "hours": HOURS, "teams": own})


@pytest.fixture(scope="module")
def ward(eventually: Eventually) -> Iterator[Ward]:
    ward = Ward(eventually)
    yield ward
    ward.hilo.remove()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_mood_of_a_message_and_whether_one_is_there(ward: Ward, context: BrowserContext, language: str) -> None:
    inspector = enter(context.new_page(), ward.hilo.url, ward.ana, language)
    page = inspector.page
    inspector.visit("thread", f"#/queue/{ward.zoe}", ".felt .mood")
    page.locator(".bubble.in").last.locator(".felt .toggle").first.click()
    inspector.visit("why", f"#/queue/{ward.zoe}", ".reading li")
    page.locator(".rail summary").click()
    page.locator(".menu-body [role=switch]").uncheck()
    inspector.visit("away", f"#/queue/{ward.zoe}", ".there.away")
    page.locator(".menu-body [role=switch]").check()
    page.locator(".there:not(.away)").wait_for()
    page.keyboard.press("Escape")
    page.set_viewport_size(PHONE)
    inspector.visit("phone, thread", f"#/queue/{ward.zoe}", ".felt .mood")
    assert inspector.found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_patience_table(ward: Ward, context: BrowserContext, language: str) -> None:
    inspector = enter(context.new_page(), ward.hilo.url, ward.ana, language)
    page = inspector.page
    inspector.visit("patience", "#/settings/patience", ".history li")
    for fold in page.locator(".fold:not([open]) summary").all()[::-1]:
        fold.click()
    page.locator(".part input").first.fill("0.5")
    page.locator(".foreseen strong").wait_for()
    inspector.look("unfolded and tried")
    page.locator(".hours .field input").first.fill("Nowhere")
    page.locator(".hours .field .error").first.wait_for()
    inspector.look("wrong")
    page.locator(".rules + .button").click()
    page.locator(".rule").nth(1).wait_for()
    inspector.look("a new rule")
    page.set_viewport_size(PHONE)
    inspector.look("phone, patience")
    assert inspector.found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_teams_people_and_moods(ward: Ward, context: BrowserContext, language: str) -> None:
    inspector = enter(context.new_page(), ward.hilo.url, ward.ana, language)
    page = inspector.page
    inspector.visit("teams", "#/settings/teams", ".desks li")
    page.locator(".team .actions button").last.click()
    inspector.visit("remove", "#/settings/teams", "dialog[open]")
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="detached")
    page.locator(".team .actions button").first.click()
    inspector.visit("edit team", "#/settings/teams", ".team-form")
    inspector.visit("mood", "#/settings/mood", ".report td")
    inspector.visit("people", "#/settings/people", ".people li")
    page.locator(".people .actions button").last.click()
    inspector.visit("skills", "#/settings/people", ".edit-person")
    page.set_viewport_size(PHONE)
    inspector.visit("phone, mood", "#/settings/mood", ".report td")
    inspector.visit("phone, teams", "#/settings/teams", ".desks li")
    assert inspector.found == {}
