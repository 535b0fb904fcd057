"""What came in, and what goes out."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, UniqueConstraint

from inbox.schema.columns import Id, Instant, Seq, metadata

journal = Table(
    "journal",
    metadata,
    Column("seq", Seq, primary_key=True, autoincrement=True),
    Column("account_id", Id, ForeignKey("account.id"), nullable=False),
    Column("key", Text, nullable=False),
    Column("headers", JSON, nullable=False, default=dict),
    Column("body", LargeBinary, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("read_at", Instant),
    Column("outcome", Text, nullable=False, default=""),  # "", threaded, repeated, ignored, receipt, stub, erased
    Column("error", Text, nullable=False, default=""),
    UniqueConstraint("account_id", "key"),
    sqlite_autoincrement=True,  # a seq is never given twice, even after the last row was erased
)
Index(
    "ix_journal_unread",
    journal.c.seq,
    sqlite_where=journal.c.read_at.is_(None),
    postgresql_where=journal.c.read_at.is_(None),
)

outbox = Table(
    "outbox",
    metadata,
    Column("message_id", Id, ForeignKey("message.id"), primary_key=True),
    Column("account_id", Id, ForeignKey("account.id"), nullable=False),
    Column("thread_id", Id, ForeignKey("thread.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("queued_at", Instant, nullable=False),  # or queued again, by an agent
    Column("next_at", Instant),  # None once nothing is left to do
    Column("attempts", Integer, nullable=False, default=0),
    Column("lease", Text),
    Column("lease_until", Instant),
    Column("before", JSON),  # how its thread stood, so that it can be taken back; None once it cannot
)
Index(
    "ix_outbox_next",
    outbox.c.next_at,
    sqlite_where=outbox.c.next_at.is_not(None),
    postgresql_where=outbox.c.next_at.is_not(None),
)
Index("ix_outbox_thread", outbox.c.thread_id, outbox.c.position)
Index(
    "ix_outbox_failed",
    outbox.c.queued_at,
    sqlite_where=outbox.c.state == "failed",
    postgresql_where=outbox.c.state == "failed",
)

attempt = Table(
    "attempt",
    metadata,
    Column("message_id", Id, ForeignKey("outbox.message_id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("outcome", Text, nullable=False, default=""),
    Column("detail", Text, nullable=False, default=""),
)
