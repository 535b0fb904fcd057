"""Who is logged in. Only a digest of the cookie is stored, so a stolen database opens no session."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection, delete, insert, select

from inbox.schema import session, user
from inbox.users import SHOWN, as_user
from inbox.words import User, UserId


class Session(Struct, frozen=True):
    """csrf: the token that every change must carry."""

    user: User
    csrf: str


def open(conn: Connection, digest: str, user_id: UserId, csrf: str, now: datetime, expires_at: datetime) -> None:  # noqa: A001  # `sessions.open` reads as it should
    """digest: SHA-256 of the cookie, in hex. Sessions that have expired are swept on the way."""
    conn.execute(delete(session).where(session.c.expires_at <= now))
    row = {"digest": digest, "user_id": user_id, "csrf": csrf, "created_at": now, "expires_at": expires_at}
    conn.execute(insert(session), [row])


def find(conn: Connection, digest: str, now: datetime) -> Session | None:
    alive = session.c.digest == digest, session.c.expires_at > now, user.c.disabled_at.is_(None)
    found = select(*SHOWN, session.c.csrf).join_from(session, user).where(*alive)
    row = conn.execute(found).mappings().one_or_none()
    return None if row is None else Session(as_user(row), row["csrf"])


def close(conn: Connection, digest: str) -> None:
    conn.execute(delete(session).where(session.c.digest == digest))


def close_all(conn: Connection, user_id: UserId) -> list[str]:
    """Wherever they are signed in. Returns the digests of the cookies."""
    return list(conn.execute(delete(session).where(session.c.user_id == user_id).returning(session.c.digest)).scalars())
