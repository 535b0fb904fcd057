"""The index in SQLite's FTS5, which walks its row numbers downwards: the newest come first, and nothing is sorted."""

from sqlalchemy import Connection, text

from inbox.fulltext.match import Clause, Entry, Match, Phrase

PAGES = 500
"""That one step of `purge` merges: some 2 MB of index, so that nobody waits long for the writer."""


def put(conn: Connection, table: str, entries: list[Entry]) -> None:
    rows = [(one.number, " ".join((*one.words, *one.facts))) for one in entries]
    if rows:
        conn.exec_driver_sql(f"INSERT INTO {table}_words (rowid, words) VALUES (?, ?)", rows)  # noqa: S608  # ours


def remove(conn: Connection, table: str, numbers: list[int]) -> None:
    if numbers:
        conn.exec_driver_sql(f"DELETE FROM {table}_words WHERE rowid = ?", [(one,) for one in numbers])  # noqa: S608  # ours


def newest(conn: Connection, table: str, match: Match, above: int, below: int, limit: int) -> list[int]:
    """Numbers from above up to, but not, below; the highest first."""
    found = text(
        f"SELECT rowid FROM {table}_words WHERE {table}_words MATCH :match AND rowid >= :above AND rowid < :below"  # noqa: S608  # ours
        " ORDER BY rowid DESC LIMIT :limit"
    )
    asked = {"match": expression(match), "above": above, "below": below, "limit": limit}
    return list(conn.execute(found, asked).scalars())


def expression(match: Match) -> str:
    """https://www.sqlite.org/fts5.html#full_text_query_syntax: words hold letters and digits only, and are quoted."""
    wanted = " AND ".join(any_of(clause) for clause in match.all)
    return " NOT ".join((f"({wanted})", *(any_of(clause) for clause in match.none)))


def any_of(clause: Clause) -> str:
    return f"({' OR '.join(map(quoted, clause))})"


def quoted(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.words)}"{"*" if phrase.open else ""}'


def purge(conn: Connection, table: str) -> bool:
    """One step of merging all into one segment, which alone rids the index of words that nothing holds any more.

    True while there is more to do.
    """
    before = conn.exec_driver_sql("SELECT total_changes()").scalar_one()
    merge = f"INSERT INTO {table}_words ({table}_words, rank) VALUES ('merge', :pages)"  # noqa: S608  # ours
    conn.execute(text(merge), {"pages": -PAGES})
    return int(conn.exec_driver_sql("SELECT total_changes()").scalar_one()) - int(before) >= 2  # FTS5's own test
