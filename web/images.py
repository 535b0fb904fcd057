"""Pictures that mails show from elsewhere: which those are, and the signed addresses under which we fetch them.

The frame that shows a mail has no origin, so it sends no cookie: whoever holds an address of ours may fetch that one
picture until it expires. Only an agent who asks to see a mail's pictures is given any.
"""

import asyncio
import hashlib
import hmac
import re
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable
from datetime import datetime, timedelta
from html import escape, unescape
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

from connectors.pictures import LONGEST, Internet, Picture, fetch
from inbox.box import Box

LASTS: Final = timedelta(hours=1)
PURPOSE: Final = "mail image"
EXPIRY, PROOF = 6, hashlib.sha256().digest_size
"""Bytes."""
AT_ONCE: Final = 8  # pictures of all agents; each may be as big as `connectors.pictures.BIGGEST`
MOST: Final = 200  # pictures of one mail

TAG = re.compile(r"""<img\b(?:[^>"']|"[^"]*"|'[^']*')*+>?""", re.IGNORECASE)
SOURCE = re.compile(r"""(\ssrc\s*=\s*)(?:"(https?:[^"]*)"|'(https?:[^']*)')""", re.IGNORECASE)
PIXEL = re.compile(r"""\s(?:width|height)\s*=\s*["']?[01](?:px)?["'\s/>]""", re.IGNORECASE)
NOTHING = "data:,"


class Gallery:
    """internet: where pictures may be fetched from."""

    def __init__(self, box: Box, internet: Internet | None = None) -> None:
        self.internet = internet or Internet()
        self._key = box.derive(PURPOSE)
        self._room = asyncio.Semaphore(AT_ONCE)

    def address(self, url: str, now: datetime) -> str:
        """The same within an hour, so that browsers fetch nothing twice."""
        expiry = (int(now.timestamp()) // int(LASTS.total_seconds()) + 2) * int(LASTS.total_seconds())
        said = expiry.to_bytes(EXPIRY, "big") + url.encode()
        return f"/images/{urlsafe_b64encode(self._proof(said) + said).decode()}"

    def opened(self, token: str, now: datetime) -> str | None:
        """The address that a token of ours stands for; None for one that is too old, or not ours."""
        try:
            raw = b64decode(token, altchars=b"-_", validate=True)
        except ValueError:
            return None
        signed, said = raw[:PROOF], raw[PROOF:]
        if not hmac.compare_digest(signed, self._proof(said)) or urlsafe_b64encode(raw).decode() != token:
            return None
        return said[EXPIRY:].decode() if int.from_bytes(said[:EXPIRY], "big") > now.timestamp() else None

    def _proof(self, said: bytes) -> bytes:
        return hmac.digest(self._key, said, hashlib.sha256)

    async def fetch(self, url: str) -> Picture:
        """Raises NoPicture."""
        async with self._room:
            return await fetch(url, self.internet)


GALLERY = web.AppKey("gallery", Gallery)


def sources(html: str) -> list[str]:
    """The addresses of the pictures that a mail would load from elsewhere, each once."""
    found = (source_of(tag) for tag in TAG.findall(html))
    return list(dict.fromkeys(one for one in found if one))[:MOST]


def source_of(tag: str) -> str:
    """ "" for a picture of its own, and for one of a single pixel, which shows nothing and only tells of the reader."""
    found = SOURCE.search(tag)
    url = unescape(found[2] or found[3]).strip() if found else ""
    return "" if PIXEL.search(tag) or len(url) > LONGEST else url


def host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def replaced(html: str, address: Callable[[str], str] | None) -> str:
    """No picture in it has an address of somebody else's any more. address: of ours for theirs; None: none is shown."""
    known = set(sources(html)) if address else set[str]()

    def here(tag: re.Match[str]) -> str:
        url = source_of(tag[0])
        ours = address(url) if address and url in known else NOTHING
        return SOURCE.sub(lambda found: f'{found[1]}"{escape(ours)}"', tag[0])

    return TAG.sub(here, html)
