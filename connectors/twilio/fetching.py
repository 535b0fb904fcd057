"""Files that customers sent: they lie at Twilio, behind the account's login, and on its delivery network behind that.

https://www.twilio.com/docs/messaging/api/media-resource
"""

from urllib.parse import urljoin, urlsplit

import aiohttp
from yarl import URL

from connectors.contract import File, Media, Refused, TryLater
from connectors.twilio.line import FAILURES, Cloud, bounded, explained, login, opened
from connectors.twilio.settings import Credentials

BIGGEST = 16 * 1024 * 1024  # bytes; WhatsApp's limit, the largest there is
UNTYPED = "application/octet-stream"
MOST_HOPS = 3
MOVED = (301, 302, 303, 307, 308)
OWN = ".twilio.com"
DELIVERY = (OWN, ".twiliocdn.com")
BUCKET = "s3-external-1.amazonaws.com", "/media.twiliocdn.com/"
"""Where older media are delivered from."""
ELSEWHERE = "The file does not lie at Twilio, so it is not fetched. Ask the customer to send it again."
TOO_BIG = "The file is bigger than 16 MB. Ask the customer for a smaller one."
GONE = "Twilio no longer has the file. Ask the customer to send it again."
LOCKED = "Twilio does not hand over the file. An admin can check account SID and auth token in the settings."


async def fetch(credentials: Credentials, cloud: Cloud, media: Media) -> File:
    """Raises Refused or TryLater."""
    place = media.place
    proof = login(credentials.account_sid, credentials.auth_token)
    if not lies_at(place, OWN):
        raise Refused(ELSEWHERE)
    try:
        async with opened(cloud) as http:
            for _ in range(MOST_HOPS):
                found = await step(http, cloud, media, place, proof)
                if isinstance(found, File):
                    return found
                place, proof = found, {}  # the login is for Twilio's own door alone
    except FAILURES as error:
        raise explained(error, writing=False) from error
    raise Refused(ELSEWHERE)


async def step(
    http: aiohttp.ClientSession, cloud: Cloud, media: Media, place: str, proof: dict[str, str]
) -> File | str:
    """The file, or where it has moved to."""
    headers = {"Accept-Encoding": "identity", **proof}
    asked = URL(cloud.route(place), encoded=True)  # to the letter: its query may be signed
    async with http.get(asked, headers=headers, allow_redirects=False) as got:
        if got.status in MOVED:
            return next_place(place, got.headers.get("Location", ""))
        demand_there(got.status)
        if (got.content_length or 0) > BIGGEST:
            raise Refused(TOO_BIG)
        return file(media, got, await bounded(got, BIGGEST))


def next_place(place: str, location: str) -> str:
    try:
        target = urljoin(place, location)
    except ValueError as unreadable:
        raise Refused(ELSEWHERE) from unreadable
    if not lies_at(target, *DELIVERY) and not in_bucket(target):
        raise Refused(ELSEWHERE)
    return target


def lies_at(url: str, *hosts: str) -> bool:
    """No other scheme, no other port, nobody's name before the host."""
    try:
        parts = urlsplit(url)
        plain = parts.scheme == "https" and parts.netloc == parts.hostname
    except ValueError:
        return False
    return plain and url.isascii() and url.isprintable() and parts.netloc.endswith(hosts)


def in_bucket(url: str) -> bool:
    host, path = BUCKET
    return lies_at(url, host) and urlsplit(url).netloc == host and urlsplit(url).path.startswith(path)


def demand_there(status: int) -> None:
    if status in (404, 410):
        raise Refused(GONE)
    if status == 429 or status >= 500:
        raise TryLater(f"Twilio does not hand over the file now ({status}). It is tried again.")
    if status != 200:
        raise Refused(LOCKED)


def file(media: Media, got: aiohttp.ClientResponse, content: bytes) -> File:
    if len(content) > BIGGEST:
        raise Refused(TOO_BIG)
    mime = media.mime if got.content_type == UNTYPED else got.content_type
    return File(media.name, mime, content)
