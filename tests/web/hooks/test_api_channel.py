"""From a peer's question to the agent's answer, and the documentation's own example."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from servers.peer import SECRET, Peer

from inbox import messages
from inbox.words import Message
from router.service import Router
from tests.web.hooks.line import MESSAGE, Line, open_line


@pytest.mark.asyncio
async def test_a_question_becomes_a_thread_and_its_answer_one_signed_post(house: Any, peer: Peer) -> None:
    line, browser = await open_line(house, webhook_url=peer.url), await house.browser("agent", "Luis")
    async with Router(house.inbox):
        await line.call(MESSAGE | {"subject": "Order 12"})
        await line.read_all()
        (thread,) = (await browser.get("/api/v1/threads?view=queue")).json["threads"]
        assert (thread["customer_name"], thread["channel"]) == ("Ana", "api")
        path = f"/api/v1/threads/{thread['id']}/replies"
        said = (await browser.post(path, {"text": "Tomorrow.", "client_id": "c1"})).json
        await state(house, said["id"], "sent")
        await line.call({"kind": "receipt", "message_id": "peer-1", "state": "delivered"})
        await line.call({"kind": "receipt", "message_id": said["id"], "state": "read"})
        await state(house, said["id"], "read")
        await line.call(
            MESSAGE | {"id": "8", "from": {"address": "ana@work"}, "reply_to": said["id"], "text": "Thanks"}
        )
        await line.read_all()
    assert peer.taken == [
        {
            "id": said["id"],
            "to": {"address": "ana@shop", "name": "Ana"},
            "text": "Tomorrow.",
            "subject": "Order 12",
            "author": "Luis",
            "in_reply_to": "7",
        }
    ]
    assert [one.text for one in await line.messages()] == [MESSAGE["text"], "Tomorrow.", "Thanks"]


async def state(house: Any, message_id: str, wanted: str) -> Message:
    async with asyncio.timeout(30):
        while (found := await house.inbox.read(messages.get, message_id)).state != wanted:
            await asyncio.sleep(0.01)
    return found  # type: ignore[no-any-return]


@pytest.mark.asyncio
async def test_a_refused_answer_fails_with_the_peers_words(house: Any, peer: Peer) -> None:
    line, browser = await open_line(house, webhook_url=peer.url), await house.browser("agent", "Luis")
    peer.answer = lambda request: web.json_response({"error": "Opted out."}, status=422)
    async with Router(house.inbox):
        await line.call(MESSAGE)
        await line.read_all()
        (thread,) = (await browser.get("/api/v1/threads?view=queue")).json["threads"]
        said = (await browser.post(f"/api/v1/threads/{thread['id']}/replies", {"text": "No", "client_id": "c"})).json
        failed = await state(house, said["id"], "failed")
    assert "refused this with 422: Opted out." in failed.state_detail
    assert len(peer.requests) == 1


@pytest.mark.asyncio
async def test_two_peers_may_name_their_messages_and_customers_alike(house: Any) -> None:
    first, second = await open_line(house), await open_line(house)
    async with Router(house.inbox):
        await first.call(MESSAGE)
        await second.call(MESSAGE | {"text": "Another person"})
        await first.read_all()
    found = await first.messages()
    assert len(found) == 2
    assert len({one.thread_id for one in found}) == 2


def shell_example() -> str:
    page = (Path(__file__).parents[3] / "docs" / "api-channel.md").read_text()
    return page.partition("```sh\n")[2].partition("```")[0]


@pytest.mark.asyncio
async def test_the_example_of_the_documentation_works_as_it_stands(line: Line) -> None:
    variables = {"HILO": line.house.url, "ACCOUNT": line.id, "SECRET": SECRET, "PATH": "/usr/bin:/bin"}
    command = ["bash", "-euo", "pipefail", "-c", shell_example()]
    process = await asyncio.create_subprocess_exec(*command, env=variables, stdout=-1, stderr=-1)
    out, err = await process.communicate()
    assert (process.returncode, out, err) == (0, b'{"kept":true}', b"")
    async with Router(line.house.inbox):
        await line.read_all()
    (said,) = await line.messages()
    assert (said.text, said.evidence) == ("Where is my order?", "proven")
