"""WhatsApp Cloud API. https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/components"""

import hashlib
import hmac
import json
import time
from typing import Any, ClassVar

from servers.callers.call import Call
from servers.graph import BUSINESS_ID, NUMBER_ID, SECRET, TOKEN, VERIFY

AT = int(time.time()) - 3600
"""Within the 24 hours in which a customer may be answered freely."""


class MetaWhatsapp:
    name: ClassVar[str] = "meta_whatsapp"
    settings: ClassVar[dict[str, Any]] = {"phone_number_id": NUMBER_ID, "business_account_id": BUSINESS_ID}
    secrets: ClassVar[dict[str, str]] = {"access_token": TOKEN, "app_secret": SECRET, "verify_token": VERIFY}
    STATES: ClassVar[tuple[str, ...]] = ("sent", "delivered", "read")

    def __init__(self, hook: str) -> None:
        pass

    def address(self, number: int) -> str:
        return f"+1666{number:07d}"

    def remote_id(self, number: int, count: int) -> str:
        return f"wamid.{number:08d}.{count:08d}"

    def message(self, number: int, count: int, text: str) -> Call:
        return self.batch([self.said(number, count, text)])

    def said(self, number: int, count: int, text: str) -> dict[str, Any]:
        head = {"from": self._digits(number), "id": self.remote_id(number, count), "timestamp": str(AT + count)}
        return {**head, "type": "text", "text": {"body": text}}

    def edit(self, number: int, count: int, text: str, at: int) -> Call:
        original = {"original_message_id": self.remote_id(number, count)}
        edited = {**original, "message": {"type": "text", "text": {"body": text}}}
        return self.batch([{**self._later(number, at), "type": "edit", "edit": edited}])

    def delete(self, number: int, count: int, at: int) -> Call:
        revoked = {"original_message_id": self.remote_id(number, count)}
        return self.batch([{**self._later(number, at), "type": "revoke", "revoke": revoked}])

    def react(self, number: int, count: int, emoji: str, at: int) -> Call:
        reaction = {"message_id": self.remote_id(number, count), "emoji": emoji}
        return self.batch([{**self._later(number, at), "type": "reaction", "reaction": reaction}])

    def receipt(self, number: int, ref: str, remote_id: str, state: str) -> Call:
        told = {"id": remote_id, "status": state, "timestamp": str(AT), "recipient_id": self._digits(number)}
        return self._call({"statuses": [{**told, "biz_opaque_callback_data": ref}]})

    def unknown(self) -> Call:
        return self._call({"eclipse": [{"partial": True}]}, "lunar_events")

    def batch(self, messages: list[dict[str, Any]]) -> Call:
        """Several messages in one call, as after an outage."""
        people = sorted({one["from"] for one in messages})
        contacts = [{"profile": {"name": f"Customer {one}"}, "wa_id": one} for one in people]
        return self._call({"contacts": contacts, "messages": messages})

    def _digits(self, number: int) -> str:
        return self.address(number).removeprefix("+")

    def _later(self, number: int, at: int) -> dict[str, str]:
        return {"from": self._digits(number), "id": f"wamid.later.{number}.{at}", "timestamp": str(at)}

    def _call(self, value: dict[str, Any], field: str = "messages") -> Call:
        ours = {"display_phone_number": "15550000000", "phone_number_id": NUMBER_ID}
        whole = {"messaging_product": "whatsapp", "metadata": ours, **value}
        entry = {"id": BUSINESS_ID, "changes": [{"field": field, "value": whole}]}
        return self.signed(json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode())

    def signed(self, body: bytes) -> Call:
        digest = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        return Call(body, {"Content-Type": "application/json", "X-Hub-Signature-256": f"sha256={digest}"})
