"""Agents, supervisors and admins."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, func, insert, select, update

from inbox.errors import Conflict, NotFound
from inbox.ids import new_id
from inbox.schema import user
from inbox.words import Role, User, UserId

SHOWN = [user.c[name] for name in User.__struct_fields__]


class NewUser(Struct, frozen=True):
    """password_hash: argon2id, in PHC string format."""

    email: str
    name: str
    role: Role
    password_hash: str
    language: str = "en"


def count(conn: Connection) -> int:
    return conn.execute(select(func.count()).select_from(user)).scalar_one()


def add(conn: Connection, new: NewUser, now: datetime) -> User:
    """Raises Conflict if somebody has that e-mail address already, in whatever case."""
    email = new.email.strip().lower()
    if conn.execute(select(user.c.id).where(user.c.email == email)).first():
        raise Conflict(f"There is already a user with the address {email}. Log in, or choose another address.")
    person = User(UserId(new_id()), email, new.name.strip(), new.role, new.language)
    row = {name: getattr(person, name) for name in User.__struct_fields__}
    conn.execute(insert(user), [{**row, "password_hash": new.password_hash, "created_at": now}])
    return person


def find_by_email(conn: Connection, email: str) -> tuple[User, str] | None:
    """The user and the password's hash; None for nobody, or for somebody who has been disabled."""
    wanted = user.c.email == email.strip().lower(), user.c.disabled_at.is_(None)
    row = conn.execute(select(*SHOWN, user.c.password_hash).where(*wanted)).mappings().one_or_none()
    return None if row is None else (as_user(row), row["password_hash"])


def as_user(row: Mapping[Any, Any]) -> User:
    return User(**{name: row[name] for name in User.__struct_fields__})


def get(conn: Connection, user_id: UserId) -> User:
    row = conn.execute(select(*SHOWN).where(user.c.id == user_id)).mappings().one_or_none()
    if row is None:
        raise NotFound("There is no such user. The list of users shows who there is.")
    return as_user(row)


def all(conn: Connection) -> list[User]:  # noqa: A001  # `users.all` reads as it should
    shown = select(*SHOWN).where(user.c.disabled_at.is_(None)).order_by(user.c.name, user.c.id)
    return [as_user(row) for row in conn.execute(shown).mappings()]


def set_language(conn: Connection, user_id: UserId, language: str) -> None:
    conn.execute(update(user).where(user.c.id == user_id).values(language=language))
