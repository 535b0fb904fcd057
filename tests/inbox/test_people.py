"""Users and their sessions."""

import sqlite3
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from office.office import Office
from sqlalchemy import func, select, update

from inbox import sessions, users
from inbox.errors import Conflict, NotFound
from inbox.ids import new_id
from inbox.schema import session, user
from inbox.users import NewUser
from inbox.words import User, UserId

COOKIE = "a-cookie-that-only-the-browser-knows"
DIGEST = sha256(COOKIE.encode()).hexdigest()
DAY = timedelta(days=1)


def test_a_new_user_can_be_found_by_id_and_by_address_in_any_case(office: Office) -> None:
    assert office.read(users.count) == 0
    ana = office.write(users.add, NewUser(" Ana@Acme.Example ", " Ana ", "admin", "$argon2id$", "es"), office.clock())
    assert (ana.email, ana.name, ana.role, ana.language) == ("ana@acme.example", "Ana", "admin", "es")
    assert office.read(users.get, ana.id) == ana
    assert office.read(users.find_by_email, "ANA@acme.example ") == (ana, "$argon2id$")
    assert office.read(users.find_by_email, "nobody@acme.example") is None
    assert office.read(users.count) == 1


def test_an_address_belongs_to_one_user(office: Office, ana: User) -> None:
    with pytest.raises(Conflict, match=r"already a user with the address ana@hilo\.example"):
        office.write(users.add, NewUser("ANA@hilo.example", "Other", "agent", "x"), office.clock())


def test_users_are_listed_by_name_without_the_disabled(office: Office, ben: User, ana: User) -> None:
    assert [one.name for one in office.read(users.all)] == ["Ana", "Ben"]
    office.write(lambda conn: conn.execute(update(user).where(user.c.id == ana.id).values(disabled_at=office.clock())))
    assert office.read(users.all) == [ben]
    assert office.read(users.find_by_email, ana.email) is None


def test_a_user_may_choose_a_language(office: Office, ana: User) -> None:
    office.write(users.set_language, ana.id, "es")
    assert office.read(users.get, ana.id).language == "es"


def test_who_is_not_there_is_not_found(office: Office) -> None:
    with pytest.raises(NotFound, match="list of users"):
        office.read(users.get, UserId(new_id()))


def test_a_session_lives_until_its_moment(office: Office, ana: User) -> None:
    office.write(sessions.open, DIGEST, ana.id, "csrf", office.clock(), office.clock() + DAY)
    found = office.read(sessions.find, DIGEST, office.clock() + DAY - timedelta(microseconds=1))
    assert found is not None
    assert (found.user, found.csrf) == (ana, "csrf")
    assert office.read(sessions.find, DIGEST, office.clock() + DAY) is None


def test_a_closed_session_is_gone(office: Office, ana: User) -> None:
    office.write(sessions.open, DIGEST, ana.id, "csrf", office.clock(), office.clock() + DAY)
    office.write(sessions.close, DIGEST)
    office.write(sessions.close, DIGEST)
    assert office.read(sessions.find, DIGEST, office.clock()) is None


def test_a_disabled_user_is_logged_out(office: Office, ana: User) -> None:
    office.write(sessions.open, DIGEST, ana.id, "csrf", office.clock(), office.clock() + DAY)
    office.write(lambda conn: conn.execute(update(user).values(disabled_at=office.clock())))
    assert office.read(sessions.find, DIGEST, office.clock()) is None


def test_expired_sessions_are_swept_when_the_next_one_opens(office: Office, ana: User) -> None:
    for number in range(5):
        office.write(sessions.open, f"{DIGEST}{number}", ana.id, "csrf", office.clock(), office.clock() + DAY)
    office.clock.forward(days=1)
    office.write(sessions.open, DIGEST, ana.id, "csrf", office.clock(), office.clock() + DAY)
    assert office.rows(select(func.count()).select_from(session))[0][0] == 1


def test_the_cookie_itself_is_nowhere_in_the_database(office: Office, ana: User, database: Path) -> None:
    office.write(sessions.open, DIGEST, ana.id, "csrf", office.clock(), office.clock() + DAY)
    assert office.read(sessions.find, COOKIE, office.clock()) is None
    with sqlite3.connect(database) as other:
        other.execute("PRAGMA wal_checkpoint(FULL)")
    other.close()
    stored = database.read_bytes()
    assert DIGEST.encode() in stored
    assert COOKIE.encode() not in stored


def test_screens_hear_of_a_change_and_of_none_where_nothing_changed(office: Office, ana: User, ben: User) -> None:
    start = len(office.events())
    office.write(users.change, ben.id, users.Change(name="Ben"), ana.id, office.clock())
    office.write(users.change, ben.id, users.Change(name="Benito"), ana.id, office.clock())
    told = [(one.kind, one.actor_id, one.data) for one in office.events()[start:]]
    assert told == [("user.changed", ana.id, {"user_id": ben.id})]


def test_who_was_disabled_stands_behind_the_others(office: Office, ana: User, ben: User) -> None:
    office.write(users.change, ana.id, users.Change(disabled=True), ben.id, office.clock())
    assert [(one.name, one.disabled_at) for one in office.read(users.ever)] == [("Ben", None), ("Ana", office.clock())]
    assert [one.name for one in office.read(users.all)] == ["Ben"]
