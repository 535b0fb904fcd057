"""What a customer may demand of us: everything that we hold of them, and that we forget it."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import NoneType
from typing import IO, Final

import msgspec
from aiohttp import web

from inbox.words import CustomerId
from router import erasing, exporting
from web.call import Call
from web.table import Nothing, Table

routes = Table()
PIECE = 1 << 18  # bytes that are sent at a time
ZIP: Final = web.StreamResponse


class Whole(msgspec.Struct, frozen=True):
    """merged: with all who are shown as one with them; otherwise those are split off first, and stay."""

    merged: bool = True


@routes.on("GET", "/api/v1/customers/{id}/export", "supervisor", takes=Nothing, gives=ZIP)
async def export(call: Call[Nothing]) -> web.StreamResponse:
    """Everything of one customer, as a ZIP of JSON, files and raw payloads."""
    customer_id = CustomerId(call.id)
    async with nameless(call) as file:
        await exporting.export(call.inbox, customer_id, file, call.user.id)
        answer = web.StreamResponse(headers=headers(customer_id))
        answer.content_length = await asyncio.to_thread(file.tell)
        await answer.prepare(call.request)
        await asyncio.to_thread(file.seek, 0)
        while piece := await asyncio.to_thread(file.read, PIECE):
            await answer.write(piece)
    return answer


@asynccontextmanager
async def nameless(call: Call[Nothing]) -> AsyncIterator[IO[bytes]]:
    """A file without a name: however this process ends, nothing of it is left on the disk."""
    with tempfile.TemporaryFile(dir=call.settings.data) as file:
        yield file


def headers(customer_id: CustomerId) -> dict[str, str]:
    return {
        "Content-Type": "application/zip",
        "Content-Disposition": f'attachment; filename="customer-{customer_id}.zip"',
        "Cache-Control": "no-store",
    }


@routes.on("DELETE", "/api/v1/customers/{id}", "admin", takes=Whole, gives=NoneType)
async def erase(call: Call[Whole]) -> None:
    """Forget a customer for good. Answers when nothing of them is left in the database and on the disk."""
    await erasing.erase(call.inbox, CustomerId(call.id), merged=call.body.merged, by=call.user.id)
