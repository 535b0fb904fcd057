"""WhatsApp by Twilio. https://www.twilio.com/docs/whatsapp"""

from datetime import timedelta
from typing import Any, ClassVar

from connectors.contract import Limits, Template
from connectors.twilio import templates
from connectors.twilio.channel import Twilio
from connectors.twilio.number import WHATSAPP, Medium
from connectors.twilio.settings import WhatsAppSettings

IMAGE = 5_000_000  # bytes
OTHER = 16_000_000  # bytes
OFFICE = "application/vnd.openxmlformats-officedocument."
DOCUMENTS = ("application/pdf", "application/msword", OFFICE, "text/vcard", "text/x-vcard")
"""https://www.twilio.com/docs/whatsapp/guidance-whatsapp-media-messages"""


class TwilioWhatsApp(Twilio):
    name: ClassVar[str] = "twilio_whatsapp"
    channel: ClassVar[str] = WHATSAPP.channel
    title: ClassVar[dict[str, str]] = {"en": "WhatsApp by Twilio", "es": "WhatsApp con Twilio"}
    hook_help: ClassVar[dict[str, str]] = {
        "en": "In Twilio's console: Messaging, WhatsApp senders, your number, webhook for incoming messages, by POST.",
        "es": "En la consola de Twilio: Messaging, WhatsApp senders, su número, webhook de los entrantes, por POST.",
    }
    Settings: ClassVar[type[Any]] = WhatsAppSettings
    medium: ClassVar[Medium] = WHATSAPP
    limits: ClassVar[Limits] = Limits(
        longest=1_600,
        window=timedelta(hours=24),
        templates=True,
        files=1,
        biggest={
            **dict.fromkeys(("image/jpeg", "image/png", "image/webp"), IMAGE),
            **dict.fromkeys(("audio/", "video/mp4", *DOCUMENTS), OTHER),
        },
    )

    async def templates(self) -> list[Template]:
        return await templates.approved(self._client())
