"""The key that seals the accounts' secrets: from the environment, or a file beside the database but not in it."""

import os
from pathlib import Path

from inbox import accounts
from inbox.box import new_key
from inbox.clock import Clock, utc_now
from inbox.door import Conn, Inbox
from inbox.errors import MissingKey
from inbox.words import AccountId
from web.settings import Settings, WrongSetting


async def open_inbox(settings: Settings, clock: Clock = utc_now) -> Inbox:
    """The migrated database's inbox. Makes the key on the first run.

    Raises WrongSetting when the key is missing though secrets were sealed with it: a new one would lose them.
    """
    key = find_key(settings)
    if key is None:
        await _demand_nothing_sealed(settings)
        key = make_key(settings.key_file)
    try:
        return Inbox.open(settings.database, files=settings.files, key=key, clock=clock, redis=settings.redis)
    except MissingKey as wrong:
        raise WrongSetting(str(wrong)) from None


def find_key(settings: Settings) -> bytes | None:
    """The key, or None where there is none yet. Raises WrongSetting for a file that cannot be read."""
    if settings.key:
        return settings.key.encode()
    try:
        return settings.key_file.read_bytes().strip()
    except FileNotFoundError:
        return None
    except OSError as wrong:
        raise WrongSetting(
            f"The key file {settings.key_file} cannot be read ({wrong.strerror}). Give this user the right to read it."
        ) from None


async def _demand_nothing_sealed(settings: Settings) -> None:
    inbox = Inbox.open(settings.database, files=settings.files, key=new_key())
    try:
        if await inbox.read(unopenable, inbox):
            raise WrongSetting(lost(settings))
    finally:
        await inbox.close()


def unopenable(conn: Conn, inbox: Inbox) -> list[str]:
    """The names of the accounts whose secrets this inbox's key does not open."""
    return [one.name for one in accounts.all(conn) if not _opens(conn, inbox, one.id)]


def _opens(conn: Conn, inbox: Inbox, account_id: AccountId) -> bool:
    try:
        accounts.full_settings(conn, inbox.box, account_id)
    except MissingKey:
        return False
    return True


def lost(settings: Settings) -> str:
    return (
        f"The key to the accounts' passwords is missing: restore {settings.key_file} or HILO_KEY from your backup. "
        f"If it is lost, write a new one with `openssl rand -base64 32 | tr +/ -_ > {settings.key_file}` "
        "and enter the passwords again on the settings screen."
    )


def make_key(file: Path) -> bytes:
    """Write a new key that only its owner can read. Never replaces one: FileExistsError."""
    key = new_key()
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as opened:
        opened.write(key + b"\n")
        opened.flush()
        os.fsync(opened.fileno())
    return key
