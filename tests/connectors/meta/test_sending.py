"""Our messages on their way to Meta: what it gets, and what we make of its silence and of its errors."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from servers.graph import NUMBER_ID, GraphApi

from connectors.contract import Address, Code, File, Outgoing, Refused, TryLater, Uncertain
from connectors.meta.graph import Places
from connectors.meta.meaning import MEANINGS
from connectors.meta_whatsapp import MetaWhatsApp

TO = Address("whatsapp", "+34600000001", "Ana")
OUT = Outgoing("0199-a", TO, "Mañana llega. 👍🏽 https://example.com", ref="0199-ref")
PDF = File("Factura ñ.pdf", "application/pdf", b"%PDF-1.7")

Make = Callable[..., MetaWhatsApp]


def out(**more: Any) -> Outgoing:
    return Outgoing(**{"message_id": "0199-a", "to": TO, "text": "", "ref": "0199-ref", **more})


@asynccontextmanager
async def rude(reaction: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Any]) -> AsyncIterator[Places]:
    """A Meta that speaks no HTTP, or too little of it."""

    served = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await reaction(reader, writer)
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()
        served.set()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield Places(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", (), False)
        await served.wait()


@pytest.mark.asyncio
async def test_a_text_is_one_call_with_all_that_meta_wants_and_our_ref(whatsapp: MetaWhatsApp, graph: GraphApi) -> None:
    sent = await whatsapp.send(OUT)
    assert (sent.remote_id, sent.state) == ("wamid.1", "sent")
    assert graph.taken == [
        {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            "to": "34600000001",
            "biz_opaque_callback_data": "0199-ref",
            "type": "text",
            "text": {"body": "Mañana llega. 👍🏽 https://example.com", "preview_url": True},
        }
    ]
    (request,) = graph.requests
    assert (request.path, request.headers["User-Agent"]) == (f"/v25.0/{NUMBER_ID}/messages", "Hilo")


@pytest.mark.asyncio
async def test_who_hides_their_number_is_written_to_by_recipient_and_never_by_to(
    whatsapp: MetaWhatsApp, graph: GraphApi
) -> None:
    await whatsapp.send(out(to=Address("whatsapp", "ES.13491208655302741918"), text="Hola"))
    (taken,) = graph.taken
    assert taken["recipient"] == "ES.13491208655302741918"
    assert "to" not in taken


@pytest.mark.asyncio
@pytest.mark.parametrize("address", ["", "34600000001", "+0", "unreadable", "ES", "es.1", "+34 600", "../../me"])
async def test_what_is_no_address_is_refused_before_anything_leaves(
    whatsapp: MetaWhatsApp, graph: GraphApi, address: str
) -> None:
    with pytest.raises(Refused, match="no WhatsApp address"):
        await whatsapp.send(out(to=Address("whatsapp", address), text="Hola"))
    assert graph.requests == []


@pytest.mark.asyncio
async def test_a_message_without_a_ref_sends_none(whatsapp: MetaWhatsApp, graph: GraphApi) -> None:
    await whatsapp.send(out(text="Hola", ref=""))
    assert "biz_opaque_callback_data" not in graph.taken[0]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("mime", "kind", "captioned"),
    [
        ("image/jpeg", "image", True),
        ("image/png", "image", True),
        ("video/mp4", "video", True),
        ("text/plain; charset=utf-8", "document", True),
        ("application/pdf", "document", True),
        ("IMAGE/JPEG", "image", True),
        ("audio/ogg; codecs=opus", "audio", False),
        ("audio/mpeg", "audio", False),
        ("image/webp", "sticker", False),
    ],
)
async def test_a_file_goes_up_first_and_is_then_sent_by_its_id(
    whatsapp: MetaWhatsApp, graph: GraphApi, mime: str, kind: str, captioned: bool
) -> None:
    caption = "Look" if captioned else ""
    await whatsapp.send(out(text=caption, files=(File("a.bin", mime, b"bytes"),)))
    (taken,) = graph.taken
    assert taken["type"] == kind
    assert taken[kind].get("caption", "") == caption
    assert graph.uploads[taken[kind]["id"]] == (mime.partition(";")[0].lower(), b"bytes")


@pytest.mark.asyncio
async def test_a_document_keeps_its_name(whatsapp: MetaWhatsApp, graph: GraphApi) -> None:
    await whatsapp.send(out(files=(PDF,)))
    assert graph.taken[0]["document"]["filename"] == "Factura ñ.pdf"
    assert "caption" not in graph.taken[0]["document"]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("more", "sentence", "code"),
    [
        ({"text": " \n"}, "nothing in this message", ""),
        ({"text": "x" * 4097}, "4,096 characters at most", ""),
        ({"files": (PDF, PDF)}, "one file per message", ""),
        ({"text": "x" * 1025, "files": (PDF,)}, "1,024 characters", ""),
        ({"text": "hi", "files": (File("a.mp3", "audio/mpeg", b"a"),)}, "no text beside such a file", ""),
        ({"files": (File("a.svg", "image/svg+xml", b"a"),)}, r"no files of the type image/svg\+xml", ""),
        ({"files": (File("a", "", b"a"),)}, "no files of the type", ""),
        ({"files": (File("a.jpg", "image/jpeg", b"a" * 5_000_001),)}, "up to 5 MB", "too_big"),
        ({"files": (File("a.webp", "image/webp", b"a" * 100_001),)}, "up to 0.1 MB", "too_big"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_what_whatsapp_does_not_let_through_is_refused_before_anything_leaves(
    whatsapp: MetaWhatsApp, graph: GraphApi, more: dict[str, Any], sentence: str, code: Code
) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        await whatsapp.send(out(**more))
    assert refused.value.code == code
    assert graph.requests == []


@pytest.mark.asyncio
async def test_a_text_may_be_as_long_as_its_limit_says(whatsapp: MetaWhatsApp, graph: GraphApi) -> None:
    await whatsapp.send(out(text="ñ" * whatsapp.limits.longest))
    assert len(graph.taken[0]["text"]["body"]) == 4096


def test_its_limits_are_those_that_agents_see() -> None:
    limits = MetaWhatsApp.limits
    assert (limits.window, limits.templates, limits.files, limits.captions) == (timedelta(hours=24), True, 1, True)
    assert (limits.longest, limits.longest_caption) == (4096, 1024)
    assert limits.biggest["image/jpeg"] == 5_000_000
    assert limits.biggest["application/pdf"] == 25 * 1024 * 1024
    assert "" not in limits.biggest


@pytest.mark.asyncio
@pytest.mark.parametrize(("code", "means"), [(code, one.code) for code, one in MEANINGS.items() if not one.after])
async def test_a_refusal_fails_with_the_sentence_of_its_code(
    whatsapp: MetaWhatsApp, graph: GraphApi, code: int, means: Code
) -> None:
    graph.refuses(code, status=500 if code == 3 else 400)
    with pytest.raises(Refused) as refused:
        await whatsapp.send(OUT)
    assert (str(refused.value), refused.value.code) == (MEANINGS[code].sentence, means)
    assert graph.taken == []


@pytest.mark.asyncio
@pytest.mark.parametrize("code", [130429, 131056, 80007, 4, 131057])
@pytest.mark.parametrize("status", [400, 429, 503])
async def test_who_is_too_fast_waits(whatsapp: MetaWhatsApp, graph: GraphApi, code: int, status: int) -> None:
    graph.refuses(code, status=status)
    with pytest.raises(TryLater, match="tried again") as later:
        await whatsapp.send(OUT)
    assert timedelta(minutes=1) <= later.value.after <= timedelta(hours=1)


@pytest.mark.asyncio
async def test_a_wrong_token_names_the_settings(account: Make) -> None:
    with pytest.raises(Refused, match="must enter a new one in the settings"):
        await account(access_token="old").send(OUT)


@pytest.mark.asyncio
async def test_a_missing_permission_says_which(whatsapp: MetaWhatsApp, graph: GraphApi) -> None:
    graph.refuses(200, status=403)
    with pytest.raises(Refused, match="whatsapp_business_messaging"):
        await whatsapp.send(OUT)


@pytest.mark.asyncio
async def test_a_number_id_that_meta_does_not_know_names_the_settings(account: Make) -> None:
    with pytest.raises(Refused, match="no such phone number ID"):
        await account(phone_number_id="99999999").send(OUT)


@pytest.mark.asyncio
async def test_a_code_that_we_do_not_know_is_told_in_metas_words_within_reason(
    whatsapp: MetaWhatsApp, graph: GraphApi
) -> None:
    graph.refuses(139999, "The moon\u202e is full.\n" + "x" * 5000)
    with pytest.raises(Refused, match=r"The moon is full\.x+ \(code 139999\)") as refused:
        await whatsapp.send(OUT)
    assert len(str(refused.value)) < 300
    assert str(refused.value).isprintable()


@pytest.mark.asyncio
@pytest.mark.parametrize("transient", [True, "true"])
async def test_what_meta_itself_calls_passing_is_tried_again(
    whatsapp: MetaWhatsApp, graph: GraphApi, transient: Any
) -> None:
    graph.refuses(139999, is_transient=transient)
    with pytest.raises(TryLater):
        await whatsapp.send(OUT)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("status", "text"),
    [
        (500, ""),
        (502, "<html>Bad gateway</html>"),
        (503, '{"error":{"code":2}}'),
        (500, '{"error":{"code":131000}}'),
        (400, '{"error":{"code":131000}}'),
        (500, '{"error":{"code":139999,"is_transient":true}}'),
        (504, '{"error":7}'),
        (500, "[" * 60_000),
        (200, ""),
        (200, "{}"),
        (200, '{"messages":[]}'),
        (200, '{"messages":[{"id":7}]}'),
        (200, '{"messages":[{"id":""}]}'),
    ],
)
async def test_what_may_have_been_accepted_is_never_repeated_blindly(
    whatsapp: MetaWhatsApp, graph: GraphApi, status: int, text: str
) -> None:
    graph.answers(status, text)
    with pytest.raises(Uncertain, match="receipt may still come"):
        await whatsapp.send(OUT)


@pytest.mark.asyncio
@pytest.mark.parametrize(("status", "kind"), [(429, TryLater), (401, Refused), (404, Refused), (302, Refused)])
async def test_an_answer_without_a_code_is_judged_by_its_status(
    whatsapp: MetaWhatsApp, graph: GraphApi, status: int, kind: type[Exception]
) -> None:
    graph.answers(status, "<html>", Location=f"{graph.url}/elsewhere")
    with pytest.raises(kind):
        await whatsapp.send(OUT)
    assert len(graph.requests) == 1  # the token goes nowhere else


@pytest.mark.asyncio
@pytest.mark.parametrize("after_taking", [True, False])
async def test_a_line_that_breaks_after_the_request_leaves_it_uncertain(
    whatsapp: MetaWhatsApp, graph: GraphApi, after_taking: bool
) -> None:
    """Whether Meta took it makes no difference, for nobody can tell."""
    graph.hangs_up(after_taking=after_taking)
    with pytest.raises(Uncertain):
        await whatsapp.send(OUT)
    assert len(graph.requests) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("answer", [b"", b"220 smtp ESMTP\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{"])
async def test_half_an_answer_is_none(offline: Make, answer: bytes) -> None:
    async def reaction(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)
        await writer.drain()

    async with rude(reaction) as places:
        with pytest.raises(Uncertain):
            await offline(places).send(OUT)


@pytest.mark.asyncio
async def test_a_meta_that_never_answers_may_have_taken_it(offline: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("connectors.meta.graph.TIMEOUT", aiohttp.ClientTimeout(total=0.2))

    async def reaction(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await reader.read()  # until the caller has lost patience

    async with rude(reaction) as places:
        with pytest.raises(Uncertain):
            await offline(places).send(OUT)


@pytest.mark.asyncio
async def test_an_answer_without_end_is_not_read_to_its_end(whatsapp: MetaWhatsApp, graph: GraphApi) -> None:
    graph.answers(200, json.dumps({"pad": "x" * 6_000_000, "messages": [{"id": "wamid.late"}]}))
    with pytest.raises(Uncertain):
        await whatsapp.send(OUT)


@pytest.mark.asyncio
async def test_a_meta_that_cannot_be_reached_has_not_taken_it(offline: Make, unused_tcp_port: int) -> None:
    for url in (f"http://127.0.0.1:{unused_tcp_port}", "http://graph.invalid"):
        with pytest.raises(TryLater, match="could not be reached"):
            await offline(Places(url, (), False)).send(OUT)


@pytest.mark.asyncio
@pytest.mark.parametrize("trouble", ["hangs up", "500", "200 {}"])
async def test_an_upload_that_breaks_is_tried_again_for_no_message_was_sent(
    whatsapp: MetaWhatsApp, graph: GraphApi, trouble: str
) -> None:
    if trouble == "hangs up":
        graph.hangs_up()
    else:
        graph.answers(int(trouble[:3]), trouble[4:])
    with pytest.raises(TryLater):
        await whatsapp.send(out(files=(PDF,)))
    assert graph.taken == []
    assert (await whatsapp.send(out(files=(PDF,)))).remote_id.startswith("wamid.")


@pytest.mark.asyncio
async def test_a_file_that_meta_cannot_use_is_refused(whatsapp: MetaWhatsApp, graph: GraphApi) -> None:
    graph.refuses(131053)
    with pytest.raises(Refused, match="another format"):
        await whatsapp.send(out(files=(PDF,)))


@pytest.mark.asyncio
async def test_no_error_tells_the_token(account: Make, graph: GraphApi) -> None:
    one = account(access_token="EAAJB-secret-of-ours")
    with pytest.raises(Refused) as refused:
        await one.send(OUT)
    assert "EAAJB" not in str(refused.value)
    assert "EAAJB" not in repr(refused.value.__cause__)
