"""What Twilio's error codes mean for an agent. https://www.twilio.com/docs/api/errors has a page for each."""

import re
from datetime import timedelta

import msgspec
from msgspec import Struct

from connectors.contract import Code, ConnectorError, Refused, TryLater, Uncertain

LONGEST_PAUSE = timedelta(hours=1)
USUAL_PAUSE = timedelta(minutes=1)
NOT_NOW = (408, 425, 429)
BUSY = (14107, 20429, 21611, 30001, 63017, 63018)
"""Too much at once, said before anything was accepted."""
SETTINGS = "An admin can correct the account in Hilo's settings."
CONSOLE = "An admin can see to it in Twilio's console."
LATER = "Try again later, or use another channel."
OTHER = "Use another channel."


class Reason(Struct, frozen=True):
    sentence: str
    code: Code = ""


UNREACHABLE = Reason(f"This number takes no messages here. Check it. {OTHER}", "unreachable")
OPTED_OUT = Reason(f"The customer asked for no more messages here, and would have to write START. {OTHER}", "opted_out")
FILE_TOO_BIG = Reason("A file is too big for this channel. Send a smaller one, or a link.", "too_big")
FILE_REFUSED = Reason("The customer's network does not take such a file. Send another format, or a link.")
NO_FILE = Reason("Twilio could not fetch the file from Hilo. An admin can check that HILO_URL is reachable.")
TEXT_TOO_LONG = Reason("The text is too long. Shorten it, or send it in parts.", "too_big")
WINDOW = Reason("The customer wrote over 24 hours ago, so WhatsApp takes only a template. Send one.", "window_closed")
SENDER = Reason(f"Twilio does not let this account's number send. {SETTINGS}")
LOGIN = Reason(f"Twilio does not accept the account SID with this auth token. {SETTINGS}")
SUSPENDED = Reason(f"Twilio has suspended the account. {CONSOLE}")
UNREGISTERED = Reason(f"The number is not registered for such messages yet. {CONSOLE}")
COUNTRY = Reason(f"Twilio's account may not send to this country. {CONSOLE}")
TRIAL = Reason(f"A trial account of Twilio sends only to numbers that were verified. {CONSOLE}")
SANDBOX = Reason("The customer has not joined your WhatsApp sandbox. They must send its join code first.")
TEMPLATE = Reason("WhatsApp does not take this template as it is. Check its variables, or choose another.")
LOCKED = Reason(f"WhatsApp has locked the business's account. {CONSOLE}")
FILTERED = Reason("The customer's network took it for unwanted and dropped it. Reword it without links, or call.")
BLOCKED = Reason(f"The customer's network or phone blocks messages from this number. {OTHER}", "unreachable")
AWAY = Reason(f"The customer's phone is switched off or out of reach. {LATER}")
CROWDED = Reason(f"Too many messages were waiting at Twilio. {LATER}")
NETWORK = Reason(f"The customer's network failed, and does not say why. {LATER}")
WHATSAPP_DOWN = Reason(f"WhatsApp failed for a moment. {LATER}")
WHATSAPP_BUSY = Reason(f"WhatsApp takes no more messages from this number for now. {LATER}")
HELD_BACK = Reason(f"WhatsApp held it back to spare the customer advertisements. {OTHER}")
REFUSED_CONTENT = Reason("WhatsApp does not take what is in this message. Change the text or the file.")

REASONS: dict[int, Reason] = {
    20003: LOGIN, 20404: LOGIN, 20005: SUSPENDED, 10001: SUSPENDED, 30002: SUSPENDED,
    20429: CROWDED, 21611: CROWDED, 14107: CROWDED, 30001: CROWDED, 63017: CROWDED, 63018: WHATSAPP_BUSY,
    21211: UNREACHABLE, 21217: UNREACHABLE, 21265: UNREACHABLE, 21604: UNREACHABLE, 21612: UNREACHABLE,
    21614: UNREACHABLE, 21635: UNREACHABLE, 30005: UNREACHABLE, 30006: UNREACHABLE, 30011: FILE_REFUSED,
    63003: UNREACHABLE, 63024: UNREACHABLE, 63033: UNREACHABLE,
    21408: COUNTRY, 21608: TRIAL, 21610: OPTED_OUT, 63014: BLOCKED,
    21212: SENDER, 21603: SENDER, 21606: SENDER, 21659: SENDER, 21660: SENDER, 21661: SENDER, 21701: SENDER,
    21703: SENDER, 63007: SENDER, 63112: LOCKED, 63051: LOCKED,
    21605: TEXT_TOO_LONG, 21617: TEXT_TOO_LONG, 21623: FILE_TOO_BIG, 11751: FILE_TOO_BIG, 30019: FILE_TOO_BIG,
    21620: NO_FILE, 11200: NO_FILE, 12300: FILE_REFUSED, 63019: NO_FILE,
    30003: AWAY, 30004: BLOCKED, 30007: FILTERED, 30008: NETWORK, 30017: NETWORK, 30410: NETWORK, 30036: CROWDED,
    30022: CROWDED, 30023: CROWDED, 30032: UNREGISTERED, 30034: UNREGISTERED,
    63005: REFUSED_CONTENT, 63013: REFUSED_CONTENT, 63021: REFUSED_CONTENT, 63012: WHATSAPP_DOWN,
    63027: TEMPLATE, 63028: TEMPLATE, 63030: TEMPLATE, 21655: TEMPLATE, 21656: TEMPLATE, 63015: SANDBOX,
    63016: WINDOW, 63032: HELD_BACK, 63049: HELD_BACK, 63038: WHATSAPP_BUSY,
}  # fmt: skip


class Problem(Struct, frozen=True):
    """As Twilio describes it; what it adds in words names the customer's number, and is for programmers."""

    code: int = 0


def problem_of(body: bytes) -> Problem:
    try:
        return msgspec.json.decode(body, type=Problem)
    except (ValueError, RecursionError):
        return Problem()


def refusal(status: int, problem: Problem, retry_after: str, *, writing: bool) -> ConnectorError:
    """What an answer that is no success means. writing: something would have been sent by it."""
    why = reason(problem.code, f"Twilio refused this with {status}. {CONSOLE}")
    if status in NOT_NOW or problem.code in BUSY:
        return TryLater("Twilio takes no more for the moment. It is tried again.", pause_of(retry_after))
    if status >= 500 and writing:
        return Uncertain(f"Twilio failed with {status} while it took the message. Ask the customer, or send it again.")
    if status >= 500:
        return TryLater(f"Twilio failed with {status}. It is tried again.", pause_of(retry_after))
    return Refused(LOGIN.sentence if status == 401 else why.sentence, why.code)


def reason(code: int | str | None, otherwise: str = f"Twilio could not deliver it. {OTHER}") -> Reason:
    """otherwise: for what has no code at all."""
    number = int(str(code)) if re.fullmatch("[0-9]{1,7}", str(code)) else 0
    unknown = f"Twilio's error {number}: https://www.twilio.com/docs/api/errors/{number} says what can be done."
    return REASONS.get(number) or Reason(unknown if number else otherwise)


def pause_of(retry_after: str) -> timedelta:
    if not re.fullmatch("[0-9]{1,9}", retry_after):
        return USUAL_PAUSE
    return min(timedelta(seconds=int(retry_after)), LONGEST_PAUSE)
