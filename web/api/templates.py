"""Templates: texts that a provider lets us send at any time."""

from aiohttp import web
from msgspec import to_builtins
from msgspec.structs import replace

from connectors.contract import ConnectorError, Filled, Template, TryLater
from inbox import answers, ways
from inbox.answers import Reply
from inbox.words import AccountId
from router.templates import Templates, fill
from web.answers import Denied
from web.call import Call, T
from web.table import Nothing, Table

routes = Table()
TEMPLATES = web.AppKey("templates", Templates)
SLOW = "The provider did not say in time which templates there are. Try again in a minute."


@routes.on("GET", "/api/v1/accounts/{id}/templates", "agent", takes=Nothing, gives=list[Template])
async def show(call: Call[Nothing]) -> list[Template]:
    """The templates that may be sent from an account now; none where its channel has no such thing."""
    return await offered(call, AccountId(call.id))


async def offered(call: Call[T], account_id: AccountId) -> list[Template]:
    """Raises Denied, with the provider's sentence."""
    try:
        return await call.request.app[TEMPLATES].of(account_id)
    except TryLater as later:
        raise Denied(503, "try_later", str(later)) from later
    except TimeoutError as slow:
        raise Denied(503, "try_later", SLOW) from slow
    except ConnectorError as trouble:
        raise Denied(502, "provider", str(trouble)) from trouble


async def filled(call: Call[T], new: Reply, wanted: Filled) -> Reply:
    """The reply with the template's own text, from an account that has it. Raises Denied, NotFound or Closed."""
    if await call.inbox.read(answers.already_written, new):
        return new
    to = await call.inbox.read(ways.chosen, new.thread_id, new.identity_id, new.account_id)
    account = ways.demand_open(to)
    template, text = fill(await offered(call, account.id), wanted)
    return replace(new, text=text, template=to_builtins(template), identity_id=to.identity.id, account_id=account.id)
