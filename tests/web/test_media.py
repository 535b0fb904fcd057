"""Files for providers: public under a signed link, with their real type, and harmless in a browser."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import update

from inbox.schema import attachment
from inbox.words import AttachmentId
from router.link import media_link


async def link(house: Any, mime: str = "application/pdf", name: str = "a.pdf", content: bytes = b"%PDF-1.7") -> str:
    file = house.inbox.files.keep(name, mime, content)
    said = await house.customer_says("See attached", files=(file,))
    return path_of(house, said.attachments[0].id)


def path_of(house: Any, attachment_id: str, **age: float) -> str:
    made = house.inbox.clock() - timedelta(**age)
    return media_link("", house.inbox.box, AttachmentId(attachment_id), made)


@pytest.mark.asyncio
async def test_a_provider_fetches_a_file_without_a_session(house: Any) -> None:
    answer = await house.stranger().get(await link(house))
    assert (answer.status, answer.body) == (200, b"%PDF-1.7")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Length"] == "8"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("mime", "told"),
    [("image/jpeg", "image/jpeg"), ("video/mp4", "video/mp4"), ("text/html", "text/html"), ("AUDIO/OGG", "audio/ogg"),
     ("image/svg+xml", "image/svg+xml"), ("", "application/octet-stream"),
     ("image/png\r\nX-Evil: 1", "application/octet-stream")],
)  # fmt: skip
async def test_its_type_is_the_real_one_and_no_browser_runs_it(house: Any, mime: str, told: str) -> None:
    answer = await house.stranger().get(await link(house, mime, "x", b"<script>alert(1)</script>"))
    assert answer.headers["Content-Type"] == told
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, max-age=3600"
    if told not in ("image/jpeg", "video/mp4", "audio/ogg"):
        assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''x"
    assert "X-Evil" not in answer.headers


@pytest.mark.asyncio
async def test_part_of_it_can_be_asked_for(house: Any) -> None:
    answer = await house.stranger().get(await link(house), Range="bytes=1-3")
    assert (answer.status, answer.body) == (206, b"PDF")


@pytest.mark.asyncio
async def test_after_an_hour_the_link_opens_nothing(house: Any) -> None:
    attachment_id = await brought(house)
    assert (await house.stranger().get(path_of(house, attachment_id, minutes=59))).status == 200
    answer = await house.stranger().get(path_of(house, attachment_id, minutes=60))
    assert (answer.status, answer.code) == (404, "not_found")


async def brought(house: Any) -> str:
    file = house.inbox.files.keep("a", "text/plain", b"x")
    return (await house.customer_says("x", files=(file,))).attachments[0].id


@pytest.mark.asyncio
async def test_what_we_did_not_sign_opens_nothing(house: Any) -> None:
    good = await link(house)
    for wrong in (
        good[:-1],
        good[:-1] + ("A" if good[-1] != "A" else "B"),
        "/media/x",
        f"/media/{uuid4()}",
        "/media/%00",
    ):
        assert (await house.stranger().get(wrong)).status == 404
    assert (await house.stranger().get(path_of(house, str(uuid4())))).status == 404


@pytest.mark.asyncio
async def test_what_is_not_here_cannot_be_fetched(house: Any) -> None:
    attachment_id = await brought(house)
    for state, status in (("wanted", 409), ("failed", 404)):
        await house.inbox.write(lambda conn, now: conn.execute(update(attachment).values(state=now)).rowcount, state)
        assert (await house.stranger().get(path_of(house, attachment_id))).status == status


@pytest.mark.asyncio
async def test_nothing_but_reading_is_allowed(house: Any) -> None:
    assert (await house.stranger().ask("POST", await link(house))).status == 405
