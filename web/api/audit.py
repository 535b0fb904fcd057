"""The audit log: who read, exported, merged, erased, and who let whom do so."""

from typing import Annotated

import msgspec

from inbox import audit, groups
from inbox.audit import Page
from inbox.door import Conn
from inbox.words import CustomerId
from web.api.messages import Uuid
from web.call import Call
from web.table import Table

routes = Table()


class Wanted(msgspec.Struct, frozen=True):
    """customer: of whom, and of all who are shown as one with them. after: the `next` of the page before."""

    customer: Uuid | None = None
    after: Annotated[int, msgspec.Meta(ge=1, le=2**53)] | None = None


@routes.on("GET", "/api/v1/audit", "admin", takes=Wanted, gives=Page)
async def page(call: Call[Wanted]) -> Page:
    """A page of the audit log, newest first."""
    return await call.inbox.read(_page, call.body)


def _page(conn: Conn, wanted: Wanted) -> Page:
    whom = None
    if wanted.customer is not None:
        asked = CustomerId(wanted.customer)
        whom = {asked, *groups.customers(conn, asked)}
    return audit.page(conn, whom, wanted.after)
