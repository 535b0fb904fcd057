"""`X-Hilo-Signature: t=<unix seconds>,v1=<hex>`: HMAC-SHA256 (RFC 2104) over "<t>.<body>", the same in both directions.

The time is signed too, so that a call which somebody recorded is worth nothing five minutes later.
"""

import hashlib
import hmac
import re
from datetime import datetime, timedelta

from connectors.contract import Forged

HEADER = "X-Hilo-Signature"
TOLERANCE = timedelta(minutes=5)
SHORTEST = 32
"""Characters of a secret: as many as the hash has bytes (RFC 2104, 3)."""
TOO_SHORT = f"The secret is too short to be safe. Use at least {SHORTEST} characters that nobody can guess."

FORM = re.compile(r"t=([0-9]{1,12}),v1=([0-9a-f]{64})")


def sign(secret: str, body: bytes, now: datetime) -> str:
    """The header's value."""
    seconds = str(int(now.timestamp()))
    return f"t={seconds},v1={digest(secret, seconds, body)}"


def demand_genuine(secret: str, header: str, body: bytes, now: datetime) -> None:
    """Raises Forged."""
    if len(secret) < SHORTEST:  # an empty one would let everybody in
        raise Forged(TOO_SHORT)
    found = FORM.fullmatch(header)
    if found is None:
        raise Forged(f"It had no signature in the header {HEADER}: t=<unix seconds>,v1=<64 hex digits>.")
    if not hmac.compare_digest(found[2], digest(secret, found[1], body)):
        raise Forged("Its signature is wrong: compare the secret here with the sender's.")
    if abs(now.timestamp() - int(found[1])) > TOLERANCE.total_seconds():
        raise Forged("It was signed more than 5 minutes ago or ahead: compare the sender's clock with ours.")


def digest(secret: str, seconds: str, body: bytes) -> str:
    return hmac.new(secret.encode("utf-8", "surrogatepass"), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
