"""The demo's SMS: what Twilio would call with, and an account that never calls Twilio.

An account whose SID ends in .example is one of the demo's. Twilio's begin with AC and hold no point: nothing that
somebody wanted delivered is kept back.
"""

import asyncio
from datetime import datetime
from urllib.parse import urlencode

from connectors.contract import Keep, Outgoing, Sent
from connectors.twilio_sms import TwilioSms
from router.demo.acts import Receipt, Sms

NUMBER = "+34600000099"
SETTINGS: dict[str, object] = {"account_sid": "sms.casalumbre.example", "sender": NUMBER}


class RehearsedSms(TwilioSms):
    """SMS whose .example accounts are always quiet, and accept whatever is sent."""

    @property
    def _rehearses(self) -> bool:
        return self._settings.account_sid.endswith(".example")

    async def listen(self, cursor: str, keep: Keep) -> None:
        if self._rehearses:
            await asyncio.Event().wait()
        await super().listen(cursor, keep)

    async def check(self) -> None:
        if not self._rehearses:
            await super().check()

    async def send(self, outgoing: Outgoing) -> Sent:
        return Sent(sid(outgoing.message_id)) if self._rehearses else await super().send(outgoing)


def sid(name: str) -> str:
    """Twilio's for a message: 32 hexadecimal digits, as many as a UUID has."""
    return f"SM{name.replace('-', '')}"


def form(act: Sms, key: str) -> bytes:
    """As connectors.twilio.reading takes it. key: a UUID."""
    return posted(sid(key), SmsStatus="received", From=act.who.phone, To=NUMBER, Body=act.text, NumMedia="0")


def status(act: Receipt, _: datetime) -> bytes:
    return posted(sid(act.message_id), SmsStatus=act.state, MessageStatus=act.state, From=NUMBER)


def posted(message_sid: str, **fields: str) -> bytes:
    named = {"MessageSid": message_sid, "SmsSid": message_sid, "AccountSid": SETTINGS["account_sid"]}
    return urlencode({**named, "ApiVersion": "2010-04-01", **fields}).encode()
