"""What was said, with its files and what its writer did to it afterwards."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from inbox.schema.columns import Id, Instant, metadata

message = Table(
    "message",
    metadata,
    Column("id", Id, primary_key=True),
    Column("thread_id", Id, ForeignKey("thread.id"), nullable=False),
    Column("episode_id", Id, ForeignKey("episode.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("direction", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    # Grows strictly with the position: the order across merged threads.
    Column("threaded_at", Instant, nullable=False, server_default=text("0")),
    Column("account_id", Id, ForeignKey("account.id")),
    Column("identity_id", Id, ForeignKey("identity.id")),
    Column("author_id", Id, ForeignKey("user.id")),
    Column("remote_id", Text),  # unique per account: the same message twice is one message
    Column("ref", Text),
    Column("cites", JSON, nullable=False, default=list),
    Column("client_id", Text, nullable=False, default=""),
    Column("subject", Text, nullable=False, default=""),
    Column("text", Text, nullable=False, default=""),
    Column("said", Text, nullable=False, default=""),
    Column("html", Text, nullable=False, default=""),
    Column("sent_at", Instant),
    Column("evidence", Text),
    Column("automatic", Text, nullable=False, default=""),
    Column("stub", Boolean, nullable=False, default=False),
    Column("mood", JSON),
    Column("state", Text),
    Column("state_detail", Text, nullable=False, default=""),
    Column("code", Text, nullable=False, default=""),  # why it failed, where something can be done about it
    Column("template", JSON),
    Column("edited_at", Instant),
    Column("deleted_at", Instant),
    Column("reactions", JSON, nullable=False, default=list),
    Column("journal_seq", BigInteger),
    Column("held_until", Instant),  # until when an answer is kept back, so that it can be taken back
    Column("weighed", Boolean),  # false: its mood is a first impression, and the deep tier has yet to read it
    UniqueConstraint("thread_id", "position"),
    UniqueConstraint("account_id", "remote_id"),
)
Index(
    "ix_message_ref",
    message.c.ref,
    sqlite_where=message.c.ref.is_not(None),
    postgresql_where=message.c.ref.is_not(None),
)
Index(
    "uq_message_client",
    message.c.author_id,
    message.c.client_id,
    unique=True,
    sqlite_where=text("client_id <> '' AND author_id IS NOT NULL"),
    postgresql_where=text("client_id <> '' AND author_id IS NOT NULL"),
)
Index(
    "ix_message_unweighed",
    message.c.threaded_at,
    sqlite_where=message.c.weighed.is_(False),
    postgresql_where=message.c.weighed.is_(False),
)
Index("ix_message_identity", message.c.identity_id, message.c.threaded_at)

attachment = Table(
    "attachment",
    metadata,
    Column("id", Id, primary_key=True),
    Column("message_id", Id, ForeignKey("message.id"), index=True),  # None until an agent's upload is sent
    Column("uploader_id", Id, ForeignKey("user.id")),
    Column("name", Text, nullable=False),
    Column("mime", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("path", Text, nullable=False),  # below the attachments folder; random, never the sender's name
    Column("cid", Text, nullable=False, default=""),
    Column("state", Text, nullable=False, default="kept"),  # wanted: it still lies at the provider; failed: for good
    Column("detail", Text, nullable=False, default=""),
    Column("place", Text, nullable=False, default=""),
    Column("attempts", Integer, nullable=False, default=0),
    Column("next_at", Instant),
    Column("created_at", Instant),
)
Index(
    "ix_attachment_wanted",
    attachment.c.next_at,
    sqlite_where=attachment.c.next_at.is_not(None),
    postgresql_where=attachment.c.next_at.is_not(None),
)

change = Table(
    "change",  # what a writer did to a message afterwards; before the message itself arrived, it waits here for it
    metadata,
    Column("id", Id, primary_key=True),
    Column("account_id", Id, ForeignKey("account.id"), nullable=False),
    Column("remote_id", Text, nullable=False),
    Column("message_id", Id, ForeignKey("message.id"), index=True),
    Column("kind", Text, nullable=False),  # edited, deleted, reacted
    Column("by", Text, nullable=False, default=""),
    Column("text", Text, nullable=False, default=""),  # after an edit; the emoji of a reaction
    Column("before", Text, nullable=False, default=""),  # what an edit replaced
    Column("gone", Boolean, nullable=False, default=False),
    Column("at", Instant, nullable=False),
    Column("journal_seq", BigInteger),
)
Index("ix_change_remote", change.c.account_id, change.c.remote_id)
