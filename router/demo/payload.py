"""The demo's customers as the wire brings them: raw mails, and what the chat journals."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

import msgspec

from connectors import chat
from connectors.chat import Said, Verified
from router.demo.acts import Arriving, Chat, Mail, Seen
from router.demo.photo import photo

SHOP = "Casa Lumbre <hola@casalumbre.example>"
RECEIVER = "mx.casalumbre.example"
"""The shop's own mail server, whose word on DKIM and DMARC the account trusts (RFC 8601)."""


def channel_of(act: Arriving) -> str:
    return "email" if isinstance(act, Mail) else "chat"


def body_of(act: Arriving, key: str, at: datetime) -> bytes:
    """What its connector's `read` is given. key: names it once and for all."""
    if isinstance(act, Mail):
        return mail(act, key, at)
    return receipt(act) if isinstance(act, Seen) else said(act, key, at)


def mail(act: Mail, key: str, at: datetime) -> bytes:
    """RFC 5322, as the shop's mail server hands it over."""
    domain = act.who.email.partition("@")[2]
    built = EmailMessage(policy=SMTP)
    built["Authentication-Results"] = f"{RECEIVER}; dmarc=pass header.from={domain}"
    built["From"] = f"{act.who.name} <{act.who.email}>"
    built["To"] = SHOP
    built["Subject"] = act.subject
    built["Date"] = format_datetime(at)
    built["Message-ID"] = f"<{key}@{domain}>"
    if act.automatic:
        built["Auto-Submitted"] = "auto-replied"
    built.set_content(act.text + quoted(act.quotes))
    if act.html:
        built.add_alternative(act.html, subtype="html")
    if act.photo:
        built.add_attachment(photo(), "image", "png", filename=act.photo)
    return built.as_bytes()


def quoted(text: str) -> str:
    """As mail programs put it below the answer."""
    lines = [f"> {line}" for line in text.splitlines()]
    return "\n".join(["", "", f"{SHOP} wrote:", "", *lines]) if lines else ""


def said(act: Chat, key: str, at: datetime) -> bytes:
    who = act.who
    verified = Verified(who.sub, who.email if "@" in who.email else "", who.name) if who.sub else None
    page = "https://www.casalumbre.example/"
    return msgspec.json.encode(Said(who.address, key, act.text, page, at, who.name, verified=verified))


def receipt(act: Seen) -> bytes:
    return msgspec.json.encode(chat.Seen("read", act.message_ids))
