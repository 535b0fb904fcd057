"""Search: the words of messages and people. What is there already comes in behind, from the event log."""

import sqlalchemy as sa
from alembic import op

import inbox.schema

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

FTS5 = """CREATE VIRTUAL TABLE %s_words USING fts5(
    words, columnsize=0, prefix='2 3', tokenize="unicode61 remove_diacritics 2 tokenchars '_'"
)"""
TSVECTOR = (
    "CREATE TABLE %s_words (number bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX ix_%s_words ON %s_words USING gin (words)",
)


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "search_message",
        sa.Column("number", number, autoincrement=False, nullable=False),
        sa.Column("message_id", inbox.schema.Id, nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name="fk_search_message_message_id"),
        sa.PrimaryKeyConstraint("number", name="pk_search_message"),
        sa.UniqueConstraint("message_id", name="uq_search_message_message_id"),
    )
    op.create_table(
        "search_person",
        sa.Column("number", number, autoincrement=True, nullable=False),
        sa.Column("customer_id", inbox.schema.Id, nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_search_person_customer_id"),
        sa.PrimaryKeyConstraint("number", name="pk_search_person"),
        sa.UniqueConstraint("customer_id", name="uq_search_person_customer_id"),
    )
    for table in ("search_message", "search_person"):
        for statement in (FTS5,) if op.get_bind().dialect.name == "sqlite" else TSVECTOR:
            op.execute(statement.replace("%s", table))


def downgrade() -> None:
    for table in ("search_person", "search_message"):
        op.drop_table(f"{table}_words")
        op.drop_table(table)
    op.execute("DELETE FROM follower WHERE name = 'search'")
