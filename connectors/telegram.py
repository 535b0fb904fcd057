"""Telegram, by a bot: every private chat with it is a customer. https://core.telegram.org/bots/api

The bot's token is part of each address that is called, and aiohttp's errors quote addresses: none of them gets out.
"""

import asyncio
import io
import json
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import aiohttp
import structlog
from msgspec import ValidationError, convert

from connectors.contract import (
    Address,
    Code,
    ConnectorError,
    Consent,
    Edited,
    File,
    Happening,
    Ignored,
    Incoming,
    Keep,
    Limits,
    Media,
    Outgoing,
    Raw,
    Reacted,
    Refused,
    Sent,
    TryLater,
    Uncertain,
    setting,
)

Object = dict[str, Any]
Pause = Callable[[float], Awaitable[None]]
TELEGRAM = "https://api.telegram.org"
TOKEN = re.compile("[0-9]{1,20}:[A-Za-z0-9_-]{20,200}")
BIGGEST_PHOTO, BIGGEST_FETCHED = 10_000_000, 20_000_000  # bytes; an answer is no bigger than the latter
POLL, LONGEST_PAUSE = 50, 60.0  # seconds: that Telegram holds an empty answer back; between attempts
SOON = timedelta()  # whoever tries again backs off anyway
REFUSALS = 4  # in a row, until a person is told: a poller of ours that is being replaced causes some
TIMEOUT = aiohttp.ClientTimeout(total=90, connect=10)

FILES = {  # in this order, for an animation comes with a document of the same
    "animation": ("animation.mp4", "video/mp4"), "document": ("file", "application/octet-stream"),
    "photo": ("photo.jpg", "image/jpeg"), "audio": ("audio.mp3", "audio/mpeg"), "voice": ("voice.ogg", "audio/ogg"),
    "video": ("video.mp4", "video/mp4"), "video_note": ("video.mp4", "video/mp4"),
    "sticker": ("sticker.webp", "image/webp"),
}  # fmt: skip
UNSHOWN = ("poll", "dice", "game", "story", "invoice", "successful_payment", "paid_media", "checklist", "giveaway")
SERVICE = {"pinned_message", "message_auto_delete_timer_changed", "write_access_allowed", "chat_background_set"}

REVOKED = "Telegram does not take the bot token. An admin must copy it from @BotFather into the settings once more."
WEBHOOK = "Another program gets this bot's messages by a webhook. Let it call deleteWebhook, or make a new bot."
UNCLEAR = "Telegram did not confirm it, so it may have arrived. Ask the customer, or send it again."
MEANINGS: tuple[tuple[int, str, str, Code], ...] = (  # status, a part of the description in lower case, what we say
    (401, "", REVOKED, ""),
    (404, "", REVOKED, ""),  # a token of another form
    (403, "blocked", "The customer has blocked the bot. Use another channel.", "opted_out"),
    (403, "deactivated", "The customer has deleted their Telegram account. Use another channel.", "unreachable"),
    (403, "initiate", "The customer never opened a chat with this bot. Answer from the account they wrote to.", ""),
    (400, "chat not found", "Telegram knows no such chat of this bot. Use another channel.", "unreachable"),
    (400, "too long", "The text is too long for Telegram. Shorten it.", "too_big"),
    (400, "too big", "Telegram hands bots no file of more than 20 MB. Ask the customer for a smaller one.", "too_big"),
    (413, "", "The file is too big for Telegram. Send one of less than 50 MB.", "too_big"),
    (409, "webhook", WEBHOOK, ""),
    (409, "", "Another program polls this bot. Stop it, or make a bot just for Hilo with @BotFather.", ""),
)

log = structlog.get_logger()


@dataclass(frozen=True)
class Settings:
    bot_token: str = setting(
        {"en": "Bot token", "es": "Token del bot"},
        "secret",
        help={"en": "@BotFather gives it to you in Telegram.", "es": "Se lo da @BotFather en Telegram."},
    )


class Telegram:
    """endpoint: where Telegram is. pause: waits for so many seconds."""

    name: ClassVar[str] = "telegram"
    channel: ClassVar[str] = "telegram"
    title: ClassVar[dict[str, str]] = {"en": "Telegram", "es": "Telegram"}
    Settings: ClassVar[type[Any]] = Settings
    hostile: ClassVar[bool] = False
    idempotent: ClassVar[bool] = False
    limits: ClassVar[Limits] = Limits(longest=4096, longest_caption=1024, files=1, biggest={"": 50_000_000})

    def __init__(
        self, account_id: str, settings: Any, *, endpoint: str = TELEGRAM, pause: Pause = asyncio.sleep
    ) -> None:
        self._account_id, self._token = account_id, settings.bot_token.strip()
        self._endpoint, self._pause = endpoint, pause

    async def check(self) -> None:
        """Raises Refused or TryLater."""
        with repeatable():
            await self._call("getMe")
            if words(await self._call("getWebhookInfo"), "url"):
                raise Refused(WEBHOOK)

    async def listen(self, cursor: str, keep: Keep) -> None:
        """Poll until cancelled. Telegram forgets what comes before the cursor, its `offset`, so it moves after `keep`;
        and it may move back, since after a quiet week updates are numbered anew. Raises Refused."""
        failures = 0
        while True:
            try:
                found = await self._updates(cursor)
            except (Refused, TryLater) as trouble:
                failures += 1
                if isinstance(trouble, Refused) and failures >= REFUSALS:
                    raise
                log.warning("polling interrupted", account=self._account_id, failures=failures)
                told = trouble.after.total_seconds() if isinstance(trouble, TryLater) else 0
                await self._pause(max(told, min(2.0 ** min(failures, 10), LONGEST_PAUSE)))
            else:
                failures = 0
                if found:
                    await keep(*found)
                    cursor = found[1]

    async def _updates(self, cursor: str) -> tuple[list[Raw], str] | None:
        wanted = {"timeout": POLL, "allowed_updates": list(SENSES), **({"offset": int(cursor)} if cursor else {})}
        with repeatable():
            found = {number(one, "update_id"): one for one in await self._call("getUpdates", list[Object], json=wanted)}
        raws = [Raw(f"update:{one}", json.dumps(found[one]).encode()) for one in sorted(found)]
        return (raws, str(max(found) + 1)) if found else None

    def read(self, raw: Raw) -> list[Happening]:
        """Raises ValueError or RecursionError for what is no update."""
        update = convert(json.loads(raw.body), Object)
        for kind, sense in SENSES.items():
            if kind in update:
                told = convert(update[kind], Object)
                private = words(told, "chat", "type") == "private"
                return sense(told) if private else [Ignored("It happened in a group or channel.")]
        return [Ignored("Telegram: an update of another kind")]

    async def send(self, outgoing: Outgoing) -> Sent:
        """Without a parse_mode, so that nothing an agent pastes is taken for markup."""
        demand_fitting(outgoing)
        plain = {"chat_id": outgoing.to.address, "text": outgoing.text, "link_preview_options": {"is_disabled": True}}
        said = await (self._share(outgoing) if outgoing.files else self._call("sendMessage", json=plain))
        return Sent(f"{outgoing.to.address}:{said.get('message_id', outgoing.ref)}")

    async def _share(self, outgoing: Outgoing) -> Any:
        """What Telegram takes for no photo, such as a very long one, goes as a document."""
        file = outgoing.files[0]
        if file.mime in ("image/jpeg", "image/png") and len(file.content) <= BIGGEST_PHOTO:
            try:
                return await self._call("sendPhoto", data=form(outgoing, "photo"))
            except Refused as refused:
                if not re.search("PHOTO|IMAGE", str(refused)):
                    raise
        return await self._call("sendDocument", data=form(outgoing, "document"))

    async def fetch(self, media: Media) -> File:
        """Raises Refused or TryLater."""
        with repeatable():
            path = words(await self._call("getFile", json={"file_id": media.place}), "file_path")
            if not re.fullmatch(r"(?!.*\.\.)[A-Za-z0-9_./-]{1,300}", path):
                raise Refused("Telegram does not say where the file lies. Ask the customer to send it again.")
            status, content = await self._open("GET", f"/file/bot{self._token}/{path}")
        if status != 200:
            raise TryLater(f"Telegram answered {status} instead of the file. It is asked again.")
        if len(content) > BIGGEST_FETCHED:
            raise Refused("The file is bigger than 20 MB. Ask the customer for a smaller one.", "too_big")
        return File(media.name, media.mime, content)

    async def _call(self, method: str, kind: Any = Object, **what: Any) -> Any:
        """The result, of that kind. Raises Refused, TryLater, or Uncertain where it may have been carried out."""
        status, body = await self._open("POST", f"/bot{self._token}/{method}", **what)
        answer = None
        with suppress(ValueError, RecursionError):
            answer = json.loads(body)
            if status == 200:
                return convert(at(answer, "result"), kind)
        raise meaning(status, words(answer, "description").replace(self._token, "…"), at(answer, "parameters"))

    async def _open(self, verb: str, path: str, **what: Any) -> tuple[int, bytes]:
        """The status, and of the body at most one byte more than may be fetched."""
        if not TOKEN.fullmatch(self._token):
            raise Refused(REVOKED)
        body = b""
        try:
            async with (
                aiohttp.ClientSession(self._endpoint, timeout=TIMEOUT) as http,
                http.request(verb, path, allow_redirects=False, **what) as got,
            ):
                while more := await got.content.read(BIGGEST_FETCHED + 1 - len(body)):
                    body += more
                return got.status, body
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):  # nothing was written yet
            raise TryLater("Telegram could not be reached. It is tried again.", SOON) from None
        except (aiohttp.ClientError, OSError):  # a TimeoutError is an OSError
            raise Uncertain(UNCLEAR) from None


@contextmanager
def repeatable() -> Iterator[None]:
    """Around what may be asked again, so that nothing about it is uncertain."""
    try:
        yield
    except (Uncertain, ValidationError):
        raise TryLater("Telegram's answer was lost or made no sense. It is asked again.", SOON) from None


def demand_fitting(outgoing: Outgoing) -> None:
    """Raises Refused."""
    limits, files = Telegram.limits, outgoing.files
    if not re.fullmatch("[1-9][0-9]{0,18}", outgoing.to.address):
        raise Refused(f"{outgoing.to.address[:40]!r} is no Telegram user. Choose another address of this customer.")
    if len(files) > limits.files or any(len(one.content) > limits.biggest[""] for one in files):
        raise Refused("Telegram takes one file per message, of at most 50 MB. Send the others apart.", "too_big")
    if len(outgoing.text) > (limits.longest_caption if files else limits.longest):
        raise Refused("Telegram takes 4,096 characters, and 1,024 beside a file. Shorten the text.", "too_big")


def form(outgoing: Outgoing, field: str) -> aiohttp.FormData:
    """Telegram wants names in UTF-8, as they are."""
    file = outgoing.files[0]
    made = aiohttp.FormData({"chat_id": outgoing.to.address, "caption": outgoing.text}, quote_fields=False)
    name = re.sub(r"[\x00-\x1f\x7f]", "", file.name) or "file"
    mime = file.mime if re.fullmatch(r"[\w.+-]+/[\w.+-]+", file.mime, re.ASCII) else "application/octet-stream"
    made.add_field(field, io.BytesIO(file.content), filename=name, content_type=mime)
    return made


def meaning(status: int, description: str, parameters: Any) -> ConnectorError:
    """https://core.telegram.org/bots/api#making-requests"""
    if status == 429:
        pause = at(parameters, "retry_after")
        after = timedelta(seconds=min(max(pause, 1), 3600) if isinstance(pause, int) else 60)
        return TryLater("Telegram takes no more from this bot just now. It is tried again.", after)
    for known, part, sentence, code in MEANINGS:
        if status == known and part in description.lower():
            return Refused(sentence, code)
    if 300 <= status < 500:
        return Refused(f"Telegram refused it with {status}: {description[:200] or 'no reason given'}. Ask an admin.")
    return Uncertain(UNCLEAR)


def heard(said: Object) -> list[Happening]:
    """Nobody can write to a bot that they have blocked, so writing allows us to answer."""
    own, shown, media = written(said), content(said), attached(said)
    if own == "/start" or SERVICE & said.keys():
        return [Ignored("Telegram wrote it by itself, as when somebody opens the chat.")]
    stub = not shown and not media
    incoming = Incoming(
        remote_id=name(said),
        sender=customer(said),
        text=before(said) + (unshown(said) if stub else shown),
        said="" if "forward_origin" in said else own,
        sent_at=moment(said),
        ref=name(said),
        cites=(name(said, "reply_to_message"),) if "reply_to_message" in said else (),
        media=media,
        same=numbers(said),
        stub=stub,
    )
    return [incoming, Consent(customer(said), True)]


def changed(said: Object) -> list[Happening]:
    return [Edited(name(said), content(said), moment(said, "edit_date"))]


def reacted(told: Object) -> list[Happening]:
    """A custom emoji is a picture, which would have to be fetched."""
    sides = (convert(told[side], list[Object]) for side in ("old_reaction", "new_reaction"))
    old, new = ([words(one, "emoji") or "❔" for one in side] for side in sides)
    changes = [(one, True) for one in old if one not in new] + [(one, False) for one in new if one not in old]
    return [Reacted(name(told), customer(told), emoji, moment(told), gone) for emoji, gone in changes]


def consented(told: Object) -> list[Happening]:
    given = {"kicked": False, "member": True}.get(words(told, "new_chat_member", "status"))
    return [Ignored("Telegram: what the bot may do")] if given is None else [Consent(customer(told), given)]


SENSES = {"message": heard, "edited_message": changed, "message_reaction": reacted, "my_chat_member": consented}
"""The updates that Telegram is asked for, and what they say."""


def content(said: Object) -> str:
    return "\n".join(filter(None, (written(said), words(said, "sticker", "emoji"), place(said), card(said))))


def written(said: Object) -> str:
    """With the address behind each link; Telegram counts in units of UTF-16."""
    field = "text" if "text" in said else "caption"
    units, parts, done = words(said, field).encode("utf-16-le", "surrogatepass"), [], 0
    marks = convert(said.get("entities" if field == "text" else "caption_entities", []), list[Object])
    for one in (mark for mark in marks if words(mark, "type") == "text_link"):
        end = 2 * (number(one, "offset") + number(one, "length"))
        if done < end <= len(units):
            parts += [units[done:end], f" ({words(one, 'url')})".encode("utf-16-le", "surrogatepass")]
            done = end
    return b"".join([*parts, units[done:]]).decode("utf-16-le", "replace").strip()


def place(said: Object) -> str:
    if "location" not in said:
        return ""
    latitude, longitude = (f"{convert(said['location'][one], float):.6f}" for one in ("latitude", "longitude"))
    known = ", ".join(filter(None, (words(said, "venue", "title"), words(said, "venue", "address"))))
    link = f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}"
    return f"📍 {known or f'{latitude}, {longitude}'}\n{link}"


def card(said: Object) -> str:
    return f"👤 {called(said['contact'])} {words(said, 'contact', 'phone_number')}" if "contact" in said else ""


def attached(said: Object) -> tuple[Media, ...]:
    kind = next((one for one in FILES if one in said), "")
    if not kind:
        return ()
    file = convert(said[kind], list[Object])[-1] if kind == "photo" else said[kind]  # the biggest comes last
    usual, mime = FILES[kind]
    if kind == "sticker" and (file.get("is_animated") or file.get("is_video")):
        usual, mime = ("sticker.webm", "video/webm") if file.get("is_video") else ("sticker.tgs", "application/gzip")
    named = words(file, "file_name") or usual, words(file, "mime_type") or mime
    return (Media(*named, convert(file["file_id"], str), convert(file.get("file_size", 0), int)),)


def unshown(said: Object) -> str:
    kind = next((one for one in UNSHOWN if one in said), "of a new kind").replace("_", " ")
    return f"Something that Hilo cannot show ({kind}). Ask the customer to write it as text."


def before(said: Object) -> str:
    """What stands above the customer's words: where they were forwarded from, or what they answer."""
    if origin := said.get("forward_origin"):
        whose = [called(origin.get(one)) for one in ("sender_user", "sender_chat", "chat")]
        return f"Forwarded from {next(filter(None, [*whose, words(origin, 'sender_user_name')]), 'somebody')}:\n"
    cited = said.get("reply_to_message")
    quote = words(said, "quote", "text") or words(cited, "text") or words(cited, "caption")
    return "".join(f"> {line}\n" for line in quote[:500].splitlines()) + "\n" if quote else ""


def numbers(said: Object) -> tuple[Address, ...]:
    """Telegram itself notes on a card whose number it is; the sender's own proves them. +888 is no phone's."""
    found = re.fullmatch(r"\+?(?!888)([1-9][0-9]{6,14})", words(said, "contact", "phone_number"))
    if not found or at(said, "contact", "user_id") != number(said, "chat", "id"):
        return ()
    return tuple(Address(one, f"+{found[1]}", "", "proven", "Telegram") for one in ("sms", "whatsapp"))


def customer(told: Object) -> Address:
    """Not scoped: a user has one number for all bots, so that two bots of ours know one customer."""
    return Address("telegram", str(number(told, "chat", "id")), called(told["chat"]), "proven", "Telegram")


def called(party: Any) -> str:
    """A user's or a chat's name."""
    whole = " ".join(words(party, one) for one in ("first_name", "last_name", "title")).split()
    return " ".join(whole)[:200] or (f"@{words(party, 'username')}" if words(party, "username") else "")


def name(told: Object, *inside: str) -> str:
    """Messages are numbered within their chat."""
    return f"{number(told, 'chat', 'id')}:{number(told, *inside, 'message_id')}"


def moment(told: Object, field: str = "date") -> datetime:
    return datetime.fromtimestamp(number(told, field if field in told else "date"), UTC)


def number(told: Any, *path: str) -> int:
    """Raises ValidationError where there is none."""
    return convert(at(told, *path), int)


def words(told: Any, *path: str) -> str:
    """The text that stands there, or ""."""
    found = at(told, *path)
    return found if isinstance(found, str) else ""


def at(told: Any, *path: str) -> Any:
    for one in path:
        told = told.get(one) if isinstance(told, dict) else None
    return told
