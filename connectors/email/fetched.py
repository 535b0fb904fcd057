"""FETCH answers as imaplib hands them over: (head, literal) pairs and bare lines, other people's news among them."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

UID = re.compile(rb"\bUID (\d+)")
SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")
SHORT = re.compile(rb'BODY\[\w*\] (?:NIL|"((?:[^"\\]|\\.)*)")')


def sizes(items: Sequence[object]) -> Iterator[tuple[int, int]]:
    """(UID, bytes) pairs."""
    for item in items:
        uid, size = UID.search(_head(item)), SIZE.search(_head(item))
        if uid and size:
            yield int(uid[1]), int(size[1])


def sections(items: Sequence[object]) -> Iterator[tuple[int, bytes]]:
    """(UID, content) pairs; the UID may stand before the literal or after it, and short contents come without one."""
    for item, after in zip_longest(items, items[1:]):
        uid = UID.search(_head(item)) or (UID.search(after) if isinstance(after, bytes) else None)
        short = SHORT.search(_head(item))
        if isinstance(item, tuple) and uid:
            yield int(uid[1]), item[1]
        elif short and uid:
            yield int(uid[1]), re.sub(rb"\\(.)", rb"\1", short[1] or b"")


def _head(item: object) -> bytes:
    head = item[0] if isinstance(item, tuple) else item
    return head if isinstance(head, bytes) else b""
