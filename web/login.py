"""Signing in: passwords, their limits, and the cookie.

Argon2id as RFC 9106 recommends where memory is short; cookie prefix: RFC 6265bis, section 4.1.3.
"""

import asyncio
import hashlib
import hmac
import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from aiohttp import web
from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from argon2.profiles import RFC_9106_LOW_MEMORY

from inbox import sessions, users
from inbox.bus import Bus, LocalBus
from inbox.door import Inbox
from inbox.sessions import Session
from inbox.words import User
from web.answers import Denied
from web.pace import Pace, Refusal

COOKIE = "__Host-hilo"
LIFETIME = timedelta(days=14)
SHORTEST = 10  # characters of a password
LONGEST = 1000
NOBODY = f"$argon2id$v=19$m=65536,t=3,p=4${'A' * 22}${'A' * 43}"
"""The hash of no password: what is checked where there is no such user, so that it takes as long."""
WRONG = "E-mail or password is wrong. Check both and try again."
TOO_OFTEN = Refusal("too_many_attempts", "Too many wrong passwords. Try again in {wait} seconds.")


class Login:
    """Hashes on two threads of its own: each hash takes 64 MiB, and the event loop must not wait.

    bus: where other processes tell of attempts that were made there.
    """

    def __init__(self, bus: Bus | None = None) -> None:
        self._hasher = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="login")
        self.pace = Pace(bus or LocalBus(), "pace.sign in", 10, 300.0, TOO_OFTEN)

    async def hash(self, password: str) -> str:
        """Raises Denied when the password is too short or too long."""
        demand_length(password)
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._hasher.hash, password)

    async def check(self, inbox: Inbox, email: str, password: str, ip: str) -> User:
        """Whose password this is. Takes as long for an unknown e-mail as for a known one. Raises Denied."""
        who = f"{email.strip().casefold()} {ip}"
        self.pace.step(who)  # beforehand, so that attempts in parallel count too
        found = await inbox.read(users.find_by_email, email)
        hashed = found[1] if found else NOBODY
        fits = await asyncio.get_running_loop().run_in_executor(self._threads, self._fits, hashed, password[:LONGEST])
        if found is None or not fits:
            raise Denied(401, "wrong_password", WRONG)
        self.pace.forgive(who)
        return found[0]

    def _fits(self, hashed: str, password: str) -> bool:
        try:
            return self._hasher.verify(hashed, password)
        except (Argon2Error, InvalidHashError):
            return False

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


def demand_length(password: str) -> None:
    if len(password) < SHORTEST:
        raise Denied(422, "short_password", f"Choose a password of at least {SHORTEST} characters.")
    if len(password) > LONGEST:
        raise Denied(422, "long_password", f"Choose a password of at most {LONGEST} characters.")


async def begin(inbox: Inbox, user: User) -> tuple[Session, str]:
    """A new session and its cookie, of which only the digest is kept."""
    cookie, csrf, now = secrets.token_urlsafe(32), secrets.token_urlsafe(32), inbox.clock()
    await inbox.write(sessions.open, digest(cookie), user.id, csrf, now, now + LIFETIME)
    return Session(user, csrf), cookie


def digest(cookie: str) -> str:
    return hashlib.sha256(cookie.encode()).hexdigest()


def same(one: str, other: str) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode())


def bake(answer: web.StreamResponse, cookie: str | None) -> None:
    """Put the cookie on the answer; an empty one takes it away, None leaves it as it is."""
    if cookie is not None:
        seconds = int(LIFETIME.total_seconds()) if cookie else 0
        answer.set_cookie(COOKIE, cookie, max_age=seconds, path="/", secure=True, httponly=True, samesite="Lax")
