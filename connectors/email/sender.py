"""Who wrote a mail, and whether the receiving server vouches for it (RFC 8601, RFC 7489)."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import normalize

from connectors.contract import Address
from connectors.email.address import Mailbox, mailboxes, sole
from connectors.email.header import Headers, without_comments

MOST_CLAIMS = 20
MOST_RESULTS = 10
LONGEST_RESULTS = 8000
SERVER = re.compile(r"\s*([^\s;()\"=]+)\s*(?:\([^()]*\)\s*)?(?:\b1\s*)?(?:\([^()]*\)\s*)?;")
"""authserv-id and version 1, with a comment as amavisd writes one (RFC 8601 2.2)."""
ADDRESS_IN_NAME = re.compile(r"[^\s<>@,;]+@[^\s<>@,;]+\.[^\s<>@,;]+")
AROUND = "'\"()[]{}.:|"
TURNED = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\ufeff]")
"""Between the letters of an address; in names they are at home (RFC 5892, Persian and emoji)."""
TOKEN = re.compile(r""""((?:[^"\\]|\\.)*)"?|\(((?:[^()\\]|\\.)*)\)?|([;=])|([^\s;="()]+|\))""", re.DOTALL)


class Verdict(NamedTuple):
    """One method's result: ("dkim", "pass", {"header.d": "example.org"})."""

    method: str
    result: str
    properties: dict[str, str]


def sender(headers: Headers, trusted_authserv_id: str, unknown: str) -> tuple[Address, tuple[Address, ...]]:
    """The sender, and addresses the mail merely claims to be theirs (a further From, Reply-To).

    Evidence is "proven" only for one single From that a trusted Authentication-Results field covers. Where it is not
    certain who wrote, because there are several authors, or none, or different readers would find different ones, the
    address is scoped: it is kept apart from whoever has it elsewhere, and claimed.
    unknown: the address that stands in for a missing one.
    """
    authors = [box for field in headers.all("from") for box in mailboxes(field)]
    first = next((box for box in authors if box.address), None) or _stand_in(headers, authors, unknown)
    certain = headers.sound and len(headers.all("from")) == 1 and sole(headers.get("from")) == first.address
    how = _proof(headers, first.address, trusted_authserv_id) if certain else ""
    who = Address(
        channel="email",
        address=first.address,
        display=_honest(first) or ("" if certain else first.address),
        evidence="proven" if how else "claimed",
        how=how or "unverified",
        scoped=not certain,
    )
    posed = authors if certain else [*authors, first]
    return who, _claims(posed, mailboxes(headers.get("reply-to")), who, unknown)


def _stand_in(headers: Headers, authors: list[Mailbox], unknown: str) -> Mailbox:
    name = next((box.display for box in authors if box.display), "")
    for field in ("sender", "reply-to", "return-path"):
        for box in mailboxes(headers.get(field)):
            if "@" in box.address:
                return Mailbox(name or box.display, box.address)
    return Mailbox(name, unknown)


def _honest(box: Mailbox) -> str:
    """The display name, unless it poses as another address than the mail's own."""
    name = TURNED.sub("", box.display)[:200]
    posed = ADDRESS_IN_NAME.findall(INVISIBLE.sub("", normalize("NFKC", name)).lower())
    return "" if any(found.strip(AROUND) != box.address for found in posed) else name


def _claims(authors: list[Mailbox], answer_to: list[Mailbox], who: Address, unknown: str) -> tuple[Address, ...]:
    """A certain sender's own address is no claim, nor is one that we made up."""
    told = [(box, "unverified") for box in authors] + [(box, "reply-to") for box in answer_to]
    own = unknown if who.scoped else who.address
    claimed: dict[str, Address] = {}
    for box, how in told:
        if "@" in box.address and box.address != own:
            claimed.setdefault(box.address, Address("email", box.address, _honest(box), how=how))
    return tuple(claimed.values())[:MOST_CLAIMS]


def _proof(headers: Headers, address: str, trusted: str) -> str:
    """ "dmarc" or "dkim" when a trusted field says so for the address's domain; "" otherwise.

    A DMARC failure outweighs everything: the domain's owner says that this mail is not theirs.
    """
    domain = address.rpartition("@")[2]
    verdicts = verdicts_of(headers, trusted)
    dmarc = [one for one in verdicts if one.method == "dmarc"]
    if any(one.result == "fail" for one in dmarc):
        return ""
    if dmarc and all(
        one.result == "pass" and _domain(one.properties.get("header.from", "")) == domain for one in dmarc
    ):
        return "dmarc"
    return "dkim" if any(_signed(one, domain) for one in verdicts) else ""


def _signed(one: Verdict, domain: str) -> bool:
    """Whether the signer is the domain or stands above it. One below it is not accepted: without a list of public
    suffixes it cannot be told from a stranger's host at a shared provider."""
    if one.method != "dkim" or one.result != "pass":
        return False
    signer = _domain(one.properties.get("header.d") or one.properties.get("header.i", ""))
    return "." in signer and (domain == signer or domain.endswith("." + signer))


def _domain(value: str) -> str:
    return value.rpartition("@")[2].strip(". ").lower()


def verdicts_of(headers: Headers, trusted: str) -> list[Verdict]:
    """What the trusted server found (RFC 8601 5): the uppermost fields alone, until the first of another server or the
    next hop, for what lies below came with the mail and may be forged. So a method counts from its uppermost field."""
    found: dict[str, list[Verdict]] = {}
    for field in _own_results(headers, trusted.strip().lower()):
        fresh: dict[str, list[Verdict]] = {}
        for one in parse(field)[1]:
            fresh.setdefault(one.method, []).append(one)
        found = fresh | found
    return [one for same in found.values() for one in same]


def _own_results(headers: Headers, trusted: str) -> Iterator[str]:
    began = 0
    for name, value in headers.fields:
        if name == "received" and began:
            return
        if name == "authentication-results":
            if not _is_by(value, trusted) or began >= MOST_RESULTS:
                return
            began += 1
            yield value


def _is_by(field: str, trusted: str) -> bool:
    """Whether it begins with the server's name as the server itself writes it. In any other form, such as quoted, the
    server would not have known its own name, and not have taken the forgery away.

    Too long is not cut: a cut could turn header.d=bank.example.evil.example into the bank's own domain.
    """
    server = SERVER.match(field) if field.isascii() and len(field) <= LONGEST_RESULTS else None
    return bool(trusted) and server is not None and server[1].lower() == trusted


def parse(field: str) -> tuple[str, list[Verdict]]:
    """authserv-id and verdicts of one field. Comments are dropped and quoted strings are opaque, so that no value
    chosen by a sender can pose as a result."""
    parts: list[list[str]] = [[]]
    for quoted, comment, stop, word in TOKEN.findall(without_comments(field)[0]):
        if stop == ";":
            parts.append([])
        elif not comment:
            parts[-1].append(stop or word or f'"{quoted}')
    server = parts[0][0].lstrip('"').lower() if parts[0] and "=" not in parts[0] else ""
    return server, [verdict for part in parts[1:] for verdict in _verdict(part)]


def _verdict(words: list[str]) -> list[Verdict]:
    pairs = [(words[at - 1].lower(), words[at + 1]) for at in range(1, len(words) - 1) if words[at] == "="]
    if not pairs:
        return []
    (method, result), *rest = pairs
    name, _, version = method.partition("/")
    if version not in ("", "1"):
        return []
    properties: dict[str, str] = {}
    for key, value in rest:
        properties.setdefault(key, value.lstrip('"').lower())
    return [Verdict(name, result.lower(), properties)]
