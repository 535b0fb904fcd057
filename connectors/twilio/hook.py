"""What Twilio calls us with, and the empty answer that tells it to send nothing to the customer itself."""

import hashlib
import re
from urllib.parse import parse_qs, urlsplit

from connectors.contract import Raw, Request, Taken
from connectors.twilio.form import Form, parse
from connectors.twilio.signature import HEADER, demand_genuine

NOTHING = b'<?xml version="1.0" encoding="UTF-8"?><Response/>'
LOOKED_AT = b"Twilio's messages for Hilo come here, signed. Paste this address at your number in Twilio's console.\n"


def take(auth_token: str, request: Request) -> Taken:
    """Raises Forged. A GET without a signature is somebody who looks at the address in a browser."""
    if request.method == "GET" and HEADER not in request.headers:
        return Taken(body=LOOKED_AT)
    query = urlsplit(request.url).query
    body = query.encode() if request.method == "GET" else request.body
    form = form_of(body)
    demand_genuine(auth_token, request, form)
    return Taken((Raw(key_of(body, form), body, reference(query)),), body=NOTHING, mime="text/xml")


def form_of(body: bytes) -> Form | None:
    """None for one with too many fields."""
    try:
        return parse(body)
    except ValueError:
        return None


def key_of(body: bytes, form: Form | None) -> str:
    """By message and state; what is about no message is named by its bytes."""
    if form is not None and form.sid and not form.status:
        return message_key(form.sid)
    if form is not None and form.sid and re.fullmatch("[a-z_]{1,40}", form.status):
        return f"status:{form.sid}:{form.status}"
    return f"body:{hashlib.sha256(body).hexdigest()}"


def message_key(sid: str) -> str:
    return f"message:{sid}"


def reference(query: str) -> dict[str, str]:
    """Our own name for the message, which we gave Twilio with the address to call about it."""
    found = parse_qs(query).get("ref", [""])[0] if query else ""
    return {"ref": found} if re.fullmatch("[!-~]{1,200}", found) else {}
