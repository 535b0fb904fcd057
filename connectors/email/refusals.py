"""What an SMTP server's no means for a message, and the sentence for it."""

from datetime import timedelta

from aiosmtplib import SMTPAuthenticationError, SMTPResponseException

from connectors.contract import ConnectorError, Refused, TryLater
from connectors.email.server import ACCOUNT_PAUSE, Server

BUSY_PAUSE = timedelta(minutes=1)
UNAUTHENTICATED = (530, 534, 535, 538)  # RFC 4954, 6: the account is at fault, not the mail


def not_let_in(server: Server, error: SMTPResponseException) -> TryLater:
    if isinstance(error, SMTPAuthenticationError) and error.code >= 500:
        return TryLater(
            f"{server} refused the password for {server.user}. "
            "Check the user name and the password, or create an app password with your provider.",
            ACCOUNT_PAUSE,
        )
    return TryLater(f"{server} is not ready: {error.code} {_tidy(error.message)}", BUSY_PAUSE)


def unsupported(server: Server, said: str) -> str:
    if "STARTTLS extension not supported" in said:
        return f"{server} does not offer STARTTLS. Choose another security setting."
    if "AUTH extension is not supported" in said or "No suitable authentication" in said:
        return f"{server} takes no password here. Choose another security setting, or leave the user name empty."
    return ""


def refusal(server: Server, code: int, words: str) -> ConnectorError:
    said = f"{code} {_tidy(words)}"
    if code in UNAUTHENTICATED:
        return TryLater(f"{server} wants a login: {said}. Enter its user name and password.", ACCOUNT_PAUSE)
    if 500 <= code < 600:
        return Refused(f"{server} refused the message: {said}. Check the address and what you sent.")
    return TryLater(f"{server} did not take the message now: {said}. It is tried again.", BUSY_PAUSE)


def _tidy(words: str) -> str:
    printable = "".join(letter if letter.isprintable() else " " for letter in words)
    return " ".join(printable.split())[:300].rstrip(".")
