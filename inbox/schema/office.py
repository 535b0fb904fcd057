"""Who answers, by which accounts, and what happened."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, text

from inbox.schema.columns import Id, Instant, Seq, metadata

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
GAVE_BACK = text("kind IN ('thread.released', 'thread.returned')")
Index("ix_event_back", event.c.thread_id, event.c.seq, sqlite_where=GAVE_BACK, postgresql_where=GAVE_BACK)
STEPS = text(
    "kind IN ('thread.taken', 'thread.assigned', 'thread.released', 'thread.returned', 'thread.stalled', "
    "'thread.closed', 'thread.reopened', 'thread.snoozed', 'thread.woke', 'thread.skipped')"
)
Index("ix_event_step", event.c.thread_id, event.c.seq, sqlite_where=STEPS, postgresql_where=STEPS)

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
    Column("skills", JSON, nullable=False, server_default=text("'[]'")),  # languages by ISO 639-1, and "recovery"
    Column("capacity", Integer, nullable=False, server_default=text("0")),  # of waiting threads; 0: as usual
    Column("preferences", JSON, nullable=False, server_default=text("'{}'")),  # how their own screens behave
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
    Column("keep_days", Integer),  # after which what came by it is forgotten; None: never
    Column("team_id", Id),  # who answers what comes by it
)
