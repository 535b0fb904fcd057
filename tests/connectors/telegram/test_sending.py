"""What leaves for Telegram and what comes of it; and the token, which is part of every address, is never said."""

import asyncio
import socket
import ssl
import traceback
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from servers.certificate import Certificate
from servers.telegram import TOKEN, BotApi, Wrong, answers, hang_up, refuses

from connectors.contract import (
    Address,
    ConnectorError,
    File,
    Limited,
    Media,
    Outgoing,
    Refused,
    TryLater,
    Uncertain,
)
from connectors.telegram import Telegram

At = Callable[..., Telegram]
ANA = Address("telegram", "5550100001", "Ana Pérez", "proven", "Telegram")
OUT = Outgoing("0199-a", ANA, "Mañana *llega*. <b>👍🏽</b> https://shop.example", ref="0199-a")
PDF = File('factura "nº 12".pdf', "application/pdf", b"%PDF\r\n--x")
PHOTO = File("x.png", "image/png", b"\x89PNG...")
VOICE = Media("voice.ogg", "audio/ogg", "AwACAgQAAxkBAAIvoi", 15230)


def out(*files: File, text: str = "Aquí está") -> Outgoing:
    return replace(OUT, text=text, files=files)


@pytest.mark.asyncio
async def test_a_text_goes_out_as_it_was_typed(api: BotApi, bot: Telegram) -> None:
    sent = await bot.send(OUT)
    assert (sent.remote_id, sent.state) == ("5550100001:1001", "sent")
    assert api.sent == [
        {"chat_id": "5550100001", "text": OUT.text, "link_preview_options": {"is_disabled": True}}
    ]  # and no parse_mode


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("file", "method", "kind"),
    [
        (PHOTO, "sendPhoto", "photo"),
        (File("x.jpg", "image/jpeg", b"\xff\xd8\xff"), "sendPhoto", "photo"),
        (File("x.png", "image/png", b"\x89PNG".ljust(10_000_001)), "sendDocument", "document"),
        (File("x.gif", "image/gif", b"GIF89a"), "sendDocument", "document"),
        (File("большой.bin", "nonsense\r\nX: y", b"\r\n" * 9), "sendDocument", "document"),
    ],
    ids=["png", "jpeg", "big photo", "gif", "nonsense"],
)
async def test_photos_are_shown_and_other_files_attached(
    api: BotApi, bot: Telegram, file: File, method: str, kind: str
) -> None:
    sent = await bot.send(out(file))
    assert sent.remote_id == "5550100001:1001"
    assert api.calls == [method]
    assert api.sent == [{"chat_id": "5550100001", "caption": "Aquí está", kind: (file.name, file.content)}]


@pytest.mark.asyncio
async def test_a_name_keeps_its_letters_and_breaks_nothing(api: BotApi, bot: Telegram) -> None:
    await bot.send(out(replace(PDF, name="a\r\nX: y\x00 nº 1.pdf"), text=""))
    assert api.sent == [{"chat_id": "5550100001", "caption": "", "document": ("aX: y nº 1.pdf", b"%PDF\r\n--x")}]


@pytest.mark.asyncio
@pytest.mark.parametrize("why", ["PHOTO_INVALID_DIMENSIONS", "IMAGE_PROCESS_FAILED"])
async def test_what_telegram_takes_for_no_photo_goes_as_a_document(api: BotApi, bot: Telegram, why: str) -> None:
    api.nasty["sendPhoto"] = [refuses(400, f"Bad Request: {why}")]
    await bot.send(out(PHOTO))
    assert api.calls == ["sendPhoto", "sendDocument"]
    assert len(api.sent) == 1


@pytest.mark.asyncio
async def test_a_photo_that_may_have_arrived_is_not_sent_again_as_a_document(api: BotApi, bot: Telegram) -> None:
    api.nasty["sendPhoto"] = [hang_up]
    with pytest.raises(Uncertain):
        await bot.send(out(PHOTO))
    assert api.calls == ["sendPhoto"]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("outgoing", "code"),
    [
        (out(text="x" * 4097), "too_big"),
        (out(PDF, text="x" * 1025), "too_big"),
        (out(PDF, PDF), "too_big"),
        (out(File("x", "text/plain", b"x" * 50_000_001)), "too_big"),
        (replace(OUT, to=Address("telegram", "@ana_example")), ""),
        (replace(OUT, to=Address("telegram", "-5550100")), ""),
    ],
    ids=["text", "caption", "files", "file", "name", "group"],
)
async def test_what_cannot_pass_is_refused_before_anybody_is_called(
    api: BotApi, bot: Telegram, outgoing: Outgoing, code: str
) -> None:
    with pytest.raises(Refused, match=r"\.$") as refused:
        await bot.send(outgoing)
    assert refused.value.code == code
    assert api.calls == []


@pytest.mark.asyncio
async def test_what_just_fits_passes(api: BotApi, bot: Telegram) -> None:
    await bot.send(out(text="👍" * 4096))
    await bot.send(out(PDF, text="ñ" * 1024))
    assert len(api.sent) == 2
    assert isinstance(bot, Limited)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("status", "description", "sentence", "code"),
    [
        (403, "Forbidden: bot was blocked by the user", "has blocked the bot", "opted_out"),
        (403, "Forbidden: user is deactivated", "deleted their Telegram account", "unreachable"),
        (403, "Forbidden: bot can't initiate conversation with a user", "never opened a chat", ""),
        (400, "Bad Request: chat not found", "no such chat", "unreachable"),
        (400, "Bad Request: message is too long", "too long", "too_big"),
        (400, "Bad Request: message caption is too long", "too long", "too_big"),
        (413, "Request Entity Too Large", "less than 50 MB", "too_big"),
        (401, "Unauthorized", "@BotFather", ""),
        (404, "Not Found", "@BotFather", ""),
        (400, "Bad Request: message text is empty", "message text is empty", ""),
        (400, f"Bad Request: wrong path /bot{TOKEN}/sendMessage", "wrong path", ""),
        (418, "", "no reason given", ""),
    ],
)
async def test_a_refusal_says_what_to_do(
    api: BotApi, bot: Telegram, status: int, description: str, sentence: str, code: str
) -> None:
    api.nasty["sendMessage"] = [refuses(status, description)]
    with pytest.raises(Refused, match=r"\.$") as refused:
        await bot.send(OUT)
    assert sentence in str(refused.value)
    assert refused.value.code == code
    assert_silent(refused.value)


def assert_silent(error: BaseException) -> None:
    """About the token, wherever somebody may print the error."""
    assert TOKEN not in "".join(traceback.format_exception(error)) + repr(error)


@pytest.mark.asyncio
async def test_somebody_who_blocked_the_bot_or_never_came_is_not_reached(api: BotApi, bot: Telegram) -> None:
    api.shut[5550100001] = Wrong(403, "Forbidden: bot was blocked by the user")
    with pytest.raises(Refused, match="blocked"):
        await bot.send(OUT)
    with pytest.raises(Refused, match="no such chat"):
        await bot.send(replace(OUT, to=Address("telegram", "5550100009")))
    assert api.sent == []


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("given", "after"),
    [
        ({"retry_after": 35}, 35),
        ({"retry_after": 10**12}, 3600),
        ({"retry_after": -5}, 1),
        ({"retry_after": "soon"}, 60),
        ({}, 60),
    ],
)
async def test_too_much_at_once_waits_as_long_as_telegram_asks(
    api: BotApi, bot: Telegram, given: dict[str, Any], after: int
) -> None:
    api.nasty["sendMessage"] = [refuses(429, "Too Many Requests: retry after 35", **given)]
    with pytest.raises(TryLater) as later:
        await bot.send(OUT)
    assert later.value.after == timedelta(seconds=after)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "nasty",
    [
        answers(500, '{"ok":false,"error_code":500,"description":"Internal Server Error"}'),
        answers(502, "<html>Bad Gateway</html>"),
        answers(200, "<html>OK</html>"),
        answers(200, '{"ok":true,"result":[]}'),
        answers(200, "[" * 100_000),
        answers(200, "9" * 5000),
        answers(200, '{"ok":true'),
        hang_up,
    ],
)
async def test_what_may_have_arrived_is_uncertain(api: BotApi, bot: Telegram, nasty: Any) -> None:
    api.nasty["sendMessage"] = [nasty]
    with pytest.raises(Uncertain, match=r"\.$") as unknown:
        await bot.send(OUT)
    assert api.calls == ["sendMessage"]
    assert_silent(unknown.value)


@pytest.mark.asyncio
async def test_an_accepted_message_without_a_number_goes_by_ours(api: BotApi, bot: Telegram) -> None:
    api.nasty["sendMessage"] = [answers(200, '{"ok":true,"result":{}}')]
    assert (await bot.send(OUT)).remote_id == "5550100001:0199-a"


@pytest.mark.asyncio
async def test_where_nobody_was_reached_it_is_tried_again(at: At) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        refusing = f"http://127.0.0.1:{closed.getsockname()[1]}"
    nowhere = "http://nobody.invalid"
    for url in (refusing, nowhere):
        with pytest.raises(TryLater, match="could not be reached") as later:
            await at(url).send(OUT)
        assert_silent(later.value)


@pytest.mark.asyncio
async def test_a_certificate_of_somebody_else_gets_nothing(at: At, tmp_path: Path) -> None:
    certificate = Certificate(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate.chain, certificate.key)
    heard: list[bytes] = []

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.read())
        writer.close()

    async with await asyncio.start_server(listen, "127.0.0.1", 0, ssl=context) as server:
        with pytest.raises(TryLater) as later:
            await at(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}").send(OUT)
    assert heard in ([], [b""])
    assert_silent(later.value)


# Files that customers sent


@pytest.mark.asyncio
async def test_a_file_is_fetched_by_its_id(api: BotApi, bot: Telegram) -> None:
    api.paths[VOICE.place], api.files["voice/file_1.oga"] = "voice/file_1.oga", b"OggS"
    assert await bot.fetch(VOICE) == File("voice.ogg", "audio/ogg", b"OggS")
    assert api.calls == ["getFile", "file"]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "path", ["", "../getMe", "voice/../../x", "https://169.254.169.254/", "voice/a?b", "/a b", "a\n", "x" * 301, "a%2e"]
)
async def test_a_file_that_lies_elsewhere_is_not_fetched(api: BotApi, bot: Telegram, path: str) -> None:
    api.paths[VOICE.place] = path
    with pytest.raises(Refused, match="where the file lies"):
        await bot.fetch(VOICE)
    assert api.calls == ["getFile"]


@pytest.mark.asyncio
async def test_a_redirect_is_not_followed(api: BotApi, bot: Telegram) -> None:
    api.paths[VOICE.place] = "voice/file_1.oga"
    api.nasty["file"] = [answers(302, Location=f"{api.url}/file/bot{TOKEN}/other")]
    with pytest.raises(TryLater, match="302"):
        await bot.fetch(VOICE)
    assert api.calls == ["getFile", "file"]


@pytest.mark.asyncio
async def test_no_more_than_twenty_megabytes_are_taken(api: BotApi, bot: Telegram) -> None:
    api.paths[VOICE.place] = "voice/file_1.oga"
    api.files["voice/file_1.oga"] = b"x" * 20_000_000
    assert len((await bot.fetch(VOICE)).content) == 20_000_000
    api.nasty["file"] = [answers(200, "x" * 20_000_001)]
    with pytest.raises(Refused, match="20 MB"):
        await bot.fetch(VOICE)
    api.files["voice/file_1.oga"] += b"x"
    with pytest.raises(Refused, match="20 MB"):
        await bot.fetch(VOICE)


@pytest.mark.asyncio
@pytest.mark.parametrize("method", ["getFile", "file"])
@pytest.mark.parametrize("nasty", [hang_up, answers(502), answers(404), answers(429)])
async def test_a_fetch_that_fails_is_never_uncertain(api: BotApi, bot: Telegram, method: str, nasty: Any) -> None:
    api.paths[VOICE.place], api.files["voice/file_1.oga"] = "voice/file_1.oga", b"OggS"
    api.nasty[method] = [nasty] * 2  # aiohttp asks a second time by itself
    with pytest.raises((Refused, TryLater)) as failed:
        await bot.fetch(VOICE)
    assert_silent(failed.value)


@pytest.mark.asyncio
async def test_an_unknown_file_is_refused(bot: Telegram) -> None:
    with pytest.raises(Refused, match="invalid file_id"):
        await bot.fetch(VOICE)


# The token


@pytest.mark.asyncio
@pytest.mark.parametrize("token", ["", "secret", f"{TOKEN}/../x", "1:a b", f"{TOKEN}\n?", "１:" + "a" * 35])
async def test_a_token_that_is_none_gets_into_no_address(api: BotApi, at: At, token: str) -> None:
    with pytest.raises(Refused, match="@BotFather"):
        await at(api.url, token).send(OUT)
    assert api.calls == []


@pytest.mark.asyncio
async def test_a_token_is_taken_with_the_blanks_it_was_pasted_with(api: BotApi, at: At) -> None:
    await at(api.url, f" {TOKEN}\n").check()
    assert api.calls == ["getMe", "getWebhookInfo"]


@pytest.mark.asyncio
@pytest.mark.parametrize("nasty", [hang_up, answers(502), answers(401), answers(200, "<html>"), answers(302)])
async def test_checking_settings_ends_in_a_sentence(
    api: BotApi, bot: Telegram, nasty: Any, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    api.nasty["getMe"] = [nasty]
    with pytest.raises(ConnectorError, match=r"\.$") as wrong:
        await bot.check()
    assert not isinstance(wrong.value, Uncertain)
    assert_silent(wrong.value)
    assert TOKEN not in caplog.text + "".join(capsys.readouterr())
