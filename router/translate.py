"""From the connectors' words to the inbox's: the two are strangers to each other."""

from collections.abc import Iterable, Sequence
from itertools import repeat

from msgspec import convert

from connectors.contract import (
    Address,
    Consent,
    Deleted,
    Edited,
    File,
    Filled,
    Happening,
    Incoming,
    Media,
    Moved,
    Outgoing,
    Reacted,
    Receipt,
)
from inbox.arrivals import Arrival, Change, Consented, Moving, News, Read, Wanted
from inbox.files import Files, Stored
from inbox.identities import Contact
from inbox.journal import Unread
from inbox.outbox import Delivery
from inbox.words import AccountId, Mood

UNFELT = repeat(Mood())


def read_of(
    row: Unread, happenings: Sequence[Happening], files: Files, moods: Iterable[Mood] = UNFELT, *, stub: str = ""
) -> Read:
    """What a journal row held. moods: one per message. stub: why it could only be read in part."""
    messages = [one for one in happenings if isinstance(one, Incoming)]
    others = [one for one in happenings if not isinstance(one, Incoming)]
    arrivals = tuple(arrival(row, *one, files, stub) for one in zip(messages, moods, strict=False))
    news = tuple(tidings(row, one) for one in others if isinstance(one, Receipt))
    changes = tuple(change(row, one) for one in others if isinstance(one, Edited | Deleted | Reacted))
    consents = tuple(
        Consented(contact(row.account_id, one.sender), one.given) for one in others if isinstance(one, Consent)
    )
    moves = tuple(moving(row, one) for one in others if isinstance(one, Moved))
    told = news or changes or consents or moves
    outcome = "stub" if stub else "threaded" if arrivals else "receipt" if told else "ignored"
    return Read(row.seq, arrivals, news, outcome, stub, changes, consents, moves)


def arrival(row: Unread, one: Incoming, mood: Mood, files: Files, stub: str) -> Arrival:
    return Arrival(
        journal_seq=row.seq,
        account_id=row.account_id,
        remote_id=one.remote_id,
        sender=contact(row.account_id, one.sender),
        received_at=row.received_at,
        text=one.text,
        said=one.said,
        mood=mood,
        html=one.html,
        subject=one.subject,
        sent_at=one.sent_at,
        ref=one.ref,
        cites=one.cites,
        token=one.token,
        automatic=one.automatic,
        also=tuple([contact(row.account_id, other) for other in one.also]),
        same=tuple([contact(row.account_id, other) for other in one.same]),
        claims=tuple([contact(row.account_id, other) for other in one.claims]),
        client_id=one.client_id,
        files=tuple([kept(files, file) for file in one.files]),
        media=tuple([wanted(media) for media in one.media]),
        stub=bool(stub) or one.stub,
    )


def contact(account_id: AccountId, one: Address) -> Contact:
    scope = account_id if one.scoped else ""
    return Contact(one.channel, scope, one.address, one.display, one.evidence, one.how)


def kept(files: Files, file: File) -> Stored:
    return files.keep(file.name, file.mime, file.content, file.cid)


def wanted(media: Media) -> Wanted:
    return Wanted(media.name, media.mime, media.size, media.sha256, media.place)


def tidings(row: Unread, one: Receipt) -> News:
    return News(row.account_id, one.state, one.remote_id, one.ref, one.detail, one.code)


def change(row: Unread, one: Edited | Deleted | Reacted) -> Change:
    match one:
        case Edited():
            return Change(row.seq, row.account_id, one.remote_id, "edited", one.at, one.text)
        case Deleted():
            return Change(row.seq, row.account_id, one.remote_id, "deleted", one.at)
        case Reacted():
            by = one.sender.address
            return Change(row.seq, row.account_id, one.remote_id, "reacted", one.at, one.emoji, by, one.gone)


def moving(row: Unread, one: Moved) -> Moving:
    return Moving(contact(row.account_id, one.before), contact(row.account_id, one.after))


def outgoing(delivery: Delivery, files: tuple[File, ...] = (), hook: str = "") -> Outgoing:
    to = Address(delivery.channel, delivery.address, delivery.display, scoped=delivery.scoped)
    return Outgoing(
        delivery.message_id, to, delivery.text, delivery.subject, delivery.ref, delivery.cites, delivery.token,
        delivery.author, files, convert(delivery.template, Filled | None), delivery.answers, hook,
    )  # fmt: skip
