"""The form that Twilio posts. https://www.twilio.com/docs/messaging/guides/webhook-request"""

import re
from urllib.parse import unquote_plus

MOST_FIELDS = 1_000
"""Ten times what Twilio sends; more would only cost us time before we know who asks."""
SID = re.compile(r"(?:SM|MM)[0-9a-fA-F]{32}")


class Form(dict[str, list[str]]):
    """Every field with all its values, blank ones too: the signature covers them. `getall` is for RequestValidator."""

    def getall(self, name: str) -> list[str]:
        return self[name]

    def first(self, name: str) -> str:
        return next(iter(self.get(name, ())), "")

    @property
    def sid(self) -> str:
        """The message's, or "" where the form is about none."""
        found = self.first("MessageSid") or self.first("SmsSid")
        return found if SID.fullmatch(found) else ""

    @property
    def status(self) -> str:
        """Of a message of ours; "" for one that came in."""
        said = self.first("MessageStatus") or self.first("SmsStatus")
        return "" if said in ("received", "receiving") else said


def parse(body: bytes) -> Form:
    """What is no UTF-8 becomes replacement characters. Raises ValueError for more than MOST_FIELDS."""
    pairs = body.decode("utf-8", "replace").split("&")
    if len(pairs) > MOST_FIELDS:
        raise ValueError("too many fields")
    form = Form()
    for name, equals, value in (pair.partition("=") for pair in pairs):
        if name or equals:
            form.setdefault(plain(name), []).append(plain(value))
    return form


def plain(part: str) -> str:
    """Most parts are plain as they are; `parse_qsl`, which looks closer at each, takes three times as long."""
    return unquote_plus(part, errors="replace") if "%" in part or "+" in part else part
