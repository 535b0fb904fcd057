"""Who wrote a mail, and whether the receiving server vouches for it (RFC 8601, RFC 7489)."""

import re
from typing import NamedTuple

from connectors.contract import Address
from connectors.email.address import Mailbox, mailboxes
from connectors.email.header import Headers

MOST_CLAIMS = 20
MOST_RESULTS = 10
LONGEST_RESULTS = 8000
ADDRESS_IN_NAME = re.compile(r"[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+")
TOKEN = re.compile(r""""((?:[^"\\]|\\.)*)"?|\(((?:[^()\\]|\\.)*)\)?|([;=])|([^\s;="()]+|\))""", re.DOTALL)


class Verdict(NamedTuple):
    """One method's result: ("dkim", "pass", {"header.d": "example.org"})."""

    method: str
    result: str
    properties: dict[str, str]


def sender(headers: Headers, trusted_authserv_id: str, unknown: str) -> tuple[Address, tuple[Address, ...]]:
    """The sender, and addresses the mail merely claims to be theirs (a further From, Reply-To).

    Evidence is "proven" only for one single From that a trusted Authentication-Results field covers.
    unknown: the address that stands in for a missing one.
    """
    authors = [box for field in headers.all("from") for box in mailboxes(field)]
    first = next((box for box in authors if box.address), None) or _stand_in(headers, authors, unknown)
    single = len(headers.all("from")) == 1 and len(authors) == 1 and "@" in first.address
    how = _proof(headers, first.address, trusted_authserv_id) if single else ""
    who = Address(
        channel="email",
        address=first.address,
        display=_honest(first),
        evidence="proven" if how else "claimed",
        how=how or "unverified",
    )
    return who, _claims([*authors, *mailboxes(headers.get("reply-to"))], who)


def _stand_in(headers: Headers, authors: list[Mailbox], unknown: str) -> Mailbox:
    name = next((box.display for box in authors if box.display), "")
    for field in ("sender", "reply-to", "return-path"):
        for box in mailboxes(headers.get(field)):
            if "@" in box.address:
                return Mailbox(name or box.display, box.address)
    return Mailbox(name, unknown)


def _honest(box: Mailbox) -> str:
    """The display name, unless it poses as another address than the mail's own."""
    name = box.display[:200]
    posed = [found.lower() for found in ADDRESS_IN_NAME.findall(name)]
    return "" if any(box.address not in found for found in posed) else name


def _claims(boxes: list[Mailbox], who: Address) -> tuple[Address, ...]:
    others = {box.address: box for box in boxes if "@" in box.address and box.address != who.address}
    return tuple(
        Address(channel="email", address=box.address, display=_honest(box), how="unverified")
        for box in list(others.values())[:MOST_CLAIMS]
    )


def _proof(headers: Headers, address: str, trusted: str) -> str:
    """ "dmarc" or "dkim" when a trusted field says so for the address's domain; "" otherwise.

    A DMARC failure outweighs everything: the domain's owner says that this mail is not theirs.
    """
    domain = address.rpartition("@")[2]
    verdicts = verdicts_of(headers, trusted)
    if any(one.method == "dmarc" and one.result == "fail" for one in verdicts):
        return ""
    for one in verdicts:
        if one.method == "dmarc" and one.result == "pass" and _domain(one.properties.get("header.from", "")) == domain:
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
    """What the trusted server found. Only the uppermost fields count, until the first of another server: what lies
    below came with the mail and may be forged (RFC 8601 5)."""
    found: list[Verdict] = []
    for field in headers.all("authentication-results")[:MOST_RESULTS]:
        # Too long is not cut: a cut could turn header.d=bank.example.evil.example into the bank's own domain.
        server, verdicts = parse(field) if len(field) <= LONGEST_RESULTS else ("", [])
        if not trusted or server != trusted.strip().lower():
            break
        found.extend(verdicts)
    return found


def parse(field: str) -> tuple[str, list[Verdict]]:
    """authserv-id and verdicts of one field. Comments are dropped and quoted strings are opaque, so that no value
    chosen by a sender can pose as a result."""
    parts: list[list[str]] = [[]]
    for quoted, comment, stop, word in TOKEN.findall(_without_comments(field)):
        if stop == ";":
            parts.append([])
        elif not comment:
            parts[-1].append(stop or word or f'"{quoted}')
    server = parts[0][0].lstrip('"').lower() if parts[0] and "=" not in parts[0] else ""
    return server, [verdict for part in parts[1:] for verdict in _verdict(part)]


def _without_comments(field: str) -> str:
    out: list[str] = []
    depth, quoted, escaped = 0, False, False
    for letter in field:
        if escaped:
            escaped = False
        elif letter == "\\":
            escaped = True
        elif letter == '"' and not depth:
            quoted = not quoted
        elif letter == "(" and not quoted:
            depth += 1
        if not depth:
            out.append(letter)
        if letter == ")" and not quoted and depth:
            depth -= 1
            out.append(" ")
    return "".join(out)


def _verdict(words: list[str]) -> list[Verdict]:
    pairs = [(words[at - 1].lower(), words[at + 1]) for at in range(1, len(words) - 1) if words[at] == "="]
    if not pairs:
        return []
    (method, result), *rest = pairs
    properties: dict[str, str] = {}
    for name, value in rest:
        properties.setdefault(name, value.lstrip('"').lower())
    return [Verdict(method.partition("/")[0], result.lower(), properties)]
