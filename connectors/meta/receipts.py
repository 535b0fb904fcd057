"""What became of what we sent.

https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/status
"""

from typing import Any

from msgspec import Struct, ValidationError, convert

from connectors.contract import Happening, Ignored, Receipt, State
from connectors.meta.graph import Details
from connectors.meta.meaning import meaning, shown

STATES: dict[str, State] = {
    "sent": "sent",
    "delivered": "delivered",
    "read": "read",
    "played": "read",
    "failed": "failed",
}
""""read" may come without "delivered"; "played" is said of voice messages."""


class Why(Struct, frozen=True):
    code: int = -1
    title: str = ""
    error_data: Details = Details()


class Status(Struct, frozen=True):
    """biz_opaque_callback_data: our ref, as we sent it."""

    id: str
    status: str
    biz_opaque_callback_data: str = ""
    errors: Any = ()


def receipt(row: Any) -> Happening:
    try:
        one = convert(row, Status, strict=False)
    except ValidationError:
        return Ignored("News of a message that names none.")
    if one.status not in STATES:
        return Ignored(f"News that we have no word for: {shown(one.status)}")
    state = STATES[one.status]
    if state != "failed":
        return Receipt(state, one.id, one.biz_opaque_callback_data)
    why = why_of(one)
    told = meaning(why.code, why.error_data.details or why.title)
    return Receipt(state, one.id, one.biz_opaque_callback_data, told.sentence, told.code)


def why_of(one: Status) -> Why:
    """That it failed counts more than why."""
    try:
        return next(iter(convert(one.errors, tuple[Why, ...], strict=False)), Why())
    except ValidationError:
        return Why()
