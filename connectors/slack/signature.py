"""Is a call Slack's? https://docs.slack.dev/authentication/verifying-requests-from-slack"""

from collections.abc import Callable
from datetime import datetime

from slack_sdk.signature import Clock, SignatureVerifier

from connectors.contract import Forged

MISSING = "This account has no signing secret. Enter it, or take the request URL out of the app's settings in Slack."
UNSIGNED = "It had no signature: X-Slack-Signature and X-Slack-Request-Timestamp."
WRONG = (
    "Its signature is wrong or older than 5 minutes: compare the signing secret with the one under Basic Information "
    "on the app's page in Slack, and this server's clock with the time of day."
)


class At(Clock):
    """Our clock, as the SDK wants it: seconds since 1970."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock

    def now(self) -> float:
        return self._clock().timestamp()


def demand_genuine(secret: str, headers: dict[str, str], body: bytes, clock: Callable[[], datetime]) -> None:
    """Raises Forged."""
    if not secret.strip():  # an empty one would let everybody in
        raise Forged(MISSING)
    time, signature = headers.get("x-slack-request-timestamp", ""), headers.get("x-slack-signature", "")
    if not time or not signature:
        raise Forged(UNSIGNED)
    if not genuine(SignatureVerifier(secret.strip(), At(clock)), time, signature, body):
        raise Forged(WRONG)


def genuine(verifier: SignatureVerifier, time: str, signature: str, body: bytes) -> bool:
    """The SDK raises where the time is no number, the body no UTF-8 or the signature no ASCII: nothing of Slack's."""
    try:
        return verifier.is_valid(body, time, signature)
    except (ValueError, TypeError):
        return False
