"""Links under which a provider may fetch a file of ours for an hour, without a session: whoever holds one may."""

import hashlib
import hmac
from base64 import b64decode, urlsafe_b64encode
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from connectors.reach import is_public
from inbox.box import Box
from inbox.words import AttachmentId

LASTS = timedelta(hours=1)
PURPOSE = "media link"
ID, EXPIRY, PROOF = 16, 6, hashlib.sha256().digest_size
"""Bytes; together a multiple of three, so that base64 needs no padding and each token has one form only."""


INDOORS = ("localhost", "local", "internal", "lan", "home.arpa")
"""RFC 6761, 6762 and 8375, and what routers use."""


def public(url: str) -> str:
    """The address of the web part, or "" where no provider can reach it: they call by https, from the internet."""
    parts = urlsplit(url)
    return url if parts.scheme == "https" and abroad(parts.hostname or "") else ""


def abroad(host: str) -> bool:
    try:
        return is_public(host)
    except ValueError:  # a name
        return "." in host and not f".{host}".endswith(tuple(f".{one}" for one in INDOORS))


def media_link(url: str, box: Box, attachment_id: AttachmentId, now: datetime) -> str:
    """url: where the web part is found from outside."""
    expiry = int((now + LASTS).timestamp())
    said = UUID(attachment_id).bytes + expiry.to_bytes(EXPIRY, "big")
    return f"{url}/media/{urlsafe_b64encode(said + proof(box, said)).decode()}"


def proof(box: Box, said: bytes) -> bytes:
    return hmac.digest(box.derive(PURPOSE), said, hashlib.sha256)


def opened(box: Box, token: str, now: datetime) -> AttachmentId | None:
    """Which attachment a token of ours opens; None for one that is too old, or not ours."""
    try:
        raw = b64decode(token, altchars=b"-_", validate=True)
    except ValueError:
        return None
    said, signed = raw[: ID + EXPIRY], raw[ID + EXPIRY :]
    if len(raw) != ID + EXPIRY + PROOF or not hmac.compare_digest(signed, proof(box, said)):
        return None
    if urlsafe_b64encode(raw).decode() != token:  # what is no base64 in it is skipped when decoding
        return None
    if int.from_bytes(said[ID:], "big") <= now.timestamp():
        return None
    return AttachmentId(str(UUID(bytes=said[:ID])))
