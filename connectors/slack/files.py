"""Files in both directions. https://docs.slack.dev/messaging/working-with-files

Our token goes to Slack's own hosts alone: a file's address comes from a message, and is somebody else's word.
"""

from typing import Any, TypeGuard
from urllib.parse import urlsplit

import aiohttp

from connectors.contract import File, Media, Refused, TryLater
from connectors.slack.refusals import ADD_SCOPE, TOO_BIG, judged
from connectors.slack.web import BROKEN, Provider, Web, opened

LARGEST = 25 << 20
"""Bytes of a file that we hold in memory."""
PIECE = 64 << 10
Held = dict[str, str]
"""A file that lies at Slack and is not shown to anybody yet: its id and title."""

GONE = "The file is no longer in Slack. Ask the customer to send it again."
ELSEWHERE = "The file does not lie at Slack, so it was not fetched. Open it in Slack."
LARGE = f"The file is larger than {LARGEST >> 20} MB. Open it in Slack."
UNSEEN = f"Slack shows the file to nobody without the permission files:read. {ADD_SCOPE}"
LATER = "Slack did not hand out the file. It is tried again."


async def upload(web: Web, file: File) -> Held:
    """Nobody sees it yet, so all failures may be tried again. Raises Refused or TryLater."""
    if len(file.content) > LARGEST:
        raise Refused(TOO_BIG, "too_big")
    name = file.name or "file"
    got = await web.ask(lambda client: client.files_getUploadURLExternal(filename=name, length=len(file.content)))
    url, held = got.get("upload_url"), got.get("file_id")
    if not isinstance(held, str) or not within(url, web.provider):
        raise TryLater("Slack named no place for the file. It is tried again.")
    try:
        async with opened(web.provider) as http, http.post(url, data=file.content, allow_redirects=False) as answer:
            if answer.status != 200:
                raise judged_upload(answer)
    except BROKEN as error:
        raise TryLater("Slack did not take the whole file. It is tried again.") from error
    return {"id": held, "title": name}


def judged_upload(answer: aiohttp.ClientResponse) -> Refused | TryLater:
    wrong = judged(answer.status, None, answer.headers)
    return wrong if isinstance(wrong, Refused | TryLater) else TryLater("Slack did not take the file.")


async def fetch(web: Web, media: Media) -> File:
    """Raises Refused or TryLater."""
    if media.size > LARGEST:
        raise Refused(LARGE, "too_big")
    found, _, url = media.place.partition(" ")
    url = url or await address(web, found)
    if not within(url, web.provider):
        raise Refused(ELSEWHERE)
    headers = {"Authorization": f"Bearer {web.token}", "Accept-Encoding": "identity"}
    try:
        async with opened(web.provider) as http, http.get(url, headers=headers, allow_redirects=False) as answer:
            demand_file(answer, media)
            return File(media.name, media.mime or answer.content_type, await content(answer))
    except BROKEN as error:
        raise TryLater(LATER) from error


async def address(web: Web, file_id: str) -> str:
    """Of a file of which its message told no more than the id."""
    about: Any = (await web.ask(lambda client: client.files_info(file=file_id))).get("file")
    found = about.get("url_private_download") or about.get("url_private") if isinstance(about, dict) else None
    if not isinstance(found, str):
        raise Refused(GONE)
    return found


def within(url: Any, provider: Provider) -> TypeGuard[str]:
    """By scheme, host and port; a name before an @ is how a host is feigned."""
    try:
        parts = urlsplit(url) if isinstance(url, str) else None
    except ValueError:
        return False
    return parts is not None and f"{parts.scheme}://{parts.netloc}" in provider.files


def demand_file(answer: aiohttp.ClientResponse, media: Media) -> None:
    """To those who may not see a file Slack shows its login page, as a redirect or with all signs of success."""
    login = answer.content_type == "text/html" and not media.mime.startswith("text/html")
    if answer.status in (404, 410):
        raise Refused(GONE)
    if answer.status == 429 or answer.status >= 500:
        raise TryLater(LATER)
    if answer.status != 200 or login:
        raise Refused(UNSEEN)
    if (answer.content_length or 0) > LARGEST:
        raise Refused(LARGE, "too_big")


async def content(answer: aiohttp.ClientResponse) -> bytes:
    """What it is said to be long may be wrong, so it is counted."""
    whole = bytearray()
    async for piece in answer.content.iter_chunked(PIECE):
        whole += piece
        if len(whole) > LARGEST:
            raise Refused(LARGE, "too_big")
    return bytes(whole)
