"""The index in PostgreSQL: tsvector under GIN. The words come folded, so no dictionary and no unaccent is asked."""

from sqlalchemy import Connection, text

from inbox.fulltext.match import Clause, Entry, Match, Phrase

LAST_POSITION = 16383  # https://www.postgresql.org/docs/current/textsearch-limitations.html
RARE = 2000
"""Up to so many matches are fetched and sorted; with more of them, walking from the newest meets enough soon."""


def put(conn: Connection, table: str, entries: list[Entry]) -> None:
    """One row for all of them on the way there: the driver sends each of many rows by itself."""
    if entries:
        given = "unnest(CAST(:numbers AS bigint[]), CAST(:words AS text[])) AS given (number, words)"
        kept = f"INSERT INTO {table}_words (number, words) SELECT number, CAST(words AS tsvector) FROM {given}"  # noqa: S608  # ours
        conn.execute(text(kept), {"numbers": [one.number for one in entries], "words": list(map(vector, entries))})


def vector(entry: Entry) -> str:
    """Words hold letters and digits only, so quotes are all the quoting that they need."""
    placed = (f"'{word}':{min(place, LAST_POSITION)}" for place, word in enumerate(entry.words, 1))
    return " ".join((*placed, *(f"'{one}'" for one in entry.facts)))


def remove(conn: Connection, table: str, numbers: list[int]) -> None:
    if numbers:
        gone = f"DELETE FROM {table}_words WHERE number = ANY(:numbers)"  # noqa: S608  # ours
        conn.execute(text(gone), {"numbers": numbers})


def newest(conn: Connection, table: str, match: Match, above: int, below: int, limit: int) -> list[int]:
    """Numbers from above up to, but not, below; the highest first.

    The planner would walk a million numbers for a rare word, or sort a million for a common one: so it is told.
    """
    asked = {"match": expression(match), "above": above, "below": below, "limit": limit, "rare": RARE + 1}
    within = "words @@ CAST(:match AS tsquery) AND number >= :above AND number < :below"
    few = f"WITH few AS MATERIALIZED (SELECT number FROM {table}_words WHERE {within} LIMIT :rare)"  # noqa: S608  # ours
    found = sorted(conn.execute(text(f"{few} SELECT number FROM few"), asked).scalars(), reverse=True)  # noqa: S608  # ours
    if len(found) <= RARE:
        return found[:limit]
    walk = f"SELECT number FROM {table}_words WHERE {within} ORDER BY number DESC LIMIT :limit"  # noqa: S608  # ours
    return list(conn.execute(text(walk), asked).scalars())


def expression(match: Match) -> str:
    wanted = [any_of(clause) for clause in match.all]
    return " & ".join((*wanted, *(f"!{any_of(clause)}" for clause in match.none)))


def any_of(clause: Clause) -> str:
    return f"({' | '.join(map(quoted, clause))})"


def quoted(phrase: Phrase) -> str:
    row = " <-> ".join(f"'{word}'" for word in phrase.words)
    return f"({row}:*)" if phrase.open else f"({row})"


def purge(conn: Connection, table: str) -> bool:
    """Nothing to do here: VACUUM, which no transaction may run, takes what is deleted out of tables and indexes."""
    return False
