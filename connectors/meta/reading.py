"""A whole call: every entry, every change in it, every message and every status in that.

https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview
"""

import json
from collections.abc import Iterator
from typing import Any

from msgspec import Struct, ValidationError, convert

from connectors.contract import Consent, Happening, Ignored
from connectors.meta.changes import changed
from connectors.meta.meaning import shown
from connectors.meta.messages import UNREADABLE, incoming, stub
from connectors.meta.number import address_of
from connectors.meta.people import Contact, Who, known_as, who
from connectors.meta.receipts import receipt

NO_MESSAGE = {
    "smb_message_echoes": "The business wrote this on its own phone.",
    "message_echoes": "The business wrote this elsewhere.",
    "message_template_status_update": "News of a template.",
    "account_alerts": "News of the WhatsApp account.",
}


def read(body: bytes, phone_number_id: str) -> list[Happening]:
    """Raises ValueError or RecursionError where the whole is no JSON."""
    call = json.loads(body, parse_int=short, object_pairs_hook=filled_in)
    found = [one for change in changes(call) for one in of_change(change, phone_number_id)]
    return found or [Ignored("There is nothing in it.")]


def short(digits: str) -> int:
    """A number of thousands of digits must not cost the other messages; no id or time of Meta's has that many."""
    return int(digits) if len(digits) <= 40 else 0


def filled_in(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """null is the same as nothing."""
    return {name: value for name, value in pairs if value is not None}


def changes(call: Any) -> Iterator[dict[str, Any]]:
    for entry in rows(call, "entry"):
        for change in rows(entry, "changes"):
            if isinstance(change, dict):
                yield change


def rows(holder: Any, name: str) -> list[Any]:
    found = holder.get(name) if isinstance(holder, dict) else None
    return found if isinstance(found, list) else []


def of_change(change: dict[str, Any], phone_number_id: str) -> list[Happening]:
    """An app's hook is called for every number of the app."""
    field, value = change.get("field"), change.get("value")
    match value:
        case {"metadata": {"phone_number_id": str(other)}} if other != phone_number_id:
            return [Ignored("It concerns another phone number.")]
    if field == "user_preferences":
        return [preference(row) for row in rows(value, "user_preferences")]
    if field != "messages":
        name = shown(field) if isinstance(field, str) else "no name"
        return [Ignored(NO_MESSAGE.get(name, f"News of another kind: {name}."))]
    contacts = contacts_of(value)
    messages = rows(value, "messages")
    alone = len(messages) == len(contacts) == 1
    heard = [one for message in messages for one in of_message(message, contacts, alone=alone)]
    told = [receipt(row) for row in rows(value, "statuses")]
    return [*heard, *told, *(fault(row) for row in rows(value, "errors"))]


def contacts_of(value: Any) -> list[Contact]:
    found = []
    for row in rows(value, "contacts"):
        try:
            found.append(convert(row, Contact))
        except ValidationError:  # its message is still there, without a name
            continue
    return found


def of_message(message: Any, contacts: list[Contact], *, alone: bool) -> list[Happening]:
    """Whatever is wrong with one message costs no other."""
    if not isinstance(message, dict):
        return [Ignored("A message that holds nothing.")]
    writer = written_by(message, contacts, alone=alone)
    try:
        found = changed(message, writer)
        return [incoming(message, writer)] if found is None else found
    except (ValueError, RecursionError):
        return [stub(message, writer, UNREADABLE)]


def written_by(message: dict[str, Any], contacts: list[Contact], *, alone: bool) -> Who:
    try:
        return who(message, contacts, alone=alone)
    except ValidationError:
        return known_as([])


class Preference(Struct, frozen=True):
    value: str
    category: str = ""
    wa_id: str = ""
    user_id: str = ""


def preference(row: Any) -> Happening:
    """Only advertising can be stopped there, so that answers still reach them; taking it back reopens the address."""
    try:
        one = convert(row, Preference)
    except ValidationError:
        return Ignored("A wish about advertising that names nobody.")
    writer = known_as([found for named in (one.wa_id, one.user_id) if (found := address_of(named))])
    if writer.sender.evidence != "proven":
        return Ignored("A wish about advertising that names nobody.")
    if one.value == "resume":
        return Consent(writer.sender, given=True)
    return Ignored("The customer wants no more advertising; answers still reach them.")


class Error(Struct, frozen=True):
    code: int = -1
    title: str = ""


def fault(row: Any) -> Happening:
    try:
        one = convert(row, Error, strict=False)
    except ValidationError:
        one = Error()
    return Ignored(f"WhatsApp reports a fault of its own: {shown(one.title)} (code {one.code}).")
