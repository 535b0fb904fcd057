"""Everybody can answer on every channel: axe finds nothing in what an answer, and what becomes of it, can look like."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, FilePayload
from servers.clouds import Clouds, NearbyHilo
from servers.inspector import LANGUAGES, PHONE, Inspector, enter
from servers.phone import Phone, Phones

Eventually = Callable[..., Any]
YESTERDAY = timedelta(hours=25)
TEMPLATE = {
    "id": "1", "name": "order_update", "language": "en", "status": "APPROVED", "category": "UTILITY",
    "parameter_format": "POSITIONAL", "components": [{"type": "BODY", "text": "Hello {{1}}, it ships."}],
}  # fmt: skip


class Ward:
    """Lucía, on two channels, with a message in every state; and Marc, who may only be sent a template."""

    def __init__(self, clouds: Clouds, eventually: Eventually) -> None:
        self.hilo = NearbyHilo()
        self.ana = self.hilo.admin("Ana")
        phones = Phones(self.hilo, self.ana)
        Phone(phones, "Marc", "+34600000002").whatsapp("Are you there?", YESTERDAY)
        lucia = Phone(phones, "Lucía", "+34600000001")
        lucia.text("Where is my order?")
        edited, deleted, liked = (lucia.whatsapp(text) for text in ("Where is my parcel?", "Useless", "Thank you"))
        lucia.edits(edited, "Where is my order A-12?")
        lucia.deletes(deleted)
        lucia.reacts(liked, "👍")
        eventually(lambda: len(self.ana.threads()) == 2)
        self.lucia, self.marc = self.thread_of("Lucía"), self.thread_of("Marc")
        clouds.graph.templates = [TEMPLATE]
        clouds.graph.refuses(131009, "Parameter value is not valid")
        self.ana.post(f"/api/v1/threads/{self.lucia}/replies", text="Tomorrow", client_id="r")
        eventually(lambda: "failed" in [one["state"] for one in self.messages()])

    def thread_of(self, name: str) -> str:
        return next(str(one["id"]) for one in self.ana.threads() if one["customer_name"] == name)

    def messages(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.ana.get(f"/api/v1/threads/{self.lucia}")["messages"]
        return found


@pytest.fixture(scope="module")
def ward(eventually: Eventually) -> Iterator[Ward]:
    clouds = Clouds()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEARBY", f"{clouds.graph.port} {clouds.twilio.port}")
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            patch.delenv(name, raising=False)
            patch.delenv(name.upper(), raising=False)
        ward = Ward(clouds, eventually)
        yield ward
        ward.hilo.remove()
    clouds.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_answering(ward: Ward, context: BrowserContext, language: str) -> None:
    inspector = enter(context.new_page(), ward.hilo.url, ward.ana, language)
    page = inspector.page
    look_at_lucia(inspector, ward)
    look_at_marc(inspector, ward)
    page.set_viewport_size(PHONE)
    inspector.visit("phone, template", f"#/open/{ward.marc}", ".preview")
    inspector.visit("phone, thread", f"#/open/{ward.lucia}", ".uploads .error")
    page.locator(".recipient-face").click()
    inspector.visit("phone, ways", f"#/open/{ward.lucia}", "[role=option]")
    inspector.visit("phone, customer", f"#/open/{ward.lucia}/customer", ".identities")
    assert inspector.found == {}


def look_at_lucia(inspector: Inspector, ward: Ward) -> None:
    page, here = inspector.page, f"#/open/{ward.lucia}"
    page.evaluate("address => location.hash = address", here)
    for toggle in (0, 1):
        page.locator(".versions").nth(toggle).get_by_role("button").click()
        page.locator(".versions").nth(toggle).locator("blockquote").wait_for()
    page.locator(".reactions").wait_for()
    page.locator(".section-body:has(.identities) > button").click()
    page.locator(".add-address input").fill("twelve")
    page.locator(".add-address [type=submit]").click()
    page.locator(".add-address .error").wait_for()
    page.locator(".delivery.failed button").first.wait_for()
    page.locator(".window").wait_for()
    page.locator(".recipient-face").click()
    inspector.visit("edited, deleted, reaction, failed, address, ways", here, "[role=option]")
    page.locator("[role=option]", has_text="SMS").click()
    page.locator(".composer textarea").fill("Está en camino " * 12)
    inspector.visit("segments", here, ".limits:not(:empty)")
    moving = FilePayload(name="moving.gif", mimeType="image/gif", buffer=b"GIF89a")  # WhatsApp takes none
    page.locator("input[type=file]").set_input_files(files=[moving])
    page.locator(".uploads small").wait_for()
    page.locator(".recipient-face").click()
    page.locator("[role=option]", has_text="WhatsApp").click()
    inspector.visit("file", here, ".uploads .error")


def look_at_marc(inspector: Inspector, ward: Ward) -> None:
    here = f"#/open/{ward.marc}"
    inspector.visit("closed window", here, ".template")
    inspector.page.locator(".template").click()
    inspector.page.locator(".templates input").fill("Marc")
    inspector.visit("template", here, ".preview")
