"""An answer on its way: Twilio's real client against a Twilio on loopback, and whatever becomes of it."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest
from aiohttp import web
from servers.twilio import ACCOUNT, NUMBER, SERVICE, TOKEN, Twilio, refused

from connectors.contract import Address, File, Filled, Outgoing, Refused, Sent, TryLater, Uncertain
from connectors.reach import public_socket
from connectors.twilio.line import Cloud
from connectors.twilio_sms import TwilioSms
from connectors.twilio_whatsapp import TwilioWhatsApp

HOOK = "https://hilo.example/hooks/account"
TO = Address("sms", "+34600000001", "Ana")
OUT = Outgoing("0199-a", TO, "Mañana llega. 👍🏽", ref="0199-a", hook=HOOK, author="Luis")
WA = Outgoing("0199-b", Address("whatsapp", "+34600000001"), "Hola", ref="0199-b", hook=HOOK)
PHOTO = File("a.jpg", "image/jpeg", b"x", link="https://hilo.example/files/1?token=t")
PDF = File("a.pdf", "application/pdf", b"x", link="https://hilo.example/files/2?token=t")
Make = Callable[..., Any]


def out(base: Outgoing = OUT, **changes: Any) -> Outgoing:
    known = {name: getattr(base, name) for name in base.__struct_fields__}
    return Outgoing(**{**known, **changes})


@pytest.mark.asyncio
async def test_a_text_leaves_with_our_number_and_the_address_for_its_news(sms: Make, twilio: Twilio) -> None:
    sent = await sms().send(OUT)
    assert sent == Sent(twilio.sids[0], "sent")
    assert twilio.sent == [
        {
            "To": ["+34600000001"],
            "From": [NUMBER],
            "Body": ["Mañana llega. 👍🏽"],
            "StatusCallback": [f"{HOOK}?ref=0199-a"],
        }
    ]


@pytest.mark.asyncio
async def test_a_messaging_service_sends_in_place_of_a_number(sms: Make, twilio: Twilio) -> None:
    await sms(sender=SERVICE).send(OUT)
    assert (twilio.sent[0]["MessagingServiceSid"], twilio.sent[0].get("From")) == ([SERVICE], None)


@pytest.mark.asyncio
async def test_whatsapp_is_written_before_both_addresses(whatsapp: Make, twilio: Twilio) -> None:
    await whatsapp(sender="+1 555 0100").send(WA)
    assert (twilio.sent[0]["To"], twilio.sent[0]["From"]) == (["whatsapp:+34600000001"], [f"whatsapp:{NUMBER}"])


@pytest.mark.asyncio
async def test_somebody_who_hides_their_number_is_answered_by_their_id(whatsapp: Make, twilio: Twilio) -> None:
    await whatsapp().send(out(WA, to=Address("whatsapp", "ES.4566546130240823", scoped=True)))
    assert twilio.sent[0]["To"] == ["whatsapp:ES.4566546130240823"]


@pytest.mark.asyncio
async def test_files_are_sent_by_the_links_from_which_twilio_fetches_them(sms: Make, twilio: Twilio) -> None:
    await sms().send(out(text="", files=(PHOTO, PDF)))
    assert twilio.sent[0]["MediaUrl"] == [PHOTO.link, PDF.link]
    assert "Body" not in twilio.sent[0]


@pytest.mark.asyncio
async def test_a_template_goes_alone_with_its_variables(whatsapp: Make, twilio: Twilio) -> None:
    filled = Filled("HX" + "0" * 32, "order", "es", {"1": "Ana", "nombre": 'a "b"\n'})
    await whatsapp().send(out(WA, template=filled, text="Hola Ana"))
    form = twilio.sent[0]
    assert (form["ContentSid"], form.get("Body")) == (["HX" + "0" * 32], None)
    assert json.loads(form["ContentVariables"][0]) == {"1": "Ana", "nombre": 'a "b"\n'}
    await whatsapp().send(out(WA, template=Filled("HX" + "0" * 32, "hello", "es")))
    assert "ContentVariables" not in twilio.sent[1]


@pytest.mark.asyncio
@pytest.mark.parametrize("hook", ["", "http://localhost:8080/hooks/account"])
async def test_where_nobody_can_call_us_twilio_is_not_asked_to(sms: Make, twilio: Twilio, hook: str) -> None:
    await sms().send(out(hook=hook))
    assert "StatusCallback" not in twilio.sent[0]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("changes", "sentence", "code"),
    [
        ({"text": "", "files": ()}, "nothing to send", ""),
        ({"text": "x" * 1601}, "too long", "too_big"),
        ({"files": (PHOTO,) * 11}, "At most 10", ""),
        ({"files": (File("a.jpg", "image/jpeg", b"x"),)}, "HILO_URL", ""),
    ],
)
async def test_what_cannot_be_sent_never_leaves(
    sms: Make, twilio: Twilio, changes: dict[str, Any], sentence: str, code: str
) -> None:
    with pytest.raises(Refused, match=sentence) as refusal:
        await sms().send(out(**changes))
    assert refusal.value.code == code
    assert not twilio.requests


@pytest.mark.asyncio
async def test_whatsapp_takes_one_file_and_shows_a_text_only_beside_pictures(whatsapp: Make, twilio: Twilio) -> None:
    with pytest.raises(Refused, match="At most 1 file"):
        await whatsapp().send(out(WA, files=(PHOTO, PHOTO)))
    with pytest.raises(Refused, match="two messages"):
        await whatsapp().send(out(WA, files=(PDF,)))
    assert not twilio.requests
    await whatsapp().send(out(WA, files=(PHOTO,)))
    await whatsapp().send(out(WA, text="", files=(PDF,)))
    assert len(twilio.sent) == 2


@pytest.mark.asyncio
async def test_whom_twilio_has_opted_out_is_told_apart(sms: Make, twilio: Twilio) -> None:
    twilio.opted_out.add("+34600000001")
    with pytest.raises(Refused, match="START") as refusal:
        await sms().send(OUT)
    assert refusal.value.code == "opted_out"


@pytest.mark.asyncio
async def test_an_address_that_is_none_is_unreachable(sms: Make) -> None:
    with pytest.raises(Refused) as refusal:
        await sms().send(out(to=Address("sms", "72975")))
    assert refusal.value.code == "unreachable"


@pytest.mark.asyncio
async def test_a_wrong_login_is_refused_with_what_to_correct(sms: Make) -> None:
    for wrong in ({"auth_token": "0" * 32}, {"auth_token": ""}, {"account_sid": "AC" + "0" * 32}):
        with pytest.raises(Refused, match="account SID with this auth token"):
            await sms(**wrong).send(OUT)


@pytest.mark.asyncio
async def test_what_twilio_takes_and_gives_up_in_one_answer_has_failed(whatsapp: Make, twilio: Twilio) -> None:
    twilio.given_up = 63016
    with pytest.raises(Refused, match="template") as refusal:
        await whatsapp().send(WA)
    assert refusal.value.code == "window_closed"


@pytest.mark.asyncio
async def test_too_much_at_once_is_tried_again_when_twilio_says(sms: Make, twilio: Twilio) -> None:
    twilio.answers = [lambda request: refused(429, 20429, "Too Many Requests", Retry_After="7")]
    with pytest.raises(TryLater) as later:
        await sms().send(OUT)
    assert later.value.after == timedelta(seconds=7)
    assert (await sms().send(OUT)).remote_id == twilio.sids[0]
    assert len(twilio.sent) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_when_twilio_fails_it_may_have_taken_the_message(sms: Make, twilio: Twilio, status: int) -> None:
    twilio.answers = [lambda request: web.Response(status=status, text="<html>oops")]
    with pytest.raises(Uncertain, match=f"failed with {status}"):
        await sms().send(OUT)
    assert len(twilio.requests) == 1


@pytest.mark.asyncio
async def test_a_connection_that_breaks_after_the_message_was_taken_is_uncertain_and_not_repeated(
    sms: Make, twilio: Twilio
) -> None:
    twilio.drop = True
    with pytest.raises(Uncertain, match="did not say"):
        await sms().send(OUT)
    assert len(twilio.sent) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "body", ["", "<html>", "null", "[]", "{}", '{"sid":null}', '{"sid":7}', "[" * 60_000, '{"sid":"' + "x" * 20]
)
async def test_a_yes_that_cannot_be_read_is_uncertain(sms: Make, twilio: Twilio, body: str) -> None:
    twilio.answers = [lambda request: web.Response(status=201, text=body, content_type="application/json")]
    with pytest.raises(Uncertain, match="did not say"):
        await sms().send(OUT)


@pytest.mark.asyncio
async def test_a_redirect_is_not_followed_with_the_customers_message(sms: Make, twilio: Twilio) -> None:
    twilio.answers = [lambda request: web.Response(status=307, headers={"Location": "http://127.0.0.1:9/steal"})]
    with pytest.raises(Refused, match="307"):
        await sms().send(OUT)
    assert len(twilio.requests) == 1


@pytest.mark.asyncio
async def test_where_nobody_listens_nothing_was_sent_and_it_is_tried_again(sms: Make) -> None:
    for route in ("http://127.0.0.1:9/", "http://twilio.invalid/"):
        cloud = Cloud(lambda url, route=route: route, None)  # type: ignore[misc]  # a default in a lambda
        with pytest.raises(TryLater, match="could not be reached"):
            await sms(cloud).send(OUT)


@pytest.mark.asyncio
async def test_a_name_of_twilios_that_leads_into_our_own_network_is_not_followed(sms: Make, twilio: Twilio) -> None:
    with pytest.raises(TryLater, match="private"):
        await sms(Cloud(twilio.route, public_socket)).send(OUT)
    assert not twilio.requests


@pytest.mark.asyncio
async def test_a_peer_that_reads_and_goes_away_leaves_us_uncertain(sms: Make) -> None:
    async with rude(b"") as url:
        with pytest.raises(Uncertain):
            await sms(Cloud(lambda _: url, None)).send(OUT)
    async with rude(b"HTTP/1.1 201 Created\r\nContent-Length: 500\r\n\r\n{") as url:
        with pytest.raises(Uncertain):
            await sms(Cloud(lambda _: url, None)).send(OUT)
    async with rude(b"SMTP?\r\n\r\n") as url:
        with pytest.raises(Uncertain):
            await sms(Cloud(lambda _: url, None)).send(OUT)


@pytest.mark.asyncio
async def test_the_companys_proxy_is_used(sms: Make, twilio: Twilio, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twilio's own HTTP client would pass it by."""
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{twilio.port}")
    twilio.answers = [lambda request: web.json_response({"sid": "SM1", "status": "queued"}, status=201)]
    await sms(Cloud(lambda url: url.replace("https://", "http://"), None)).send(OUT)
    assert twilio.requests[0].raw_path == f"http://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Messages.json"


@pytest.mark.asyncio
async def test_nothing_of_the_message_or_the_login_is_logged(
    sms: Make, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        await sms().send(OUT)
    for told in (caplog.text, *capsys.readouterr()):
        assert all(secret not in told for secret in ("llega", "34600000001", TOKEN))


@pytest.mark.asyncio
async def test_an_edge_in_the_environment_is_somebody_elses(
    sms: Make, twilio: Twilio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TWILIO_EDGE", "sydney")
    monkeypatch.setenv("TWILIO_REGION", "au1")
    await sms().send(OUT)
    assert twilio.asked[0].startswith("/api.twilio.com/")


def test_neither_connector_may_be_repeated() -> None:
    assert not TwilioSms.idempotent
    assert not TwilioWhatsApp.idempotent


@asynccontextmanager
async def rude(answer: bytes) -> AsyncIterator[str]:
    """Somebody who reads the whole request and answers too little of HTTP. Gives its address."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length"))
        assert parse_qs((await reader.readexactly(int(length.partition(b":")[2]))).decode())["Body"]
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"


@pytest.mark.asyncio
async def test_the_files_of_an_sms_may_have_5_mb_together(sms: Make, twilio: Twilio) -> None:
    large = File("a.jpg", "image/jpeg", b"x" * 3_000_000, link=PHOTO.link)
    with pytest.raises(Refused, match="Together the files are too big") as told:
        await sms().send(out(files=(large, large)))
    assert told.value.code == "too_big"
    assert twilio.sent == []
    await sms().send(out(files=(large,)))
    assert len(twilio.sent) == 1
