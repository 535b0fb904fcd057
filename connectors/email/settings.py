"""What an admin enters to connect an e-mail address."""

from dataclasses import dataclass
from typing import Literal

from connectors.contract import setting

ENCRYPTION = {
    "tls": {"en": "TLS, from the first byte", "es": "TLS, desde el primer byte"},
    "starttls": {"en": "STARTTLS, after a greeting", "es": "STARTTLS, tras un saludo"},
    "none": {"en": "None: only for a server nearby", "es": "Ninguno: solo para un servidor cercano"},
}
HISTORY = {
    "none": {"en": "Leave it: take in only new mail", "es": "Dejarlo: tomar solo el correo nuevo"},
    "unseen": {"en": "Take in what is unread", "es": "Tomar lo no leído"},
    "all": {"en": "Take in all of it", "es": "Tomarlo todo"},
}


@dataclass(frozen=True, kw_only=True)
class Settings:
    address: str = setting(
        {"en": "Address", "es": "Dirección"},
        help={
            "en": "Where customers write to, such as support@example.com. Answers come from it.",
            "es": "Adonde escriben los clientes, como soporte@example.com. Las respuestas salen de ella.",
        },
    )
    name: str = setting(
        {"en": "Sender's name", "es": "Nombre del remitente"},
        help={"en": "What customers see beside the address.", "es": "Lo que ven los clientes junto a la dirección."},
        default="",
    )
    imap_host: str = setting({"en": "IMAP server", "es": "Servidor IMAP"})
    imap_port: int = setting({"en": "IMAP port", "es": "Puerto IMAP"}, "number", default=993)
    imap_security: Literal["tls", "starttls", "none"] = setting(
        {"en": "IMAP encryption", "es": "Cifrado de IMAP"},
        "choice",
        choices=ENCRYPTION,
        default="tls",
    )
    imap_user: str = setting({"en": "IMAP user name", "es": "Usuario de IMAP"})
    imap_password: str = setting(
        {"en": "IMAP password", "es": "Contraseña de IMAP"},
        "secret",
        help={
            "en": "Providers with two-step login, such as Gmail, want an app password made for this purpose.",
            "es": "Los proveedores con verificación en dos pasos, como Gmail, piden una contraseña de aplicación.",
        },
    )
    mailbox: str = setting(
        {"en": "Mailbox", "es": "Buzón"},
        help={"en": "The folder to follow.", "es": "La carpeta que se sigue."},
        default="INBOX",
    )
    history: Literal["none", "unseen", "all"] = setting(
        {"en": "Mail that is already there", "es": "Correo que ya está"},
        "choice",
        help={"en": "When Hilo connects for the first time.", "es": "Cuando Hilo se conecte por primera vez."},
        choices=HISTORY,
        default="unseen",
    )
    smtp_host: str = setting({"en": "SMTP server", "es": "Servidor SMTP"})
    smtp_port: int = setting({"en": "SMTP port", "es": "Puerto SMTP"}, "number", default=465)
    smtp_security: Literal["tls", "starttls", "none"] = setting(
        {"en": "SMTP encryption", "es": "Cifrado de SMTP"},
        "choice",
        choices=ENCRYPTION,
        default="tls",
    )
    smtp_user: str = setting(
        {"en": "SMTP user name", "es": "Usuario de SMTP"},
        help={"en": "Empty: the server wants no login.", "es": "Vacío: el servidor no pide contraseña."},
        default="",
    )
    smtp_password: str = setting({"en": "SMTP password", "es": "Contraseña de SMTP"}, "secret", default="")
    trusted_authserv_id: str = setting(
        {"en": "Server that checks senders", "es": "Servidor que comprueba remitentes"},
        help={
            "en": "The name with which your mail server's own Authentication-Results headers begin, such as "
            "mx.google.com. With it, a sender whom that server has proven is known to be genuine. Empty: nobody is.",
            "es": "El nombre con que empiezan las cabeceras Authentication-Results de su propio servidor, como "
            "mx.google.com. Con él se reconoce al remitente que ese servidor ha comprobado. Vacío: a ninguno.",
        },
        default="",
    )
