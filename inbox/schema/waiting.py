"""How long people may wait and who answers them: the patience table, teams and desks, and what agents said of moods."""

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Table, Text, false, true

from inbox.schema.columns import Id, Instant, Seq, metadata

patience = Table(
    "patience",  # every table that was ever saved; the newest holds, and none means the default
    metadata,
    Column("id", Seq, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("by_id", Id),
    Column("document", JSON, nullable=False),
    Column("applied_at", Instant),  # when whoever waited then had been judged by it
    sqlite_autoincrement=True,
)

correction = Table(
    "correction",  # what an agent said of a message's mood
    metadata,
    Column("message_id", Id, ForeignKey("message.id"), primary_key=True),
    Column("account_id", Id),
    Column("language", Text, nullable=False),  # ISO 639-1, "" while nobody can tell
    Column("angry", Boolean, nullable=False),
    Column("anger", Float, nullable=False),  # as it had been heard
    Column("mood", JSON, nullable=False),  # what it replaced, so that it can be taken back
    Column("by_id", Id, nullable=False),
    Column("at", Instant, nullable=False, index=True),
)

team = Table(
    "team",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("assigns", Boolean, nullable=False, server_default=false()),  # hands its threads out by itself
    Column("created_at", Instant, nullable=False),
)

member = Table(
    "member",
    metadata,
    Column("team_id", Id, ForeignKey("team.id"), primary_key=True),
    Column("user_id", Id, ForeignKey("user.id"), primary_key=True, index=True),
)

desk = Table(
    "desk",  # whether an agent is there to take threads
    metadata,
    Column("user_id", Id, ForeignKey("user.id"), primary_key=True),
    Column("available", Boolean, nullable=False, server_default=true()),  # as they say themselves
    Column("online_until", Instant, index=True),  # renewed while one of their screens is open
    Column("last_furious", Boolean, nullable=False, server_default=false()),  # what they were handed last
    Column("given_at", Instant),  # and when: the others' turn comes first
)
