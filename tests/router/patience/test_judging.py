"""The judge of the moment: always by the table that holds in the transaction that asks."""

from msgspec.structs import replace
from office.office import Office
from office.patience import minutes, waiting
from sqlalchemy import event, insert

from inbox import tables
from inbox.schema import patience
from inbox.tables import DEFAULT, Table
from inbox.words import User
from router.patience import Judging

QUICK = replace(DEFAULT, patience={"email": 10.0})


def patience_of(office: Office, judging: Judging) -> float:
    one = waiting("email")
    return (office.read(judging.within)(one).due - one.since) / minutes(1)


def test_it_goes_by_the_default_until_somebody_saves_a_table(office: Office, ana: User) -> None:
    judging = Judging()
    assert patience_of(office, judging) == 240
    office.write(tables.save, QUICK, ana.id, office.clock())
    assert patience_of(office, judging) == 10
    office.write(tables.restore, 0, ana.id, office.clock())
    assert patience_of(office, judging) == 240


def test_one_that_begins_later_knows_what_was_saved_before(office: Office, ana: User) -> None:
    office.write(tables.save, QUICK, ana.id, office.clock())
    assert patience_of(office, Judging()) == 10


def test_within_the_transaction_that_saves_it_holds_already_and_after_a_rollback_no_longer(
    office: Office, ana: User
) -> None:
    judging, one = Judging(), waiting("email")
    with office.engine.connect() as conn:
        tables.save(conn, QUICK, ana.id, office.clock())
        assert judging.within(conn)(one).due == one.since + minutes(10)
        conn.rollback()
    assert patience_of(office, judging) == 240
    office.clock.forward(seconds=1)
    office.write(tables.save, replace(QUICK, patience={"email": 20.0}), ana.id, office.clock())
    assert patience_of(office, judging) == 20


def test_the_table_is_read_once_however_often_it_is_asked_for(office: Office, ana: User) -> None:
    judging, asked = Judging(), list[str]()
    office.write(tables.save, QUICK, ana.id, office.clock())
    event.listen(office.readers, "before_cursor_execute", lambda *args: asked.append(args[2]))
    for _ in range(5):
        office.read(judging.within)
    assert sum("document" in statement for statement in asked) == 1
    assert len([statement for statement in asked if "patience" in statement]) == 6


def test_a_table_that_cannot_be_read_stops_no_mail(office: Office) -> None:
    broken = [{"at": office.clock(), "document": {"others": "soon"}}]
    office.write(lambda conn: conn.execute(insert(patience), broken))
    assert patience_of(office, Judging()) == 240


def test_the_same_judge_is_kept_while_the_table_holds(office: Office) -> None:
    judging = Judging()
    assert office.read(judging.within) is office.read(judging.within)
    assert office.read(tables.current).table == Table()
