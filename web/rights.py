"""`hilo export` and `hilo erase`: what a customer may demand of us, for whoever runs the server."""

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, TYPE_CHECKING

from inbox import erasing
from inbox.door import Inbox
from inbox.words import CustomerId
from router.erasing import PATIENCE, erase, wipe
from router.exporting import export
from web import folder
from web.key import open_inbox
from web.settings import Settings, WrongSetting

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

WHOM = "the customer's id, or one of their addresses"
SURE = "Everything of this customer is deleted, and nobody can bring it back. Type 'erase' to go on: "
LATER = (
    "What was deleted is still in unused parts of the database's file: something else was reading it, or its disk is "
    "full. See to that, and run `hilo erase {id}` again."
)


def add_commands(commands: "Commands") -> None:
    giving = commands.add_parser("export", help="write everything of one customer into a ZIP")
    giving.add_argument("customer", help=WHOM)
    giving.add_argument("--to", required=True, type=Path, metavar="FILE.zip", help="where to write it")
    giving.set_defaults(run=run_export)
    forgetting = commands.add_parser("erase", help="forget one customer for good")
    forgetting.add_argument("customer", help=WHOM)
    forgetting.add_argument("--alone", action="store_true", help="without those who are shown as one with them")
    forgetting.add_argument("--yes", action="store_true", help="do not ask")
    forgetting.set_defaults(run=run_erase)


def run_export(settings: Settings, asked: argparse.Namespace) -> int:
    with place(asked.to) as file:
        asyncio.run(write(settings, asked.customer, file))
    print(f"Everything of this customer is in {asked.to}")
    return 0


@contextmanager
def place(to: Path) -> Iterator[IO[bytes]]:
    """Under the given name there is all of it, or nothing; only its owner can read it. Raises WrongSetting."""
    try:
        file = NamedTemporaryFile(dir=to.absolute().parent, prefix=".hilo-", delete=False)  # noqa: SIM115  # renamed below
    except OSError as wrong:
        raise WrongSetting(f"{to} cannot be written ({wrong.strerror}). Choose another place with --to.") from None
    written = Path(file.name)
    try:
        with file:
            yield file.file
        written.replace(to)
    finally:
        written.unlink(missing_ok=True)


async def write(settings: Settings, named: str, file: IO[bytes]) -> None:
    async with opened(settings) as inbox:
        await export(inbox, await inbox.read(erasing.one, named), file)


def run_erase(settings: Settings, asked: argparse.Namespace) -> int:
    if not asked.yes and sys.stdin.isatty() and input(SURE).strip() != "erase":
        print("Nothing was erased.")
        return 1
    return asyncio.run(forget(settings, asked.customer, merged=not asked.alone))


async def forget(settings: Settings, named: str, *, merged: bool) -> int:
    """Works beside a running server. 1: traces are left in the file, and a sentence says why."""
    async with opened(settings) as inbox:
        if await inbox.read(erasing.is_erased, named):
            customer_id, clean = CustomerId(named), await wipe(inbox)
            print("This customer was erased already; the database's file was cleaned once more.")
        else:
            customer_id = await inbox.read(erasing.one, named)
            read = not settings.embedded or folder.is_locked(settings.data, "router")
            patience = PATIENCE if read else 0.0  # else nobody reads what arrived
            done, clean = await erase(inbox, customer_id, merged=merged, patience=patience)
            print(f"Erased: {done.messages} messages and {len(done.files)} files of customer {customer_id}.")
            if done.customers > 1:
                print(f"{done.customers} customers were shown as one; all of them were erased.")
        if not clean:
            print(f"hilo: {LATER.format(id=customer_id)}", file=sys.stderr)
        return 0 if clean else 1


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Inbox]:
    folder.make(settings)
    with folder.alone(settings):
        folder.upgrade(settings)
        inbox = await open_inbox(settings)
    try:
        yield inbox
    finally:
        await inbox.close()
