"""A mail's tree of parts (RFC 2045, RFC 2046), read in linear time whatever a stranger sends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from connectors.email import transfer
from connectors.email.charset import decode
from connectors.email.header import Headers, decode_words, split, structured

DEEPEST = 12
MOST_PARTS = 500
"""Real mail has neither; what is cut off stays in the journal's raw bytes."""
PATHS = re.compile(r".*[/\\]", re.DOTALL)
UNSAFE_IN_NAMES = re.compile('[\x00-\x1f\x7f-\x9f"<>|:*?\u200e\u200f\u202a-\u202e\u2066-\u2069]')


@dataclass(frozen=True)
class Part:
    headers: Headers
    body: bytes
    mime: str
    parameters: dict[str, str]
    children: tuple["Part", ...] = ()
    trouble: bool = field(default=False)

    @property
    def disposition(self) -> str:
        return self.headers.value("content-disposition").main

    @property
    def cid(self) -> str:
        return self.headers.get("content-id").strip().strip("<>")[:200]

    @property
    def name(self) -> str:
        """The file name somebody gave it, safe to show and to save, or ""."""
        given = self.headers.value("content-disposition").parameters.get("filename") or self.parameters.get("name", "")
        return safe_name(decode_words(given))

    def content(self) -> bytes:
        return transfer.undo(self.body, self.headers.get("content-transfer-encoding"))

    def text(self) -> str:
        return decode(self.content(), self.parameters.get("charset", ""))

    def walk(self) -> Iterator["Part"]:
        yield self
        for child in self.children:
            yield from child.walk()


def safe_name(name: str) -> str:
    """The last part of a path, at most 150 characters, without what could reorder or break a line."""
    bare = " ".join(UNSAFE_IN_NAMES.sub("", PATHS.sub("", name)).split()).strip(". ")
    stem, dot, extension = bare.rpartition(".")
    return bare if len(bare) <= 150 else f"{stem[:130]}{dot}{extension[:15]}"


def parse(data: bytes) -> Part:
    """The tree of one mail."""
    return _part(data, 0, [MOST_PARTS], "text/plain")


def _part(data: bytes, depth: int, left: list[int], usual: str) -> Part:
    left[0] -= 1
    headers, body = split(data)
    mime, parameters = _type(headers, usual)
    if not mime.startswith("multipart/"):
        return Part(headers, body, mime, parameters)
    pieces = _pieces(body, parameters.get("boundary", "").rstrip()) if depth < DEEPEST else None
    if pieces is None:
        return Part(headers, body, "text/plain", {}, trouble=True)
    inner = "message/rfc822" if mime == "multipart/digest" else "text/plain"
    children = tuple(_part(piece, depth + 1, left, inner) for piece in pieces if left[0] > 0)
    return Part(headers, b"", mime, parameters, children)


def _type(headers: Headers, usual: str) -> tuple[str, dict[str, str]]:
    main, parameters = structured(headers.get("content-type"))
    if re.fullmatch(r"[\w.+-]{1,60}/[\w.+-]{1,100}", main, re.ASCII):
        return main, parameters
    # "text" alone, or nonsense: RFC 2045 5.2 says to read it as the default.
    return usual, parameters


def _pieces(body: bytes, boundary: str) -> Iterator[bytes] | None:
    """What stands between the delimiter lines; None if there is not a single one."""
    mark = boundary.encode("utf-8", "replace")[:200]
    delimiter = re.compile(rb"^--" + re.escape(mark) + rb"(--)?[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
    marks = delimiter.finditer(body)
    first = next(marks, None)
    return None if not boundary or first is None else _between(body, first, islice(marks, MOST_PARTS))


def _between(body: bytes, first: re.Match[bytes], rest: Iterator[re.Match[bytes]]) -> Iterator[bytes]:
    last = first
    for mark in rest:
        if last[1]:
            return
        yield _without_newline(body[last.end() : mark.start()])
        last = mark
    if not last[1]:
        yield body[last.end() :]


def _without_newline(piece: bytes) -> bytes:
    """The line break before a delimiter belongs to the delimiter (RFC 2046 5.1.1)."""
    return piece.removesuffix(b"\n").removesuffix(b"\r")
