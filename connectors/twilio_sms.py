"""SMS and MMS by Twilio. https://www.twilio.com/docs/messaging"""

from typing import Any, ClassVar

from connectors.contract import Limits
from connectors.twilio.channel import Twilio
from connectors.twilio.number import SMS, Medium
from connectors.twilio.settings import SmsSettings

TAKEN = ("image/", "audio/", "video/", "text/vcard", "text/calendar", "application/pdf")
BIGGEST = 5_000_000  # bytes, of all files of a message together
"""https://www.twilio.com/docs/messaging/guides/accepted-mime-types"""


class TwilioSms(Twilio):
    name: ClassVar[str] = "twilio_sms"
    channel: ClassVar[str] = SMS.channel
    title: ClassVar[dict[str, str]] = {"en": "SMS by Twilio", "es": "SMS con Twilio"}
    hook_help: ClassVar[dict[str, str]] = {
        "en": "In Twilio's console: Phone Numbers, your number, Messaging, “A message comes in”, Webhook, HTTP POST.",
        "es": "En la consola de Twilio: Phone Numbers, su número, Messaging, «A message comes in», Webhook, HTTP POST.",
    }
    Settings: ClassVar[type[Any]] = SmsSettings
    medium: ClassVar[Medium] = SMS
    limits: ClassVar[Limits] = Limits(
        longest=1_600,
        counted="sms",
        files=10,
        biggest=dict.fromkeys(TAKEN, BIGGEST),
    )
