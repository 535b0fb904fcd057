"""What Meta's error codes mean to an agent.

https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
"""

from datetime import timedelta

from msgspec import Struct

from connectors.contract import Code

SOON, LATER = timedelta(minutes=1), timedelta(minutes=15)


class Meaning(Struct, frozen=True):
    """sentence: says what to do. after: it was not accepted, and may be later."""

    sentence: str
    code: Code = ""
    after: timedelta | None = None


LOGIN = Meaning("Meta does not take the access token any more. An admin must enter a new one in the settings.")
RIGHTS = Meaning(
    "The access token may not do this. An admin must give its system user the WhatsApp account, "
    "whatsapp_business_messaging and whatsapp_business_management."
)
BLOCKED = Meaning("Meta has restricted this WhatsApp account. An admin can see why in WhatsApp Manager.")
BUSY = Meaning("WhatsApp takes no more messages from this number just now. It is tried again.", after=SOON)
EXHAUSTED = Meaning("Meta takes no more calls from this account for a while. It is tried again.", after=LATER)
TEMPLATE = Meaning("WhatsApp does not take this template any more. Choose another one.")
FILLING = Meaning("The template's variables do not fit what Meta has approved. Choose it again and fill in every one.")
FILE = Meaning("WhatsApp could not use the file. Send it in another format, such as JPEG, MP4 or PDF.")

MEANINGS = {
    0: LOGIN,
    190: LOGIN,
    3: RIGHTS,
    10: RIGHTS,
    131005: RIGHTS,
    33: Meaning("Meta knows no such phone number ID. An admin must correct it in the settings."),
    4: EXHAUSTED,
    80007: EXHAUSTED,
    130429: BUSY,
    131056: Meaning("Too many messages to this customer within a short time. It is tried again.", after=SOON),
    131057: Meaning("Meta is maintaining this account. It is tried again.", after=LATER),
    368: BLOCKED,
    131031: BLOCKED,
    130497: Meaning("Meta does not let this account write to customers in that country. Use another channel."),
    131047: Meaning("More than 24 hours have passed since the customer last wrote. Send a template.", "window_closed"),
    131026: Meaning(
        "WhatsApp cannot deliver to this customer: the number is not on WhatsApp, or has not accepted its current "
        "terms. Use another channel.",
        "unreachable",
    ),
    131050: Meaning("The customer has stopped marketing messages from you. Send none of that kind."),
    131048: Meaning(
        "Too many customers have blocked or reported this number, so Meta limits it. An admin can see its quality in "
        "WhatsApp Manager; use another channel meanwhile."
    ),
    131049: Meaning("Meta held it back: this customer gets too much marketing. Wait a day, or use another channel."),
    130472: Meaning("Meta held it back, as an experiment with this customer. Use another channel."),
    131021: Meaning("A number cannot write to itself. Choose another customer."),
    131030: Meaning("Meta's test numbers write only to numbers that an admin has listed at Meta. Add this one there."),
    131037: Meaning("The number's display name is not approved yet. An admin can see it in WhatsApp Manager."),
    131042: Meaning("Meta was not paid. An admin must correct the payment method in WhatsApp Manager."),
    131045: Meaning("This number is not registered for the Cloud API. An admin must register it at Meta."),
    133010: Meaning("This number is not registered for the Cloud API. An admin must register it at Meta."),
    131052: FILE,
    131053: FILE,
    131062: Meaning("Meta sends this template only to a phone number, and the customer has not shown theirs."),
    132000: FILLING,
    132005: FILLING,
    132012: FILLING,
    132018: FILLING,
    132001: TEMPLATE,
    132007: TEMPLATE,
    132015: TEMPLATE,
    132016: TEMPLATE,
}


def meaning(code: int, words: str = "") -> Meaning:
    """Of a code that we do not know, Meta's own words."""
    if code in MEANINGS:
        return MEANINGS[code]
    if 200 <= code <= 299:
        return RIGHTS
    if code < 0:
        return Meaning("WhatsApp gave no reason. Ask an admin to look into WhatsApp Manager.")
    return Meaning(f"WhatsApp refused it: {shown(words) or 'it gave no reason'} (code {code}). Ask an admin.")


def shown(words: str) -> str:
    return "".join(one for one in words if one.isprintable())[:200].rstrip(". ")
