"""Files: up to Meta before they are sent, and down from it in two steps.

https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media
"""

import base64
import binascii
import hashlib
import re
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from msgspec import Struct, ValidationError, convert

from connectors.contract import ConnectorError, File, Media, Refused, TryLater
from connectors.meta import refusal
from connectors.meta.graph import Fault, Graph, Lost, Places, beginning
from connectors.reach import Private

BIGGEST = 25 * 1024 * 1024
"""Bytes. Meta lets customers send documents of 100 MB; each is held in memory while it is fetched."""
SLOW = aiohttp.ClientTimeout(total=60, connect=10)
"""For a file of the largest size over a line of 4 Mbit/s."""
TOO_BIG = f"The file is larger than {BIGGEST // 1024 // 1024} MB. Ask the customer to send it in another way."
ASTRAY = "Meta's answer leads to a place that is not Meta's. Nothing was fetched; ask the customer to send it again."
ID = re.compile("[A-Za-z0-9_-]{1,200}")


class About(Struct, frozen=True):
    """What Meta says of a file. url holds for five minutes."""

    url: str
    mime_type: str = ""
    sha256: str = ""
    file_size: int = 0


async def upload(graph: Graph, phone_number_id: str, file: File, mime: str) -> str:
    """The id to send it by. No message comes of it, so it may be repeated. Raises Refused or TryLater."""
    form = aiohttp.FormData()
    form.add_field("messaging_product", "whatsapp")
    form.add_field("type", mime)
    form.add_field("file", file.content, content_type=mime, filename="file")
    try:
        answer = await graph.post(f"{phone_number_id}/media", data=form, timeout=SLOW)
    except (Fault, Lost) as error:
        raise refusal.of_asking(error) from error
    named = answer.get("id")
    if not isinstance(named, str) or not ID.fullmatch(named):
        raise TryLater(refusal.BROKEN)
    return named


async def fetch(graph: Graph, media: Media) -> File:
    """Raises Refused or TryLater."""
    if not ID.fullmatch(media.place):
        raise Refused("WhatsApp named no file that could be fetched. Ask the customer to send it again.")
    if media.size > BIGGEST:
        raise Refused(TOO_BIG)
    try:
        about = convert(await graph.get(media.place), About, strict=False)
    except (Fault, Lost) as error:
        raise refusal.of_fetching(error) from error
    except ValidationError as error:
        raise TryLater(refusal.BROKEN) from error
    if about.file_size > BIGGEST:
        raise Refused(TOO_BIG)
    demand_metas(about.url, graph.places)
    content = await download(graph, about.url)
    demand_same(content, media.sha256, hexadecimal(about.sha256))
    return File(media.name, media.mime or about.mime_type, content)


def demand_metas(url: str, places: Places) -> None:
    """The token goes along with the call. Raises Refused."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        raise Refused(ASTRAY) from None
    known = any(host.endswith(one) if one.startswith(".") else host == one for one in places.files)
    secret = parts.scheme == "https" or not places.guarded
    if not (known and secret) or "@" in parts.netloc:
        raise Refused(ASTRAY)


async def download(graph: Graph, url: str) -> bytes:
    try:
        async with (
            graph.opened(guarded=graph.places.guarded) as http,
            http.get(url, allow_redirects=False, timeout=SLOW) as got,
        ):
            if got.status != 200:
                raise unfit(got.status)
            content = await beginning(got.content, BIGGEST + 1)
    except (aiohttp.ClientError, OSError) as error:
        if isinstance(error, Private) or isinstance(getattr(error, "os_error", None), Private):
            raise Refused(ASTRAY) from error
        raise TryLater("Meta broke off before the file was here. It is tried again.") from error
    if len(content) > BIGGEST:
        raise Refused(TOO_BIG)
    return content


def unfit(status: int) -> ConnectorError:
    """The address grows old within minutes, and the next attempt asks for a new one."""
    return Refused(ASTRAY) if 300 <= status < 400 else TryLater(f"Meta answered {status} instead of the file.")


def demand_same(content: bytes, *digests: str) -> None:
    """Each is hexadecimal, or "" where it is not known. Raises Refused."""
    found = hashlib.sha256(content).hexdigest()
    if any(one and one != found for one in digests):
        raise Refused("The file is not the one that the customer sent. Ask the customer to send it again.")


def hexadecimal(digest: Any) -> str:
    """Meta writes a SHA-256 in base64 when it calls, and in hexadecimal when it is asked. "" for anything else."""
    text = digest if isinstance(digest, str) else ""
    if re.fullmatch("[0-9a-fA-F]{64}", text):
        return text.lower()
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return ""
    return raw.hex() if len(raw) == 32 else ""
