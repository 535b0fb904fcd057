"""Files that agents attach: brought piece by piece, bounded, and nobody else's until they are sent."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from inbox import messages, outbox, uploads
from inbox.schema import attachment
from web.api import files
from web.api.files import LARGEST, name_of

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 100


async def bring(browser: Any, content: bytes = PNG, name: str = "photo.png", mime: str = "image/png") -> Any:
    return await browser.ask("POST", "/api/v1/files", raw=content, Content_Type=mime, X_File_Name=name)


def on_disk(house: Any) -> list[Path]:
    return [path for path in (house.inbox.files / "").rglob("*") if path.is_file()]


@pytest.mark.asyncio
async def test_a_file_is_kept_and_shown_to_who_brought_it(house: Any) -> None:
    browser = await house.browser()
    answer = await bring(browser)
    assert answer.status == 200, answer.body
    file = answer.json
    assert (file["name"], file["mime"], file["size"]) == ("photo.png", "image/png", len(PNG))
    assert (file["state"], file["detail"], file["cid"]) == ("kept", "", "")
    shown = await browser.get(f"/api/v1/attachments/{file['id']}")
    assert (shown.status, shown.body, shown.headers["Content-Type"]) == (200, PNG, "image/png")


@pytest.mark.asyncio
async def test_a_large_file_arrives_whole(house: Any) -> None:
    content = bytes(range(256)) * 4 * 1024 * 3 + b"end"
    browser = await house.browser()
    file = (await bring(browser, content)).json
    assert file["size"] == len(content) > 1 << 20, "more than any other body may have"
    shown = await browser.get(f"/api/v1/attachments/{file['id']}")
    assert hashlib.sha256(shown.body).digest() == hashlib.sha256(content).digest()
    kept = await house.inbox.read(lambda conn: conn.execute(select(attachment.c.sha256)).scalar_one())
    assert kept == hashlib.sha256(content).hexdigest()


@pytest.mark.asyncio
async def test_it_goes_with_the_reply_and_is_then_everybodys(house: Any) -> None:
    ana, ben, thread = await house.browser("agent", "Ana"), await house.browser("agent", "Ben"), await house.thread()
    one, two = [(await bring(ana, name=f"{n}.png")).json for n in (1, 2)]
    for which in (one, two):
        assert (await ben.get(f"/api/v1/attachments/{which['id']}")).status == 404
    path = f"/api/v1/threads/{thread.id}/replies"
    said = await ana.post(path, {"client_id": "c1", "files": [two["id"], one["id"]]})
    assert (said.status, said.json["text"], said.json["attachments"]) == (200, "", [two, one])
    assert (await house.inbox.read(messages.get, said.json["id"])).attachments[0].name == "2.png"
    shown = (await ben.get(f"/api/v1/threads/{thread.id}")).json
    assert shown["messages"][-1]["attachments"] == [two, one]
    assert shown["thread"]["preview"] == "2.png, 1.png"
    assert (await ben.get(f"/api/v1/attachments/{one['id']}")).body == PNG
    [delivery] = await house.inbox.write(outbox.claim, house.inbox.clock())
    assert [file.name for file in delivery.files] == ["2.png", "1.png"]


@pytest.mark.asyncio
async def test_nobody_sends_or_removes_a_colleagues_file(house: Any) -> None:
    ana, ben, thread = await house.browser("agent", "Ana"), await house.browser("agent", "Ben"), await house.thread()
    file = (await bring(ana)).json
    path = f"/api/v1/threads/{thread.id}/replies"
    stolen = await ben.post(path, {"client_id": "c1", "text": "Look", "files": [file["id"]]})
    assert (stolen.status, stolen.code) == (409, "conflict")
    assert (await ben.delete(f"/api/v1/files/{file['id']}")).status == 404
    assert len((await ben.get(f"/api/v1/threads/{thread.id}")).json["messages"]) == 1
    assert (await ana.post(path, {"client_id": "c1", "files": [file["id"]]})).status == 200
    again = await ana.post(path, {"client_id": "c2", "files": [file["id"]]})
    assert (again.status, again.code) == (409, "conflict")
    assert (await ana.delete(f"/api/v1/files/{file['id']}")).status == 404, "what was sent stays"


@pytest.mark.asyncio
async def test_a_file_that_is_thrown_away_leaves_nothing(house: Any) -> None:
    browser = await house.browser()
    file = (await bring(browser)).json
    assert (await browser.delete(f"/api/v1/files/{file['id']}")).status == 204
    assert on_disk(house) == []
    assert (await browser.get(f"/api/v1/attachments/{file['id']}")).status == 404
    assert (await browser.delete(f"/api/v1/files/{uuid4()}")).status == 404


@pytest.mark.asyncio
async def test_an_empty_file_is_none(house: Any) -> None:
    answer = await bring(await house.browser(), b"")
    assert (answer.status, answer.code) == (422, "empty")
    assert on_disk(house) == []


async def endless(size: int) -> AsyncIterator[bytes]:
    for _ in range(0, size, 1 << 16):
        yield b"x" * (1 << 16)


@pytest.mark.asyncio
async def test_what_says_that_it_is_too_large_is_refused_unread(house: Any) -> None:
    browser = await house.browser()
    sent = {**browser.usual(), "Content-Length": str(LARGEST + 1)}
    async with browser.http.post(browser.url + "/api/v1/files", data=endless(1 << 16), headers=sent) as answer:
        assert answer.status == 413
        assert "25 MB" in await answer.text()
        answer.close()
    assert on_disk(house) == []


@pytest.mark.asyncio
async def test_what_turns_out_too_large_is_cut_off_and_leaves_nothing(
    house: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST", 1 << 17)
    browser = await house.browser()
    async with browser.http.post(
        browser.url + "/api/v1/files", data=endless(1 << 18), headers=browser.usual()
    ) as answer:
        assert answer.status == 413
    assert on_disk(house) == []


@pytest.mark.asyncio
async def test_whoever_is_too_slow_is_told_and_leaves_nothing(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0.05)
    done = asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield b"x"
        await done.wait()

    browser = await house.browser()
    async with browser.http.post(browser.url + "/api/v1/files", data=slow(), headers=browser.usual()) as answer:
        done.set()
        assert answer.status == 408
        assert (await answer.json())["error"]["code"] == "too_slow"
    assert on_disk(house) == []


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(30):
        while not true():
            await asyncio.sleep(0.005)


@pytest.mark.asyncio
async def test_whoever_goes_away_halfway_leaves_nothing(house: Any) -> None:
    browser, begun = await house.browser(), asyncio.Event()

    async def cut() -> AsyncIterator[bytes]:
        yield b"x" * 1000
        begun.set()
        await asyncio.Event().wait()

    async def post() -> None:
        await browser.http.post(browser.url + "/api/v1/files", data=cut(), headers=browser.usual())

    task = asyncio.create_task(post())
    await begun.wait()
    await until(lambda: on_disk(house))
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await until(lambda: not on_disk(house))
    assert await house.inbox.read(lambda conn: conn.execute(select(attachment)).first()) is None


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("factura%20a%C3%B1o.pdf", "factura año.pdf"),
        ("", "file"),
        ("..%2F..%2Fetc%2Fpasswd", "passwd"),
        ("C%3A%5CUsers%5Cana%5Ca.txt", "a.txt"),
        ("a%00b%0D%0Ac.txt", "abc.txt"),
        ("%FF%FE.txt", "\ufffd\ufffd.txt"),
        ("photo%E2%80%AEgpj.exe", "photogpj.exe"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("%20%20", "file"),
        ("100%.txt", "100%.txt"),
    ],
)
async def test_a_name_is_only_a_name(house: Any, sent: str, kept: str) -> None:
    assert (await bring(await house.browser(), name=sent)).json["name"] == kept


def test_halves_of_characters_are_no_name() -> None:
    assert name_of("a\udcff.txt") == "a.txt", "as the server reads a header that is not UTF-8"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("application/pdf", "application/pdf"),
        ("Image/PNG; charset=x", "image/png"),
        ("", "application/octet-stream"),
        ("nonsense", "application/octet-stream"),
        ("a/b/c", "application/octet-stream"),
        ("x" * 200 + "/y", "application/octet-stream"),
    ],
)
async def test_a_type_is_a_type_or_unknown(house: Any, sent: str, kept: str) -> None:
    assert (await bring(await house.browser(), mime=sent)).json["mime"] == kept


@pytest.mark.asyncio
@pytest.mark.parametrize("wrong", [["x"], "x", [7], [str(uuid4())] * 11, {}])
async def test_what_names_no_files_is_no_reply(house: Any, wrong: Any) -> None:
    browser, thread = await house.browser(), await house.thread()
    answer = await browser.post(
        f"/api/v1/threads/{thread.id}/replies", {"client_id": "c1", "text": "x", "files": wrong}
    )
    assert (answer.status, answer.code) == (422, "invalid")


@pytest.mark.asyncio
async def test_a_reply_needs_words_or_a_file(house: Any) -> None:
    browser, thread = await house.browser(), await house.thread()
    answer = await browser.post(f"/api/v1/threads/{thread.id}/replies", {"client_id": "c1", "text": " ", "files": []})
    assert (answer.status, answer.code) == (422, "empty")


@pytest.mark.asyncio
async def test_strangers_bring_nothing(house: Any) -> None:
    assert (await bring(house.stranger())).status == 401
    browser = await house.browser()
    browser.csrf = ""
    assert (await bring(browser)).status == 403
    browser.headers = {"Sec-Fetch-Site": "cross-site"}
    assert (await bring(browser)).code == "foreign_origin"
    assert on_disk(house) == []


@pytest.mark.asyncio
async def test_what_is_too_much_to_wait_is_refused_and_leaves_nothing(
    house: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_UNSENT", len(PNG))
    browser = await house.browser()
    assert (await bring(browser)).status == 200
    answer = await bring(browser)
    assert answer.status == 409
    assert "Send or remove some of them first" in answer.sentence
    assert len(on_disk(house)) == 1
