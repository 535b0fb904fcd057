"""Where a thread stands is written back as far as it has changed."""

from collections.abc import Callable

from office.office import Office
from sqlalchemy import Connection, select, update

from inbox.schema import thread
from inbox.standings import Standing, Standings
from inbox.words import Account


def changed(office: Office, account: Account, change: Callable[[Standing], None]) -> tuple[str, int]:
    """The preview and the count of unanswered messages, which somebody else has set meanwhile."""
    known = office.hears(account, "ana@example.com")

    def work(conn: Connection) -> None:
        standings = Standings(conn, [known.id])
        conn.execute(update(thread).where(thread.c.id == known.id).values(unanswered=7, preview="theirs"))
        change(standings.tops[known.id])
        standings.write()

    office.write(work)
    (row,) = office.rows(select(thread.c.preview, thread.c.unanswered).where(thread.c.id == known.id))
    return row.preview, row.unanswered


def test_what_has_not_changed_is_not_written(office: Office, email: Account) -> None:
    assert changed(office, email, lambda stands: None) == ("theirs", 7)


def test_what_has_changed_is_written_and_nothing_else(office: Office, email: Account) -> None:
    assert changed(office, email, lambda stands: setattr(stands, "preview", "ours")) == ("ours", 7)


def test_a_second_writing_knows_of_the_first(office: Office, email: Account) -> None:
    known = office.hears(email, "ana@example.com")

    def work(conn: Connection) -> None:
        standings = Standings(conn, [known.id])
        before = standings.tops[known.id].preview
        for preview in ("for a while", before):
            standings.tops[known.id].preview = preview
            standings.write()

    office.write(work)
    assert office.thread_of("ana@example.com").preview == known.preview


def test_threads_that_changed_differently_are_each_written(office: Office, email: Account) -> None:
    one, other, still = (office.hears(email, f"{name}@example.com").id for name in ("ana", "ben", "cleo"))

    def work(conn: Connection) -> None:
        standings = Standings(conn, [one, other, still])
        standings.tops[one].preview = "new"
        standings.tops[other].unanswered, standings.own[other].last_position = 5, 9
        standings.write()

    office.write(work)
    columns = select(thread.c.preview, thread.c.unanswered, thread.c.last_position)
    rows = [tuple(office.rows(columns.where(thread.c.id == id_))[0]) for id_ in (one, other, still)]
    preview = rows[2][0]
    assert rows == [("new", 1, 1), (preview, 5, 9), (preview, 1, 1)]
