"""Whether Twilio made a call. https://www.twilio.com/docs/usage/webhooks/webhooks-security"""

import base64
import hashlib
import hmac
from urllib.parse import parse_qs, urlsplit

from twilio.request_validator import RequestValidator

from connectors.contract import Forged, Request
from connectors.twilio.form import Form, parse

HEADER = "x-twilio-signature"
FORM = "application/x-www-form-urlencoded"


def demand_genuine(auth_token: str, request: Request, form: Form | None = None) -> None:
    """form: what the body is as one, where that is known. Raises Forged."""
    if not auth_token:  # with an empty one anybody could sign
        raise Forged("This account has no auth token. An admin can enter it in the settings.")
    if not request.headers.get(HEADER):
        raise Forged("The call had no X-Twilio-Signature. Check that no proxy before Hilo removes that header.")
    if not is_genuine(auth_token, request, form):
        raise Forged(
            "The signature of a call did not fit. Compare the auth token with the one in Twilio's console, "
            "and HILO_URL with the address that Twilio calls."
        )


def is_genuine(auth_token: str, request: Request, form: Form | None) -> bool:
    """RequestValidator tries the address with and without its port, as Twilio signs now one and now the other.

    That takes it four times as long as to sign the address as it is, which fits nearly always.
    """
    try:
        fields, given = signed_fields(request, form), request.headers[HEADER]
        plain = hmac.compare_digest(sign(auth_token, request.url, fields).encode(), given.encode())
        return plain or bool(RequestValidator(auth_token).validate(request.url, fields, given))
    except ValueError:  # too many fields, or an address that is none
        return False


def signed_fields(request: Request, form: Form | None) -> Form:
    """Of a body that is no form only the hash is signed, in the address. Raises ValueError where that is wrong."""
    if request.method == "GET":
        return Form()
    if request.headers.get("content-type", FORM).partition(";")[0].strip().lower() == FORM:
        return parse(request.body) if form is None else form
    signed = parse_qs(urlsplit(request.url).query).get("bodySHA256", [""])[0]
    if not hmac.compare_digest(hashlib.sha256(request.body).hexdigest().encode(), signed.lower().encode()):
        raise ValueError("another body than the one that was signed")
    return Form()


def sign(auth_token: str, url: str, fields: Form) -> str:
    """The address, then every field's name and value in the order of names; of several equal values one."""
    parts = [name + value for name, values in sorted(fields.items()) for value in sorted(set(values))]
    return base64.b64encode(hmac.digest(auth_token.encode(), "".join([url, *parts]).encode(), "sha1")).decode()
