"""Twilio's calls to a hook, signed by its own library, and the recorded forms that they carry."""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import parse_qs, urlencode

from servers.twilio import ACCOUNT, NUMBER, TOKEN
from twilio.request_validator import RequestValidator

from connectors.contract import Raw, Request

PAYLOADS = Path(__file__).parents[1] / "connectors" / "payloads" / "twilio"
HOOK = "https://hilo.example/hooks/account"
FORM = "application/x-www-form-urlencoded"
Fields = dict[str, list[str]]


class Many(Fields):
    """A form as Twilio's library takes it."""

    def getall(self, name: str) -> list[str]:
        return self[name]


def payload(name: str) -> bytes:
    """A recorded form; the file has one field per line."""
    return "&".join((PAYLOADS / f"{name}.form").read_text().split()).encode()


def kept(name: str, **headers: str) -> Raw:
    return Raw("key", payload(name), headers)


def signed(body: bytes, url: str = HOOK, token: str = TOKEN, signed_url: str = "") -> Request:
    """A POST. signed_url: the address as Twilio sees it, where that differs."""
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, errors="replace")
    signature = RequestValidator(token).compute_signature(signed_url or url, Many(fields))
    return Request("POST", url, {"content-type": FORM, "x-twilio-signature": signature}, body)


def told(sid: str, status: str, *, ref: str = "", error: int = 0, sender: str = NUMBER) -> Request:
    """News of a message of ours."""
    fields = {"SmsSid": sid, "SmsStatus": status, "MessageStatus": status, "To": "+34600000001", "MessageSid": sid}
    fields |= {"AccountSid": ACCOUNT, "From": sender, "ApiVersion": "2010-04-01"}
    fields |= {"ErrorCode": str(error)} if error else {}
    return signed(urlencode(fields).encode(), HOOK + (f"?ref={ref}" if ref else ""))


def news(sid: str, statuses: Iterable[str], ref: str = "") -> list[Request]:
    return [told(sid, status, ref=ref) for status in statuses]
