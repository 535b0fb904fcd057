"""Mailboxes out of address fields, as tolerant as a mail program and never fooled by a name that looks like one."""

import re
from typing import NamedTuple

from connectors.email.header import decode_words

MOST_MAILBOXES = 500
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


def normalise(address: str) -> str:
    """Lower case, without white space and source route, the domain in its ASCII form (IDNA), at most 320 characters."""
    bare = "".join(decode_words(address).split()).lower().removeprefix("mailto:").strip("<>'\"")
    bare = bare.rpartition(":")[2] if bare.startswith("@") else bare
    local, at, domain = bare[:320].rpartition("@")
    return f"{local}@{_ascii(domain.strip('.'))}" if at else domain


def _ascii(domain: str) -> str:
    if domain.isascii() or len(domain) > 253:
        return domain
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain
