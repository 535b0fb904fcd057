"""Raw payloads that name somebody without being a message of theirs: a receipt, a bounce, a mail in copy.

An erasure must find them, and only their bytes tell. Reading the whole journal takes long, so it is done piece by
piece, each in a read of its own, before anything is locked.
"""

from collections.abc import Iterable
from urllib.parse import quote

from msgspec import Struct, json
from sqlalchemy import Connection, func, select

from inbox.journal import fitting
from inbox.schema import account, identity, journal
from inbox.words import AccountId, CustomerId

ROWS = 500
SIZE = 16 << 20  # bytes of payloads that are held at a time
SHORTEST = 5
"""Characters: what is shorter names nobody."""


class Needle(Struct, frozen=True):
    """How an address is written in a payload, in small letters. account_id: "" where it means the same everywhere."""

    account_id: str
    text: bytes


class Looked(Struct, frozen=True):
    """How far the journal was searched, and which rows name them. more: there is more of it."""

    needles: frozenset[Needle] = frozenset()
    seqs: tuple[int, ...] = ()
    last: int = 0
    more: bool = True


def needles(conn: Connection, customer_ids: Iterable[CustomerId]) -> frozenset[Needle]:
    """All ways of writing their addresses; an address of our own, which stands everywhere, says nothing of anybody."""
    theirs = select(identity.c.scope, identity.c.address).where(identity.c.customer_id.in_(sorted(customer_ids)))
    ours = " ".join(json.encode(one).decode().lower() for one in conn.execute(select(account.c.settings)).scalars())
    addresses = [(row.scope, row.address.lower()) for row in conn.execute(theirs)]
    return frozenset(
        Needle(scope, text)
        for scope, address in addresses
        if address not in ours
        for text in spellings(address)
        if len(text) >= SHORTEST
    )


def spellings(address: str) -> set[bytes]:
    """As it stands, in a form, in JSON; a number without its +, too, and of a Slack address its last part."""
    last = address.rpartition(":")[2]
    plain = {address, last, last.removeprefix("+") if last.removeprefix("+").isdigit() else last}
    in_form = {quote(one, safe="").lower() for one in plain}
    in_json = {json.encode(one).decode()[1:-1].lower() for one in plain}
    return {one.encode() for one in plain | in_form | in_json}


def look(conn: Connection, looked: Looked, rows: int = ROWS) -> Looked:
    """Search the next piece of the journal."""
    after = journal.c.seq > looked.last
    lengths = conn.execute(
        select(journal.c.seq, func.length(journal.c.body)).where(after).order_by(journal.c.seq).limit(rows)
    ).all()
    seqs = fitting(((row[0], row[1]) for row in lengths), SIZE)
    if not seqs or not looked.needles:
        return Looked(looked.needles, looked.seqs, looked.last, False)
    held = select(journal.c.seq, journal.c.account_id, journal.c.headers, journal.c.body)
    some = conn.execute(held.where(journal.c.seq.in_(seqs), journal.c.outcome != "erased"))
    found = tuple(
        row.seq for row in some if named(looked.needles, row.account_id, bytes(row.body) + json.encode(row.headers))
    )
    return Looked(looked.needles, (*looked.seqs, *found), seqs[-1], True)


def named(wanted: Iterable[Needle], account_id: AccountId, said: bytes) -> bool:
    said = said.lower()
    return any(one.account_id in ("", account_id) and stands_in(one.text, said) for one in wanted)


def stands_in(text: bytes, said: bytes) -> bool:
    """As a word of its own: 34600 is not in 134600."""
    at = said.find(text)
    while at >= 0:
        end = at + len(text)
        if not said[max(at - 1, 0) : at].isalnum() and not said[end : end + 1].isalnum():
            return True
        at = said.find(text, at + 1)
    return False
