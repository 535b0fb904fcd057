"""How a visitor proves that an e-mail address is theirs: by entering a code that is sent there.

Whether anybody knows the address plays no part before it is proven, so asking for codes tells nothing about anybody.
"""

from typing import Any

from connectors.chat import is_email
from inbox import challenges, proofs
from inbox.identities import Contact
from inbox.words import Account
from router import proving
from router.proving import Letter, UnsentError
from web.answers import Denied
from web.call import Call
from web.chat.desk import account_id, desk, visitor
from web.chat.sight import contact_of
from web.chat.talk import Code, CodeSent, Prove, Proven
from web.chat.visitor import Visitor
from web.table import PUBLIC, Table

routes = Table()

PURPOSE = "one-time codes"
WHY_NOT = {
    "wrong": (422, "wrong_code", "This is not the code that we sent. Look again, or ask for a new one."),
    "over": (409, "no_code", "This code holds no longer. Ask for a new one."),
    "shared": (409, "shared", "Several people use this address, so what was said there cannot be shown here."),
}


@routes.on("POST", "/chat/{account}/code", PUBLIC, takes=Prove, gives=CodeSent)
async def send(call: Call[Prove]) -> CodeSent:
    """Have a one-time code sent to an address."""
    asker = await paced(call)
    site = await desk(call).sites.open(account_id(call))
    ours = await proving.sender(call.inbox)
    if ours is None:
        raise Denied(409, "no_sender", "We cannot send codes here. Ask us in the chat instead.")
    other = proving.located(ours, call.body.email) if is_email(call.body.email) else None
    if other is None:
        raise Denied(422, "no_address", "We cannot write to this address. Check how it is written.", field="email")
    await send_code(call, contact_of(asker), other, ours, Letter(site.settings.title, call.body.language))
    return CodeSent()


async def paced(call: Call[Prove] | Call[Code]) -> Visitor:
    asker = visitor(call)
    desk(call).proving.step(f"{asker.account} {asker.address}")
    return asker


async def send_code(call: Call[Any], asker: Contact, other: Contact, ours: Account, letter: Letter) -> None:
    """Raises Denied where too many were sent, and where the mail does not leave."""
    code, key = proving.new_code(), call.inbox.box.derive(PURPOSE)
    if not await call.inbox.write(challenges.issue, key, asker, other, code, call.now):
        later = {"Retry-After": "3600"}
        raise Denied(429, "too_many_codes", "Too many codes have been asked for. Try again in an hour.", later)
    try:
        await proving.send_code(call.inbox, ours, other, code, letter)
    except UnsentError as unsent:
        raise Denied(503, "unsent", str(unsent), {"Retry-After": "60"}) from unsent


@routes.on("POST", "/chat/{account}/code/check", PUBLIC, takes=Code, gives=Proven)
async def check(call: Call[Code]) -> Proven:
    """Enter the code. What went to and came from the address is then part of the visitor's own conversation."""
    asker = await paced(call)
    await desk(call).sites.open(account_id(call))
    code, key = "".join(call.body.code.split()), call.inbox.box.derive(PURPOSE)
    outcome, address = await call.inbox.write(proofs.by_code, key, contact_of(asker), code, call.now)
    if outcome != "passed":
        raise Denied(*WHY_NOT[outcome])
    return Proven(address)
