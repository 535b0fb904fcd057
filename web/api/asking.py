"""Asking a customer in the chat to prove an address that they typed there."""

from typing import Annotated, Literal

import msgspec

from inbox import asking
from inbox.words import CustomerId
from router import proving
from router.proving import Language, Letter
from web.answers import Denied
from web.call import Call
from web.chat.desk import desk
from web.chat.proving import send_code
from web.table import Table

routes = Table()


class Ask(msgspec.Struct, frozen=True):
    channel: Literal["email"]
    address: Annotated[str, msgspec.Meta(min_length=1, max_length=320)]


@routes.on("POST", "/api/v1/customers/{id}/ask", "agent", takes=Ask, gives=type(None))
async def ask(call: Call[Ask]) -> None:
    """Send a one-time code to an address, which the customer's chat window then offers to enter."""
    ours = await proving.sender(call.inbox)
    if ours is None:
        raise Denied(409, "no_sender", "No e-mail account can send a code. An admin can add one in the settings.")
    other = proving.located(ours, call.body.address)
    if other is None:
        raise Denied(422, "no_address", "No code can be sent to this address.", field="address")
    asked = await call.inbox.read(asking.whom, CustomerId(call.id), other)
    site = await desk(call).sites.open(asked.contact.scope)
    letter = Letter(site.settings.title, language(asked.language or call.user.language))
    await send_code(call, asked.contact, other, ours, letter)
    await call.inbox.write(asking.note, asked, call.user.id, call.now)


def language(code: str) -> Language:
    return "es" if code == "es" else "en"
