"""A customer's phone: it writes by SMS through Twilio and by WhatsApp through Meta, who call our hooks for it."""

import json
import time
import urllib.request
from datetime import timedelta
from itertools import count
from typing import Any
from urllib.parse import urlencode

from servers import graph, twilio, twilio_calls
from servers.hilo import Hilo, Person

SMS = {"account_sid": twilio.ACCOUNT, "auth_token": twilio.TOKEN, "sender": twilio.NUMBER}
WHATSAPP = {
    "phone_number_id": graph.NUMBER_ID,
    "business_account_id": graph.BUSINESS_ID,
    "access_token": graph.TOKEN,
    "app_secret": graph.SECRET,
    "verify_token": graph.VERIFY,
}
NOW = timedelta()


class Phones:
    """The accounts by which phones reach us."""

    def __init__(self, hilo: Hilo, admin: Person) -> None:
        self._hilo = hilo
        self._sms = str(admin.post("/api/v1/accounts", connector="twilio_sms", name="Madrid", settings=SMS)["id"])
        chats = admin.post("/api/v1/accounts", connector="meta_whatsapp", name="Acme chats", settings=WHATSAPP)
        self._whatsapp = str(chats["id"])
        self.numbers = count(1)

    def sms(self, **fields: str) -> None:
        hook = f"{self._hilo.url}/hooks/{self._sms}"
        form = {"AccountSid": twilio.ACCOUNT, "To": twilio.NUMBER, **fields}
        call = twilio_calls.signed(urlencode(form).encode(), hook)
        self._post(hook, call.body, call.headers)

    def whatsapp(self, name: str, message: dict[str, Any]) -> None:
        contact = {"profile": {"name": name}, "wa_id": message["from"]}
        body = json.dumps(graph.call(contacts=[contact], messages=[message])).encode()
        self._post(f"{self._hilo.url}/hooks/{self._whatsapp}", body, graph.signed(body))

    def _post(self, hook: str, body: bytes, headers: dict[str, str]) -> None:
        with urllib.request.urlopen(urllib.request.Request(hook, body, headers), timeout=30) as answer:
            assert answer.status == 200


class Phone:
    def __init__(self, phones: Phones, name: str, number: str) -> None:
        self._phones, self._name, self.number = phones, name, number

    def text(self, text: str, *files: str, mime: str = "image/png") -> None:
        """An SMS. files: where Twilio has them."""
        sid = f"SM{next(self._phones.numbers):032x}"
        media = {f"MediaUrl{at}": url for at, url in enumerate(files)}
        kinds = {f"MediaContentType{at}": mime for at, _ in enumerate(files)}
        about = {"MessageSid": sid, "From": self.number, "Body": text, "NumMedia": str(len(files))}
        self._phones.sms(**about, **media, **kinds)

    def whatsapp(self, text: str, ago: timedelta = NOW) -> str:
        """A message, written so long ago. Returns Meta's id of it."""
        return self._tell(ago, type="text", text={"body": text})

    def edits(self, message: str, text: str) -> None:
        said = {"type": "text", "text": {"body": text}}
        self._tell(type="edit", edit={"original_message_id": message, "message": said})

    def deletes(self, message: str) -> None:
        self._tell(type="revoke", revoke={"original_message_id": message})

    def reacts(self, message: str, emoji: str) -> None:
        self._tell(type="reaction", reaction={"message_id": message, "emoji": emoji})

    def _tell(self, ago: timedelta = NOW, **what: Any) -> str:
        named = f"wamid.{next(self._phones.numbers)}"
        at = str(int(time.time() - ago.total_seconds()))
        head = {"from": self.number.removeprefix("+"), "id": named, "timestamp": at}
        self._phones.whatsapp(self._name, {**head, **what})
        return named
