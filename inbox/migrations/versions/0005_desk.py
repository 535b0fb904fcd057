"""The agents' desk: drafts, macros, views of their own, mentions, skips, snoozes, and answers that are kept back."""

import sqlalchemy as sa
from alembic import op

import inbox.schema

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SNOOZED = sa.text("snoozed_at IS NOT NULL")
UNSEEN = sa.text("seen_at IS NULL")
STEPS = sa.text(
    "kind IN ('thread.taken', 'thread.assigned', 'thread.released', 'thread.returned', 'thread.stalled', "
    "'thread.closed', 'thread.reopened', 'thread.snoozed', 'thread.woke', 'thread.skipped')"
)
COLUMNS = (
    ("thread", "snoozed_at"),
    ("thread", "wake_at"),
    ("outbox", "before"),
    ("message", "held_until"),
    ("user", "preferences"),
)


def upgrade() -> None:
    op.add_column("thread", sa.Column("snoozed_at", inbox.schema.Instant(), nullable=True))
    op.add_column("thread", sa.Column("wake_at", inbox.schema.Instant(), nullable=True))
    op.add_column("outbox", sa.Column("before", sa.JSON(), nullable=True))
    op.add_column("message", sa.Column("held_until", inbox.schema.Instant(), nullable=True))
    op.add_column("user", sa.Column("preferences", sa.JSON(), server_default=sa.text("'{}'"), nullable=False))
    op.create_index("ix_thread_wake", "thread", ["wake_at"], sqlite_where=SNOOZED, postgresql_where=SNOOZED)
    op.create_index("ix_event_step", "event", ["thread_id", "seq"], sqlite_where=STEPS, postgresql_where=STEPS)
    add_writing()
    add_views()


def add_writing() -> None:
    op.create_table(
        "draft",
        sa.Column("user_id", inbox.schema.Id, nullable=False),
        sa.Column("thread_id", inbox.schema.Id, nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", inbox.schema.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name="fk_draft_thread_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_draft_user_id"),
        sa.PrimaryKeyConstraint("user_id", "thread_id", "mode", "channel", name="pk_draft"),
    )
    op.create_index("ix_draft_thread_id", "draft", ["thread_id"], unique=False)
    op.create_table(
        "macro",
        sa.Column("id", inbox.schema.Id, nullable=False),
        sa.Column("owner_id", inbox.schema.Id, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", inbox.schema.Instant(), nullable=False),
        sa.Column("changed_at", inbox.schema.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name="fk_macro_owner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_macro"),
    )
    op.create_index("ix_macro_owner_id", "macro", ["owner_id"], unique=False)
    op.create_table(
        "mention",
        sa.Column("message_id", inbox.schema.Id, nullable=False),
        sa.Column("user_id", inbox.schema.Id, nullable=False),
        sa.Column("thread_id", inbox.schema.Id, nullable=False),
        sa.Column("at", inbox.schema.Instant(), nullable=False),
        sa.Column("seen_at", inbox.schema.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name="fk_mention_message_id"),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name="fk_mention_thread_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_mention_user_id"),
        sa.PrimaryKeyConstraint("message_id", "user_id", name="pk_mention"),
    )
    op.create_index("ix_mention_thread_id", "mention", ["thread_id"], unique=False)
    index = "ix_mention_unseen", "mention", ["user_id", "thread_id"]
    op.create_index(*index, sqlite_where=UNSEEN, postgresql_where=UNSEEN)


def add_views() -> None:
    op.create_table(
        "skip",
        sa.Column("user_id", inbox.schema.Id, nullable=False),
        sa.Column("thread_id", inbox.schema.Id, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", inbox.schema.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name="fk_skip_thread_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_skip_user_id"),
        sa.PrimaryKeyConstraint("user_id", "thread_id", name="pk_skip"),
    )
    op.create_index("ix_skip_thread_id", "skip", ["thread_id"], unique=False)
    op.create_table(
        "saved_view",
        sa.Column("id", inbox.schema.Id, nullable=False),
        sa.Column("user_id", inbox.schema.Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("created_at", inbox.schema.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_saved_view_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_saved_view"),
    )
    op.create_index("ix_saved_view_user_id", "saved_view", ["user_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_event_step", table_name="event")
    op.drop_index("ix_thread_wake", table_name="thread")
    for table in ("saved_view", "skip", "mention", "macro", "draft"):
        op.drop_table(table)
    for table, column in COLUMNS:
        op.drop_column(table, column)
