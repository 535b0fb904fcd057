"""What an account of Twilio needs to know."""

from dataclasses import dataclass

from connectors.contract import setting


@dataclass(frozen=True)
class Credentials:
    account_sid: str = setting(
        {"en": "Account SID", "es": "SID de la cuenta"},
        help={
            "en": "From the first page of Twilio's console; it begins with AC.",
            "es": "De la primera página de la consola de Twilio; empieza por AC.",
        },
    )
    auth_token: str = setting(
        {"en": "Auth token", "es": "Token de autenticación"},
        "secret",
        help={
            "en": "Beside the account SID. It sends, fetches files, and proves that a call comes from Twilio.",
            "es": "Junto al SID. Envía, descarga archivos y prueba que una llamada viene de Twilio.",
        },
    )


@dataclass(frozen=True)
class SmsSettings(Credentials):
    sender: str = setting(
        {"en": "Number", "es": "Número"},
        help={
            "en": "Customers write to it, such as +34 600 000 001. Or a messaging service's SID, beginning with MG.",
            "es": "Al que escriben los clientes, como +34 600 000 001. O el SID de un servicio, que empieza por MG.",
        },
    )


@dataclass(frozen=True)
class WhatsAppSettings(Credentials):
    sender: str = setting(
        {"en": "WhatsApp number", "es": "Número de WhatsApp"},
        help={
            "en": "As it stands among your WhatsApp senders in Twilio's console, such as +34 600 000 001.",
            "es": "Como figura entre sus remitentes de WhatsApp en la consola de Twilio, como +34 600 000 001.",
        },
    )
