"""Mood: how long people may wait, who answers them, and what agents said of moods."""

import sqlalchemy as sa
from alembic import op

import inbox.schema

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WAITING = sa.text("due IS NOT NULL AND assignee_id IS NULL AND stalled_at IS NULL")
TEAMS = sa.text("team_id IS NOT NULL AND assignee_id IS NULL AND due IS NOT NULL")
GAVE_BACK = sa.text("kind IN ('thread.released', 'thread.returned')")
COLUMNS = (
    ("account", "team_id"),
    ("episode", "anger"),
    ("identity", "seen_at"),
    ("message", "weighed"),
    ("thread", "felt_at"),
    ("thread", "stretch"),
    ("thread", "team_id"),
    ("thread", "stalled_at"),
    ("user", "skills"),
    ("user", "capacity"),
)


def upgrade() -> None:
    add_columns()
    add_tables()
    unread = sa.column("weighed").is_(False)
    op.create_index("ix_message_unweighed", "message", ["threaded_at"], sqlite_where=unread, postgresql_where=unread)
    columns = ["assignee_id", "stalled_at", "due"]
    op.create_index("ix_thread_unstalled", "thread", columns, sqlite_where=WAITING, postgresql_where=WAITING)
    op.create_index("ix_thread_team", "thread", ["team_id", "due", "id"], sqlite_where=TEAMS, postgresql_where=TEAMS)
    index = "ix_event_back", "event", ["thread_id", "seq"]
    op.create_index(*index, sqlite_where=GAVE_BACK, postgresql_where=GAVE_BACK)
    op.execute("UPDATE thread SET stalled_at = due WHERE due IS NOT NULL")  # what passed long ago is no news


def add_columns() -> None:
    op.add_column("account", sa.Column("team_id", inbox.schema.Id, nullable=True))
    op.add_column("episode", sa.Column("anger", sa.Float(), server_default=sa.text("0"), nullable=False))
    op.add_column("identity", sa.Column("seen_at", inbox.schema.Instant(), nullable=True))
    op.add_column("message", sa.Column("weighed", sa.Boolean(), nullable=True))
    op.add_column("thread", sa.Column("felt_at", inbox.schema.Instant(), nullable=True))
    op.add_column("thread", sa.Column("stretch", sa.JSON(), nullable=True))
    op.add_column("thread", sa.Column("team_id", inbox.schema.Id, nullable=True))
    op.add_column("thread", sa.Column("stalled_at", inbox.schema.Instant(), nullable=True))
    op.add_column("user", sa.Column("skills", sa.JSON(), server_default=sa.text("'[]'"), nullable=False))
    op.add_column("user", sa.Column("capacity", sa.Integer(), server_default=sa.text("0"), nullable=False))


def add_tables() -> None:
    op.create_table(
        "patience",
        sa.Column("id", inbox.schema.Seq, autoincrement=True, nullable=False),
        sa.Column("at", inbox.schema.Instant(), nullable=False),
        sa.Column("by_id", inbox.schema.Id, nullable=True),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("applied_at", inbox.schema.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_patience"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "correction",
        sa.Column("message_id", inbox.schema.Id, nullable=False),
        sa.Column("account_id", inbox.schema.Id, nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("angry", sa.Boolean(), nullable=False),
        sa.Column("anger", sa.Float(), nullable=False),
        sa.Column("mood", sa.JSON(), nullable=False),
        sa.Column("by_id", inbox.schema.Id, nullable=False),
        sa.Column("at", inbox.schema.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name="fk_correction_message_id"),
        sa.PrimaryKeyConstraint("message_id", name="pk_correction"),
    )
    op.create_index("ix_correction_at", "correction", ["at"], unique=False)
    op.create_table(
        "team",
        sa.Column("id", inbox.schema.Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("assigns", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", inbox.schema.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_team"),
        sa.UniqueConstraint("name", name="uq_team_name"),
    )
    op.create_table(
        "member",
        sa.Column("team_id", inbox.schema.Id, nullable=False),
        sa.Column("user_id", inbox.schema.Id, nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_member_team_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_member_user_id"),
        sa.PrimaryKeyConstraint("team_id", "user_id", name="pk_member"),
    )
    op.create_index("ix_member_user_id", "member", ["user_id"], unique=False)
    op.create_table(
        "desk",
        sa.Column("user_id", inbox.schema.Id, nullable=False),
        sa.Column("available", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("online_until", inbox.schema.Instant(), nullable=True),
        sa.Column("last_furious", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("given_at", inbox.schema.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_desk_user_id"),
        sa.PrimaryKeyConstraint("user_id", name="pk_desk"),
    )
    op.create_index("ix_desk_online_until", "desk", ["online_until"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_event_back", table_name="event")
    op.drop_index("ix_thread_team", table_name="thread")
    op.drop_index("ix_thread_unstalled", table_name="thread")
    op.drop_index("ix_message_unweighed", table_name="message")
    for table in ("desk", "member", "team", "correction", "patience"):
        op.drop_table(table)
    for table, column in COLUMNS:
        op.drop_column(table, column)
