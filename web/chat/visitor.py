"""Who writes: a visitor token says "the same browser as before", a site's JWT says who is signed in there."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta

import jwt
import msgspec

from connectors.chat import Verified
from web.answers import Denied

ANONYMOUS_FOR = timedelta(days=400)
"""As long as browsers keep anything; each visit begins it anew."""

SIGNED_IN_FOR = timedelta(hours=12)
"""A working day with the window open. The panel forgets it when the page is left, and asks the site again."""

LEEWAY = timedelta(seconds=30)


class Visitor(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a visitor token holds. address: of the chat identity, within the account."""

    account: str
    address: str
    until: int
    verified: Verified | None = None


def anonymous(account: str, now: datetime) -> Visitor:
    return Visitor(account, secrets.token_urlsafe(18), later(now, ANONYMOUS_FOR))


def renewed(visitor: Visitor, now: datetime) -> Visitor:
    return Visitor(visitor.account, visitor.address, later(now, ANONYMOUS_FOR))


def signed_in(account: str, token: str, secret: str, now: datetime) -> Visitor:
    """Whom the site vouches for, by a JWT (RFC 7519) with HS256, `sub` and `exp`. Raises Denied."""
    if not secret:
        raise denied("This chat has no secret for signed-in visitors. Enter one in the account's settings.")
    try:
        claims = jwt.decode(token, secret, ["HS256"], {"require": ["exp", "sub"], "verify_aud": False}, leeway=LEEWAY)
        verified = msgspec.convert(claims, Verified, strict=False)
    except jwt.ExpiredSignatureError:
        raise denied("The site's token for you has expired. Reload the page.") from None
    except (jwt.InvalidTokenError, msgspec.ValidationError) as wrong:
        raise denied(f"The site's token for you was not accepted: {wrong}.") from None
    if not 0 < len(verified.sub) <= 255:
        raise denied("The site's token for you was not accepted: sub must have 1 to 255 characters.")
    return Visitor(account, f"jwt:{verified.sub}", later(now, SIGNED_IN_FOR), verified)


def later(now: datetime, span: timedelta) -> int:
    return int((now + span).timestamp())


class Seal:
    """Signs visitors with HMAC-SHA256, so that they need no row in the database before they write."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._decode = msgspec.json.Decoder(Visitor).decode

    def sign(self, visitor: Visitor) -> str:
        said = urlsafe_b64encode(msgspec.json.encode(visitor))
        return (said + b"." + urlsafe_b64encode(self._mac(said))).decode()

    def read(self, token: str, account: str, now: datetime) -> Visitor:
        """Raises Denied for a token that we did not sign, for another account's, and for one that has ended."""
        said, _, mac = token.encode("ascii", "replace").partition(b".")
        try:
            genuine = hmac.compare_digest(urlsafe_b64decode(mac), self._mac(said))
        except ValueError:
            genuine = False
        if not genuine:
            raise denied("This is no visitor token of ours. Begin a new session.")
        visitor = self._decode(urlsafe_b64decode(said))
        if visitor.account != account:
            raise denied("This visitor token belongs to another chat. Begin a new session.")
        if visitor.until < now.timestamp():
            raise denied("This visitor token has expired. Begin a new session.")
        return visitor

    def known(self, token: str, account: str, now: datetime) -> Visitor | None:
        """The anonymous visitor who has been here before. Somebody signed in must bring the site's word each time."""
        try:
            visitor = self.read(token, account, now)
        except Denied:
            return None
        return None if visitor.verified else visitor

    def _mac(self, said: bytes) -> bytes:
        return hmac.digest(self._key, said, hashlib.sha256)


def denied(sentence: str) -> Denied:
    return Denied(401, "unknown_visitor", sentence)
