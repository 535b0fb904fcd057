"""Every table. Alembic migrations in `migrations/` build the same; a test compares the two."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
    text,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """An aware UTC moment as microseconds since 1970: sorts, compares and indexes alike on every engine."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else EPOCH + timedelta(microseconds=value)


Id = Uuid(as_uuid=False).with_variant(
    Text, "sqlite"
)  # SQLite has no such type, and converting costs 10 % of the ingest
Seq = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up by itself only on INTEGER PRIMARY KEY
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

customer = Table(
    "customer",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False, default=""),
    Column("created_at", Instant, nullable=False),
)

identity = Table(
    "identity",
    metadata,
    Column("id", Id, primary_key=True),
    Column("customer_id", Id, ForeignKey("customer.id"), nullable=False, index=True),
    Column("channel", Text, nullable=False),
    Column("scope", Text, nullable=False, default=""),  # an account id where the address means nothing elsewhere
    Column("address", Text, nullable=False),
    Column("display", Text, nullable=False, default=""),
    Column("evidence", Text, nullable=False),
    Column("how", Text, nullable=False, default=""),
    Column("by_id", Id),
    Column("evidence_at", Instant, nullable=False),
    Column("shut", Text, nullable=False, default=""),  # why nothing may be sent there: opted_out, unreachable
    Column("shut_detail", Text, nullable=False, default=""),
    Column("shut_at", Instant),
    Column("ask_at", Instant),  # when its provider may be asked who this is; None once nobody need be
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("channel", "scope", "address"),
)

Index(
    "ix_identity_stranger",
    identity.c.channel,
    identity.c.ask_at,
    sqlite_where=identity.c.ask_at.is_not(None),
    postgresql_where=identity.c.ask_at.is_not(None),
)

claim = Table(
    "claim",
    metadata,
    Column("customer_id", Id, ForeignKey("customer.id"), primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("address", Text, primary_key=True),
    Column("created_at", Instant, nullable=False),
)

thread = Table(
    "thread",
    metadata,
    Column("id", Id, primary_key=True),
    Column("customer_id", Id, ForeignKey("customer.id"), nullable=False, unique=True),
    Column("token", Text, nullable=False, unique=True),
    Column("status", Text, nullable=False, default="open"),
    Column("channel", Text, nullable=False, default=""),
    Column("preview", Text, nullable=False, default=""),
    Column("last_at", Instant, nullable=False),
    Column("last_position", Integer, nullable=False, default=0),
    Column("unanswered", Integer, nullable=False, default=0),
    Column("anger", Float, nullable=False, default=0.0),
    Column("valence", Float, nullable=False, default=0.0),
    Column("reasons", JSON, nullable=False, default=list),
    Column("waiting_since", Instant),
    Column("due", Instant),
    Column("assignee_id", Id, ForeignKey("user.id")),
    Column("held_until", Instant),
    Column("episode_id", Id),
)
Index(
    "ix_thread_queue",
    thread.c.assignee_id,
    thread.c.due,
    thread.c.id,
    sqlite_where=thread.c.due.is_not(None),
    postgresql_where=thread.c.due.is_not(None),
)
Index(
    "ix_thread_held",
    thread.c.held_until,
    sqlite_where=thread.c.held_until.is_not(None),
    postgresql_where=thread.c.held_until.is_not(None),
)
Index(
    "ix_thread_mine",
    thread.c.assignee_id,
    sqlite_where=thread.c.assignee_id.is_not(None),
    postgresql_where=thread.c.assignee_id.is_not(None),
)
Index("ix_thread_recent", thread.c.status, thread.c.last_at)

episode = Table(
    "episode",
    metadata,
    Column("id", Id, primary_key=True),
    Column("thread_id", Id, ForeignKey("thread.id"), nullable=False, index=True),
    Column("opened_at", Instant, nullable=False),
    Column("first_reply_at", Instant),
    Column("closed_at", Instant),
)

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
Index("ix_message_identity", message.c.identity_id, message.c.position)

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
    Column("outcome", Text, nullable=False, default=""),  # "", threaded, repeated, ignored, receipt, stub
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

alert = Table(
    "alert",  # something for the whole team to see, outside too; once per episode and kind
    metadata,
    Column("episode_id", Id, ForeignKey("episode.id"), primary_key=True),
    Column("kind", Text, primary_key=True),  # furious, threatened, stalled
    Column("thread_id", Id, ForeignKey("thread.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("next_at", Instant),  # None once nothing is left to do
    Column("attempts", Integer, nullable=False, default=0),
    Column("told", JSON, nullable=False, default=list),  # the accounts by which it was told
)
Index(
    "ix_alert_next",
    alert.c.next_at,
    sqlite_where=alert.c.next_at.is_not(None),
    postgresql_where=alert.c.next_at.is_not(None),
)

event = Table(
    "event",
    metadata,
    Column("seq", Seq, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("kind", Text, nullable=False),
    Column("thread_id", Id),
    Column("message_id", Id),
    Column("identity_id", Id),
    Column("actor_id", Id),
    Column("data", JSON, nullable=False, default=dict),
    sqlite_autoincrement=True,  # a seq is never given twice, even after the last row was erased
)
Index(
    "ix_event_identity",
    event.c.identity_id,
    event.c.seq,
    sqlite_where=event.c.identity_id.is_not(None),
    postgresql_where=event.c.identity_id.is_not(None),
)

user = Table(
    "user",
    metadata,
    Column("id", Id, primary_key=True),
    Column("email", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("language", Text, nullable=False, default="en"),
    Column("password_hash", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("disabled_at", Instant),
)

session = Table(
    "session",
    metadata,
    Column("digest", Text, primary_key=True),  # of the cookie; the cookie itself is never stored
    Column("user_id", Id, ForeignKey("user.id"), nullable=False, index=True),
    Column("csrf", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
)

account = Table(
    "account",
    metadata,
    Column("id", Id, primary_key=True),
    Column("connector", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("settings", JSON, nullable=False, default=dict),
    Column("secrets", LargeBinary, nullable=False, default=b""),
    Column("paused", Boolean, nullable=False, default=False),
    Column("cursor", Text, nullable=False, default=""),
    Column("alarm", Text, nullable=False, default=""),
    Column("alarm_at", Instant),
    Column("last_in_at", Instant),
    Column("last_out_at", Instant),
    Column("last_error", Text, nullable=False, default=""),
    Column("last_error_at", Instant),
    Column("created_at", Instant, nullable=False),
    Column("removed_at", Instant),
)
