"""Who is asked to prove an address that somebody typed."""

from office.office import Office
from sqlalchemy import insert

from inbox import asking
from inbox.identities import Contact
from inbox.ids import new_id
from inbox.schema import identity
from inbox.words import Account

TYPED = Contact("email", "", "maria@example.com")


def test_the_window_that_wrote_is_asked_and_none_that_never_did(office: Office, chat: Account) -> None:
    """NULL comes last on SQLite, but first on PostgreSQL."""
    wrote = Contact("chat", chat.id, "v1", "", "proven", "visitor token")
    thread = office.hears(chat, wrote, claims=(TYPED,))
    silent = {"id": new_id(), "customer_id": thread.customer_id, "channel": "chat", "scope": chat.id, "address": "v2"}
    known = {"evidence": "proven", "evidence_at": office.clock(), "created_at": office.clock()}
    office.write(lambda conn: conn.execute(insert(identity), [{**silent, **known}]))
    assert office.read(asking.whom, thread.customer_id, TYPED).contact.address == "v1"
