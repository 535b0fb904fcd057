"""What an admin enters to connect a WhatsApp number. docs/whatsapp.md says where each value stands at Meta."""

import re
from dataclasses import dataclass

from connectors.contract import Refused, setting

DIGITS = re.compile("[0-9]{5,32}")
TOKEN = re.compile("[!-~]{1,4096}")


@dataclass(frozen=True, kw_only=True)
class Settings:
    phone_number_id: str = setting(
        {"en": "Phone number ID", "es": "Identificador del número de teléfono"},
        help={
            "en": "Meta's own number for your phone number, from WhatsApp → API Setup. Not the phone number itself.",
            "es": "El número que Meta da a su teléfono, en WhatsApp → Configuración de la API. No es el teléfono.",
        },
    )
    business_account_id: str = setting(
        {"en": "WhatsApp Business Account ID", "es": "Identificador de la cuenta de WhatsApp Business"},
        help={
            "en": "Stands beside the phone number ID. Hilo reads your templates there.",
            "es": "Está junto al identificador del número. Hilo lee allí sus plantillas.",
        },
    )
    access_token: str = setting(
        {"en": "Access token", "es": "Token de acceso"},
        "secret",
        help={
            "en": "Of a system user, so that it does not expire, with whatsapp_business_messaging and "
            "whatsapp_business_management.",
            "es": "De un usuario del sistema, para que no caduque, con whatsapp_business_messaging y "
            "whatsapp_business_management.",
        },
    )
    app_secret: str = setting(
        {"en": "App secret", "es": "Clave secreta de la app"},
        "secret",
        help={
            "en": "From App settings → Basic. It proves that a call comes from Meta.",
            "es": "En Configuración de la app → Básica. Demuestra que una llamada viene de Meta.",
        },
    )
    verify_token: str = setting(
        {"en": "Verify token", "es": "Token de verificación"},
        "secret",
        help={
            "en": "Any words of your choice; enter the same in Meta's webhook form.",
            "es": "Las palabras que usted quiera; escriba las mismas en el formulario de webhooks de Meta.",
        },
    )


def demand_usable(settings: Settings) -> None:
    """Raises Refused. The ids become part of an address and the token of a header: nothing else may hide in them."""
    for name, value in (
        ("phone number ID", settings.phone_number_id),
        ("WhatsApp Business Account ID", settings.business_account_id),
    ):
        if not DIGITS.fullmatch(value.strip()):
            raise Refused(f"The {name} is made of digits alone. Copy it from WhatsApp → API Setup at Meta.")
    if not TOKEN.fullmatch(settings.access_token.strip()):
        raise Refused("The access token holds characters that no token has. Copy it from Meta once more.")
