"""An answer on its way into a conversation, by the SDK's real client, and whatever Slack makes of it."""

import asyncio
import json
import logging
import socket
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from servers.slack import Slack as Server
from servers.slack import answers, drops, refuses

from connectors.contract import Address, File, Outgoing, Refused, TryLater, Uncertain
from connectors.slack import web
from connectors.slack.channel import Slack
from connectors.slack.refusals import REFUSALS
from connectors.slack.web import Provider

Make = Callable[..., Slack]

TO = Address("slack", "T0HILO001:C0ACME001", "#acme")
OUT = Outgoing("0199-a", TO, "Mañana llega. 👍🏽", ref="0199-a")
ROOT = "1795341600.000200"
THREADED = Outgoing(
    "0199-b", TO, "Here it is.", ref="0199-b", answers="T0HILO001:C0ACME001:1795341700.000300",
    cites=(f"T0HILO001:C0ACME001:1795341700.000300/{ROOT}", "0199-a", "T0HILO001:C0ACME001:1795341600.000200"),
)  # fmt: skip
INVOICE = File("invoice.pdf", "application/pdf", b"%PDF-1.7")


def posted(server: Server, channel: str = "C0ACME001") -> list[str]:
    return [one["text"] for one in server.messages[channel]]


@pytest.mark.asyncio
async def test_a_message_stands_in_the_conversation_under_slacks_own_name(slack: Slack, server: Server) -> None:
    sent = await slack.send(OUT)
    (message,) = server.messages["C0ACME001"]
    assert (sent.remote_id, sent.state) == (f"T0HILO001:C0ACME001:{message['ts']}", "sent")
    assert message["text"] == OUT.text
    assert "thread_ts" not in message


@pytest.mark.asyncio
async def test_our_ref_goes_along_unseen(slack: Slack, server: Server) -> None:
    await slack.send(OUT)
    (asked,) = server.asked("chat.postMessage")
    assert asked["metadata"] == {"event_type": "hilo_message", "event_payload": {"ref": "0199-a"}}


@pytest.mark.asyncio
async def test_an_answer_to_a_thread_goes_into_the_thread(slack: Slack, server: Server) -> None:
    await slack.send(THREADED)
    assert server.asked("chat.postMessage")[0]["thread_ts"] == ROOT


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "answered",
    [
        Outgoing("1", TO, "x", ref="1", answers="T0HILO001:C0ACME001:1.0", cites=("T0HILO001:C0ACME001:1.0",)),
        Outgoing("1", TO, "x", ref="1", answers="T0HILO001:C0ACME001:9.0", cites=THREADED.cites),
        Outgoing("1", TO, "x", ref="1", cites=THREADED.cites),
        Outgoing("1", TO, "x", ref="1"),
    ],
)
async def test_an_answer_to_anything_else_starts_no_thread(slack: Slack, server: Server, answered: Outgoing) -> None:
    await slack.send(answered)
    assert "thread_ts" not in server.asked("chat.postMessage")[0]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "text", ["<!channel> <!here>", "<@U0ANA0001>", "<https://evil.example|bank>", "a & b &lt; *c*"]
)
async def test_nothing_that_an_agent_pastes_pings_a_whole_company(slack: Slack, server: Server, text: str) -> None:
    await slack.send(Outgoing("1", TO, text, ref="1"))
    await slack.send(Outgoing("2", TO, text, ref="2", files=(INVOICE,)))
    asked, shared = server.asked("chat.postMessage")[0], server.asked("files.completeUploadExternal")[0]
    assert not set("<>") & set(asked["text"] + shared["initial_comment"])
    assert (asked["mrkdwn"], asked["parse"], asked["link_names"]) == (False, "none", False)


@pytest.mark.asyncio
async def test_a_text_too_long_for_slack_never_leaves(slack: Slack, server: Server) -> None:
    with pytest.raises(Refused, match="several messages") as refused:
        await slack.send(Outgoing("1", TO, "x" * 12_001, ref="1"))
    assert refused.value.code == "too_big"
    assert server.calls == []
    await slack.send(Outgoing("1", TO, "x" * 12_000, ref="1"))


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("about", "sentence"),
    [(None, "no such conversation"), ({"is_archived": True}, "archived"), ({"is_member": False}, "has to /invite")],
)
async def test_a_conversation_that_takes_nothing_is_unreachable(
    slack: Slack, server: Server, about: dict[str, Any] | None, sentence: str
) -> None:
    server.channels.pop("C0ACME001")
    if about:
        server.channels["C0ACME001"] = about
    with pytest.raises(Refused, match=sentence) as refused:
        await slack.send(OUT)
    assert refused.value.code == "unreachable"


@pytest.mark.asyncio
@pytest.mark.parametrize("error", sorted(REFUSALS))
async def test_each_refusal_of_slacks_says_what_to_do(slack: Slack, server: Server, error: str) -> None:
    server.fail("chat.postMessage", refuses(error))
    with pytest.raises(Refused) as refused:
        await slack.send(OUT)
    assert str(refused.value).endswith(".")
    assert error not in str(refused.value)
    assert posted(server) == []


@pytest.mark.asyncio
async def test_a_wrong_token_is_the_admins_business(make: Make, server: Server) -> None:
    with pytest.raises(Refused, match="admin must copy it anew"):
        await make(server, bot_token="xoxb-1-bad").send(OUT)


@pytest.mark.asyncio
async def test_a_missing_permission_is_named(slack: Slack, server: Server) -> None:
    server.fail("chat.postMessage", refuses("missing_scope", needed="chat:write", provided="users:read"))
    with pytest.raises(Refused, match=r"lacks the permission chat:write\. An admin"):
        await slack.send(OUT)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("said", "shown"),
    [("new_error_of_2030", "(new_error_of_2030)"), ("x" * 500, "(200)"), ("<b>\u202e", "(200)")],
)
async def test_an_unknown_refusal_is_shown_but_cannot_fill_the_screen(
    slack: Slack, server: Server, said: str, shown: str
) -> None:
    server.fail("chat.postMessage", refuses(said))
    if shown == "(200)":  # no word of Slack's: nobody knows what it means
        with pytest.raises(Uncertain):
            await slack.send(OUT)
        return
    with pytest.raises(Refused) as refused:
        await slack.send(OUT)
    assert shown in str(refused.value)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("header", "pause"),
    [
        ("7", timedelta(seconds=7)),
        ("30", timedelta(seconds=30)),
        ("0", timedelta()),
        ("999999999", timedelta(hours=1)),
        ("9" * 5000, timedelta(seconds=30)),
        ("soon", timedelta(seconds=30)),
    ],
    ids=lambda value: str(value)[:20],
)
@pytest.mark.parametrize("body", ['{"ok":false,"error":"ratelimited"}', "", "<html>"])
async def test_slack_says_when_to_come_again_and_all_of_its_digits_count(
    slack: Slack, server: Server, header: str, pause: timedelta, body: str
) -> None:
    server.fail("chat.postMessage", answers(429, body, Retry_After=header))
    with pytest.raises(TryLater) as later:
        await slack.send(OUT)
    assert later.value.after == pause
    assert len(server.asked("chat.postMessage")) == 0


@pytest.mark.asyncio
@pytest.mark.parametrize("error", ["ratelimited", "rate_limited", "service_unavailable", "request_timeout"])
async def test_what_slack_says_it_has_not_done_is_tried_again(slack: Slack, server: Server, error: str) -> None:
    server.fail("chat.postMessage", refuses(error))
    with pytest.raises(TryLater):
        await slack.send(OUT)


UNCLEAR = [
    refuses("internal_error"),
    refuses("fatal_error"),
    answers(500, '{"ok":false,"error":"internal_error"}'),
    answers(502, "<html>bad gateway", "text/html"),
    answers(503, "busy", "text/plain"),
    answers(504, ""),
    answers(200, "OK", "text/plain"),
    answers(200, "<html>", "text/html"),
    answers(200, ""),
    answers(200, "null"),
    answers(200, "[1]"),
    answers(200, '{"ok":'),
    answers(200, '{"ok":"'),
    answers(200, '{"error":7}'),
    answers(200, "[" * 100_000),
    answers(200, '{"ok":' + "9" * 5000 + "}"),
    answers(200, '{"ok":true}', "application/json; charset=klingon"),
    drops,
]


@pytest.mark.asyncio
@pytest.mark.parametrize("reaction", UNCLEAR, ids=range(len(UNCLEAR)))
async def test_what_may_have_arrived_is_uncertain_and_never_sent_twice(
    slack: Slack, server: Server, reaction: Any
) -> None:
    server.fail("chat.postMessage", reaction)
    with pytest.raises(Uncertain, match=r"may have arrived|again"):
        await slack.send(OUT)
    assert posted(server) == []
    assert len(server.asked("chat.postMessage")) == 0


@pytest.mark.asyncio
@pytest.mark.parametrize("reaction", [drops, refuses("internal_error"), answers(502, "oops", "text/html")])
@pytest.mark.parametrize("out", [OUT, THREADED], ids=["channel", "thread"])
async def test_what_did_arrive_is_found_by_its_ref(slack: Slack, server: Server, reaction: Any, out: Outgoing) -> None:
    await slack.send(Outgoing("0", TO, "earlier", ref="0", cites=out.cites, answers=out.answers))
    server.fail("chat.postMessage", reaction, after=True)
    sent = await slack.send(out)
    found = server.messages["C0ACME001"][-1]
    assert sent.remote_id == f"T0HILO001:C0ACME001:{found['ts']}"
    assert len(posted(server)) == 2


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "reaction",
    [refuses("missing_scope"), drops, answers(200, '{"ok":true}'), answers(200, '{"ok":true,"messages":[7]}')],
)
async def test_where_nobody_can_look_it_stays_uncertain(slack: Slack, server: Server, reaction: Any) -> None:
    server.fail("chat.postMessage", drops, after=True)
    for _ in range(2):  # aiohttp repeats a mere question by itself
        server.fail("conversations.history", reaction)
    with pytest.raises(Uncertain):
        await slack.send(OUT)
    assert len(posted(server)) == 1


@pytest.mark.asyncio
async def test_a_message_without_a_ref_is_never_mistaken_for_another(slack: Slack, server: Server) -> None:
    server.messages["C0ACME001"].append({"text": "somebody's", "ts": "1.000001"})
    server.fail("chat.postMessage", drops)
    with pytest.raises(Uncertain):
        await slack.send(Outgoing("1", TO, "x"))


@pytest.mark.asyncio
async def test_a_yes_without_a_name_is_a_yes(slack: Slack, server: Server) -> None:
    for body in ('{"ok":true}', '{"ok":true,"ts":7}', '{"ok":true,"ts":""}'):
        server.fail("chat.postMessage", answers(200, body))
        assert (await slack.send(OUT)).remote_id == "T0HILO001:C0ACME001:0199-a"


@pytest.mark.asyncio
async def test_a_slack_that_is_down_has_not_got_it(make: Make) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    slack = Slack("a", Slack.Settings("xoxb-1"), provider=Provider(f"http://127.0.0.1:{port}/api/", guarded=False))
    with pytest.raises(TryLater, match="could not be reached"):
        await slack.send(OUT)


@pytest.mark.asyncio
async def test_a_slack_that_seems_to_be_inside_is_not_talked_to(make: Make, server: Server) -> None:
    slack = Slack("a", Slack.Settings("xoxb-1-good"), provider=Provider(f"{server.url}/api/"))
    with pytest.raises(TryLater, match="could not be reached"):
        await slack.send(OUT)
    assert server.calls == []


@pytest.mark.asyncio
async def test_a_slow_slack_may_have_taken_it(slack: Slack, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "TIMEOUT", web.aiohttp.ClientTimeout(total=0.2))

    async def dawdle(request: Any) -> Any:
        await asyncio.sleep(5)

    server.fail("chat.postMessage", dawdle)
    with pytest.raises(Uncertain):
        await slack.send(OUT)


def test_its_patience_ends_before_the_deliverers() -> None:
    assert web.TIMEOUT.total is not None
    assert web.TIMEOUT.total < 100


@pytest.mark.asyncio
async def test_neither_words_nor_tokens_are_logged_on_any_level(
    slack: Slack, server: Server, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    await slack.send(OUT)
    server.fail("chat.postMessage", refuses("msg_too_long", message={"text": OUT.text}))
    with pytest.raises(Refused) as refused:
        await slack.send(OUT)
    assert refused.value.__cause__ is None
    assert "Mañana" not in caplog.text
    assert "xoxb" not in caplog.text


@pytest.mark.asyncio
async def test_no_proxy_of_the_environment_sees_a_message(
    make: Make, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert (await make(server).send(OUT)).remote_id


@pytest.mark.asyncio
async def test_files_become_one_message_with_the_text_above_them(slack: Slack, server: Server) -> None:
    files = (INVOICE, File("", "image/png", b"\x89PNG"))
    sent = await slack.send(
        Outgoing("1", TO, "Your invoice", ref="1", files=files, cites=THREADED.cites, answers=THREADED.answers)
    )
    assert server.uploads == {"F0UP0001": b"%PDF-1.7", "F0UP0002": b"\x89PNG"}
    (asked,) = server.asked("files.completeUploadExternal")
    assert json.loads(asked["files"]) == [
        {"id": "F0UP0001", "title": "invoice.pdf"},
        {"id": "F0UP0002", "title": "file"},
    ]
    assert (asked["channel_id"], asked["thread_ts"], asked["initial_comment"]) == ("C0ACME001", ROOT, "Your invoice")
    assert sent.remote_id == "T0HILO001:C0ACME001:F0UP0001"


@pytest.mark.asyncio
async def test_a_file_needs_no_words(slack: Slack, server: Server) -> None:
    await slack.send(Outgoing("1", TO, "", ref="1", files=(INVOICE,)))
    (asked,) = server.asked("files.completeUploadExternal")
    assert "initial_comment" not in asked
    assert "thread_ts" not in asked


@pytest.mark.asyncio
@pytest.mark.parametrize("reaction", [drops, answers(500), answers(429, Retry_After="9"), answers(302, Location="/x")])
async def test_a_file_that_slack_does_not_take_whole_has_shown_nothing(
    slack: Slack, server: Server, reaction: Any
) -> None:
    server.fail("upload", reaction)
    with pytest.raises(TryLater):
        await slack.send(Outgoing("1", TO, "x", ref="1", files=(INVOICE,)))
    assert posted(server) == []


@pytest.mark.asyncio
async def test_a_file_that_slack_refuses_fails(slack: Slack, server: Server) -> None:
    server.fail("upload", answers(413))
    with pytest.raises(Refused):
        await slack.send(Outgoing("1", TO, "x", ref="1", files=(INVOICE,)))
    server.fail("files.getUploadURLExternal", refuses("storage_limit_reached"))
    with pytest.raises(Refused, match="no room left") as refused:
        await slack.send(Outgoing("1", TO, "x", ref="1", files=(INVOICE,)))
    assert refused.value.code == "too_big"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "url", ["http://169.254.169.254/upload", "https://files.slack.com@evil.example/", "http://[", None, 7]
)
async def test_a_file_goes_nowhere_but_to_slack(slack: Slack, server: Server, url: Any) -> None:
    told = json.dumps({"ok": True, "upload_url": url, "file_id": "F1"})
    server.fail("files.getUploadURLExternal", answers(200, told))
    with pytest.raises(TryLater, match="no place"):
        await slack.send(Outgoing("1", TO, "x", ref="1", files=(INVOICE,)))
    assert server.uploads == {}


@pytest.mark.asyncio
async def test_files_of_which_we_lost_track_are_uncertain(slack: Slack, server: Server) -> None:
    server.fail("files.completeUploadExternal", drops, after=True)
    with pytest.raises(Uncertain):
        await slack.send(Outgoing("1", TO, "x", ref="1", files=(INVOICE,)))
    assert len(posted(server)) == 1


@pytest.mark.asyncio
async def test_a_file_too_big_for_us_is_refused_before_it_leaves(slack: Slack, server: Server) -> None:
    with pytest.raises(Refused, match="too big"):
        await slack.send(Outgoing("1", TO, "x", ref="1", files=(File("a", "b/c", bytes((25 << 20) + 1)),)))
    assert server.calls == []


def test_its_limits_say_so_before(slack: Slack) -> None:
    assert (slack.limits.longest, slack.limits.biggest[""], slack.limits.captions) == (12_000, 25 << 20, True)
