"""Mailboxes out of address fields, as tolerant as a mail program and never fooled by a name that looks like one."""

import re
from typing import NamedTuple
from unicodedata import normalize

from connectors.email.header import decode_words, without_comments

MOST_MAILBOXES = 500
LONGEST_AUTHOR = 2000
TOKEN = re.compile(
    r"""(?P<encoded>=\?[^?\s]+\?[bqBQ]\?[^?]*\?=)
      | "(?P<quoted>(?:[^"\\]|\\.)*)"?
      | \((?P<comment>(?:[^()\\]|\\.)*)\)
      | <(?P<angle>[^<>]*)>?
      | (?P<stop>[,;])
      | (?P<group>:)
      | (?P<word>[^\s",;:<>()=]+|[=()>\\])
      | (?P<space>\s+)""",
    re.VERBOSE | re.DOTALL,
)

ATOM = r"[^\s@<>()\[\],;:\\\"]"
LABEL = r"[^\s@<>()\[\],;:\\\"'.=?]+"
ONE = rf"(?!'|=\?){ATOM}+@{LABEL}(?:\.{LABEL})*"
AUTHOR = re.compile(
    rf"(?:'?(?P<same>{ONE})'?\s*|[^@<>\"\\]*)<\s*(?P<angle>{ONE})\s*(?:>[^@<>\"\\]*)?|(?P<bare>{ONE})[\s,;]*"
)
OPAQUE = re.compile(r""""(?:[^"\\]|\\.)*"(?!\s*@)|=\?[^?\s<>@"]+\?[bq]\?[^?\s<>@"]*\?=""", re.IGNORECASE | re.DOTALL)
"""Names that nobody can take for an address: quoted, or encoded."""


class Mailbox(NamedTuple):
    """`address` is normalised; "" where only a name was given."""

    display: str
    address: str


def mailboxes(field: str) -> list[Mailbox]:
    """Every mailbox in an address field, members of groups included (RFC 5322 3.4, obsolete forms too)."""
    found: list[Mailbox] = []
    gathered = _Gathered()
    for token in TOKEN.finditer(field):
        kind = token.lastgroup
        if kind == "group" and not gathered.angle:
            gathered = _Gathered()
        elif kind != "stop":
            gathered.take(str(kind), token[str(kind)])
        elif not gathered.is_empty():
            found.append(gathered.mailbox())
            gathered = _Gathered()
        if len(found) >= MOST_MAILBOXES:
            return found
    return found if gathered.is_empty() else [*found, gathered.mailbox()]


class _Gathered:
    def __init__(self) -> None:
        self.words: list[str] = []
        self.comments: list[str] = []
        self.angle: str | None = None

    def take(self, kind: str, text: str) -> None:
        if kind == "angle":
            self.angle = text
        elif kind == "comment":
            self.comments.append(text)
        elif self.angle is None:
            self.words.append(re.sub(r"\\(.)", r"\1", text) if kind == "quoted" else text)

    def is_empty(self) -> bool:
        return self.angle is None and not "".join(self.words).strip() and not self.comments

    def mailbox(self) -> Mailbox:
        words = "".join(self.words)
        if self.angle is not None:
            return Mailbox(_tidy(words or " ".join(self.comments)), normalise(self.angle))
        if "@" in words:
            return Mailbox(_tidy(" ".join(self.comments)), normalise(words))
        return Mailbox(_tidy(words or " ".join(self.comments)), "")


def _tidy(text: str) -> str:
    return " ".join(decode_words(text).split())


def sole(field: str) -> str:
    """The one address in an author field, or "" where another reader could find another one in there (RFC 5322 3.6.2).

    Sloppy names are let pass, such as one with a comma, or the address once more; anything else that is not plainly one
    mailbox is not: two of them, a group, a route, white space or encoded words within the address, an open quote.
    """
    bare, closed = without_comments(field)
    if not closed or len(field) > LONGEST_AUTHOR:
        return ""
    found = AUTHOR.fullmatch(OPAQUE.sub(" ", bare).strip())
    if found is None:
        return ""
    address = normalise(found["angle"] or found["bare"])
    return address if found["same"] is None or normalise(found["same"]) == address else ""


def normalise(address: str) -> str:
    """Lower case, without white space and source route, the domain in its ASCII form, at most 320 characters."""
    bare = _lowered("".join(decode_words(address).split())).removeprefix("mailto:").strip("<>'\"")
    bare = bare.rpartition(":")[2] if bare.startswith("@") else bare
    local, at, domain = bare[:320].rpartition("@")
    return f"{local}@{_ascii(domain.strip('.'))}" if at else domain


def _lowered(text: str) -> str:
    """Without turning a look-alike into the letter: the Kelvin sign's lower case is a plain k."""
    return "".join(one if not one.isascii() and one.lower().isascii() else one.lower() for one in text)


def _ascii(domain: str) -> str:
    """In Punycode (RFC 5891), but unlike Python's "idna" (RFC 3490) nothing is mapped: straße and strasse are two."""
    if domain.isascii() or len(domain) > 253:
        return domain
    return ".".join(one if one.isascii() else _punycode(one) for one in normalize("NFC", domain).split("."))


def _punycode(label: str) -> str:
    return f"xn--{label.encode('punycode').decode('ascii')}"
