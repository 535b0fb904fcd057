"""A real server with a chat account on it."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
import pytest_asyncio
from aiohttp import ClientSession, web
from cryptography.fernet import Fernet
from playwright.async_api import BrowserContext, BrowserType, Page, async_playwright
from servers.dovecot import Dovecot
from servers.postfix import Postfix

from inbox import accounts, users
from inbox.accounts import NewAccount
from inbox.door import Inbox
from inbox.users import NewUser
from router.service import Router
from tests.web.chat.embedding import CHROMIUM, QUIET, Site
from tests.web.chat.post import Post, open_post
from tests.web.chat.shop import SECRET, Shop, Visitor, served
from web import pages


@pytest_asyncio.fixture
async def inbox(url: str, tmp_path: Path) -> AsyncIterator[Inbox]:
    inbox = Inbox.open(url, files=tmp_path / "files", key=Fernet.generate_key())
    yield inbox
    await inbox.close()


@pytest.fixture
def built() -> Path:
    """The folder of the web build, which `make test` has made."""
    if not (pages.STATIC / "manifest.json").exists():
        pytest.skip("the screens have not been built")
    return pages.STATIC


@pytest_asyncio.fixture
async def shop(inbox: Inbox, settings: dict[str, Any]) -> Shop:
    now = inbox.clock()
    new = NewAccount("chat", "Chat", settings, {"jwt_secret": SECRET})
    account = await inbox.write(accounts.add, inbox.box, new, now)
    ana = await inbox.write(users.add, NewUser("ana@acme.example", "Ana", "admin", "no password"), now)
    return Shop(inbox, account.id, ana)


@pytest_asyncio.fixture
async def post(inbox: Inbox, dovecot: Dovecot, postfix: Postfix, address: str) -> Post:
    """The shop has an e-mail account, too."""
    return await open_post(inbox, dovecot, postfix, address)


@pytest_asyncio.fixture
async def router(inbox: Inbox) -> AsyncIterator[Router]:
    async with Router(inbox) as router:
        yield router


@pytest_asyncio.fixture
async def server(inbox: Inbox) -> AsyncIterator[str]:
    async with served(inbox) as address:
        yield address


@pytest_asyncio.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


@pytest.fixture
def visitors(http: ClientSession, server: str, shop: Shop) -> Callable[[], Visitor]:
    return lambda: Visitor(http, f"{server}/chat/{shop.account}")


@pytest_asyncio.fixture
async def visitor(visitors: Callable[[], Visitor]) -> Visitor:
    """Somebody who has opened the chat."""
    visitor = visitors()
    await visitor.knock()
    return visitor


@pytest.fixture
def signed() -> Callable[..., str]:
    """A token as the shop's own server would make it."""

    def sign(secret: str = SECRET, minutes: float = 5, algorithm: str = "HS256", **claims: Any) -> str:
        whole = {"sub": "42", "exp": datetime.now(UTC) + timedelta(minutes=minutes), **claims}
        return jwt.encode({name: claim for name, claim in whole.items() if claim is not None}, secret, algorithm)

    return sign


@pytest_asyncio.fixture
async def site() -> AsyncIterator[Site]:
    site = Site(0)
    app = web.Application()
    app.router.add_get("/{path:.*}", site.page)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.port = runner.addresses[0][1]
    yield site
    await runner.cleanup()


@pytest.fixture
def settings(site: Site) -> dict[str, Any]:
    return {"title": "Acme", "greeting": "Hello from Acme", "allowed_origins": [site.origin], "accent": "#7a1fa2"}


@pytest_asyncio.fixture
async def embedded(site: Site, server: str, shop: Shop) -> Site:
    site.server, site.account = server, shop.account
    return site


@pytest_asyncio.fixture
async def chromium() -> AsyncIterator[BrowserType]:
    async with async_playwright() as playwright:
        yield playwright.chromium


@pytest_asyncio.fixture
async def context(chromium: BrowserType, tmp_path: Path) -> AsyncIterator[BrowserContext]:
    """A browser that keeps what it is told, as a visitor's own does."""
    profile = tmp_path / "profile"
    context = await chromium.launch_persistent_context(profile, executable_path=CHROMIUM, args=QUIET)
    yield context
    await context.close()


@pytest_asyncio.fixture
async def page(context: BrowserContext, embedded: Site, router: Router) -> Page:
    """The shop's page, with the button on it."""
    page = await context.new_page()
    await page.goto(embedded.origin)
    return page
