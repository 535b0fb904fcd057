"""What the search walks. The words lie in tables that each engine has its own kind of."""

from typing import Any

from sqlalchemy import BigInteger, Column, Connection, ForeignKey, Integer, Table, event

from inbox.schema.columns import Id, metadata

Number = BigInteger().with_variant(Integer, "sqlite")

search_message = Table(
    "search_message",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),  # grows with the time: see fulltext.numbering
    Column("message_id", Id, ForeignKey("message.id"), nullable=False, unique=True),
)

search_person = Table(
    "search_person",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("customer_id", Id, ForeignKey("customer.id"), nullable=False, unique=True),
)

# Facts begin with "_", which no word of a text holds. bm25, which alone needs the column sizes, is not asked for.
FTS5 = """CREATE VIRTUAL TABLE %s_words USING fts5(
    words, columnsize=0, prefix='2 3', tokenize="unicode61 remove_diacritics 2 tokenchars '_'"
)"""
TSVECTOR = (
    "CREATE TABLE %s_words (number bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX ix_%s_words ON %s_words USING gin (words)",
)


def make_words(table: Table, conn: Connection, **_: Any) -> None:
    """The engine's own table of words, beside the one that names what they belong to."""
    for statement in (FTS5,) if conn.dialect.name == "sqlite" else TSVECTOR:
        conn.exec_driver_sql(statement.replace("%s", table.name))


for searched in (search_message, search_person):
    event.listen(searched, "after_create", make_words)
