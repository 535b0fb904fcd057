"""An inbox that was in use before this version: everything is still there, and in its order."""

from collections.abc import Callable, Iterator

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from office.clock import HeldClock
from office.office import Office
from sqlalchemy import select, text

from inbox import accounts, merging, threads
from inbox.identities import Contact
from inbox.migrate import MIGRATIONS, config, upgrade
from inbox.schema import customer, message, thread, user

SMS = Contact("sms", "", "+34600000001", "", "proven")
EARLIER = [one.revision for one in ScriptDirectory(str(MIGRATIONS)).walk_revisions()][1:]


@pytest.fixture
def office(fresh: Callable[[str], str], clock: HeldClock) -> Iterator[Office]:
    """On either engine."""
    url = fresh("before")
    upgrade(url)
    office = Office(url, clock)
    yield office
    office.close()


@pytest.fixture(params=EARLIER)
def before(request: pytest.FixtureRequest, office: Office) -> Office:
    """Taken back to that revision while it holds mails, SMS, an answer and a note, while the clock went back once."""
    email, sms, ana = office.account("email"), office.account("sms"), office.agent("Ana")
    for number in range(4):
        office.hears(email, text=f"mail {number}")
        office.hears(sms, SMS, f"text {number}")
        office.clock.forward(minutes=1)
    office.reply(office.thread_of("maria@example.com").id, ana, "On its way")
    office.clock.forward(hours=-1)
    office.hears(email, text="mail 4")
    office.note(office.thread_of("maria@example.com").id, ana, "Watch the clock")
    office.clock.forward(hours=2)
    with office.engine.begin() as conn:
        command.downgrade(config(conn), request.param)
    office.engine.dispose()
    office.readers.dispose()
    return office


def told(office: Office) -> dict[str, list[tuple[int, str]]]:
    rows = office.rows(text("SELECT thread_id, position, text FROM message ORDER BY thread_id, position"))
    found: dict[str, list[tuple[int, str]]] = {}
    for row in rows:
        found.setdefault(row.thread_id, []).append((row.position, row.text))
    return found


def test_everything_is_still_there(before: Office) -> None:
    was = told(before)
    assert sorted(len(said) for said in was.values()) == [4, 7]
    upgrade(before.url)
    assert told(before) == was


def test_the_order_of_a_thread_is_that_of_its_positions_whatever_the_clock_did(before: Office) -> None:
    upgrade(before.url)
    for row in before.rows(select(thread)):
        said = before.rows(select(message).where(message.c.thread_id == row.id).order_by(message.c.position))
        moments = [one.threaded_at for one in said]
        assert moments == sorted(set(moments))
        assert row.last_threaded_at == moments[-1]
        assert [one.position for one in before.messages(row.id)] == [one.position for one in said]


def test_it_goes_on_as_if_nothing_had_happened(before: Office) -> None:
    upgrade(before.url)
    (ana,) = before.rows(select(user.c.id))
    mail, sms = before.thread_of("maria@example.com"), before.thread_of(SMS)
    (account,) = [one for one in before.read(accounts.all) if one.channel == "email"]
    before.hears(account, text="mail 5")
    merged = before.write(merging.merge, sms.customer_id, mail.customer_id, "same person", ana.id, before.clock())
    assert len(before.messages(mail.id)) == 12
    assert before.messages(mail.id)[-1].text == "mail 5"
    before.write(merging.split, merged, ana.id, before.clock())
    assert len(before.messages(sms.id)) == 4
    before.write(threads.close, sms.id, ana.id, before.clock())


def test_what_is_new_begins_empty(before: Office) -> None:
    upgrade(before.url)
    for row in before.rows(select(customer)):
        assert (row.about, row.language, row.zone, row.fields, row.erased_at) == ("", "", "", {}, None)
    for row in before.rows(select(thread)):
        assert (row.head_id, row.parts) == (None, 0)
