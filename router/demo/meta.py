"""The demo's WhatsApp, straight from Meta: what Meta would call with, and an account that never calls Meta.

An account whose phone number ID ends in .example is one of the demo's. Meta's are made of digits alone, and the real
connector refuses any other before it calls anybody: nothing that somebody wanted delivered is kept back.
"""

import asyncio
import base64
import hashlib
from datetime import datetime
from typing import Any

import msgspec

from connectors.contract import File, Media, Outgoing, Sent, Template
from connectors.meta_whatsapp import MetaWhatsApp
from router.demo.acts import Edit, Reaction, Receipt, WhatsApp
from router.demo.photo import photo

NUMBER = "+34600000098"
SETTINGS: dict[str, object] = {
    "phone_number_id": "whatsapp.casalumbre.example",
    "business_account_id": "casalumbre.example",
}
FETCHING = 3.0
"""Seconds that a photo takes, so that its place can be seen before it."""
TEMPLATES = [
    Template(
        "demo-en", "order_news", "en",
        "Hello {{1}}, this is Casa Lumbre. There is news of your order {{2}}: just answer here, and we tell you more.",
        ("1", "2"),
    ),
    Template(
        "demo-es", "aviso_pedido", "es",
        "Hola, {{1}}: somos Casa Lumbre. Hay novedades de tu pedido {{2}}; contéstanos aquí y te contamos.",
        ("1", "2"),
    ),
]  # fmt: skip


class RehearsedWhatsApp(MetaWhatsApp):
    """WhatsApp whose .example accounts accept whatever is sent, and know one photo."""

    @property
    def _rehearses(self) -> bool:
        return self._number_id.endswith(".example")

    async def check(self) -> None:
        if not self._rehearses:
            await super().check()

    async def send(self, outgoing: Outgoing) -> Sent:
        return Sent(wamid(outgoing.message_id)) if self._rehearses else await super().send(outgoing)

    async def fetch(self, media: Media) -> File:
        if not self._rehearses:
            return await super().fetch(media)
        await asyncio.sleep(FETCHING)
        return File(media.name, media.mime, photo(cracked=False))

    async def templates(self) -> list[Template]:
        return TEMPLATES if self._rehearses else await super().templates()


def wamid(name: str) -> str:
    """The id that Meta would give a message."""
    return f"wamid.{name}"


def call(act: WhatsApp | Edit | Reaction, key: str, at: datetime) -> bytes:
    """One message, as connectors.meta.reading takes it. key: its name, unless the story gave it one."""
    named = act.name if isinstance(act, WhatsApp) and act.name else key
    person = {"profile": {"name": act.who.name}, "wa_id": act.who.phone[1:]}
    message = {"from": act.who.phone[1:], "id": wamid(named), "timestamp": f"{at.timestamp():.0f}", **content(act)}
    return wrapped({"contacts": [person], "messages": [message]})


def content(act: WhatsApp | Edit | Reaction) -> dict[str, Any]:
    match act:
        case Edit():
            edited = {"original_message_id": wamid(act.name), "message": words(act.text)}
            return {"type": "edit", "edit": edited}
        case Reaction():
            return {"type": "reaction", "reaction": {"message_id": wamid(act.message_id), "emoji": act.emoji}}
    return pictured(act.text) if act.photo else words(act.text)


def words(text: str) -> dict[str, Any]:
    return {"type": "text", "text": {"body": text}}


def pictured(caption: str) -> dict[str, Any]:
    digest = base64.b64encode(hashlib.sha256(photo(cracked=False)).digest()).decode()
    return {"type": "image", "image": {"caption": caption, "mime_type": "image/png", "sha256": digest, "id": "lamp"}}


def status(act: Receipt, at: datetime) -> bytes:
    told = {"id": wamid(act.message_id), "status": act.state, "timestamp": f"{at.timestamp():.0f}"}
    return wrapped({"statuses": [{**told, "biz_opaque_callback_data": act.message_id}]})


def wrapped(value: dict[str, Any]) -> bytes:
    about = {"display_phone_number": NUMBER[1:], "phone_number_id": SETTINGS["phone_number_id"]}
    change = {"field": "messages", "value": {"messaging_product": "whatsapp", "metadata": about, **value}}
    entry = {"id": SETTINGS["business_account_id"], "changes": [change]}
    return msgspec.json.encode({"object": "whatsapp_business_account", "entry": [entry]})
