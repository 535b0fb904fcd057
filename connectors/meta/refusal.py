"""From what went wrong at Meta to what the router understands."""

from connectors.contract import ConnectorError, Refused, TryLater, Uncertain
from connectors.meta.graph import Fault, Lost
from connectors.meta.meaning import BUSY, LATER, LOGIN, MEANINGS, Meaning, meaning

DOUBTFUL = (1, 2, 131000, 131016)
"""Something broke inside Meta: before or after it took the message?"""
UNCLEAR = "Meta broke off before it said whether it took the message. Its receipt may still come; ask before repeating."
BROKEN = "Meta had a fault of its own. It is tried again."
GONE = "The file is gone: Meta keeps what customers send for 7 days. Ask the customer to send it again."


def of_sending(error: Fault | Lost) -> ConnectorError:
    """A message may have been taken unless Meta says that it was not."""
    if isinstance(error, Lost):
        return Uncertain(UNCLEAR)
    known = meant(error)
    if known.after:
        return TryLater(known.sentence, known.after)
    if error.code in DOUBTFUL or (error.code not in MEANINGS and error.status >= 500):
        return Uncertain(UNCLEAR)
    return Refused(known.sentence, known.code)


def meant(error: Fault) -> Meaning:
    """By its code; failing that by its status, as where a proxy answers instead of Meta (RFC 9110, 15)."""
    if (error.code, error.subcode) == (100, 33):
        return meaning(33)
    if error.code in MEANINGS or error.status >= 500:
        return meaning(error.code, error.words)
    if error.status == 429 or error.transient:
        return BUSY
    if error.code < 0 and error.status == 401:
        return LOGIN
    if error.code < 0:
        return Meaning(f"Meta answered {error.status} without a reason. Ask an admin.")
    return meaning(error.code, error.words)


def of_asking(error: Fault | Lost) -> ConnectorError:
    """Of calls that change nothing, or nothing that a customer sees: they may be repeated."""
    told = of_sending(error)
    return TryLater(BROKEN) if isinstance(told, Uncertain) else told


def of_fetching(error: Fault | Lost) -> ConnectorError:
    """Whatever is wrong with the account can be put right while the file is still there: Meta keeps it for a week."""
    if isinstance(error, Fault) and (error.code == 100 or error.status == 404):
        return Refused(GONE)
    told = of_asking(error)
    return told if isinstance(told, TryLater) else TryLater(str(told), LATER)
