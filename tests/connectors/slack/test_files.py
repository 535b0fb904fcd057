"""Attachments, brought from Slack's file hosts and from nowhere else; and those that do not get there."""

import asyncio
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from servers.slack import BOT_TOKEN, answers, drops, refuses
from servers.slack import Slack as Server

from connectors.contract import Address, File, Incoming, Media, Outgoing, Raw, Refused, TryLater
from connectors.slack import sending
from connectors.slack.channel import Slack
from connectors.slack.files import LARGEST
from connectors.slack.web import Provider

Make = Callable[..., Slack]
Payload = Callable[[str], dict[str, Any]]


def lies(server: Server, name: str = "F1", *, size: int = 0, mime: str = "application/pdf") -> Media:
    return Media("invoice.pdf", mime, f"{name} {server.url}/files-pri/{name}", size)


@pytest.mark.asyncio
async def test_a_file_is_fetched_with_our_token(slack: Slack, server: Server) -> None:
    server.files["F1"] = answers(200, "%PDF-1.7", "application/pdf")
    file = await slack.fetch(lies(server))
    assert (file.name, file.mime, file.content) == ("invoice.pdf", "application/pdf", b"%PDF-1.7")
    assert server.file_requests[0].headers["Authorization"] == f"Bearer {BOT_TOKEN}"


@pytest.mark.asyncio
async def test_of_a_file_that_came_as_an_id_slack_is_asked_where_it_lies(
    slack: Slack, server: Server, payload: Payload
) -> None:
    (said,) = slack.read(Raw("k", json.dumps(payload("foreign_files")).encode()))
    assert isinstance(said, Incoming)
    server.about["F0FOREIGN"] = {"url_private": f"{server.url}/files-pri/F0FOREIGN"}
    server.files["F0FOREIGN"] = answers(200, "PNG", "image/png")
    file = await slack.fetch(said.media[0])
    assert (file.mime, file.content) == ("image/png", b"PNG")


@pytest.mark.asyncio
@pytest.mark.parametrize("about", [None, {}, {"url_private": 7}, {"url_private": None}])
async def test_a_file_that_is_gone_is_said_to_be(slack: Slack, server: Server, about: dict[str, Any] | None) -> None:
    if about is not None:
        server.about["F1"] = about
    with pytest.raises(Refused):
        await slack.fetch(Media("a", "", "F1"))


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data/",
        "https://evil.example/files-pri/F1",
        "https://files.slack.com.evil.example/F1",
        "https://files.slack.com@evil.example/F1",
        "http://files.slack.com/F1",
        "https://files.slack.com:8443/F1",
        "//files.slack.com/F1",
        "file:///etc/passwd",
        "https://[::1",
        "https://docs.example.com/plan",
        "\x00",
    ],
)
async def test_our_token_goes_nowhere_but_to_slack(make: Make, server: Server, url: str) -> None:
    with pytest.raises(Refused, match="does not lie at Slack"):
        await make().fetch(Media("a", "b/c", f"F1 {url}"))
    server.about["F1"] = {"url_private": url}
    with pytest.raises(Refused, match="does not lie at Slack"):
        await make(server).fetch(Media("a", "b/c", "F1"))
    assert server.file_requests == []


@pytest.mark.asyncio
async def test_a_host_that_leads_inside_is_not_connected_to(server: Server) -> None:
    server.files["F1"] = answers(200, "secret", "text/plain")
    guarded = Slack("a", Slack.Settings(BOT_TOKEN), provider=Provider(f"{server.url}/api/", (server.url,)))
    with pytest.raises(TryLater):
        await guarded.fetch(lies(server))
    assert server.file_requests == []


@pytest.mark.asyncio
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_no_redirect_is_followed_so_the_token_stays_here(slack: Slack, server: Server, status: int) -> None:
    for there in ("http://169.254.169.254/", f"{server.url}/files-pri/F2", "https://hilo.slack.com/?redir=x"):
        server.files["F1"] = answers(status, Location=there)
        with pytest.raises(Refused, match="files:read"):
            await slack.fetch(lies(server))
    assert [request.path for request in server.file_requests] == ["/files-pri/F1"] * 3


@pytest.mark.asyncio
async def test_a_login_page_is_no_file(slack: Slack, server: Server) -> None:
    server.files["F1"] = answers(200, "<!DOCTYPE html><title>Sign in to Slack</title>", "text/html")
    with pytest.raises(Refused, match="permission files:read"):
        await slack.fetch(lies(server))
    with pytest.raises(Refused, match="permission files:read"):
        await slack.fetch(lies(server, mime=""))
    assert (await slack.fetch(lies(server, mime="text/html"))).content.startswith(b"<!DOCTYPE")


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("status", "sentence"), [(401, "files:read"), (403, "files:read"), (404, "no longer"), (410, "no longer")]
)
async def test_what_slack_does_not_hand_out_is_refused(
    slack: Slack, server: Server, status: int, sentence: str
) -> None:
    server.files["F1"] = answers(status)
    with pytest.raises(Refused, match=sentence):
        await slack.fetch(lies(server))


@pytest.mark.asyncio
@pytest.mark.parametrize("reaction", [answers(429), answers(500), answers(503), drops])
async def test_what_may_pass_is_tried_again(slack: Slack, server: Server, reaction: Any) -> None:
    server.files["F1"] = reaction
    with pytest.raises(TryLater):
        await slack.fetch(lies(server))


@pytest.mark.asyncio
@pytest.mark.parametrize("reaction", [refuses("internal_error"), answers(200, "null"), answers(502)])
async def test_a_question_that_failed_is_merely_asked_again(slack: Slack, server: Server, reaction: Any) -> None:
    server.fail("files.info", reaction)
    with pytest.raises(TryLater, match="tried again"):
        await slack.fetch(Media("a", "", "F1"))
    server.fail("files.info", answers(429, Retry_After="12"))
    with pytest.raises(TryLater) as later:
        await slack.fetch(Media("a", "", "F1"))
    assert later.value.after == timedelta(seconds=12)


@pytest.mark.asyncio
async def test_half_a_file_is_no_file(slack: Slack, server: Server) -> None:
    async def half(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Length": "1000", "Content-Type": "application/pdf"})
        await answer.prepare(request)
        await answer.write(b"x" * 500)
        assert request.transport is not None
        request.transport.close()
        return answer

    server.files["F1"] = half
    with pytest.raises(TryLater):
        await slack.fetch(lies(server))


@pytest.mark.asyncio
async def test_a_file_that_is_too_big_is_refused_by_what_it_says_or_by_what_it_is(slack: Slack, server: Server) -> None:
    with pytest.raises(Refused, match="larger than 25 MB"):
        await slack.fetch(lies(server, size=LARGEST + 1))
    assert server.file_requests == []
    written = 0

    async def flood(request: web.Request) -> web.StreamResponse:
        nonlocal written
        answer = web.StreamResponse(headers={"Content-Type": "application/pdf"})
        await answer.prepare(request)
        while written < 4 * LARGEST:
            await answer.write(bytes(1 << 20))
            written += 1 << 20
        return answer

    server.files["F1"] = flood
    with pytest.raises(Refused, match="larger than 25 MB"):
        await slack.fetch(lies(server))
    assert written < 3 * LARGEST
    server.files["F1"] = says_it_is(LARGEST + 1)
    with pytest.raises(Refused, match="larger than 25 MB"):
        await slack.fetch(lies(server))


def says_it_is(size: int) -> Any:
    async def answer(request: web.Request) -> web.StreamResponse:
        said = web.StreamResponse(headers={"Content-Length": str(size), "Content-Type": "application/pdf"})
        await said.prepare(request)
        await asyncio.sleep(0)
        assert request.transport is not None
        request.transport.close()
        return said

    return answer


@pytest.mark.asyncio
async def test_a_compressed_file_is_not_asked_for(slack: Slack, server: Server) -> None:
    server.files["F1"] = answers(200, "x", "application/pdf")
    await slack.fetch(lies(server))
    assert server.file_requests[0].headers["Accept-Encoding"] == "identity"


@pytest.mark.asyncio
async def test_files_that_do_not_get_through_in_time_have_shown_nothing(
    slack: Slack, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(*given: Any) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(sending, "upload", never)
    monkeypatch.setattr(sending, "UPLOADING", 0.01)
    to, file = Address("slack", "T0HILO001:C0ACME001"), File("a.pdf", "application/pdf", b"%PDF")
    with pytest.raises(TryLater, match="in time"):
        await slack.send(Outgoing("0199-c", to, "Here", files=(file,)))
    assert server.asked("files.completeUploadExternal") == []
