"""The same questions to a real PostgreSQL."""

from collections.abc import Iterator

import pytest
from servers.postgresql import PostgreSQL, driven
from sqlalchemy import Connection, create_engine, text

from inbox import fulltext
from inbox.fulltext.fold import words
from inbox.fulltext.match import Clause, Entry, Match, Phrase, fact, one_of
from inbox.fulltext.numbering import FIRST, LAST
from inbox.schema import search_message
from inbox.schema.finding import make_words


@pytest.fixture
def conn(postgresql: PostgreSQL) -> Iterator[Connection]:
    """With the table of messages' words, which is gone afterwards."""
    engine = create_engine(driven(postgresql.url("postgres")))
    with engine.connect() as conn:
        make_words(search_message, conn)
        yield conn
        conn.rollback()
    engine.dispose()


def put(conn: Connection, *said: str) -> None:
    entries = [Entry(number, tuple(words(one)), (fact("in"),)) for number, one in enumerate(said, 1)]
    fulltext.engine(conn).put(conn, "search_message", entries)


def newest(conn: Connection, *clauses: Clause, none: tuple[Clause, ...] = (), limit: int = 10) -> list[int]:
    return fulltext.newest(conn, search_message, Match(clauses, none), FIRST, LAST, limit)


def one(said: str, *, open: bool = False) -> Clause:
    return (Phrase(tuple(words(said)), open),)


def test_words_are_found_without_their_accents_newest_first(conn: Connection) -> None:
    put(conn, "Una avería", "nothing", "otra AVERIA")
    assert newest(conn, one("Avería")) == [3, 1]


def test_phrases_beginnings_and_exclusions_mean_what_they_mean_in_sqlite(conn: Connection) -> None:
    put(conn, "my order", "order my food", "mine orders")
    assert newest(conn, one("my order")) == [1]
    assert newest(conn, one("ord", open=True)) == [3, 2, 1]
    assert newest(conn, one("my ord", open=True)) == [1]
    assert newest(conn, one("order"), one("my")) == [2, 1]
    assert newest(conn, one("order"), none=(one("food"),)) == [1]
    assert newest(conn, (*one("food"), *one("mine"))) == [3, 2]


def test_facts_are_no_words(conn: Connection) -> None:
    put(conn, "in here")
    assert newest(conn, one_of(fact("in"))) == [1]
    assert newest(conn, one_of(fact("out"))) == []
    put_again = Entry(2, ("xin",))
    fulltext.engine(conn).put(conn, "search_message", [put_again])
    assert newest(conn, one("in")) == [1]


def test_what_was_removed_is_not_found(conn: Connection) -> None:
    put(conn, "secret", "secret too")
    fulltext.engine(conn).remove(conn, "search_message", [1])
    assert newest(conn, one("secret")) == [2]
    assert fulltext.engine(conn).purge(conn, "search_message") is False


def test_common_words_are_walked_and_rare_ones_sorted_with_one_result(
    conn: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(conn, *(f"common {'rare' if number % 10 == 0 else ''}" for number in range(1, 101)))
    expected = newest(conn, one("common"), limit=7), newest(conn, one("rare"), limit=7)
    assert expected == (list(range(100, 93, -1)), [100, 90, 80, 70, 60, 50, 40])
    monkeypatch.setattr(fulltext.postgresql, "RARE", 5)
    assert (newest(conn, one("common"), limit=7), newest(conn, one("rare"), limit=7)) == expected


def test_pages_are_bounded_by_numbers(conn: Connection) -> None:
    put(conn, *["again"] * 9)
    assert fulltext.newest(conn, search_message, Match((one("again"),)), 3, 7, 10) == [6, 5, 4, 3]


def test_a_very_long_text_is_kept(conn: Connection) -> None:
    put(conn, " ".join(f"w{number}" for number in range(20_000)) + " " + "x" * 5000)
    assert newest(conn, one("w19999")) == [1]
    assert newest(conn, one("w0 w1")) == [1]


def test_the_index_answers_where_a_word_is_rare(conn: Connection) -> None:
    put(conn, *(f"common {'rare' if number == 5000 else number}" for number in range(6000)))
    conn.execute(text("ANALYZE search_message_words"))
    conn.execute(text("SET LOCAL enable_seqscan = off"))  # so few rows are faster scanned
    asked = "EXPLAIN SELECT number FROM search_message_words WHERE words @@ CAST('rare' AS tsquery)"
    assert "ix_search_message_words" in "\n".join(conn.execute(text(asked)).scalars())
    assert newest(conn, one("common"), limit=3) == [6000, 5999, 5998]
