"""Whether an account's settings work. Nothing is sent."""

import re
from typing import Any

from connectors.contract import Refused, TryLater
from connectors.twilio.line import UNREADABLE
from connectors.twilio.number import COUNTRYLESS, E164, WHATSAPP, Medium, own
from connectors.twilio.settings import SmsSettings, WhatsAppSettings

SANDBOX = "whatsapp:+14155238886"
"""Everybody's for trying out, and in nobody's list. https://www.twilio.com/docs/whatsapp/sandbox"""
STRANGE = "Twilio's answer cannot be read. Try again later."
NO_NUMBER = "This number is not among the account's active numbers. Buy it in Twilio's console, or choose another."
NO_SMS = "This number takes no SMS. Choose one with SMS in Twilio's console."
NO_SERVICE = "The account has no such messaging service. Copy its SID from Twilio's console; it begins with MG."
NO_SENDER = "This number is not among the account's WhatsApp senders. Register it in Twilio's console."
MOST_SENDERS = 500


async def check(client: Any, medium: Medium, settings: SmsSettings | WhatsAppSettings) -> None:
    """Raises Refused, or TryLater."""
    try:
        await demand_active(client, settings.account_sid)
        await demand_sender(client, medium, own(medium, settings.sender))
    except UNREADABLE as unreadable:
        raise TryLater(STRANGE) from unreadable


async def demand_active(client: Any, account_sid: str) -> None:
    account = await client.api.accounts(account_sid).fetch_async()
    if account.status != "active":
        raise Refused(f"Twilio says that the account is {str(account.status)[:20]}. Settle that in Twilio's console.")


async def demand_sender(client: Any, medium: Medium, ours: dict[str, str]) -> None:
    if service := ours.get("messaging_service_sid"):
        await demand_service(client, service)
    elif not E164.fullmatch(ours["from_"].removeprefix(medium.prefix)):
        await demand_short_code(client, medium, ours["from_"])
    elif medium is WHATSAPP:
        await demand_whatsapp(client, ours["from_"])
    else:
        await demand_number(client, ours["from_"])


async def demand_service(client: Any, service: str) -> None:
    try:
        await client.messaging.v1.services(service).fetch_async()
    except Refused as missing:
        raise Refused(NO_SERVICE) from missing


async def demand_short_code(client: Any, medium: Medium, sender: str) -> None:
    if medium is WHATSAPP or not re.fullmatch("[0-9]{3,8}", sender):
        raise Refused(COUNTRYLESS)
    if not await client.short_codes.list_async(short_code=sender, limit=1):
        raise Refused(NO_NUMBER)


async def demand_whatsapp(client: Any, sender: str) -> None:
    if sender == SANDBOX:
        return
    senders = await client.messaging.v2.channels_senders.list_async(channel="whatsapp", limit=MOST_SENDERS)
    if not any(one.sender_id == sender for one in senders):
        raise Refused(NO_SENDER)


async def demand_number(client: Any, sender: str) -> None:
    found = await client.incoming_phone_numbers.list_async(phone_number=sender, limit=1)
    if not found:
        raise Refused(NO_NUMBER)
    if isinstance(found[0].capabilities, dict) and found[0].capabilities.get("sms") is False:
        raise Refused(NO_SMS)
