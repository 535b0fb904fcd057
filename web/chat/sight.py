"""What a visitor may see: what went to and came from their own address, and from those that they have proven.

Nothing else widens it: not a claim, and not an agent's merge.
"""

from datetime import datetime

import msgspec

from connectors import chat
from inbox import challenges, groups, identities, proofs
from inbox.door import Conn, Inbox
from inbox.homes import threads_of
from inbox.identities import Contact
from inbox.proofs import Sight
from inbox.words import AccountId, IdentityId, ThreadId
from router.translate import contact
from web.chat.visitor import Visitor


class View(msgspec.Struct, frozen=True):
    """own: None before the visitor's first message. thread_id: where agents see them. asked: for which address a
    code may be entered, "" if for none."""

    asked: str
    own: IdentityId | None = None
    thread_id: ThreadId | None = None
    sights: tuple[Sight, ...] = ()

    @property
    def seen(self) -> tuple[IdentityId, ...]:
        return () if self.own is None else (self.own, *(sight.identity_id for sight in self.sights))

    @property
    def proven(self) -> list[str]:
        return [sight.address for sight in self.sights]


async def view(inbox: Inbox, visitor: Visitor) -> View:
    """Raises nothing for a stranger: they see nothing yet."""
    await admit_vouched(inbox, visitor)
    return await inbox.read(look, contact_of(visitor), inbox.clock())


async def admit_vouched(inbox: Inbox, visitor: Visitor) -> None:
    """A site that vouches for an address has proven it as well as any code could."""
    for address in chat.proven_emails(visitor.verified):
        who, other = contact_of(visitor), contact(AccountId(visitor.account), address)
        if await inbox.read(proofs.is_news, who, other):
            await inbox.write(proofs.admit, who, other, inbox.clock())


def look(conn: Conn, who: Contact, now: datetime) -> View:
    asked = challenges.asked_of(conn, who, now)
    own = identities.find(conn, *who.unique_name)
    if own is None:
        return View(asked)
    thread_id = threads_of(conn, {own.customer_id})[own.customer_id]
    return View(asked, own.id, groups.head_of(conn, thread_id), tuple(proofs.sights(conn, own.id)))


def contact_of(visitor: Visitor) -> Contact:
    return contact(AccountId(visitor.account), chat.visitor(visitor.address, visitor.verified))
