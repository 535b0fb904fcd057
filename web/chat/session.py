"""Opening the chat: who is there, and what was said so far."""

from inbox import messages
from inbox.messages import place_of
from router import proving
from web.call import Call
from web.chat.desk import account_id, desk
from web.chat.sight import view
from web.chat.talk import Knock, Welcome, lines
from web.chat.visitor import Visitor, anonymous, renewed, signed_in
from web.table import PUBLIC, Table

routes = Table()


@routes.on("POST", "/chat/{account}/session", PUBLIC, takes=Knock, gives=Welcome)
async def session(call: Call[Knock]) -> Welcome:
    """Begin or go on with a visitor's session."""
    site = await desk(call).sites.open(account_id(call))
    visitor = recognise(call, site.settings.jwt_secret)
    seen = await view(call.inbox, visitor)
    said = await call.inbox.read(messages.of_visitor, dict.fromkeys(seen.seen, 0))  # the stream brings the rest
    return Welcome(
        token=desk(call).seal.sign(visitor),
        visitor=visitor.address,
        signed_in=visitor.verified is not None,
        title=site.settings.title,
        greeting=site.settings.greeting,
        accent=site.settings.accent,
        agents_online=desk(call).windows.agents_online(),
        messages=lines(said),
        place=place_of(said[-1]) if said else 0,
        proofs=await proving.sender(call.inbox) is not None,
        asked=seen.asked,
        proven=seen.proven,
    )


def recognise(call: Call[Knock], secret: str) -> Visitor:
    """A bad JWT is refused, so that the site's maker notices; a bad visitor token only makes a new visitor."""
    account = account_id(call)
    if call.body.jwt:
        return signed_in(account, call.body.jwt, secret, call.now)
    known = desk(call).seal.known(call.body.visitor_token, account, call.now)
    return renewed(known, call.now) if known else anonymous(account, call.now)
