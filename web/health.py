"""For whoever watches the process: is it alive, and can it write?"""

import msgspec
import structlog

from inbox.door import Conn
from web.answers import Denied
from web.call import Call
from web.table import PUBLIC, Nothing, Table

routes = Table()
log = structlog.get_logger()


class Health(msgspec.Struct, frozen=True):
    ok: bool


@routes.on("GET", "/healthz", PUBLIC, takes=Nothing, gives=Health)
async def alive(call: Call[Nothing]) -> Health:
    """The process answers."""
    return Health(True)


@routes.on("GET", "/readyz", PUBLIC, takes=Nothing, gives=Health)
async def ready(call: Call[Nothing]) -> Health:
    """The database takes a transaction."""
    try:
        await call.inbox.write(_nothing)
    except Exception as wrong:
        log.exception("the database cannot be written")
        raise Denied(503, "not_ready", "The database cannot be written now. See the log.") from wrong
    return Health(True)


def _nothing(conn: Conn) -> None:
    """Beginning and committing is what is tried."""
