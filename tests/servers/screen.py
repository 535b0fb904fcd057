"""The inbox in a browser, as an agent finds their way in it: by what things are called."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, FilePayload, Locator, Page, Route
from servers.hilo import Hilo, Person

HAND_OVER = """(box, [how, name]) => {
    const data = new DataTransfer();
    data.items.add(new File(["x"], name, {type: "image/png"}));
    const about = {bubbles: true, cancelable: true, clipboardData: data, dataTransfer: data};
    box.dispatchEvent(how === "paste" ? new ClipboardEvent("paste", about) : new DragEvent("drop", about));
}"""


def log_in(page: Page, person: Person) -> None:
    """By the form that the page shows."""
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Password").fill(person.password)
    page.get_by_role("button", name="Log in").click()


class Screen:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.queue = page.get_by_role("region", name="Threads")
        self.thread = page.get_by_role("main", name="Thread")
        self.log = page.get_by_role("log")
        self.customer = page.get_by_role("complementary", name="Customer")
        self.reply = page.get_by_role("textbox", name="Reply to the customer")
        self.note = page.get_by_role("textbox", name="Note for your team")
        self.to = page.get_by_role("combobox", name="To")
        self.map = page.get_by_role("dialog", name="Keyboard")

    @property
    def rows(self) -> Locator:
        return self.queue.get_by_role("listitem")

    def row(self, text: str) -> Locator:
        return self.rows.get_by_role("link").filter(has_text=text)

    def view(self, name: str) -> Locator:
        return self.page.get_by_role("navigation", name="Views").get_by_role("link", name=name)

    def to_view(self, name: str) -> None:
        """One of those that are a click away. The menu lies over the list, where the pointer would hold the rows."""
        self.page.get_by_title("More views").click()
        self.view(name).last.click()
        self.page.mouse.move(0, 0)

    def open(self, text: str) -> None:
        """The thread whose row says so."""
        self.open_row(text)
        self.reply.wait_for()

    def open_row(self, text: str) -> None:
        """Where there may be nothing to write in."""
        self.row(text).click()
        self.to.wait_for()
        self.leave_list()

    def leave_list(self) -> None:
        """While the pointer or the focus is in it, nothing there moves."""
        self.thread.get_by_role("heading").first.click()

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def menu(self, name: str) -> Locator:
        """Of the agent of that name; it is labelled in English."""
        return self.page.get_by_title(f"{name}: language, appearance, log out")

    def message(self, text: str) -> Locator:
        return self.log.get_by_role("article").filter(has_text=text)

    def way(self, text: str) -> Locator:
        """Among the ways to answer, unfolded, the one that says so."""
        return self.page.get_by_role("listbox", name="To").get_by_role("option").filter(has_text=text)

    def answer_to(self, text: str) -> None:
        self.to.click()
        self.way(text).click()

    def send(self, text: str) -> None:
        self.reply.fill(text)
        self.reply.press("Control+Enter")

    def attach(self, name: str, mime: str, content: bytes) -> None:
        chosen = FilePayload(name=name, mimeType=mime, buffer=content)
        self.page.locator("input[type=file]").set_input_files(files=[chosen])

    def hand_over(self, how: str, name: str) -> None:
        """Paste or drop a small picture of that name onto the composer."""
        self.reply.evaluate(HAND_OVER, [how, name])

    @contextmanager
    def holding(self, address: str) -> Iterator[None]:
        """What the page asks for there gets no answer before this ends."""
        held: list[Route] = []
        over = False

        def hold(route: Route) -> None:
            if over:
                route.continue_()
            else:
                held.append(route)

        self.page.route(address, hold)
        yield
        over = True
        for one in held:
            one.continue_()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)


def keep_login(context: BrowserContext, hilo: Hilo, person: Person) -> None:
    """The cookie is a secure one, which browsers send to localhost without https all the same."""
    name, value = person.cookie()
    context.add_cookies([{"name": name, "value": value, "url": hilo.url.replace("http:", "https:")}])
