"""Is a call really Meta's? https://developers.facebook.com/docs/graph-api/webhooks/getting-started"""

import hashlib
import hmac
import re
from urllib.parse import parse_qs

from connectors.contract import Forged, Raw, Request, Taken

HEADER = "x-hub-signature-256"
FORM = re.compile("sha256=([0-9a-f]{64})")
CHALLENGE = re.compile("[!-~]{1,500}")
GREETING = b"WhatsApp's messages for Hilo come here, by POST and signed by Meta.\n"


def handshake(request: Request, verify_token: str) -> Taken:
    """Echo the challenge of an admin who has entered this address at Meta. Raises Forged for another verify token.

    Without a challenge it is somebody who looks at the address in a browser, and no reason for an alarm.
    """
    asked = parse_qs(request.url.partition("?")[2], keep_blank_values=True)
    mode, token, challenge = (asked.get(f"hub.{name}", [""])[0] for name in ("mode", "verify_token", "challenge"))
    if mode != "subscribe" or not CHALLENGE.fullmatch(challenge):
        return Taken(body=GREETING)
    if not verify_token or not hmac.compare_digest(bytes_of(token), bytes_of(verify_token)):
        raise Forged("The verify token is another one: enter the same words in Meta's webhook form and here.")
    return Taken(body=challenge.encode())


def delivery(request: Request, app_secret: str) -> Taken:
    """Raises Forged. What is signed is taken whatever it says; the same bytes again have the same key."""
    demand_genuine(app_secret, request.headers.get(HEADER, ""), request.body)
    return Taken((Raw(f"body:{hashlib.sha256(request.body).hexdigest()}", request.body),))


def demand_genuine(app_secret: str, header: str, body: bytes) -> None:
    found = FORM.fullmatch(header)
    if not app_secret:  # a signature made with an empty key is anybody's
        raise Forged("The app secret is missing: copy it from App settings → Basic at Meta.")
    if found is None:
        raise Forged("It had no signature of Meta's in the header X-Hub-Signature-256: compare the webhook's address.")
    if not hmac.compare_digest(found[1], hmac.new(bytes_of(app_secret), body, hashlib.sha256).hexdigest()):
        raise Forged("Its signature is wrong: compare the app secret here with the one at Meta, App settings → Basic.")


def bytes_of(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
