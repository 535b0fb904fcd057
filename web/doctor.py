"""`hilo doctor`: what is wrong here, and what to do about it."""

import tempfile
from collections.abc import AsyncIterator, Iterator

import msgspec

from connectors.contract import Called
from inbox import accounts, migrate
from inbox.door import Inbox
from inbox.errors import InboxError
from inbox.words import Account, AccountId
from router.link import public
from router.switchboard import equipped
from web import folder, pages
from web.key import find_key, lost, open_inbox, unopenable
from web.serving import bind
from web.settings import Settings, WrongSetting


class Finding(msgspec.Struct, frozen=True):
    """remedy: what to do; "" when all is well."""

    subject: str
    remedy: str = ""


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Look without changing anything; each finding as soon as it is known."""
    yield data_folder(settings)
    yield port(settings)
    yield address(settings)
    yield build()
    database = schema(settings)
    yield database
    if database.remedy or not exists(settings):
        return
    async for finding in contents(settings):
        yield finding


def data_folder(settings: Settings) -> Finding:
    subject = f"data folder {settings.data}"
    if not settings.data.exists():
        return Finding(f"{subject} (made at the first start)")
    try:
        tempfile.TemporaryFile(dir=settings.data).close()
    except OSError as wrong:
        return Finding(subject, f"It cannot be written ({wrong.strerror}). Give this user the right to write it.")
    return Finding(subject)


def port(settings: Settings) -> Finding:
    subject = f"port {settings.port}"
    if settings.data.exists() and folder.is_locked(settings.data, "web"):
        return Finding(f"{subject} (Hilo is running)")
    try:
        bind(settings).close()
    except WrongSetting as wrong:
        return Finding(subject, str(wrong))
    return Finding(subject)


def address(settings: Settings) -> Finding:
    subject = f"address {settings.url}"
    if settings.url.startswith("https:") or settings.url.startswith("http://localhost"):
        return Finding(subject)
    return Finding(
        subject,
        "Browsers keep the login cookie only on https or on localhost. Put an HTTPS proxy in front, "
        "and set HILO_URL to its address.",
    )


def build() -> Finding:
    return Finding("pages", "" if (pages.STATIC / "index.html").is_file() else pages.MISSING.strip())


def exists(settings: Settings) -> bool:
    return not settings.embedded or (settings.data / "hilo.db").exists()


def schema(settings: Settings) -> Finding:
    if not exists(settings):
        return Finding("database (made at the first start)")
    try:
        current = migrate.is_current(settings.database)
    except Exception as wrong:
        reason = str(wrong).partition("\n")[0]
        return Finding("database", f"It cannot be opened: {reason}. Check DATABASE_URL, or restore your backup.")
    return Finding("database", "" if current else "It is of another version. Run `hilo migrate`.")


async def contents(settings: Settings) -> AsyncIterator[Finding]:
    try:
        if find_key(settings) is None:
            yield Finding("key", lost(settings))
            return
        inbox = await open_inbox(settings)
    except WrongSetting as wrong:
        yield Finding("key", str(wrong))
        return
    try:
        for finding in await look_inside(inbox, settings.url):
            yield finding
    finally:
        await inbox.close()


async def look_inside(inbox: Inbox, url: str) -> list[Finding]:
    shut = set(await inbox.read(unopenable, inbox))
    known = await inbox.read(accounts.all)
    deaf = set() if public(url) else {one.id for one in known if await is_called(inbox, one)}
    return [Finding("key"), *health(known, shut, deaf)]


async def is_called(inbox: Inbox, account: Account) -> bool:
    """Whether nothing comes in unless its provider can call us."""
    try:
        connector = await equipped(inbox, account)
    except InboxError:
        return False
    return isinstance(connector, Called) and connector.called and not account.paused


UNCALLED = (
    "Its provider has to call Hilo, and can only call a public https address, so nothing comes in. Put an HTTPS proxy "
    "or a tunnel in front, set HILO_URL to its address, and enter the account's new hook address at the provider."
)


def health(all_accounts: list[Account], shut: set[str], deaf: set[AccountId]) -> Iterator[Finding]:
    for one in all_accounts:
        subject = f"account {one.name} ({one.channel}{', paused' if one.paused else ''})"
        if one.name in shut:
            yield Finding(subject, "Its passwords were sealed with another key. Restore that key, or enter them again.")
        else:
            yield Finding(subject, one.alarm or (UNCALLED if one.id in deaf else ""))
