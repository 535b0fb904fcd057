"""What agents meet while they work, a line of SCENES for each picture: how it comes there, and what of it is shown.

Each begins at the queue of the demo's day, and leaves customers as they were: nothing in it is sent.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, Route, expect
from servers.hilo import Hilo, Person
from servers.visitor import Visitor

WHOLE = ""
DIALOG, OFFERS, THREAD, LIST = "dialog[open]", ".composer", "main.thread", ".queue"
WRITER = {"en": "Nora", "es": "Inés"}
ASKS = {"en": "Hello, does the Turia come with a longer cord?", "es": "Hola, ¿hay la Turia con un cable más largo?"}
AGAIN = {"en": "And in black, please, if there is one.", "es": "Y en negro, por favor, si la hay."}
ANSWER = {"en": "Good afternoon! Yes, with three metres.", "es": "¡Buenas tardes! Sí, con tres metros."}
HARSH = {"en": "That is your own fault, you idiot. Read it.", "es": "Es culpa tuya, idiota. Léelo otra vez."}
WHEN = {"en": "tomorrow 9", "es": "mañana a las 9"}
SOUGHT = {"en": "snoo", "es": "posp"}
MACROS = {
    "en": {
        "Repair": "Hello {{customer.first_name}}, we repair every lamp that we ever sold. {{agent.first_name}}",
        "Return label": "Hello {{customer.first_name}}, the label for the return is attached.",
        "Workshop hours": "Our workshop is open from Monday to Friday, 9 to 17.",
    },
    "es": {
        "Reparación": "Hola, {{customer.first_name}}: reparamos todas las lámparas que vendemos. {{agent.first_name}}",
        "Etiqueta de devolución": "Hola, {{customer.first_name}}: adjuntamos la etiqueta para la devolución.",
        "Horario del taller": "El taller abre de lunes a viernes, de 9 a 17.",
    },
}
ORIGINAL = {"en": "Show original", "es": "Mostrar el original"}
PREFERENCES = {"en": "preferences", "es": "preferencias"}


@dataclass(frozen=True)
class Stage:
    """Where the pictures of one language are taken. threads: by who wrote. mate: a colleague who looks on."""

    page: Page
    demo: Hilo
    ana: Person
    mate: Person
    language: str
    threads: dict[str, str]
    visitor: Visitor

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def see(self, selector: str) -> None:
        self.page.locator(selector).first.wait_for()

    def at(self, thread: str) -> None:
        """Open the thread of whoever has that part in the scenes."""
        self.page.goto(f"{self.demo.url}/#/queue/{self.threads[thread]}")
        self.see(".composer textarea")

    def write(self, text: str) -> None:
        self.press("r")
        self.page.locator(".composer textarea").fill(text)


def palette(stage: Stage) -> None:
    stage.at("mail")
    stage.press("Control+k")
    stage.page.keyboard.type(SOUGHT[stage.language])
    stage.see(f"{DIALOG} [role=option]")


def preferences(stage: Stage) -> None:
    stage.press("Control+k")
    stage.see(DIALOG)
    stage.page.keyboard.type(PREFERENCES[stage.language])
    stage.press("Enter")
    stage.see(f"{DIALOG} [role=switch]")


def views(stage: Stage) -> None:
    stage.page.locator(".views-menu summary").click()
    stage.see(".views-menu .menu-body a")


def narrowed(stage: Stage) -> None:
    stage.page.locator(".list-bar button").first.click()
    stage.see("section.filter select")


def widen(stage: Stage) -> None:
    stage.page.locator(".list-bar button").first.click()


def several(stage: Stage) -> None:
    for _ in range(3):
        stage.press("j", "x")
    stage.see(".bulk .actions")


def let_all_go(stage: Stage) -> None:
    stage.page.locator(".bulk header button").last.click()


def snoozing(stage: Stage) -> None:
    stage.at("mail")
    stage.press("s")
    stage.see(f"{DIALOG} input")
    stage.page.keyboard.type(WHEN[stage.language])
    stage.see(f"{DIALOG} [role=option]")


def passing(stage: Stage) -> None:
    stage.at("mail")
    stage.press("q")
    stage.see(f"{DIALOG} form button")


def handing(stage: Stage) -> None:
    stage.at("mail")
    stage.press("a")
    stage.see(f"{DIALOG} [role=option]")


def macros(stage: Stage) -> None:
    have_macros(stage.ana, MACROS[stage.language])
    stage.at("mail")
    stage.press("m")
    stage.see(".picking [role=option]")


def have_macros(ana: Person, wanted: dict[str, str]) -> None:
    """These, and no others."""
    for one in ana.get("/api/v1/macros"):
        ana.delete(f"/api/v1/macros/{one['id']}")
    for name, text in wanted.items():
        ana.post("/api/v1/macros", name=name, text=text, shared=True)


def kept_macros(stage: Stage) -> None:
    stage.page.goto(f"{stage.demo.url}/#/settings/macros")
    stage.see(".people .macro")


def mentions(stage: Stage) -> None:
    stage.at("mail")
    stage.press("n")
    stage.see(".composer.note textarea:focus")
    stage.page.keyboard.type("@")
    stage.see(".picking [role=option]")


def leave_blank(stage: Stage) -> None:
    stage.page.locator(".composer textarea").fill("")


def crossed(stage: Stage) -> None:
    """Nora writes again in the very moment in which the answer is sent."""
    stage.at("chat")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    stage.page.route("**/replies", hold, times=1)
    stage.write(ANSWER[stage.language])
    stage.press("Control+Enter")
    stage.see(".unconfirmed")
    said = stage.page.locator(".bubble.in").filter(has_text=AGAIN[stage.language])
    before = said.count()
    stage.visitor.say(AGAIN[stage.language])
    said.nth(before).wait_for()
    held[0].continue_()
    stage.see(".stopped")


def harsh(stage: Stage) -> None:
    stage.at("mail")
    stage.write(HARSH[stage.language])
    stage.press("Control+Enter")
    stage.see(".stopped")


def held(stage: Stage) -> None:
    stage.ana.patch("/api/v1/me", preferences={"hold": 30})
    stage.page.reload()
    stage.at("phone")
    stage.write(ANSWER[stage.language])
    stage.press("Control+Enter")
    stage.see(".bubble.out:last-of-type .delivery button")


def take_back(stage: Stage) -> None:
    """What was written for a picture, and waits: it must not stand there in the next one."""
    stage.page.locator(".stopped button, .bubble.out:last-of-type .delivery button").first.click()
    box = stage.page.locator(".composer textarea")
    expect(box).not_to_have_value("")
    box.fill("")


def let_go(stage: Stage) -> None:
    take_back(stage)
    stage.ana.patch("/api/v1/me", preferences={"hold": 5})


def together(stage: Stage) -> None:
    """A colleague looks at the same thread."""
    stage.mate.post("/api/v1/presence", window="scene", thread_id=stage.threads["mail"], doing="typing")
    stage.at("mail")
    stage.see(".others svg")


def blocked(stage: Stage) -> None:
    """A mail as it was formatted, with an image that lies elsewhere."""
    stage.at("html")
    stage.page.get_by_role("button", name=ORIGINAL[stage.language]).click()
    stage.see(".blocked button")
    stage.page.frame_locator("iframe.original").locator("b").wait_for()
    stage.page.locator(".blocked").evaluate("one => one.scrollIntoView({block: 'start'})")


def folded(stage: Stage) -> None:
    stage.at("mail")
    stage.see(".steps li")


def viewer(stage: Stage) -> None:
    stage.at("phone")
    stage.page.locator(".bubble .files img").first.click()
    stage.see(f"{DIALOG} img")


Step = Callable[[Stage], None]


def nothing(stage: Stage) -> None:
    """Leaves no trace."""


SCENES: dict[str, tuple[Step, str, Step]] = {
    "palette": (palette, DIALOG, nothing),
    "preferences": (preferences, DIALOG, nothing),
    "views": (views, LIST, nothing),
    "filter": (narrowed, LIST, widen),
    "bulk": (several, LIST, let_all_go),
    "snooze": (snoozing, DIALOG, nothing),
    "skip": (passing, DIALOG, nothing),
    "assign": (handing, DIALOG, nothing),
    "macros": (macros, OFFERS, nothing),
    "macros-kept": (kept_macros, WHOLE, nothing),
    "mentions": (mentions, OFFERS, leave_blank),
    "crossed": (crossed, THREAD, take_back),
    "harsh": (harsh, THREAD, take_back),
    "held": (held, THREAD, let_go),
    "together": (together, THREAD, nothing),
    "images": (blocked, THREAD, nothing),
    "steps": (folded, THREAD, nothing),
    "viewer": (viewer, DIALOG, nothing),
}
"""By the picture's name: how it comes there, the selector of what is shown of the page, and what is put right then."""
