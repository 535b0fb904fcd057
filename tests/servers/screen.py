"""The inbox in a browser, as an agent finds their way in it: by what things are called."""

from playwright.sync_api import Locator, Page


class Screen:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.queue = page.get_by_role("region", name="Threads")
        self.thread = page.get_by_role("main", name="Thread")
        self.log = page.get_by_role("log")
        self.customer = page.get_by_role("complementary", name="Customer")
        self.reply = page.get_by_role("textbox", name="Reply to the customer")
        self.note = page.get_by_role("textbox", name="Note for your team")
        self.map = page.get_by_role("dialog", name="Keyboard")

    @property
    def rows(self) -> Locator:
        return self.queue.get_by_role("listitem")

    def row(self, text: str) -> Locator:
        return self.rows.get_by_role("link").filter(has_text=text)

    def view(self, name: str) -> Locator:
        return self.page.get_by_role("navigation", name="Views").get_by_role("link", name=name)

    def open(self, text: str) -> None:
        """The thread whose row says so."""
        self.row(text).click()
        self.reply.wait_for()

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def menu(self, name: str) -> Locator:
        """Of the agent of that name; it is labelled in English."""
        return self.page.get_by_title(f"{name}: language, appearance, log out")

    def message(self, text: str) -> Locator:
        return self.log.get_by_role("article").filter(has_text=text)

    def send(self, text: str) -> None:
        self.reply.fill(text)
        self.reply.press("Control+Enter")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
