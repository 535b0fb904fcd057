"""How much we hold of a customer, for whoever is about to export or erase it."""

from inbox import extent
from inbox.extent import Extent
from inbox.words import CustomerId
from web.call import Call
from web.table import Nothing, Table

routes = Table()


@routes.on("GET", "/api/v1/customers/{id}/extent", "supervisor", takes=Nothing, gives=Extent)
async def show(call: Call[Nothing]) -> Extent:
    """How many messages, files, addresses and promises there are, with whom they are shared."""
    return await call.inbox.read(extent.of, CustomerId(call.id))
