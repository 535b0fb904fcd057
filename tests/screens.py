"""Takes a picture of every screen: docs/screens/<screen>-<light|dark>-<en|es>.png, and docs/inbox.png for the README.

`make screens`. Nothing is staged but the demo's own day: real servers, a real browser, somebody who looks around.
`python tests/screens.py FOLDER` puts them there instead.
"""

import re
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from palette import shrink
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright
from scenes import ASKS, SCENES, WRITER, Stage
from servers.hilo import PASSWORD, Hilo, Person
from servers.site import Site
from servers.visitor import Visitor

DOCS = Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parents[1] / "docs"
DESK, PHONE, README = (ViewportSize(width=w, height=h) for w, h in ((1200, 750), (390, 750), (1440, 900)))
HEAVIEST = 150_000
"""Bytes of one picture: the repository carries them all."""
Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
LANGUAGES = {"en": "English", "es": "Español"}
OPENED = {"en": "Priya Raman", "es": "Javier Montoya"}
"""Whose thread is shown: her mails and her chat are one thread; he is angry, and asks for a person."""
TELEPHONES = "Tobias Okafor"
FURIOUS = "Margaret Holloway"
LAST_TOLD = "¿Se puede cambiar antes de que salga? Es un regalo, por favor"
REPLY = "Hi Priya, I have rung the carrier: it is Tuesday after all, between 9 and 13."
NOTE = {"en": "Ring the carrier before ten.", "es": "Llamar al banco antes de las diez."}
CHAT = {
    "en": ("Hello! Is the Turia in green back in stock?", "Good afternoon! Three are left. Shall I put one aside?"),
    "es": ("¡Hola! ¿Vuelve a haber la Turia en verde?", "¡Buenas tardes! Quedan tres. ¿Te aparto una?"),
}
AGAIN = {
    "en": ("Margaret", "margaret.holloway@example.com", "Hello, may I ask here about the cracked shade as well?"),
    "es": ("Javier", "javier.montoya@correo.example", "Hola, ¿puedo seguir por aquí con lo del reembolso?"),
}
"""Who comes into the chat as a stranger, and types an address that we know: their name, the address, their words."""
SOUGHT = {"en": "lamp", "es": "lámpara"}
SHOP_SAYS = {"en": "Lamps from Valencia, made to be repaired.", "es": "Lámparas de Valencia, hechas para durar."}
SHOP = """<!doctype html><html lang="{language}"><meta charset="utf-8"><title>Casa Lumbre</title>
<style>:root {{ color-scheme: {theme} }} body {{ margin: 0; font: 1.05rem/1.6 Georgia, serif;
background: light-dark(#f6f1e7, #191715); color: light-dark(#2b2520, #e9e2d6) }}
main {{ margin: 9rem 7rem }} h1 {{ font-size: 3rem; margin: 0 }}</style>
<main><h1>Casa Lumbre</h1><p>{says}</p></main>
<script async src="{url}/chat/loader.js" data-account="{account}"></script></html>"""


@dataclass(frozen=True)
class Cast:
    """Who plays in the scenes of one language."""

    demo: Hilo
    mate: Person
    language: str
    visitor: Visitor


def main() -> None:
    (DOCS / "screens").mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        with running() as fresh:
            picture_wizard(browser, fresh)
        with running("--demo") as demo:
            ana = told(demo)
            team_up(ana)
            picture_readme(browser, demo, ana)
            for theme, language in product(THEMES, LANGUAGES):
                picture_login(browser, demo, theme, language)
                picture_inbox(browser, demo, ana, theme, language)
            threads = {language: come_again(demo, ana, language) for language in LANGUAGES}
            for theme, language in product(THEMES, LANGUAGES):
                picture_memory(browser, demo, ana, theme, language, threads[language])
            for theme, language in product(THEMES, LANGUAGES):
                picture_mood(browser, demo, ana, theme, language)
            for theme, language in product(THEMES, LANGUAGES):
                picture_widget(browser, demo, ana, theme, language)
            mate, visitors = ana.colleague("Luis"), {one: ask_in_chat(demo, ana, one) for one in LANGUAGES}
            for theme, language in product(THEMES, LANGUAGES):
                picture_scenes(browser, ana, theme, Cast(demo, mate, language, visitors[language]))
        browser.close()
    pictures = [DOCS / "inbox.png", *sorted((DOCS / "screens").glob("*.png"))]
    with ProcessPoolExecutor() as shrinkers:
        list(shrinkers.map(shrink, pictures))
    sys.exit(heavy_among(pictures))


@contextmanager
def running(*arguments: str) -> Iterator[Hilo]:
    hilo = Hilo(*arguments)
    try:
        yield hilo
    finally:
        hilo.remove()


def told(demo: Hilo) -> Person:
    """Ana, once the demo's day has been told. She gives Priya's thread back, so that it stands in the queue."""
    ana = Person(demo, "ana@demo.example")
    [ana.password] = re.findall(r"with the password (\S+?)\.?\s", demo.log())
    ana.enter()
    eventually(lambda: any(one["preview"] == LAST_TOLD for one in ana.threads()))
    ana.post(f"/api/v1/threads/{thread_of(ana, OPENED['en'])}/release")
    return ana


def team_up(ana: Person) -> None:
    """Everybody answers what comes by the chat; nothing is handed out, so that the day goes on as it was told."""
    people = [str(one["user_id"]) for one in ana.get("/api/v1/desks")]
    ana.post("/api/v1/teams", name="Casa Lumbre", member_ids=people, account_ids=[chat_of(ana)])


def thread_of(ana: Person, customer: str) -> str:
    return next(str(one["id"]) for one in ana.threads("open") if one["customer_name"] == customer)


def eventually(look: Callable[[], object], seconds: float = 30.0) -> None:
    deadline = time.monotonic() + seconds
    while not look():
        if time.monotonic() > deadline:
            raise TimeoutError("what the picture should show did not happen")
        time.sleep(0.1)


@contextmanager
def window(browser: Browser, size: ViewportSize, theme: Theme, language: str) -> Iterator[BrowserContext]:
    region = {"en": "en-GB", "es": "es-ES"}[language]
    context = browser.new_context(
        viewport=size, locale=region, timezone_id=working_hours(), color_scheme=theme, reduced_motion="reduce"
    )
    yield context
    context.close()


def working_hours() -> str:
    """Where it is about four in the afternoon, so that the demo's day lies in one day. POSIX counts westwards."""
    east = (16 - datetime.now(UTC).hour + 11) % 24 - 11
    return f"Etc/GMT{-east:+d}"


def picture(page: Page, screen: str, theme: Theme, language: str, part: str = "") -> None:
    """part: the selector of what is shown of it; "" is all."""
    path = DOCS / "screens" / f"{screen}-{theme}-{language}.png"
    if part:
        page.locator(part).first.screenshot(path=path)
    else:
        page.screenshot(path=path)


def picture_wizard(browser: Browser, fresh: Hilo) -> None:
    """Its second step is seen only once, so there it is the language and the colours that change."""
    with window(browser, DESK, "light", "en") as context:
        page = context.new_page()
        page.goto(fresh.url)
        everywhere(page, "wizard")
        page.get_by_role("button", name="English").click()
        for label, text in (("Name", "Ana Ruiz"), ("E-mail", "ana@example.com"), ("Password", PASSWORD)):
            page.get_by_label(label, exact=True).fill(text)
        page.get_by_role("button", name="Create and go on").click()
        page.get_by_role("radio", name="E-mail").check(force=True)
        everywhere(page, "wizard-account")


def everywhere(page: Page, screen: str) -> None:
    for language, name in LANGUAGES.items():
        page.get_by_role("button", name=name).click()
        page.locator(":focus").evaluate("one => one.blur()")
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            picture(page, screen, theme, language)


def picture_readme(browser: Browser, demo: Hilo, ana: Person) -> None:
    with window(browser, README, "light", "en") as context:
        page = enter(context, demo, ana)
        open_thread(page, demo, ana, "en")
        page.get_by_role("textbox", name="Reply to the customer").fill(REPLY)
        page.screenshot(path=DOCS / "inbox.png")
        page.get_by_role("textbox", name="Reply to the customer").fill("")
        eventually(lambda: not ana.get("/api/v1/drafts"))


def picture_login(browser: Browser, demo: Hilo, theme: Theme, language: str) -> None:
    with window(browser, DESK, theme, language) as context:
        page = context.new_page()
        page.goto(demo.url)
        page.locator("form").wait_for()
        picture(page, "login", theme, language)


def picture_inbox(browser: Browser, demo: Hilo, ana: Person, theme: Theme, language: str) -> None:
    ana.patch("/api/v1/me", language=language)
    with window(browser, DESK, theme, language) as context:
        page = enter(context, demo, ana)
        picture(page, "queue", theme, language)
        open_thread(page, demo, ana, language)
        picture(page, "thread", theme, language)
        for screen in around(page, language):
            picture(page, screen, theme, language)
        for screen in answering(page, demo, ana):
            picture(page, screen, theme, language)
        for screen, address, sign in settings(ana):
            page.goto(f"{demo.url}/{address}")
            page.locator(sign).first.wait_for()
            picture(page, screen, theme, language)
        page.set_viewport_size(PHONE)
        page.goto(f"{demo.url}/#/queue")
        page.locator(".row").first.wait_for()
        picture(page, "phone-queue", theme, language)
        open_thread(page, demo, ana, language)
        picture(page, "phone", theme, language)


def around(page: Page, language: str) -> Iterator[str]:
    """What else is to be seen while a thread is open."""
    page.locator(".to-customer").click()
    page.locator(".who-is").wait_for()
    yield "customer"
    page.locator(".to-thread").click()
    page.keyboard.press("?")
    page.locator("dialog[open]").wait_for()
    yield "keys"
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="detached")
    page.keyboard.press("n")
    page.locator(".composer.note textarea").fill(NOTE[language])
    yield "note"
    page.locator(".composer.note textarea").fill("")


def answering(page: Page, demo: Hilo, ana: Person) -> Iterator[str]:
    """Somebody who wrote by SMS and on WhatsApp: where to, and with which words."""
    page.goto(f"{demo.url}/#/queue/{thread_of(ana, TELEPHONES)}")
    page.locator(".bubble img, .bubble .file").first.wait_for()
    page.locator(".recipient-face").click()
    page.get_by_role("listbox").wait_for()
    yield "ways"
    page.get_by_role("option").filter(has_text="WhatsApp").click()
    page.locator(".composer footer .quiet").first.click()
    page.locator(".template").first.wait_for()
    yield "templates"


def settings(ana: Person) -> Iterator[tuple[str, str, str]]:
    """Screen, address, and the selector of what shows that it is whole."""
    mail = next(one["id"] for one in ana.get("/api/v1/accounts") if one["channel"] == "email")
    yield "settings", "#/settings/accounts", ".account"
    yield "account-new", "#/settings/accounts/new", ".channel-card"
    yield "account-form", f"#/settings/accounts/{mail}", ".account-form"
    yield "people", "#/settings/people", ".people li"
    yield "teams", "#/settings/teams", ".desks li"
    yield "patience", "#/settings/patience", ".part"
    yield "mood", "#/settings/mood", ".deep"


def enter(context: BrowserContext, demo: Hilo, ana: Person) -> Page:
    page = context.new_page()
    page.goto(demo.url)
    page.locator("input[type=email]").fill(ana.email)
    page.locator("input[type=password]").fill(ana.password)
    page.keyboard.press("Enter")
    page.locator(".row").first.wait_for()
    page.locator(".count").first.wait_for()
    return page


def open_thread(page: Page, demo: Hilo, ana: Person, language: str) -> None:
    page.goto(f"{demo.url}/#/queue/{thread_of(ana, OPENED[language])}")
    page.locator(".bubble").first.wait_for()


def come_again(demo: Hilo, ana: Person, language: str) -> str:
    """Returns the thread of the stranger that they seem to be."""
    name, address, words = AGAIN[language]
    Visitor(demo, chat_of(ana), name).say(words, email=address)
    eventually(lambda: any(one["preview"] == words for one in ana.threads("open")))
    return next(str(one["id"]) for one in ana.threads("open") if one["preview"] == words)


def chat_of(ana: Person) -> str:
    return next(str(one["id"]) for one in ana.get("/api/v1/accounts") if one["channel"] == "chat")


def picture_memory(browser: Browser, demo: Hilo, ana: Person, theme: Theme, language: str, thread: str) -> None:
    """What is found again, who a stranger may be, and who has looked at whom."""
    ana.patch("/api/v1/me", language=language)
    with window(browser, DESK, theme, language) as context:
        page = enter(context, demo, ana)
        page.goto(f"{demo.url}/#/search?q={quote(SOUGHT[language])}")
        page.locator("mark").first.wait_for()
        picture(page, "search", theme, language)
        page.goto(f"{demo.url}/#/queue/{thread}/customer")
        page.locator(".suggestion").first.wait_for()
        picture(page, "suggestion", theme, language)
        page.locator(".suggestion button").first.click()
        page.locator(".side").nth(1).wait_for()
        picture(page, "join", theme, language)
        page.goto(f"{demo.url}/#/settings/audit")
        page.locator(".deeds li").first.wait_for()
        picture(page, "audit", theme, language)


def picture_mood(browser: Browser, demo: Hilo, ana: Person, theme: Theme, language: str) -> None:
    """By which words somebody sounds angry, and what more patience with e-mail would change."""
    ana.patch("/api/v1/me", language=language)
    with window(browser, DESK, theme, language) as context:
        page = enter(context, demo, ana)
        open_thread(page, demo, ana, "es")
        page.locator(".felt .toggle").first.click()
        page.locator(".reading li").first.wait_for()
        picture(page, "why", theme, language)
        page.goto(f"{demo.url}/#/settings/patience")
        page.locator(".part input").nth(4).fill("2880")
        page.locator(".foreseen strong").wait_for()
        picture(page, "patience-tried", theme, language)


def picture_widget(browser: Browser, demo: Hilo, ana: Person, theme: Theme, language: str) -> None:
    """On the shop's own page, while Ana sits at her inbox."""
    account = chat_of(ana)
    ana.patch(f"/api/v1/accounts/{account}", settings={"allowed_origins": ["*"]})
    html = SHOP.format(language=language, theme=theme, says=SHOP_SAYS[language], url=demo.url, account=account)
    question, answer = CHAT[language]
    with closing(Site(html)) as shop, window(browser, DESK, theme, language) as context:
        enter(context, demo, ana)
        page = context.new_page()
        page.goto(shop.url)
        page.get_by_role("button", name=re.compile("chat")).wait_for()
        picture(page, "widget-closed", theme, language)
        page.get_by_role("button", name=re.compile("chat")).click()
        panel = page.frame_locator("iframe[title=Chat]")
        panel.get_by_role("textbox").last.fill(question)
        panel.get_by_role("textbox").last.press("Enter")
        eventually(lambda: any(one["preview"] == question for one in ana.threads()))
        thread = next(one["id"] for one in ana.threads() if one["preview"] == question)
        ana.post(f"/api/v1/threads/{thread}/replies", text=answer, client_id=f"{theme} {language}")
        panel.get_by_text(answer).wait_for()
        picture(page, "widget-open", theme, language)


def ask_in_chat(demo: Hilo, ana: Person, language: str) -> Visitor:
    visitor = Visitor(demo, chat_of(ana), WRITER[language])
    visitor.say(ASKS[language])
    eventually(lambda: any(one["preview"] == ASKS[language] for one in ana.threads()))
    return visitor


def picture_scenes(browser: Browser, ana: Person, theme: Theme, cast: Cast) -> None:
    """What comes onto the screen by a key or a click, and what is put away again."""
    demo, language = cast.demo, cast.language
    ana.patch("/api/v1/me", language=language)
    people = {"mail": OPENED[language], "html": FURIOUS, "phone": TELEPHONES, "chat": WRITER[language]}
    threads = {part: thread_of(ana, name) for part, name in people.items()}
    with window(browser, DESK, theme, language) as context:
        stage = Stage(enter(context, demo, ana), demo, ana, cast.mate, language, threads, cast.visitor)
        for screen, (come, part, put_away) in SCENES.items():
            stage.page.goto(f"{demo.url}/#/queue")
            stage.see(".row")
            come(stage)
            picture(stage.page, screen, theme, language, part)
            put_away(stage)
            stage.press("Escape", "Escape")


def heavy_among(pictures: list[Path]) -> str | None:
    heavy = [f"{one.name}: {one.stat().st_size // 1000} kB" for one in pictures if one.stat().st_size > HEAVIEST]
    return f"Heavier than {HEAVIEST // 1000} kB: {', '.join(heavy)}" if heavy else None


if __name__ == "__main__":
    main()
