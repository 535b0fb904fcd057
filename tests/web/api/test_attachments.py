"""Bytes from strangers."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import update

from inbox import events, media
from inbox.schema import attachment


async def attached(house: Any, name: str, mime: str, content: bytes = b"content") -> str:
    file = house.inbox.files.keep(name, mime, content)
    said = await house.customer_says("See attached", files=(file,))
    return f"/api/v1/attachments/{said.attachments[0].id}"


@pytest.mark.asyncio
async def test_a_file_is_saved_and_never_shown(house: Any) -> None:
    browser = await house.browser()
    answer = await browser.get(await attached(house, "invoice.pdf", "application/pdf", b"%PDF-1.7"))
    assert answer.status == 200
    assert answer.body == b"%PDF-1.7"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''invoice.pdf"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.asyncio
@pytest.mark.parametrize("mime", ["image/png", "image/JPEG", "image/gif", "image/webp"])
async def test_a_safe_image_is_shown(house: Any, mime: str) -> None:
    browser = await house.browser()
    answer = await browser.get(await attached(house, "photo", mime))
    assert answer.headers["Content-Type"] == mime.lower()
    assert answer.headers["Content-Disposition"].startswith("inline;")


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("mime", "told"),
    [
        *((one, one) for one in ("audio/mpeg", "audio/mp4", "audio/aac", "audio/wav", "video/mp4", "video/webm")),
        ("audio/ogg; codecs=opus", "audio/ogg"),
        ("AUDIO/X-WAV", "audio/x-wav"),
    ],
)
async def test_what_browsers_play_has_its_own_type_and_runs_nothing(house: Any, mime: str, told: str) -> None:
    browser = await house.browser()
    answer = await browser.get(await attached(house, "voice", mime, b"0123456789"), Range="bytes=0-3")
    assert (answer.status, answer.body) == (206, b"0123")
    assert answer.headers["Content-Type"] == told
    assert answer.headers["Content-Range"] == "bytes 0-3/10"
    assert answer.headers["Content-Disposition"] == "inline; filename*=UTF-8''voice"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.asyncio
@pytest.mark.parametrize("mime", ["audio/amr", "video/3gpp", "audio/midi", "video/x-msvideo", "audio/ogg+xml"])
async def test_what_no_browser_plays_is_saved(house: Any, mime: str) -> None:
    browser = await house.browser()
    answer = await browser.get(await attached(house, "voice", mime))
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "mime",
    [
        *("text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "", "x"),
        *("image/png\r\nX-Evil: 1", "audio/ogg\r\nX-Evil: 1", "text/html;audio/ogg"),
    ],
)
async def test_what_could_hold_a_script_is_never_named_by_its_type(house: Any, mime: str) -> None:
    browser = await house.browser()
    answer = await browser.get(await attached(house, "x", mime, b"<script>alert(1)</script>"))
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "X-Evil" not in answer.headers


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("factura año.pdf", "factura%20a%C3%B1o.pdf"),
        ('a"; filename="b.exe', "a%22%3B%20filename%3D%22b.exe"),
        ("a\r\nSet-Cookie: x=1", "a%0D%0ASet-Cookie%3A%20x%3D1"),
        ("../../etc/passwd", "..%2F..%2Fetc%2Fpasswd"),
        ("", "attachment"),
    ],
)
async def test_a_strangers_name_stays_a_name(house: Any, name: str, sent: str) -> None:
    browser = await house.browser()
    answer = await browser.get(await attached(house, name, "text/plain"))
    assert answer.headers["Content-Disposition"] == f"attachment; filename*=UTF-8''{sent}"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.asyncio
async def test_part_of_a_file_can_be_asked_for(house: Any) -> None:
    browser = await house.browser()
    answer = await browser.get(await attached(house, "a", "text/plain", b"0123456789"), Range="bytes=2-4")
    assert (answer.status, answer.body) == (206, b"234")


@pytest.mark.asyncio
async def test_a_file_that_is_gone_from_the_disk_is_said_to_be(house: Any) -> None:
    browser = await house.browser()
    path = await attached(house, "a", "text/plain")
    for file in (house.inbox.files / "").rglob("*"):
        if file.is_file():
            file.unlink()
    answer = await browser.get(path)
    assert (answer.status, answer.code) == (404, "not_found")
    assert "backup" in answer.sentence


@pytest.mark.asyncio
async def test_what_was_never_attached_is_not_found(house: Any) -> None:
    browser = await house.browser()
    assert (await browser.get(f"/api/v1/attachments/{uuid4()}")).status == 404
    assert (await browser.get("/api/v1/attachments/..%2F..%2Fhilo.db")).status == 404


@pytest.mark.asyncio
async def test_what_still_lies_at_its_provider_is_said_to(house: Any) -> None:
    browser = await house.browser()
    path = await attached(house, "photo.png", "image/png")
    await stands(house, "wanted", "")
    answer = await browser.get(path)
    assert (answer.status, answer.code) == (409, "conflict")
    assert "still being fetched" in answer.sentence
    await stands(house, "failed", "The provider has deleted it.")
    answer = await browser.get(path)
    assert (answer.status, answer.sentence) == (404, "The provider has deleted it.")
    await stands(house, "failed", "")
    assert "could not be fetched" in (await browser.get(path)).sentence


async def stands(house: Any, state: str, detail: str) -> None:
    row = {"state": state, "detail": detail, "attempts": 12, "next_at": None}
    await house.inbox.write(lambda conn: conn.execute(update(attachment).values(**row)).rowcount)


@pytest.mark.asyncio
async def test_what_could_not_be_fetched_is_fetched_again_when_an_agent_says_so(house: Any) -> None:
    browser, path = await house.browser(), await attached(house, "photo.png", "image/png")
    await stands(house, "failed", "The provider has deleted it.")
    assert not await house.inbox.read(media.anything, house.inbox.clock())
    seq = await house.inbox.read(events.last_seq)
    answer = await browser.post(f"{path}/retry")
    assert (answer.status, answer.json["state"], answer.json["detail"]) == (200, "wanted", "")
    [told] = await house.inbox.read(events.since, seq)
    assert (told.kind, told.data) == ("message.changed", {"kind": "media"})
    [due] = await house.inbox.write(media.claim, house.inbox.clock(), 5)
    assert (due.name, due.attempts) == ("photo.png", 1)


@pytest.mark.asyncio
@pytest.mark.parametrize("state", ["kept", "wanted"])
async def test_only_what_failed_is_fetched_again(house: Any, state: str) -> None:
    browser, path = await house.browser(), await attached(house, "photo.png", "image/png")
    await stands(house, state, "")
    assert (await browser.post(f"{path}/retry")).status == 409
    assert (await browser.post(f"/api/v1/attachments/{uuid4()}/retry")).status == 404
