"""Agents, supervisors and admins."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, exists, func, insert, or_, select, update

from inbox import audit, events
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


class Change(Struct, frozen=True):
    """What is None stays as it is. disabled: they can no longer sign in; what they wrote stays theirs."""

    role: Role | None = None
    name: str | None = None
    language: str | None = None
    disabled: bool | None = None
    skills: tuple[str, ...] | None = None
    capacity: int | None = None


def add(conn: Connection, new: NewUser, now: datetime, by: UserId | None = None) -> User:
    """Raises Conflict if somebody has that e-mail address already, in whatever case."""
    email = new.email.strip().lower()
    if conn.execute(select(user.c.id).where(user.c.email == email)).first():
        raise Conflict(f"There is already a user with the address {email}. Log in, or choose another address.")
    person = User(UserId(new_id()), email, new.name.strip(), new.role, new.language)
    row = {name: getattr(person, name) for name in User.__struct_fields__}
    conn.execute(insert(user), [{**row, "password_hash": new.password_hash, "created_at": now}])
    data = {"user_id": person.id, "user": person.name, "role": person.role}
    audit.note(conn, "user.added", now, actor_id=by, data=data)
    return person


def find_by_email(conn: Connection, email: str) -> tuple[User, str] | None:
    """The user and the password's hash; None for nobody, or for somebody who has been disabled."""
    wanted = user.c.email == email.strip().lower(), user.c.disabled_at.is_(None)
    row = conn.execute(select(*SHOWN, user.c.password_hash).where(*wanted)).mappings().one_or_none()
    return None if row is None else (as_user(row), row["password_hash"])


def as_user(row: Mapping[Any, Any]) -> User:
    return User(**{**{name: row[name] for name in User.__struct_fields__}, "skills": tuple(row["skills"])})


def get(conn: Connection, user_id: UserId) -> User:
    row = conn.execute(select(*SHOWN).where(user.c.id == user_id)).mappings().one_or_none()
    if row is None:
        raise NotFound("There is no such user. The list of users shows who there is.")
    return as_user(row)


def all(conn: Connection) -> list[User]:  # noqa: A001  # `users.all` reads as it should
    shown = select(*SHOWN).where(user.c.disabled_at.is_(None)).order_by(user.c.name, user.c.id)
    return [as_user(row) for row in conn.execute(shown).mappings()]


def ever(conn: Connection) -> list[User]:
    """Those who were disabled, too, behind the others."""
    order = user.c.disabled_at.is_not(None), user.c.name, user.c.id
    return [as_user(row) for row in conn.execute(select(*SHOWN).order_by(*order)).mappings()]


def change(conn: Connection, user_id: UserId, wanted: Change, by: UserId, now: datetime) -> User:
    """Raises NotFound, and Conflict where nobody would be left who may do this. Their sessions follow at once."""
    before = get(conn, user_id)
    values = {name: getattr(wanted, name) for name in ("role", *PLAIN)}
    values = {name: new for name, new in values.items() if new is not None and new != getattr(before, name)}
    if wanted.disabled is not None and wanted.disabled != (before.disabled_at is not None):
        values["disabled_at"] = now if wanted.disabled else None
    if not values:
        return before
    stays = values.get("role", before.role) == "admin" and not values.get("disabled_at", before.disabled_at)
    this = update(user).where(user.c.id == user_id)
    if conn.execute((this if stays else this.where(not_needed(user_id))).values(**values)).rowcount != 1:
        raise Conflict(f"{before.name} is the last administrator. Make somebody else one first.")
    after = get(conn, user_id)
    audit.note(conn, "user.changed", now, actor_id=by, data=difference(before, after))
    events.record(conn, "user.changed", now, actor_id=by, data={"user_id": user_id})
    return after


PLAIN = ("name", "language", "skills", "capacity")
"""Of which the audit log tells no more than that they were changed."""


def not_needed(user_id: UserId) -> ColumnElement[bool]:
    """Whether there is an admin besides them, or they are none themselves."""
    admin = user.alias("admin")
    could = admin.c.role == "admin", admin.c.disabled_at.is_(None)
    return or_(
        exists().where(*could, admin.c.id != user_id),
        ~exists().where(*could, admin.c.id == user_id),
    )


def difference(before: User, after: User) -> dict[str, str]:
    """What the audit log tells of a change: the role before and after, and the rest by name only."""
    told = {"user_id": after.id, "user": after.name}
    if before.role != after.role:
        told |= {"role_before": before.role, "role": after.role}
    if bool(before.disabled_at) != bool(after.disabled_at):
        told["disabled"] = "yes" if after.disabled_at else "no"
    others = [name for name in PLAIN if getattr(before, name) != getattr(after, name)]
    return told | ({"changed": ", ".join(others)} if others else {})


def set_language(conn: Connection, user_id: UserId, language: str) -> None:
    conn.execute(update(user).where(user.c.id == user_id).values(language=language))
