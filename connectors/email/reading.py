"""One raw mail (RFC 5322) as what happened. Pure: no I/O, no clock, and linear in the size of the mail."""

import hashlib
import re
from collections.abc import Collection
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from connectors.contract import Address, File, Happening, Ignored, Incoming, Raw, Receipt
from connectors.email import body, card, markup, render
from connectors.email.address import mailboxes, normalise
from connectors.email.automatic import automatic
from connectors.email.bounce import bounces, original_id
from connectors.email.header import Headers
from connectors.email.mime import Part, parse
from connectors.email.said import said, signed
from connectors.email.sender import sender

MOST_CITES = 100
REF = re.compile(r"<([^<>\s]{1,250})>")
DELIVERED_TO = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-forwarded-to")
TOKEN = re.compile(r"[\w-]{1,100}")


def read(raw: Raw, *, trusted_authserv_id: str = "", own_addresses: Collection[str] = ()) -> list[Happening]:
    """The message in `raw`, after a `Receipt` when it reports on one of ours.

    trusted_authserv_id: the server whose Authentication-Results count (RFC 8601); "" trusts none.
    own_addresses: the account's addresses, in whose plus-part (RFC 5233) a thread token may stand.
    """
    root = parse(raw.body)
    message = _message(root, trusted_authserv_id, own_addresses)
    if not (message.text.strip() or message.html or message.files or message.subject or root.headers.get("from")):
        return [Ignored("The mail is empty: it has no sender, no subject and no text.")]
    return [*_receipts(root, message), message]


def _message(root: Part, trusted: str, own: Collection[str]) -> Incoming:
    headers = root.headers
    text, html, files = _content(root)
    mark = fingerprint(headers, text, html, files)
    who, named = sender(headers, trusted, f"nobody@{mark[:16]}.invalid")
    kind = automatic(root)
    signs = () if kind else card.claims(signed(text), who.address, own)
    return Incoming(
        remote_id=mark,
        sender=who,
        text=text,
        said=text.strip() if kind == "bounce" else said(text),
        html=html,
        subject=headers.text("subject")[:1000],
        sent_at=sent_at(headers.get("date")),
        ref=_refs(headers.get("message-id"))[0] if headers.get("message-id") else "",
        cites=cites(headers),
        token=token(headers, own),
        files=files,
        automatic=kind,
        claims=_foreign(named, own) + signs,
    )


def _foreign(named: tuple[Address, ...], own: Collection[str]) -> tuple[Address, ...]:
    ours = set(map(normalise, own))
    return tuple(one for one in named if one.address not in ours)


def _content(root: Part) -> tuple[str, str, tuple[File, ...]]:
    parts = body.sort(root)
    source = "\n".join(body.markup_text(part) for part in parts.markup)
    texts = [text for part in parts.plain if (text := body.plain_text(part)).strip()]
    text, unpacked = body.uuencoded_files("\n".join(texts) if texts else render.to_text(source))
    return text, markup.safe(source) if source else "", (*body.files(parts.others), *unpacked)


def fingerprint(headers: Headers, text: str, html: str, files: tuple[File, ...]) -> str:
    """sha256 over what its author wrote and nothing that servers add on the way, so that one mail which arrives
    twice is one message, and a second mail with a copied Message-ID is another."""
    digest = hashlib.sha256()
    pieces = [headers.get(name) for name in ("message-id", "from", "date", "subject")]
    for piece in [*("".join(piece.split()) for piece in pieces), text.strip(), html.strip()]:
        digest.update(piece.encode("utf-8", "replace") + b"\0")
    for file in files:
        digest.update(f"{file.name}\0{file.mime}\0".encode() + hashlib.sha256(file.content).digest())
    return digest.hexdigest()


def sent_at(field: str) -> datetime | None:
    """The Date field in UTC; None when it is missing or nonsense. "-0000" and no zone at all are read as UTC."""
    try:
        found = parsedate_to_datetime(field[:200])
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def cites(headers: Headers) -> tuple[str, ...]:
    """In-Reply-To, then References from the last to the first: nearest first, each once."""
    references = REF.findall(headers.get("references"))[::-1]
    return tuple(dict.fromkeys([*REF.findall(headers.get("in-reply-to")), *references]))[:MOST_CITES]


def _refs(field: str) -> list[str]:
    return REF.findall(field) or [field.strip().strip("<>")[:250]]


def token(headers: Headers, own: Collection[str]) -> str:
    """The thread token: TOKEN in support+TOKEN@acme.example when support@acme.example is ours."""
    ours = {normalise(address) for address in own}
    for name in DELIVERED_TO:
        for field in headers.all(name):
            for box in mailboxes(field):
                local, _, domain = box.address.rpartition("@")
                name_part, plus, found = local.partition("+")
                if plus and f"{name_part}@{domain}" in ours and TOKEN.fullmatch(found):
                    return found
    return ""


def _receipts(root: Part, message: Incoming) -> list[Happening]:
    if message.automatic == "bounce":
        return _failure(root)
    report = next((part for part in root.walk() if part.mime == "message/disposition-notification"), None)
    return [] if report is None else _seen(report)


def _failure(root: Part) -> list[Happening]:
    """A delay is no failure: the last word comes later."""
    ref = original_id(root)
    lost = next((one for one in bounces(root) if one.permanent), None)
    if not ref or lost is None:
        return []
    return [Receipt(state="failed", ref=ref, detail=f"{lost.status} {lost.diagnostic}".strip())]


def _seen(report: Part) -> list[Happening]:
    """A read receipt (RFC 8098) says "displayed" also where a program, not a person, opened the mail."""
    said_of = report.content()[:5000].decode("ascii", "replace")
    ref = re.search(r"^original-message-id:\s*<([^<>\s]{3,250})>", said_of, re.IGNORECASE | re.MULTILINE)
    shown = re.search(r"^disposition:[^\n]*\bdisplayed\b", said_of, re.IGNORECASE | re.MULTILINE)
    return [Receipt(state="read", ref=ref[1], detail="read receipt")] if ref and shown else []
