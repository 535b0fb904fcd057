"""Everything of one customer as a ZIP: JSON for programs, files and raw payloads as they came."""

import asyncio
import re
import shutil
from collections.abc import Collection
from datetime import datetime
from pathlib import PurePath
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import structlog
from msgspec import json, to_builtins

from connectors.contract import Incoming, Raw, Reacted, Receipt
from inbox import accounts, audit, exporting
from inbox.door import Inbox
from inbox.exporting import Kept, Payload, Said
from inbox.words import Account, CustomerId, ThreadId, UserId
from router.storable import happenings_of
from router.switchboard import kind_of, reader_of

log = structlog.get_logger()


async def export(inbox: Inbox, customer_id: CustomerId, to: IO[bytes], by: UserId | None = None) -> None:
    """Write it, all who are shown as one with them included, and note that it was done. Raises NotFound.

    In memory there is never more than some messages, or one payload.
    """
    about = await inbox.read(exporting.about, customer_id)
    await inbox.write(audit.note, "customer.exported", inbox.clock(), actor_id=by, customer_id=customer_id)
    with Archive(to, inbox.clock()) as archive:
        await asyncio.to_thread(archive.add, "customer.json", json.format(json.encode(about)))
        await add_messages(inbox, archive, about.thread_ids)
        for thread_id in about.thread_ids:
            for file in await inbox.read(exporting.files, thread_id):
                await asyncio.to_thread(archive.copy, place_of(file), inbox.files / file.path)
        await add_payloads(inbox, archive, about.thread_ids, {one.address for one in about.identities})


class Archive:
    """A ZIP that grows. Blocking, as are its methods; one at a time."""

    def __init__(self, to: IO[bytes], now: datetime) -> None:
        self._zip = ZipFile(to, "w", ZIP_DEFLATED)
        self._now = now

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def open(self, name: str) -> IO[bytes]:
        about = ZipInfo(name, self._now.timetuple()[:6])
        about.compress_type, about.external_attr = ZIP_DEFLATED, 0o600 << 16
        return self._zip.open(about, "w", force_zip64=True)

    def add(self, name: str, content: bytes) -> None:
        with self.open(name) as target:
            target.write(content)

    def copy(self, name: str, source: Any) -> None:
        try:
            with source.open("rb") as found, self.open(name) as target:
                shutil.copyfileobj(found, target)
        except FileNotFoundError:
            log.warning("a file is missing and could not be exported", file=name)


async def add_messages(inbox: Inbox, archive: Archive, thread_ids: list[ThreadId]) -> None:
    target = await asyncio.to_thread(archive.open, "messages.json")
    with target:
        target.write(b"[")
        between = b"\n"
        for thread_id in thread_ids:
            after = 0
            while some := await inbox.read(exporting.said, thread_id, after):
                await asyncio.to_thread(target.write, between + b",\n".join(map(encoded, some)))
                between, after = b",\n", some[-1].message.position
        target.write(b"\n]\n")


def encoded(one: Said) -> bytes:
    """files: where they lie in the ZIP, which never lets a sender choose a path."""
    files = [{**to_builtins(file), "file": place_of(Kept(file.id, file.name, ""))} for file in one.message.attachments]
    more = {"html": one.html, "versions": one.versions, "attempts": one.attempts, "attachments": files}
    return json.encode({**to_builtins(one.message), **more})


def place_of(file: Kept) -> str:
    suffix = PurePath(file.name).suffix.lower()
    return f"files/{file.id}{suffix if re.fullmatch(r'[.][a-z0-9]{1,8}', suffix) else ''}"


async def add_payloads(inbox: Inbox, archive: Archive, thread_ids: list[ThreadId], addresses: set[str]) -> None:
    known = {one.id: one for one in await inbox.read(accounts.ever)}
    for seq in await inbox.read(exporting.payloads, thread_ids):
        held = await inbox.read(exporting.payload, seq)
        if held is not None and await asyncio.to_thread(is_theirs, known[held.account_id], held, addresses):
            await asyncio.to_thread(archive.add, f"raw/{seq}{suffix_of(known[held.account_id], held)}", held.body)


def is_theirs(account: Account, held: Payload, addresses: Collection[str]) -> bool:
    """Providers put several people's messages into one call; then it is nobody's to see."""
    try:
        if kind_of(account).hostile:
            return True  # one mail, which they wrote
        found = happenings_of(reader_of(account), Raw(held.key, held.body, held.headers))
    except Exception:  # whatever a parser raises: then nobody can tell whose it is
        return False
    senders = {one.sender.address for one in found if isinstance(one, Incoming | Reacted)}
    return senders <= set(addresses) and not (len(found) > 1 and any(isinstance(one, Receipt) for one in found))


def suffix_of(account: Account, held: Payload) -> str:
    if account.connector == "email":
        return ".eml"
    return ".json" if held.body.lstrip()[:1] in (b"{", b"[") else ".txt"
