"""Export and erasure over the API."""

import io
import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from inbox import audit, journal, messages
from inbox.journal import Entry
from router import erasing

NOBODY = "00000000-0000-7000-8000-000000000000"


def traces(folder: Path, word: bytes) -> list[str]:
    return [path.name for path in sorted(folder.rglob("*")) if path.is_file() and word in path.read_bytes().lower()]


@pytest.mark.asyncio
async def test_a_supervisor_exports_a_customer(house: Any, tmp_path: Path) -> None:
    stored = house.inbox.files.keep("lamp.png", "image/png", b"PNG zqfile")
    await house.customer_says("Where is my zqlamp?", files=(stored,))
    thread = await house.thread("And now?")
    supervisor = await house.browser("supervisor")
    answer = await supervisor.get(f"/api/v1/customers/{thread.customer_id}/export")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/zip")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="customer-{thread.customer_id}.zip"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert int(answer.headers["Content-Length"]) == len(answer.body)
    found = ZipFile(io.BytesIO(answer.body))
    assert [one["text"] for one in json.loads(found.read("messages.json"))] == ["Where is my zqlamp?", "And now?"]
    assert json.loads(found.read("customer.json"))["identities"][0]["address"] == "maria@example.org"
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} <= {"hilo.db", "hilo.db-shm", "hilo.db-wal"}
    (entry, *_) = (await house.inbox.read(audit.page, None, None)).entries
    assert (entry.action, entry.actor_name) == ("customer.exported", "Supervisor")


@pytest.mark.asyncio
async def test_an_admin_erases_a_customer_and_no_byte_is_left(house: Any, tmp_path: Path) -> None:
    stored = house.inbox.files.keep("zqlamp.png", "image/png", b"PNG zqlamp")
    said = await house.customer_says("Where is my zqlamp?", "zqlamp@example.org", "<b>zqlamp</b>", (stored,))
    other = await house.thread("I am somebody else", "pedro@example.org")
    admin = await house.browser("admin")
    thread = (await admin.get(f"/api/v1/threads/{said.thread_id}")).json
    await admin.post(f"/api/v1/threads/{said.thread_id}/notes", {"text": "zqlamp again", "client_id": "1"})
    assert traces(tmp_path, b"zqlamp")
    async with admin.stream() as stream:
        await stream.fields()
        assert (await admin.delete(f"/api/v1/customers/{thread['customer']['id']}")).status == 204
        change = await stream.change(30)
        while change["kind"] != "customer.erased":
            change = await stream.change(30)
    assert (change["thread"]["id"], change["thread"]["customer_name"]) == (said.thread_id, "")
    assert traces(tmp_path, b"zqlamp") == []
    gone = await admin.get(f"/api/v1/threads/{said.thread_id}")
    assert (gone.status, gone.code) == (404, "not_found")
    assert [one["id"] for one in (await admin.get("/api/v1/threads?view=open")).json["threads"]] == [other.id]


@pytest.mark.asyncio
async def test_the_hook_that_brought_it_may_call_again(house: Any) -> None:
    said = await house.customer_says("Once")
    admin = await house.browser("admin")
    thread = (await admin.get(f"/api/v1/threads/{said.thread_id}")).json
    await admin.delete(f"/api/v1/customers/{thread['customer']['id']}")
    again = Entry(house.account, "key-1", b"Once", {}, house.inbox.clock())
    assert await house.inbox.batch(journal.append, again) is False


@pytest.mark.asyncio
async def test_what_is_just_arriving_is_said_in_a_sentence(house: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(erasing, "PAUSE", 0.01)
    monkeypatch.setattr(erasing.erase, "__kwdefaults__", {"by": None, "patience": 0.05})
    thread, admin = await house.thread(), await house.browser("admin")
    waiting = Entry(house.account, "next", b"From: maria@example.org", {}, house.inbox.clock())
    await house.inbox.batch(journal.append, waiting)
    answer = await admin.delete(f"/api/v1/customers/{thread.customer_id}")
    assert (answer.status, answer.code) == (409, "conflict")
    assert "has just arrived" in answer.sentence
    assert (await house.inbox.read(messages.page, thread.id))[-1].text == "Where is my order?"


@pytest.mark.asyncio
async def test_who_is_not_there_is_said_so(house: Any) -> None:
    admin = await house.browser("admin")
    for answer in (
        await admin.get(f"/api/v1/customers/{NOBODY}/export"),
        await admin.delete(f"/api/v1/customers/{NOBODY}"),
        await admin.delete("/api/v1/customers/x"),
    ):
        assert (answer.status, answer.code) == (404, "not_found")


@pytest.mark.asyncio
async def test_agents_may_neither_and_supervisors_only_export(house: Any) -> None:
    thread = await house.thread()
    agent, supervisor = await house.browser("agent"), await house.browser("supervisor")
    path = f"/api/v1/customers/{thread.customer_id}"
    assert (await agent.get(f"{path}/export")).status == 403
    assert (await agent.delete(path)).status == 403
    assert (await supervisor.delete(path)).status == 403
    assert (await house.stranger().get(f"{path}/export")).status == 401
    assert (await house.stranger().delete(path)).status == 401
    assert (await agent.get(f"/api/v1/threads/{thread.id}")).status == 200


@pytest.mark.asyncio
async def test_those_who_are_shown_as_one_may_be_spared(house: Any) -> None:
    maria, pedro = await house.thread(), await house.thread("Me, too", "pedro@example.org")
    admin = await house.browser("admin")
    path = f"/api/v1/customers/{maria.customer_id}"
    assert (await admin.post(f"{path}/merge", {"other_id": pedro.customer_id})).status == 200
    assert (await admin.ask("DELETE", path, {"merged": False})).status == 204
    assert (await admin.get(f"/api/v1/threads/{maria.id}")).status == 404
    left = (await admin.get(f"/api/v1/threads/{pedro.id}")).json
    assert [one["text"] for one in left["messages"]] == ["Me, too"]
    assert left["thread"]["id"] == pedro.id
    assert (await admin.ask("DELETE", path, {"merged": "no"})).status == 422
