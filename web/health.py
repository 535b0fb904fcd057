"""For whoever watches the process: is it alive, and should anybody be sent to it?"""

from time import monotonic
from typing import Final

import msgspec
import structlog
from aiohttp import web

from inbox import migrate
from inbox.door import Conn
from web.answers import Denied
from web.call import Call
from web.pressure import FULL, PRESSURE
from web.table import PUBLIC, Nothing, Table

routes = Table()
log = structlog.get_logger()
FRESH = 1.0  # seconds for which a trial counts: everybody may ask, and each trial is a commit
UNWRITABLE: Final = "The database cannot be written now. See the log."
OTHER_VERSION: Final = "The database was migrated by another version of Hilo. Run the same version in every process."


class Health(msgspec.Struct, frozen=True):
    ok: bool


class Trial:
    """Whether the database took a transaction lately, and what is wrong otherwise."""

    def __init__(self) -> None:
        self.at = -FRESH
        self.wrong = ""


TRIAL = web.AppKey("trial", Trial)


@routes.on("GET", "/healthz", PUBLIC, takes=Nothing, gives=Health)
async def alive(call: Call[Nothing]) -> Health:
    """The process answers."""
    return Health(True)


@routes.on("GET", "/readyz", PUBLIC, takes=Nothing, gives=Health)
async def ready(call: Call[Nothing]) -> Health:
    """The database takes a transaction, its tables are this version's, and the disk has room."""
    trial = call.request.app[TRIAL]
    if monotonic() - trial.at >= FRESH:
        trial.wrong, trial.at = await try_database(call), monotonic()
    if not call.request.app[PRESSURE].has_room:
        raise Denied(503, "not_ready", FULL)
    if trial.wrong:
        raise Denied(503, "not_ready", trial.wrong)
    return Health(True)


async def try_database(call: Call[Nothing]) -> str:
    """What is wrong with it, or ""."""
    try:
        await call.inbox.write(_nothing)
        current = await call.inbox.read(migrate.stands_at_head)
    except Exception:
        log.exception("the database cannot be written")
        return UNWRITABLE
    return "" if current else OTHER_VERSION


def _nothing(conn: Conn) -> None:
    """Beginning and committing is what is tried."""
