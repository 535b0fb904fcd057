"""The demo's customers as the wire brings them: raw mails, what the chat journals, and calls of Meta's and Twilio's."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

import msgspec

from connectors import chat
from connectors.chat import Said, Verified
from router.demo import meta, twilio
from router.demo.acts import Arriving, Chat, Edit, Mail, Reaction, Receipt, Sms, WhatsApp
from router.demo.photo import photo

SHOP = "Casa Lumbre <hola@casalumbre.example>"
RECEIVER = "mx.casalumbre.example"
"""The shop's own mail server, whose word on DKIM and DMARC the account trusts (RFC 8601)."""


def body_of(act: Arriving, key: str, at: datetime) -> bytes:
    """What its connector's `read` is given. key: names it once and for all."""
    match act:
        case Mail():
            return mail(act, key, at)
        case Chat():
            return said(act, key, at)
        case WhatsApp() | Edit() | Reaction():
            return meta.call(act, key, at)
        case Sms():
            return twilio.form(act, key)
        case Receipt():
            return RECEIPTS[act.channel](act, at)


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
    return msgspec.json.encode(Said(who.address, key, act.text, page, at, who.name, act.email, verified))


def seen(act: Receipt, _: datetime) -> bytes:
    return msgspec.json.encode(chat.Seen(act.state, (act.message_id,)))


RECEIPTS = {"chat": seen, "whatsapp": meta.status, "sms": twilio.status}
"""No receipt comes by mail."""
