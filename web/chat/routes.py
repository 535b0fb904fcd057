"""Everything below /chat/, for visitors of other people's sites."""

from itertools import chain

from web.chat import page, proving, session, stream, writing
from web.table import Route


def routes() -> list[Route]:
    tables = (page.routes, session.routes, writing.routes, proving.routes, stream.routes)
    return list(chain.from_iterable(table.routes for table in tables))
