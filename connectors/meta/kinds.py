"""What a message holds, kind by kind: words, files, and what has to be told in words.

https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
"""

import json
from collections.abc import Callable
from typing import Any, Literal, TypeVar

from msgspec import Struct, convert

from connectors.contract import Media
from connectors.meta.allowed import bare
from connectors.meta.files import hexadecimal

ENDINGS = {
    "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "video/mp4": ".mp4", "video/3gpp": ".3gp",
    "audio/aac": ".aac", "audio/amr": ".amr", "audio/mpeg": ".mp3", "audio/mp4": ".m4a", "audio/ogg": ".ogg",
    "application/pdf": ".pdf", "text/plain": ".txt",
}  # fmt: skip

T = TypeVar("T")


class Content(Struct, frozen=True):
    """said: in the customer's own words. told: in ours."""

    said: str = ""
    told: str = ""
    media: tuple[Media, ...] = ()


def content_of(message: dict[str, Any]) -> Content | None:
    """None for a kind that we do not know. Raises ValueError for one that is not as Meta describes it."""
    kind = message.get("type")
    reader = READERS.get(kind) if isinstance(kind, str) else None
    return reader(message) if reader else None


def part(message: dict[str, Any], model: type[T]) -> T:
    """What stands under the name of its kind. Raises ValidationError, which is a ValueError."""
    return convert(message.get(message["type"]), model, strict=False)


class Text(Struct, frozen=True):
    body: str


def text(message: dict[str, Any]) -> Content:
    return Content(part(message, Text).body)


class Asset(Struct, frozen=True):
    id: str
    mime_type: str = ""
    sha256: str = ""
    filename: str = ""
    caption: str = ""
    voice: bool = False


def asset(message: dict[str, Any]) -> Content:
    one = part(message, Asset)
    kind = "voice" if one.voice else message["type"]
    name = one.filename or f"{kind}{ENDINGS.get(bare(one.mime_type), '')}"
    return Content(one.caption, media=(Media(name, one.mime_type, one.id, sha256=hexadecimal(one.sha256)),))


class Location(Struct, frozen=True):
    latitude: float
    longitude: float
    name: str = ""
    address: str = ""
    url: str = ""


def location(message: dict[str, Any]) -> Content:
    one = part(message, Location)
    on_map = f"https://www.google.com/maps/search/?api=1&query={one.latitude:.6f},{one.longitude:.6f}"
    return Content(told="\n".join(filter(None, (f"📍 {one.name}".rstrip(), one.address, one.url, on_map))))


class Name(Struct, frozen=True):
    formatted_name: str = ""


class Phone(Struct, frozen=True):
    phone: str = ""
    wa_id: str = ""


class Email(Struct, frozen=True):
    email: str = ""


class Card(Struct, frozen=True):
    name: Name = Name()
    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()

    def __str__(self) -> str:
        numbers = (one.phone or one.wa_id for one in self.phones)
        return ", ".join(filter(None, (self.name.formatted_name, *numbers, *(one.email for one in self.emails))))


def cards(message: dict[str, Any]) -> Content:
    return Content(told="\n".join(f"👤 {one}" for one in part(message, tuple[Card, ...])))


class Choice(Struct, frozen=True):
    title: str
    description: str = ""


class Form(Struct, frozen=True):
    """response_json: the answers of a WhatsApp Flow, as JSON within JSON."""

    response_json: str
    body: str = ""


class Interactive(Struct, frozen=True):
    type: Literal["button_reply", "list_reply", "nfm_reply"]
    button_reply: Choice | None = None
    list_reply: Choice | None = None
    nfm_reply: Form | None = None


def interactive(message: dict[str, Any]) -> Content:
    one = part(message, Interactive)
    if form := one.nfm_reply:
        return Content(answers(form))
    chosen = one.button_reply or one.list_reply
    if chosen is None:
        raise ValueError("nothing was chosen")
    return Content("\n".join(filter(None, (chosen.title, chosen.description))))


def answers(form: Form) -> str:
    given = convert(json.loads(form.response_json), dict[str, Any])
    lines = (f"{name}: {worded(value)}" for name, value in given.items() if name != "flow_token")
    return "\n".join(lines) or form.body


def worded(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


class Button(Struct, frozen=True):
    text: str


def button(message: dict[str, Any]) -> Content:
    return Content(part(message, Button).text)


class Item(Struct, frozen=True):
    product_retailer_id: str
    quantity: int = 1
    item_price: float = 0
    currency: str = ""


class Order(Struct, frozen=True):
    product_items: tuple[Item, ...]
    text: str = ""


def order(message: dict[str, Any]) -> Content:
    one = part(message, Order)
    lines = (
        f"🛒 {item.quantity} × {item.product_retailer_id}, {item.item_price:g} {item.currency}".rstrip()
        for item in one.product_items
    )
    return Content(one.text, "\n".join(lines))


READERS: dict[str, Callable[[dict[str, Any]], Content]] = {
    "text": text,
    **dict.fromkeys(("image", "audio", "voice", "video", "document", "sticker"), asset),
    "location": location,
    "contacts": cards,
    "interactive": interactive,
    "button": button,
    "order": order,
}
