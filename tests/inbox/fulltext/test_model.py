"""The index against the plainest search there is: looking at every message, word by word."""

from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import create_engine

from inbox import fulltext
from inbox.fulltext.fold import words
from inbox.fulltext.match import Clause, Entry, Match, Phrase, fact, one_of
from inbox.fulltext.numbering import FIRST, LAST
from inbox.schema import search_message
from inbox.schema.finding import make_words

TABLE = search_message.name
WORDS = st.sampled_from(["avería", "Averia", "averias", "la", "LA", "pedido", "pedir", "12", "x", "ß"])
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
PHRASES = st.builds(lambda said, typing: Phrase(tuple(words(said)), typing), TEXTS, st.booleans())
SHORT = st.builds(lambda said, typing: Phrase(tuple(words(said)), typing), WORDS, st.booleans())
CLAUSES = st.lists(PHRASES | SHORT, min_size=1, max_size=3).map(tuple)
DIRECTIONS = st.sampled_from(["in", "out"])
MATCHES = st.builds(
    lambda wanted, none, facts: Match((*wanted, *(one_of(fact(one)) for one in facts)), tuple(none)),
    st.lists(CLAUSES, min_size=1, max_size=3),
    st.lists(CLAUSES, max_size=2),
    st.lists(DIRECTIONS, max_size=1),
)


class Said(NamedTuple):
    text: str
    direction: str


def looks(match: Match, said: Said) -> bool:
    """Whether it matches, found out the slow way."""
    row = [*words(said.text), *("\0", fact(said.direction))]
    return all(meets(one, row) for one in match.all) and not any(meets(one, row) for one in match.none)


def meets(clause: Clause, row: list[str]) -> bool:
    return any(stands(phrase, row[at : at + len(phrase.words)]) for phrase in clause for at in range(len(row)))


def stands(phrase: Phrase, row: list[str]) -> bool:
    *first, last = phrase.words
    if len(row) != len(phrase.words) or row[:-1] != first:
        return False
    return row[-1].startswith(last) if phrase.open else row[-1] == last


def entry(number: int, said: Said) -> Entry:
    return Entry(number, tuple(words(said.text)), (fact(said.direction),))


@settings(deadline=None)
@given(st.lists(st.builds(Said, TEXTS, DIRECTIONS), max_size=12), MATCHES, st.integers(0, 13), st.integers(0, 13))
def test_it_finds_what_looking_at_everything_finds(kept: list[Said], match: Match, above: int, below: int) -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as conn:
        make_words(search_message, conn)
        fulltext.engine(conn).put(conn, TABLE, [entry(number, said) for number, said in enumerate(kept)])
        found = fulltext.newest(conn, search_message, match, above, below, 100)
    engine.dispose()
    there = [number for number, said in enumerate(kept) if above <= number < below and looks(match, said)]
    assert found == there[::-1]


class Index(RuleBasedStateMachine):
    """Put, replace, remove and purge in any order, in transactions of their own: it always finds what is there."""

    @initialize()
    def make(self) -> None:
        self.engine = create_engine("sqlite://")
        self.kept: dict[int, Said] = {}
        with self.engine.begin() as conn:
            make_words(search_message, conn)

    @rule(number=st.integers(0, 20), said=st.builds(Said, TEXTS, DIRECTIONS))
    def put(self, number: int, said: Said) -> None:
        with self.engine.begin() as conn:
            fulltext.engine(conn).remove(conn, TABLE, [number])
            fulltext.engine(conn).put(conn, TABLE, [entry(number, said)])
        self.kept[number] = said

    @rule(number=st.integers(0, 20))
    def remove(self, number: int) -> None:
        with self.engine.begin() as conn:
            fulltext.engine(conn).remove(conn, TABLE, [number])
        self.kept.pop(number, None)

    @rule()
    def purge(self) -> None:
        for _ in range(100):
            with self.engine.begin() as conn:
                if not fulltext.engine(conn).purge(conn, TABLE):
                    return
        raise AssertionError("the purge never ends")

    @rule(match=MATCHES)
    def find(self, match: Match) -> None:
        with self.engine.begin() as conn:
            found = fulltext.newest(conn, search_message, match, FIRST, LAST, 100)
        assert found == sorted((one for one, said in self.kept.items() if looks(match, said)), reverse=True)

    @invariant()
    def is_whole(self) -> None:
        """FTS5 checks its own structure against its contents."""
        with self.engine.begin() as conn:
            conn.exec_driver_sql(f"INSERT INTO {TABLE}_words ({TABLE}_words) VALUES ('integrity-check')")

    def teardown(self) -> None:
        self.engine.dispose()


TestIndex = Index.TestCase
TestIndex.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)


def test_each_engine_is_asked_in_its_own_words() -> None:
    match = Match((one_of(fact("in"), fact("out")), (Phrase(("a", "b"), open=True),)), ((Phrase(("c",)),),))
    assert fulltext.sqlite.expression(match) == '(("_in" OR "_out") AND ("a b"*)) NOT ("c")'
    assert fulltext.postgresql.expression(match) == "(('_in') | ('_out')) & (('a' <-> 'b':*)) & !(('c'))"
