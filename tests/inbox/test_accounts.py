"""Configured channels: sealed secrets, alarms, versions, cursors."""

import sqlite3
from pathlib import Path

import pytest
from office.office import Office
from sqlalchemy.exc import StatementError

from inbox import accounts, journal
from inbox.box import Box, new_key
from inbox.errors import MissingKey, NotFound
from inbox.ids import new_id
from inbox.intake import take_in
from inbox.journal import Entry
from inbox.words import Account, AccountId

SECRETS = {"password": "correct horse battery", "token": "t0ken-of-the-day"}
NOBODY = AccountId(new_id())


@pytest.fixture
def mailbox(office: Office) -> Account:
    return office.account("email", settings={"host": "imap.example"}, secrets=SECRETS)


def update(office: Office, account: Account, box: Box, secrets: dict[str, str]) -> Account:
    return office.write(
        accounts.update_settings, box, account.id, "Renamed", {"host": "new.example"}, secrets, office.clock()
    )


def test_an_account_shows_its_settings_and_never_a_secret(office: Office, mailbox: Account) -> None:
    assert office.read(accounts.get, mailbox.id) == mailbox
    assert mailbox.settings == {"host": "imap.example"}
    assert "correct horse" not in str(office.read(accounts.all))
    assert (mailbox.paused, mailbox.alarm, mailbox.last_in_at) == (False, "", None)
    assert office.events()[-1].data == {"account_id": mailbox.id}


def test_only_the_connector_gets_the_secrets(office: Office, mailbox: Account) -> None:
    assert office.read(accounts.full_settings, office.box, mailbox.id) == {"host": "imap.example", **SECRETS}


def test_the_database_file_holds_no_plain_secret(office: Office, mailbox: Account, database: Path) -> None:
    update(office, mailbox, office.box, {"password": "another horse entirely"})
    journal_file = database.with_name("hilo.db-wal").read_bytes()
    with sqlite3.connect(database) as other:
        other.execute("PRAGMA wal_checkpoint(FULL)")
    other.close()
    stored = database.read_bytes() + journal_file
    assert b"imap.example" in stored
    for secret in (*SECRETS.values(), "another horse entirely"):
        assert secret.encode() not in stored


def test_secrets_that_are_not_given_stay(office: Office, mailbox: Account) -> None:
    changed = update(office, mailbox, office.box, {"password": "new"})
    assert (changed.name, changed.settings) == ("Renamed", {"host": "new.example"})
    found = office.read(accounts.full_settings, office.box, mailbox.id)
    assert found == {"host": "new.example", "password": "new", "token": SECRETS["token"]}


def test_another_key_is_told_in_a_sentence(office: Office, mailbox: Account) -> None:
    with pytest.raises(MissingKey, match="Restore HILO_KEY"):
        office.read(accounts.full_settings, Box(new_key()), mailbox.id)


def test_with_the_key_lost_entering_the_passwords_again_helps_as_promised(office: Office, mailbox: Account) -> None:
    other = Box(new_key())
    with pytest.raises(MissingKey, match="enter the passwords again"):
        update(office, mailbox, other, {})
    update(office, mailbox, other, {"password": "again"})
    assert office.read(accounts.full_settings, other, mailbox.id) == {"host": "new.example", "password": "again"}


def test_an_alarm_is_raised_once_and_calmed_once(office: Office, mailbox: Account) -> None:
    start = len(office.events())
    for _ in range(3):
        office.write(accounts.alarm, mailbox.id, "The password is wrong.", office.clock())
        office.clock.forward(minutes=1)
    raised = office.read(accounts.get, mailbox.id)
    assert raised.alarm == "The password is wrong."
    assert raised.alarm_at is not None
    assert raised.alarm_at < office.clock()
    for _ in range(3):
        office.write(accounts.calm, mailbox.id, office.clock())
    calm = office.read(accounts.get, mailbox.id)
    assert (calm.alarm, calm.alarm_at) == ("", None)
    assert office.kinds()[start:] == ["account.alarm", "account.changed"]


def test_another_alarm_replaces_the_first(office: Office, mailbox: Account) -> None:
    office.write(accounts.alarm, mailbox.id, "One.", office.clock())
    office.write(accounts.alarm, mailbox.id, "Two.", office.clock())
    assert office.read(accounts.get, mailbox.id).alarm == "Two."


def test_new_settings_are_innocent_until_they_fail(office: Office, mailbox: Account) -> None:
    office.write(accounts.alarm, mailbox.id, "The password is wrong.", office.clock())
    assert update(office, mailbox, office.box, {"password": "right"}).alarm == ""


def test_a_version_differs_whenever_settings_or_secrets_do_and_only_then(office: Office, mailbox: Account) -> None:
    seen = [office.read(accounts.versions)[mailbox.id]]
    office.write(accounts.alarm, mailbox.id, "Trouble.", office.clock())
    office.write(accounts.move_cursor, mailbox.id, "42")
    assert office.read(accounts.versions)[mailbox.id] == seen[0]
    update(office, mailbox, office.box, {})
    seen.append(office.read(accounts.versions)[mailbox.id])
    update(office, mailbox, office.box, {"password": "new"})
    seen.append(office.read(accounts.versions)[mailbox.id])
    assert len(set(seen)) == 3


def test_a_paused_account_has_no_version(office: Office, mailbox: Account, chat: Account) -> None:
    assert office.write(accounts.pause, mailbox.id, True, office.clock()).paused
    assert set(office.read(accounts.versions)) == {chat.id}
    assert not office.write(accounts.pause, mailbox.id, False, office.clock()).paused
    assert set(office.read(accounts.versions)) == {chat.id, mailbox.id}


def test_accounts_are_listed_in_the_order_in_which_they_were_made(office: Office) -> None:
    made = []
    for channel in ("sms", "chat", "email"):
        made.append(office.account(channel).id)
        office.clock.forward(seconds=1)
    assert [one.id for one in office.read(accounts.all)] == made


def test_what_does_not_exist_is_not_found(office: Office) -> None:
    with pytest.raises(NotFound, match="settings screen"):
        office.read(accounts.get, NOBODY)
    with pytest.raises(NotFound, match="settings screen"):
        office.read(accounts.full_settings, office.box, NOBODY)
    with pytest.raises(NotFound):
        office.write(accounts.pause, NOBODY, True, office.clock())
    with pytest.raises(NotFound):
        office.write(accounts.update_settings, office.box, NOBODY, "x", {}, {}, office.clock())


def test_entries_and_cursor_move_together_and_the_account_is_well_again(office: Office, mailbox: Account) -> None:
    office.write(accounts.alarm, mailbox.id, "The server is gone.", office.clock())
    entries = [Entry(mailbox.id, key, b"raw", {}, office.clock()) for key in ("1:1", "1:2", "1:1")]
    office.write(take_in, mailbox.id, entries, "1:2", office.clock())
    assert [row.key for row in office.read(journal.unread, 10)] == ["1:1", "1:2"]
    assert office.read(accounts.cursor, mailbox.id) == "1:2"
    assert office.read(accounts.get, mailbox.id).alarm == ""
    office.write(take_in, mailbox.id, [], "1:9", office.clock())
    assert office.read(accounts.cursor, mailbox.id) == "1:9"
    assert office.read(accounts.get, mailbox.id).last_in_at is None, "a cursor alone is no message"


def test_if_one_entry_cannot_be_kept_the_cursor_stays(office: Office, mailbox: Account) -> None:
    unkeepable = Entry(mailbox.id, "1:2", b"raw", {"subject": "\ud800"}, office.clock())
    good = Entry(mailbox.id, "1:1", b"raw", {}, office.clock())
    with pytest.raises((StatementError, UnicodeEncodeError), match="surrogate"):
        office.write(take_in, mailbox.id, [good, unkeepable], "1:2", office.clock())
    assert office.read(accounts.cursor, mailbox.id) == ""
    assert office.read(journal.unread, 10) == []
