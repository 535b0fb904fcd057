"""What agents keep beside the threads: drafts, macros, views of their own, whom they skipped, who was mentioned."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, Table, Text, text

from inbox.schema.columns import Id, Instant, metadata

draft = Table(
    "draft",  # what somebody is writing; gone once it is sent
    metadata,
    Column("user_id", Id, ForeignKey("user.id"), primary_key=True),
    Column("thread_id", Id, ForeignKey("thread.id"), primary_key=True, index=True),
    Column("mode", Text, primary_key=True),  # reply, note
    Column("channel", Text, primary_key=True),  # "" for a note
    Column("text", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

skip = Table(
    "skip",  # whom an agent passed over, until the customer writes again
    metadata,
    Column("user_id", Id, ForeignKey("user.id"), primary_key=True),
    Column("thread_id", Id, ForeignKey("thread.id"), primary_key=True, index=True),
    Column("position", Integer, nullable=False),  # of the thread's last message then
    Column("reason", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

mention = Table(
    "mention",  # a note names a colleague
    metadata,
    Column("message_id", Id, ForeignKey("message.id"), primary_key=True),
    Column("user_id", Id, ForeignKey("user.id"), primary_key=True),
    Column("thread_id", Id, ForeignKey("thread.id"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("seen_at", Instant),
)
UNSEEN = text("seen_at IS NULL")
Index("ix_mention_unseen", mention.c.user_id, mention.c.thread_id, sqlite_where=UNSEEN, postgresql_where=UNSEEN)

macro = Table(
    "macro",  # an answer that is written often
    metadata,
    Column("id", Id, primary_key=True),
    Column("owner_id", Id, ForeignKey("user.id"), index=True),  # None: everybody's
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
)

saved_view = Table(
    "saved_view",  # a view that somebody made of their own
    metadata,
    Column("id", Id, primary_key=True),
    Column("user_id", Id, ForeignKey("user.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("document", JSON, nullable=False),
    Column("created_at", Instant, nullable=False),
)
