"""The durable log of what arrived."""

from hypothesis import given, settings
from hypothesis import strategies as some
from office.office import Office
from sqlalchemy import func, select

from inbox import journal
from inbox.ids import new_id
from inbox.journal import Connectors, Entry, Outcome, fitting
from inbox.schema import journal as table
from inbox.words import Account, AccountId


def entry(account: Account, key: str, body: bytes = b"raw") -> Entry:
    return Entry(account.id, key, body, {"content-type": "text/plain"}, account.created_at)


def test_what_is_appended_comes_back_byte_for_byte(office: Office, email: Account) -> None:
    body = bytes(range(256))
    office.write(journal.append, [entry(email, "one", body)])
    (found,) = office.read(journal.unread, 10)
    assert (found.account_id, found.channel, found.key, found.body) == (email.id, "email", "one", body)
    assert found.headers == {"content-type": "text/plain"}
    assert found.received_at == email.created_at


def test_a_key_is_taken_once_within_a_batch_and_across(office: Office, email: Account) -> None:
    batch = [entry(email, "a", b"first"), entry(email, "b"), entry(email, "a", b"second")]
    assert office.write(journal.append, batch) == [True, True, False]
    assert office.write(journal.append, [entry(email, "c"), entry(email, "a", b"third")]) == [True, False]
    found = office.read(journal.unread, 10)
    assert [(row.key, row.body) for row in found] == [("a", b"first"), ("b", b"raw"), ("c", b"raw")]


def test_a_key_that_was_read_long_ago_is_still_taken(office: Office, email: Account) -> None:
    office.write(journal.append, [entry(email, "a")])
    (row,) = office.read(journal.unread, 1)
    office.write(journal.settle, [Outcome(row.seq, "threaded")], office.clock())
    assert office.write(journal.append, [entry(email, "a")]) == [False]
    assert office.read(journal.unread, 10) == []


def test_two_accounts_may_use_the_same_key(office: Office, email: Account, chat: Account) -> None:
    assert office.write(journal.append, [entry(email, "1"), entry(chat, "1")]) == [True, True]


def test_nothing_appended_is_nothing_done(office: Office) -> None:
    assert office.write(journal.append, []) == []


def test_large_batches_fit_into_one_statement(office: Office, email: Account) -> None:
    many = [entry(email, str(number)) for number in range(5000)]
    assert office.write(journal.append, many) == [True] * 5000
    assert office.write(journal.append, many) == [False] * 5000


def test_unread_rows_come_in_the_order_of_arrival_and_no_more_than_asked(office: Office, email: Account) -> None:
    keys = [f"{number:02}" for number in range(20)]
    office.write(journal.append, [entry(email, key) for key in reversed(keys)])
    assert [row.key for row in office.read(journal.unread, 5)] == keys[:-6:-1]


def test_one_look_takes_no_more_than_fits_into_memory(office: Office, email: Account) -> None:
    office.write(journal.append, [entry(email, str(number), b"x" * 1000) for number in range(10)])
    assert len(office.read(journal.unread, 10, 3500)) == 3
    assert len(office.read(journal.unread, 10, 10)) == 1, "at least one, or a huge payload would stop everything"


@given(lengths=some.lists(some.integers(0, 50)), size=some.integers(0, 200))
def test_what_fits_is_the_longest_beginning_that_does(lengths: list[int], size: int) -> None:
    chosen = fitting(enumerate(lengths), size)
    assert chosen == list(range(len(chosen)))
    assert len(chosen) <= 1 or sum(lengths[: len(chosen)]) <= size
    if len(chosen) < len(lengths):
        assert chosen
        assert sum(lengths[: len(chosen) + 1]) > size


def test_settling_keeps_the_first_outcome(office: Office, email: Account) -> None:
    seq = office.journalled(email.id)
    first = office.clock()
    office.write(journal.settle, [Outcome(seq, "stub", "why")], first)
    office.write(journal.settle, [Outcome(seq, "threaded")], office.clock.forward(hours=1))
    (row,) = office.rows(select(table))
    assert (row.outcome, row.error, row.read_at) == ("stub", "why", first)


def test_settling_nothing_is_no_error(office: Office) -> None:
    office.write(journal.settle, [], office.clock())


def test_stubs_are_listed_newest_first_and_offered_again(office: Office, email: Account) -> None:
    seqs = [office.journalled(email.id) for _ in range(4)]
    outcomes = [Outcome(seq, "stub" if seq % 2 else "threaded", "broken" if seq % 2 else "") for seq in seqs]
    office.write(journal.settle, outcomes, office.clock())
    stubs = [one for one in reversed(outcomes) if one.outcome == "stub"]
    assert office.read(journal.unreadable) == stubs
    assert office.write(journal.reread) == len(stubs)
    assert [row.seq for row in office.read(journal.unread, 10)] == sorted(one.seq for one in stubs)
    assert office.read(journal.unreadable) == []


def test_unread_among_knows_what_is_settled(office: Office, email: Account) -> None:
    one, two = office.journalled(email.id), office.journalled(email.id)
    office.write(journal.settle, [Outcome(one, "threaded")], office.clock())
    assert office.read(journal.unread_among, [one, two, 999]) == {two}
    assert office.read(journal.unread_among, []) == set()


def test_a_seq_is_never_given_twice(office: Office, email: Account) -> None:
    last = office.journalled(email.id)
    office.write(lambda conn: conn.execute(table.delete()))
    assert office.journalled(email.id) > last


@given(keys=some.lists(some.lists(some.sampled_from("abcdefgh"), max_size=6), max_size=8))
@settings(max_examples=30, deadline=None)
def test_every_key_is_kept_exactly_once_whatever_repeats(migrated_office: Office, keys: list[list[str]]) -> None:
    account_id = AccountId(migrated_office.account(name=new_id()).id)
    taken = [
        migrated_office.write(
            journal.append, [Entry(account_id, key, b"", {}, migrated_office.clock()) for key in batch]
        )
        for batch in keys
    ]
    flat = [key for batch in keys for key in batch]
    fresh = [
        key for batch, new in zip(keys, taken, strict=True) for key, is_new in zip(batch, new, strict=True) if is_new
    ]
    assert fresh == list(dict.fromkeys(flat))
    stored = select(func.count()).select_from(table).where(table.c.account_id == account_id)
    assert migrated_office.rows(stored)[0][0] == len(set(flat))


def test_rows_can_be_asked_for_by_channel(office: Office) -> None:
    """So that a mail which takes its time holds up no chat."""
    mail, chat = office.account("email"), office.account("chat")
    seqs = [office.journalled(one.id) for one in (mail, chat, mail, chat)]
    hostile = office.read(journal.unread, 10, connectors=Connectors(("email",)))
    others = office.read(journal.unread, 10, connectors=Connectors(("email",), but=True))
    assert [row.seq for row in hostile] == seqs[::2]
    assert [row.seq for row in others] == seqs[1::2]


def test_rows_can_be_asked_for_by_parts_that_are_whole_accounts(office: Office) -> None:
    """So that several routers share them, and what one account brings stays in its order."""
    lines = [office.account("email", name=str(number)) for number in range(12)]
    seqs = [office.journalled(one.id) for one in lines for _ in range(2)]
    found = {part: office.read(journal.unread, 100, parts=[part]) for part in journal.PARTS}
    assert sorted(row.seq for rows in found.values() for row in rows) == seqs
    whose = [{row.account_id for row in rows} for rows in found.values()]
    assert sum(map(len, whose)) == len(lines)
    assert [row.seq for row in office.read(journal.unread, 100, parts=journal.PARTS)] == seqs
    assert office.read(journal.unread, 100, parts=[]) == []


def test_parts_and_connectors_narrow_each_other(office: Office) -> None:
    mail, chat = office.account("email"), office.account("chat")
    seqs = [office.journalled(one.id) for one in (mail, chat)]
    rows = [office.read(journal.unread, 10, connectors=Connectors(("email",)), parts=[part]) for part in journal.PARTS]
    assert [row.seq for found in rows for row in found] == seqs[:1]


def test_every_account_lies_in_one_part() -> None:
    assert sorted("".join(journal.PARTS.values())) == sorted("0123456789abcdef")


def test_a_blank_row_holds_nothing_but_the_mark_by_which_it_is_known_again(office: Office, email: Account) -> None:
    office.write(journal.append, [entry(email, "message:maria", b"secret"), entry(email, "other")])
    (row, _) = office.read(journal.unread, 2)
    office.write(journal.settle, [Outcome(row.seq, "stub", "why")], office.clock())
    office.write(journal.blank, [row.seq])
    (kept,) = office.rows(select(table).where(table.c.seq == row.seq))
    assert (kept.body, kept.headers, kept.error, kept.outcome) == (b"", {}, "", "erased")
    assert kept.key.startswith("erased:")
    assert "maria" not in kept.key
    again = [entry(email, "message:maria"), entry(email, "message:pedro"), entry(email, "message:maria")]
    assert office.write(journal.append, again) == [False, True, False]
    assert office.write(journal.reread) == 0, "nothing is left to read"


def test_blanking_twice_keeps_the_first_mark(office: Office, email: Account) -> None:
    office.write(journal.append, [entry(email, "a")])
    (row,) = office.read(journal.unread, 1)
    office.write(journal.blank, [row.seq])
    office.write(journal.blank, [row.seq])
    assert office.write(journal.append, [entry(email, "a")]) == [False]
