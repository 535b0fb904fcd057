"""How much we hold of a customer."""

from datetime import timedelta

import pytest
from office.clock import HeldClock
from office.office import Office
from sqlalchemy import insert, update

from inbox import extent, merging
from inbox.errors import NotFound
from inbox.extent import Extent
from inbox.files import Stored
from inbox.ids import new_id
from inbox.schema import attachment, customer, promise
from inbox.words import Account, CustomerId, Thread, User


def promised(office: Office, thread: Thread, by: User) -> None:
    row = {"id": new_id(), "thread_id": thread.id, "text": "I will call", "made_by": by.id}
    times = {"due_at": office.clock() + timedelta(hours=1), "made_at": office.clock()}
    with office.engine.begin() as conn:
        conn.execute(insert(promise), [{**row, **times}])


def photo(size: int) -> Stored:
    return Stored("photo.png", "image/png", size, "0" * 64, f"ab/{size}", "")


def test_messages_notes_files_addresses_and_promises_are_counted(office: Office, email: Account, ana: User) -> None:
    thread = office.hears(email, files=(photo(1000), photo(24)))
    office.hears(email)
    office.reply(thread.id, ana)
    office.note(thread.id, ana)
    promised(office, thread, ana)
    office.hears(email, "somebody.else@example.com")
    assert office.read(extent.of, thread.customer_id) == Extent(("maria@example.com",), 4, 2, 1024, 1, 1)


def test_a_file_that_has_not_come_weighs_nothing_yet(office: Office, email: Account) -> None:
    thread = office.hears(email, files=(photo(1000),))
    with office.engine.begin() as conn:
        conn.execute(update(attachment).values(state="wanted"))
    found = office.read(extent.of, thread.customer_id)
    assert (found.files, found.bytes) == (0, 0)


def test_whoever_is_shown_as_one_is_counted_as_one_from_either_side(
    office: Office, email: Account, ana: User, clock: HeldClock
) -> None:
    bea, other = office.hears(email, "bea@example.com"), office.hears(email, "b.ruiz@example.com")
    for thread, name in ((bea, "Bea"), (other, "B. Ruiz")):
        with office.engine.begin() as conn:
            conn.execute(update(customer).where(customer.c.id == thread.customer_id).values(name=name))
    promised(office, other, ana)
    office.write(merging.merge, other.customer_id, bea.customer_id, "said so", ana.id, clock())
    both = Extent(("Bea", "B. Ruiz"), 2, 0, 0, 2, 1)
    assert office.read(extent.of, bea.customer_id) == both
    assert office.read(extent.of, other.customer_id) == both


def test_nobody_is_said_to_be_nobody(office: Office) -> None:
    with pytest.raises(NotFound, match="no such customer"):
        office.read(extent.of, CustomerId(new_id()))


def test_of_whom_was_erased_nothing_is_told(office: Office, email: Account, clock: HeldClock) -> None:
    thread = office.hears(email)
    with office.engine.begin() as conn:
        conn.execute(update(customer).values(erased_at=clock()))
    with pytest.raises(NotFound, match="erased"):
        office.read(extent.of, thread.customer_id)
