"""It may be interrupted anywhere and run again: what is right stays, what differs is written, what is gone goes."""

import pytest
from office import everything
from office.moving import Cut, PowerCut, address, do, move, travelling
from sqlalchemy import Engine

from inbox.copying import chunks
from inbox.copying.chunks import TABLES
from inbox.errors import InboxError
from inbox.migrate import is_current, upgrade


@pytest.fixture(autouse=True)
def two_rows_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "MOST_ROWS", 2)


@pytest.mark.parametrize("steps", [0, 1, 50, 150])
def test_what_was_interrupted_anywhere_goes_on_there(origin: Engine, target: Engine, steps: int) -> None:
    with pytest.raises(PowerCut):
        move(origin, target, Cut(steps))
    before = sum(map(len, travelling(target).values()))
    done = move(origin, target)
    assert (done.whole, done.written) == (True, done.rows - before)
    assert travelling(target) == travelling(origin)


def test_nobody_works_with_half_an_inbox(origin: Engine, target: Engine) -> None:
    with pytest.raises(PowerCut):
        move(origin, target, Cut(60))
    assert not is_current(address(target))
    with pytest.raises(InboxError, match="being copied into this database"):
        upgrade(address(target))


def test_a_later_run_writes_what_changed_and_takes_away_what_is_gone(origin: Engine, target: Engine) -> None:
    assert not move(origin, target, last=False).whole
    everything.fill(origin, 7, 8)
    do(
        origin,
        "UPDATE customer SET name = 'Somebody else'",
        "DELETE FROM draft WHERE rowid = 1",
        "DELETE FROM session",
        "DELETE FROM tag WHERE rowid = 6",
    )
    done = move(origin, target)
    assert done.whole
    assert travelling(target) == travelling(origin)
    assert done.written < done.rows / 2, "what is right is only compared"


def test_names_may_have_gone_from_one_to_another_between_two_runs(origin: Engine, target: Engine) -> None:
    move(origin, target, last=False)
    swapped = "CASE id WHEN (SELECT min(id) FROM team) THEN 'first' WHEN (SELECT max(id) FROM team) THEN 'last' END"
    do(origin, f"UPDATE team SET name = coalesce({swapped}, name)")
    move(origin, target, last=False)
    turned = swapped.replace("'first'", "'other'").replace("'last'", "'first'").replace("'other'", "'last'")
    do(origin, "UPDATE team SET name = name || '?'", f"UPDATE team SET name = coalesce({turned}, name)")
    assert move(origin, target).whole
    assert travelling(target) == travelling(origin)


def test_what_was_spoilt_in_the_copy_is_put_right(origin: Engine, target: Engine) -> None:
    move(origin, target, last=False)
    with target.begin() as conn:
        for table, number in [(table, number) for table in TABLES for number in (-1, 9)]:
            if table.name != "user":
                everything.add(conn, table, number)
    do(target, "UPDATE thread SET stretch = '{}'", "DELETE FROM episode")
    assert move(origin, target).whole
    assert travelling(target) == travelling(origin)


def test_once_whole_it_is_only_compared(origin: Engine, target: Engine) -> None:
    first = move(origin, target)
    do(target, f"ALTER DATABASE {target.url.database} SET default_transaction_read_only TO on")
    target.dispose()
    second = move(origin, target)
    assert (second.rows, second.written, second.whole) == (first.rows, 0, True)


class Writing:
    """Somebody goes on writing to the old inbox while it is copied."""

    def __init__(self, origin: Engine) -> None:
        self.origin = origin
        self.numbers = iter(range(10, 1000))

    def __call__(self, doing: str, done: int, whole: int) -> None:
        if doing in ("customer", "message", "outbox"):
            everything.fill(self.origin, next(self.numbers))


def test_beside_a_hilo_that_serves_one_moment_is_copied(origin: Engine, target: Engine) -> None:
    before = travelling(origin)
    assert not move(origin, target, Writing(origin), last=False).whole
    assert travelling(target) == before != travelling(origin)


def test_it_is_not_whole_while_anybody_writes(origin: Engine, target: Engine) -> None:
    assert not move(origin, target, Writing(origin)).whole
    assert not is_current(address(target))
    assert move(origin, target).whole
    assert travelling(target) == travelling(origin)


def test_a_row_that_reads_otherwise_than_it_was_written_is_noticed(origin: Engine, target: Engine) -> None:
    do(
        target,
        "CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.about = ''; RETURN NEW; END $$",
        "CREATE TRIGGER losing BEFORE INSERT ON customer FOR EACH ROW EXECUTE FUNCTION lose()",
    )
    with pytest.raises(InboxError, match="table customer read otherwise"):
        move(origin, target)
    assert not travelling(target)["customer"]


def test_a_server_that_fails_is_told_plainly_and_what_was_copied_is_kept(origin: Engine, target: Engine) -> None:
    def end(doing: str, done: int, whole: int) -> None:
        if doing == "message":
            do(target, "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted")

    with pytest.raises(InboxError, match=r"It stopped: .*\. See to that and run it again"):
        move(origin, target, end)
    assert 0 < move(origin, target).written < 100


def test_keys_go_by_bytes_where_the_database_goes_by_a_language(origin: Engine, english: Engine) -> None:
    whose = "(SELECT user_id FROM session LIMIT 1)"
    opened = f"INSERT INTO session (digest, user_id, csrf, created_at, expires_at) VALUES ('{{}}', {whose}, '', 1, 1)"
    whose = "(SELECT customer_id FROM claim LIMIT 1)"
    claimed = f"INSERT INTO claim (customer_id, channel, address, created_at) VALUES ({whose}, 'sms', '{{}}', 1)"
    do(origin, *(statement.format(letter) for statement in (opened, claimed) for letter in "aBcDäE"))
    done = move(origin, english, last=False)
    assert done.written == done.rows
    assert move(origin, english).written == 0
    assert travelling(english) == travelling(origin)
