"""What the database holds: whether its key, its files and its accounts are as they should be."""

from collections.abc import AsyncIterator, Iterator

from connectors.contract import Called
from inbox import accounts, kept
from inbox.door import Inbox
from inbox.errors import InboxError
from inbox.words import Account, AccountId
from router.link import public
from router.switchboard import equipped
from web.doctor.finding import Finding
from web.doctor.machine import writable
from web.key import find_key, lost, open_inbox, unopenable
from web.settings import Settings, WrongSetting

NEWEST = 5
"""Attachments whose files are looked for."""


async def contents(settings: Settings) -> AsyncIterator[Finding]:
    try:
        if find_key(settings) is None:
            yield Finding("key", lost(settings) if settings.embedded else UNSHARED)
            return
        inbox = await open_inbox(settings)
    except WrongSetting as wrong:
        yield Finding("key", str(wrong))
        return
    try:
        yield key(settings)
        yield await attachments(inbox, settings)
        for finding in await accounts_of(inbox, settings.url):
            yield finding
    finally:
        await inbox.close()


UNSHARED = (
    "Every process needs the same one. Restore it from your backup, or make it with "
    "`openssl rand -base64 32 | tr +/ -_`, and set HILO_KEY to it for each of them."
)


def key(settings: Settings) -> Finding:
    """Whether it is the right one shows in the accounts."""
    if settings.embedded or settings.key:
        return Finding("key")
    return Finding(f"key (in {settings.key_file}; without HILO_KEY every process must see this very file)")


async def attachments(inbox: Inbox, settings: Settings) -> Finding:
    """Whether this is the folder that the database speaks of, and not one that was restored or mounted elsewhere."""
    finding = writable("attachments", settings.files)
    paths = await inbox.read(kept.newest, NEWEST)
    missing = [path for path in paths if not (settings.files / path).exists()]
    if finding.remedy or not missing:
        return finding
    sharing = "" if settings.embedded else ", or mount there the folder that the other processes write"
    return Finding(
        finding.subject,
        f"Of the newest {len(paths)} files {len(missing)} are missing. Restore them from your backup{sharing}.",
    )


async def accounts_of(inbox: Inbox, url: str) -> list[Finding]:
    shut = set(await inbox.read(unopenable, inbox))
    known = await inbox.read(accounts.all)
    deaf = set() if public(url) else {one.id for one in known if await is_called(inbox, one)}
    return list(health(known, shut, deaf))


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
