"""Twilio. https://www.twilio.com/docs/messaging/guides/webhook-request"""

import hashlib
from typing import Any, ClassVar
from urllib.parse import quote, urlencode

from servers.callers.call import Call
from servers.twilio import ACCOUNT, NUMBER, TOKEN
from twilio.request_validator import RequestValidator

WORDS = {"sent": "sent", "delivered": "delivered", "read": "read", "failed": "failed"}


class TwilioSms:
    name: ClassVar[str] = "twilio_sms"
    settings: ClassVar[dict[str, Any]] = {"account_sid": ACCOUNT, "sender": NUMBER}
    secrets: ClassVar[dict[str, str]] = {"auth_token": TOKEN}
    prefix: ClassVar[str] = ""
    STATES: ClassVar[tuple[str, ...]] = ("sent", "delivered")

    def __init__(self, hook: str) -> None:
        self._hook = hook
        self._validator = RequestValidator(TOKEN)

    def address(self, number: int) -> str:
        return f"+1555{number:07d}"

    def remote_id(self, number: int, count: int) -> str:
        return f"SM{number:016x}{count:016x}"

    def message(self, number: int, count: int, text: str) -> Call:
        sid = self.remote_id(number, count)
        return self._form(MessageSid=sid, SmsSid=sid, Body=text, NumMedia="0", **self._between(number))

    def receipt(self, number: int, ref: str, remote_id: str, state: str) -> Call:
        sid, word = remote_id, WORDS[state]
        ours, theirs = f"{self.prefix}{NUMBER}", f"{self.prefix}{self.address(number)}"
        said = {"MessageSid": sid, "SmsSid": sid, "MessageStatus": word, "SmsStatus": word, "From": ours, "To": theirs}
        return self._form(f"?ref={quote(ref)}", **said)

    def signed(self, body: bytes) -> Call:
        """As JSON, of which the address names the digest: https://www.twilio.com/docs/usage/security"""
        query = f"?bodySHA256={hashlib.sha256(body).hexdigest()}"
        signature = self._validator.compute_signature(self._hook + query, {})
        return Call(body, {"Content-Type": "application/json", "X-Twilio-Signature": signature}, query)

    def unknown(self) -> Call:
        return self._form(Moon="full", Tide="")

    def _between(self, number: int) -> dict[str, str]:
        return {"From": f"{self.prefix}{self.address(number)}", "To": f"{self.prefix}{NUMBER}"}

    def _form(self, query: str = "", /, **fields: str) -> Call:
        fields = {"AccountSid": ACCOUNT, "ApiVersion": "2010-04-01", **fields}
        signature = self._validator.compute_signature(self._hook + query, fields)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": signature}
        return Call(urlencode(fields).encode(), headers, query)


class TwilioWhatsapp(TwilioSms):
    name: ClassVar[str] = "twilio_whatsapp"
    prefix: ClassVar[str] = "whatsapp:"
    STATES: ClassVar[tuple[str, ...]] = ("sent", "delivered", "read")
