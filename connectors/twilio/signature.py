"""Whether Twilio made a call. https://www.twilio.com/docs/usage/webhooks/webhooks-security"""

import hashlib
import hmac
from urllib.parse import parse_qs, urlsplit

from twilio.request_validator import RequestValidator

from connectors.contract import Forged, Request
from connectors.twilio.form import Form, parse

HEADER = "x-twilio-signature"
FORM = "application/x-www-form-urlencoded"


def demand_genuine(auth_token: str, request: Request) -> None:
    """Raises Forged."""
    if not auth_token:  # with an empty one anybody could sign
        raise Forged("This account has no auth token. An admin can enter it in the settings.")
    if not request.headers.get(HEADER):
        raise Forged("The call had no X-Twilio-Signature. Check that no proxy before Hilo removes that header.")
    if not is_genuine(auth_token, request):
        raise Forged(
            "The signature of a call did not fit. Compare the auth token with the one in Twilio's console, "
            "and HILO_URL with the address that Twilio calls."
        )


def is_genuine(auth_token: str, request: Request) -> bool:
    """RequestValidator tries the address with and without its port, as Twilio signs now one and now the other."""
    try:
        fields = signed_fields(request)
        genuine = RequestValidator(auth_token).validate(request.url, fields, request.headers[HEADER])
    except ValueError:  # too many fields, or an address that is none
        return False
    return bool(genuine)


def signed_fields(request: Request) -> Form:
    """Of a body that is no form only the hash is signed, in the address. Raises ValueError where that is wrong."""
    if request.method == "GET":
        return Form()
    if request.headers.get("content-type", FORM).partition(";")[0].strip().lower() == FORM:
        return parse(request.body)
    signed = parse_qs(urlsplit(request.url).query).get("bodySHA256", [""])[0]
    if not hmac.compare_digest(hashlib.sha256(request.body).hexdigest().encode(), signed.lower().encode()):
        raise ValueError("another body than the one that was signed")
    return Form()
