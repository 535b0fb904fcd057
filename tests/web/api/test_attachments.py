"""Bytes from strangers."""

from typing import Any
from uuid import uuid4

import pytest


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
    "mime", ["text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "", "image/png\r\nX-Evil: 1", "x"]
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
