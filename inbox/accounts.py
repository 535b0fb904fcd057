"""Configured instances of channels: their settings, sealed secrets, cursor and health."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct, json
from sqlalchemy import ColumnElement, Connection, insert, select, update

from inbox import events
from inbox.box import Box
from inbox.bus import announce
from inbox.errors import MissingKey, NotFound
from inbox.ids import new_id
from inbox.rows import given
from inbox.schema import account
from inbox.words import Account, AccountId, TeamId

REFUSED = "A call to this account was refused."
"""How alarms of its hook begin. Only a genuine call calms those: a listener that fares well says nothing of them."""
SHOWN = [account.c[name] for name in Account.__struct_fields__]
EVER = select(*SHOWN).order_by(account.c.created_at)


class NewAccount(Struct, frozen=True):
    """secrets are the settings that must never be shown again. channel: by default called as the connector is."""

    connector: str
    name: str
    settings: dict[str, Any]
    secrets: dict[str, str]
    channel: str = ""


def add(conn: Connection, box: Box, new: NewAccount, now: datetime) -> Account:
    account_id = AccountId(new_id())
    row = {"id": account_id, "connector": new.connector, "channel": new.channel or new.connector, "name": new.name}
    sealed = box.seal(new.secrets)
    conn.execute(insert(account), [{**row, "settings": new.settings, "secrets": sealed, "created_at": now}])
    changed(conn, account_id, now)
    return get(conn, account_id)


def changed(conn: Connection, account_id: AccountId, now: datetime) -> None:
    events.record(conn, "account.changed", now, data={"account_id": account_id})
    announce(conn, "accounts")


def get(conn: Connection, account_id: AccountId) -> Account:
    """Raises NotFound, for one that was removed too."""
    row = conn.execute(select(*SHOWN, account.c.removed_at).where(account.c.id == account_id)).mappings().one_or_none()
    if row is None:
        raise NotFound("There is no such account. The settings screen lists the accounts.")
    if row["removed_at"]:
        raise NotFound(f"The account {row['name']} was removed. An admin can add one like it in the settings.")
    return as_account(row)


def as_account(row: Mapping[Any, Any]) -> Account:
    return Account(**{name: row[name] for name in Account.__struct_fields__})


def all(conn: Connection) -> list[Account]:  # noqa: A001  # `accounts.all` reads as it should
    return found(conn, account.c.removed_at.is_(None))


def ever(conn: Connection) -> list[Account]:
    """Those that were removed, too: messages still name them, and what they brought may not be read yet."""
    return [as_account(row) for row in conn.execute(EVER).mappings()]


def found(conn: Connection, which: ColumnElement[bool]) -> list[Account]:
    rows = conn.execute(select(*SHOWN).where(which).order_by(account.c.created_at)).mappings()
    return [as_account(row) for row in rows]


def full_settings(conn: Connection, box: Box, account_id: AccountId) -> dict[str, Any]:
    """Settings with the secrets in clear, for the connector alone. Raises MissingKey if they cannot be opened."""
    return {**get(conn, account_id).settings, **box.open(sealed_secrets(conn, account_id))}


def sealed_secrets(conn: Connection, account_id: AccountId) -> bytes:
    return bytes(conn.execute(select(account.c.secrets).where(account.c.id == account_id)).scalar_one())


def update_settings(
    conn: Connection,
    box: Box,
    account_id: AccountId,
    name: str,
    settings: dict[str, Any],
    secrets: dict[str, str],
    now: datetime,
) -> Account:
    """Secrets that are not given stay as they are; where the key that sealed them is lost, those given replace all."""
    get(conn, account_id)
    try:
        kept = box.open(sealed_secrets(conn, account_id))
    except MissingKey:
        if not secrets:
            raise
        kept = {}
    together = box.seal({**kept, **secrets})
    row = {"name": name, "settings": settings, "secrets": together, "alarm": "", "alarm_at": None}
    conn.execute(update(account).where(account.c.id == account_id).values(**row))
    changed(conn, account_id, now)
    return get(conn, account_id)


def pause(conn: Connection, account_id: AccountId, paused: bool, now: datetime) -> Account:
    conn.execute(update(account).where(account.c.id == account_id).values(paused=paused))
    changed(conn, account_id, now)
    return get(conn, account_id)


def keep(conn: Connection, account_id: AccountId, days: int | None, now: datetime) -> Account:
    """How long what comes and goes by it is kept once its episode is closed; None: for ever."""
    conn.execute(update(account).where(account.c.id == account_id).values(keep_days=days))
    changed(conn, account_id, now)
    return get(conn, account_id)


def alarm(conn: Connection, account_id: AccountId, sentence: str, now: datetime) -> None:
    """Show on every screen that a person must act. The same sentence again changes nothing."""
    raise_it = update(account).where(account.c.id == account_id, account.c.alarm != sentence)
    if conn.execute(raise_it.values(alarm=sentence, alarm_at=now)).rowcount:
        events.record(conn, "account.alarm", now, data={"account_id": account_id, "alarm": sentence})


def calm(conn: Connection, account_id: AccountId, now: datetime, *, called: bool = True) -> None:
    """called: by its provider, which calms the alarms of its hook, too."""
    quiet = update(account).where(account.c.id == account_id, account.c.alarm != "")
    if not called:
        quiet = quiet.where(~account.c.alarm.startswith(REFUSED, autoescape=True))
    if conn.execute(quiet.values(alarm="", alarm_at=None)).rowcount:
        changed(conn, account_id, now)


def note_error(conn: Connection, account_id: AccountId, sentence: str, now: datetime) -> None:
    """What went wrong last, for the settings screen; unlike an alarm it may put itself right."""
    if sentence:
        row = {"last_error": sentence, "last_error_at": now}
        conn.execute(update(account).where(account.c.id == account_id).values(**row))


def teams(conn: Connection, account_ids: Iterable[AccountId]) -> dict[AccountId, TeamId]:
    """Who answers what comes by these accounts; those of which nobody said so are not there."""
    return {row.id: row.team_id for row in conn.execute(TEAMS, {"given": list(account_ids)})}


TEAMS = select(account.c.id, account.c.team_id).where(given(account.c.id), account.c.team_id.is_not(None))


def versions(conn: Connection) -> dict[AccountId, str]:
    """Of every account that is neither paused nor removed: what differs whenever its settings or secrets do."""
    working = account.c.paused.is_(False), account.c.removed_at.is_(None)
    active = select(account.c.id, account.c.settings, account.c.secrets).where(*working)
    return {
        row.id: hashlib.sha256(json.encode([sorted(row.settings.items()), row.secrets.hex()])).hexdigest()
        for row in conn.execute(active)
    }


def cursor(conn: Connection, account_id: AccountId) -> str:
    return str(conn.execute(select(account.c.cursor).where(account.c.id == account_id)).scalar_one())


def move_cursor(conn: Connection, account_id: AccountId, to: str) -> None:
    """Remember how far a listener has come, in the transaction that journals what it brought."""
    conn.execute(update(account).where(account.c.id == account_id).values(cursor=to))
