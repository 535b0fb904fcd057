"""WhatsApp, straight from Meta: https://developers.facebook.com/documentation/business-messaging/whatsapp/overview"""

from typing import Any, ClassVar

from connectors.contract import (
    Address,
    File,
    Happening,
    Limits,
    Media,
    Outgoing,
    Raw,
    Refused,
    Request,
    Sent,
    Taken,
    Template,
)
from connectors.meta import files, number, reading, refusal, sending, signature, template
from connectors.meta import settings as form
from connectors.meta.allowed import LIMITS
from connectors.meta.graph import META, Fault, Graph, Lost, Places


class MetaWhatsApp:
    """A number on the Cloud API. docs/whatsapp.md says how to set it up.

    Not idempotent: Meta sends the same call twice as two messages.
    """

    name: ClassVar[str] = "meta_whatsapp"
    channel: ClassVar[str] = number.CHANNEL
    title: ClassVar[dict[str, str]] = {"en": "WhatsApp by Meta", "es": "WhatsApp de Meta"}
    hook_help: ClassVar[dict[str, str]] = {
        "en": "In Meta's app dashboard: WhatsApp, Configuration, Callback URL, with your verify token. Then subscribe "
        "to “messages”.",
        "es": "En el panel de la app de Meta: WhatsApp, Configuración, URL de devolución de llamada, con su token de "
        "verificación. Después suscríbase a «messages».",
    }
    Settings: ClassVar[type[Any]] = form.Settings
    hostile: ClassVar[bool] = False
    idempotent: ClassVar[bool] = False
    limits: ClassVar[Limits] = LIMITS
    called: ClassVar[bool] = True

    def __init__(self, account_id: str, settings: form.Settings, *, places: Places = META) -> None:
        self._settings = settings
        self._number_id = settings.phone_number_id.strip()
        self._business_id = settings.business_account_id.strip()
        self._graph = Graph(places, settings.access_token.strip())

    def verify(self, request: Request) -> Taken:
        if request.method == "GET":
            return signature.handshake(request, self._settings.verify_token.strip())
        return signature.delivery(request, self._settings.app_secret.strip())

    def read(self, raw: Raw) -> list[Happening]:
        return reading.read(raw.body, self._number_id)

    async def send(self, outgoing: Outgoing) -> Sent:
        form.demand_usable(self._settings)
        return await sending.send(self._graph, self._number_id, outgoing)

    async def fetch(self, media: Media) -> File:
        form.demand_usable(self._settings)
        return await files.fetch(self._graph, media)

    async def templates(self) -> list[Template]:
        form.demand_usable(self._settings)
        return await template.offered(self._graph, self._business_id)

    def locate(self, typed: str) -> Address:
        return number.locate(typed)

    async def check(self) -> None:
        """Ask for the number and for one template; nothing is sent. Raises Refused or TryLater."""
        form.demand_usable(self._settings)
        if not self._settings.app_secret.strip() or not self._settings.verify_token.strip():
            raise Refused("Without app secret and verify token no message can come in. Enter both.")
        try:
            await self._graph.get(self._number_id, fields="display_phone_number,verified_name")
        except (Fault, Lost) as error:
            raise refusal.of_asking(error) from error
        await template.demand_readable(self._graph, self._business_id)
