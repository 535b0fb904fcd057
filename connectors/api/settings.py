"""What an account of the API channel needs to know."""

from dataclasses import dataclass

from connectors.contract import setting


@dataclass(frozen=True)
class Settings:
    secret: str = setting(
        {"en": "Secret", "es": "Secreto"},
        "secret",
        help={
            "en": "Signs the calls in both directions; at least 32 characters.",
            "es": "Firma las llamadas en ambos sentidos; al menos 32 caracteres.",
        },
    )
    webhook_url: str = setting(
        {"en": "Webhook", "es": "Webhook"},
        help={
            "en": "Where your answers are sent, such as https://example.com/hilo. Empty: this account only receives.",
            "es": "Adónde se envían sus respuestas, como https://example.com/hilo. Vacío: esta cuenta solo recibe.",
        },
        default="",
    )
    allow_private: bool = setting(
        {"en": "Allow private addresses", "es": "Permitir direcciones privadas"},
        "switch",
        help={
            "en": "The webhook may lie in your own network, and be called without TLS.",
            "es": "El webhook puede estar en su propia red y llamarse sin TLS.",
        },
        default=False,
    )
