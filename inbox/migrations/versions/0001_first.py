"""The first schema."""

import sqlalchemy as sa
from alembic import op

import inbox.schema

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", inbox.schema.Id, nullable=False),
        sa.Column("connector", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("secrets", sa.LargeBinary(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("cursor", sa.Text(), nullable=False),
        sa.Column("alarm", sa.Text(), nullable=False),
        sa.Column("alarm_at", inbox.schema.Instant(), nullable=True),
        sa.Column("last_in_at", inbox.schema.Instant(), nullable=True),
        sa.Column("last_out_at", inbox.schema.Instant(), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.Column("last_error_at", inbox.schema.Instant(), nullable=True),
        sa.Column("created_at", inbox.schema.Instant(), nullable=False),
        sa.Column("removed_at", inbox.schema.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
    )
    op.create_table(
        "customer",
        sa.Column("id", inbox.schema.Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", inbox.schema.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
    )
    op.create_table(
        "event",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("at", inbox.schema.Instant(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("thread_id", inbox.schema.Id, nullable=True),
        sa.Column("message_id", inbox.schema.Id, nullable=True),
        sa.Column("identity_id", inbox.schema.Id, nullable=True),
        sa.Column("actor_id", inbox.schema.Id, nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_event")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_event_identity",
        "event",
        ["identity_id", "seq"],
        unique=False,
        sqlite_where=sa.text("identity_id IS NOT NULL"),
        postgresql_where=sa.text("identity_id IS NOT NULL"),
    )
    op.create_table(
        "user",
        sa.Column("id", inbox.schema.Id, nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("created_at", inbox.schema.Instant(), nullable=False),
        sa.Column("disabled_at", inbox.schema.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("email", name=op.f("uq_user_email")),
    )
    op.create_table(
        "claim",
        sa.Column("customer_id", inbox.schema.Id, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("created_at", inbox.schema.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_claim_customer_id")),
        sa.PrimaryKeyConstraint("customer_id", "channel", "address", name=op.f("pk_claim")),
    )
    op.create_table(
        "identity",
        sa.Column("id", inbox.schema.Id, nullable=False),
        sa.Column("customer_id", inbox.schema.Id, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("display", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("by_id", inbox.schema.Id, nullable=True),
        sa.Column("evidence_at", inbox.schema.Instant(), nullable=False),
        sa.Column("shut", sa.Text(), nullable=False),
        sa.Column("shut_detail", sa.Text(), nullable=False),
        sa.Column("shut_at", inbox.schema.Instant(), nullable=True),
        sa.Column("ask_at", inbox.schema.Instant(), nullable=True),
        sa.Column("created_at", inbox.schema.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_identity_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity")),
        sa.UniqueConstraint("channel", "scope", "address", name=op.f("uq_identity_channel_scope_address")),
    )
    op.create_index(op.f("ix_identity_customer_id"), "identity", ["customer_id"], unique=False)
    op.create_index(
        "ix_identity_stranger",
        "identity",
        ["channel", "ask_at"],
        unique=False,
        sqlite_where=sa.text("ask_at IS NOT NULL"),
        postgresql_where=sa.text("ask_at IS NOT NULL"),
    )
    op.create_table(
        "journal",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("account_id", inbox.schema.Id, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", inbox.schema.Instant(), nullable=False),
        sa.Column("read_at", inbox.schema.Instant(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_journal_account_id")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_journal")),
        sa.UniqueConstraint("account_id", "key", name=op.f("uq_journal_account_id_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_journal_unread",
        "journal",
        ["seq"],
        unique=False,
        sqlite_where=sa.text("read_at IS NULL"),
        postgresql_where=sa.text("read_at IS NULL"),
    )
    op.create_table(
        "session",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("user_id", inbox.schema.Id, nullable=False),
        sa.Column("csrf", sa.Text(), nullable=False),
        sa.Column("created_at", inbox.schema.Instant(), nullable=False),
        sa.Column("expires_at", inbox.schema.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_session_user_id")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_session")),
    )
    op.create_index(op.f("ix_session_user_id"), "session", ["user_id"], unique=False)
    op.create_table(
        "thread",
        sa.Column("id", inbox.schema.Id, nullable=False),
        sa.Column("customer_id", inbox.schema.Id, nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("preview", sa.Text(), nullable=False),
        sa.Column("last_at", inbox.schema.Instant(), nullable=False),
        sa.Column("last_position", sa.Integer(), nullable=False),
        sa.Column("unanswered", sa.Integer(), nullable=False),
        sa.Column("anger", sa.Float(), nullable=False),
        sa.Column("valence", sa.Float(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("waiting_since", inbox.schema.Instant(), nullable=True),
        sa.Column("due", inbox.schema.Instant(), nullable=True),
        sa.Column("assignee_id", inbox.schema.Id, nullable=True),
        sa.Column("held_until", inbox.schema.Instant(), nullable=True),
        sa.Column("episode_id", inbox.schema.Id, nullable=True),
        sa.ForeignKeyConstraint(["assignee_id"], ["user.id"], name=op.f("fk_thread_assignee_id")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_thread_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread")),
        sa.UniqueConstraint("customer_id", name=op.f("uq_thread_customer_id")),
        sa.UniqueConstraint("token", name=op.f("uq_thread_token")),
    )
    op.create_index(
        "ix_thread_held",
        "thread",
        ["held_until"],
        unique=False,
        sqlite_where=sa.text("held_until IS NOT NULL"),
        postgresql_where=sa.text("held_until IS NOT NULL"),
    )
    op.create_index(
        "ix_thread_mine",
        "thread",
        ["assignee_id"],
        unique=False,
        sqlite_where=sa.text("assignee_id IS NOT NULL"),
        postgresql_where=sa.text("assignee_id IS NOT NULL"),
    )
    op.create_index(
        "ix_thread_queue",
        "thread",
        ["assignee_id", "due", "id"],
        unique=False,
        sqlite_where=sa.text("due IS NOT NULL"),
        postgresql_where=sa.text("due IS NOT NULL"),
    )
    op.create_index("ix_thread_recent", "thread", ["status", "last_at"], unique=False)
    op.create_table(
        "episode",
        sa.Column("id", inbox.schema.Id, nullable=False),
        sa.Column("thread_id", inbox.schema.Id, nullable=False),
        sa.Column("opened_at", inbox.schema.Instant(), nullable=False),
        sa.Column("first_reply_at", inbox.schema.Instant(), nullable=True),
        sa.Column("closed_at", inbox.schema.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_episode_thread_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_episode")),
    )
    op.create_index(op.f("ix_episode_thread_id"), "episode", ["thread_id"], unique=False)
    op.create_table(
        "alert",
        sa.Column("episode_id", inbox.schema.Id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("thread_id", inbox.schema.Id, nullable=False),
        sa.Column("created_at", inbox.schema.Instant(), nullable=False),
        sa.Column("next_at", inbox.schema.Instant(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["episode_id"], ["episode.id"], name=op.f("fk_alert_episode_id")),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_alert_thread_id")),
        sa.PrimaryKeyConstraint("episode_id", "kind", name=op.f("pk_alert")),
    )
    op.create_index(
        "ix_alert_next",
        "alert",
        ["next_at"],
        unique=False,
        sqlite_where=sa.text("next_at IS NOT NULL"),
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )
    op.create_table(
        "message",
        sa.Column("id", inbox.schema.Id, nullable=False),
        sa.Column("thread_id", inbox.schema.Id, nullable=False),
        sa.Column("episode_id", inbox.schema.Id, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("created_at", inbox.schema.Instant(), nullable=False),
        sa.Column("account_id", inbox.schema.Id, nullable=True),
        sa.Column("identity_id", inbox.schema.Id, nullable=True),
        sa.Column("author_id", inbox.schema.Id, nullable=True),
        sa.Column("remote_id", sa.Text(), nullable=True),
        sa.Column("ref", sa.Text(), nullable=True),
        sa.Column("cites", sa.JSON(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("sent_at", inbox.schema.Instant(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("automatic", sa.Text(), nullable=False),
        sa.Column("stub", sa.Boolean(), nullable=False),
        sa.Column("mood", sa.JSON(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("state_detail", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("template", sa.JSON(), nullable=True),
        sa.Column("edited_at", inbox.schema.Instant(), nullable=True),
        sa.Column("deleted_at", inbox.schema.Instant(), nullable=True),
        sa.Column("reactions", sa.JSON(), nullable=False),
        sa.Column("journal_seq", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_message_account_id")),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_message_author_id")),
        sa.ForeignKeyConstraint(["episode_id"], ["episode.id"], name=op.f("fk_message_episode_id")),
        sa.ForeignKeyConstraint(["identity_id"], ["identity.id"], name=op.f("fk_message_identity_id")),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_message_thread_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("account_id", "remote_id", name=op.f("uq_message_account_id_remote_id")),
        sa.UniqueConstraint("thread_id", "position", name=op.f("uq_message_thread_id_position")),
    )
    op.create_index("ix_message_identity", "message", ["identity_id", "position"], unique=False)
    op.create_index(
        "ix_message_ref",
        "message",
        ["ref"],
        unique=False,
        sqlite_where=sa.text("ref IS NOT NULL"),
        postgresql_where=sa.text("ref IS NOT NULL"),
    )
    op.create_index(
        "uq_message_client",
        "message",
        ["author_id", "client_id"],
        unique=True,
        sqlite_where=sa.text("client_id <> '' AND author_id IS NOT NULL"),
        postgresql_where=sa.text("client_id <> '' AND author_id IS NOT NULL"),
    )
    op.create_table(
        "attachment",
        sa.Column("id", inbox.schema.Id, nullable=False),
        sa.Column("message_id", inbox.schema.Id, nullable=True),
        sa.Column("uploader_id", inbox.schema.Id, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mime", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("cid", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", inbox.schema.Instant(), nullable=True),
        sa.Column("created_at", inbox.schema.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_attachment_message_id")),
        sa.ForeignKeyConstraint(["uploader_id"], ["user.id"], name=op.f("fk_attachment_uploader_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index(op.f("ix_attachment_message_id"), "attachment", ["message_id"], unique=False)
    op.create_index(
        "ix_attachment_wanted",
        "attachment",
        ["next_at"],
        unique=False,
        sqlite_where=sa.text("next_at IS NOT NULL"),
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )
    op.create_table(
        "change",
        sa.Column("id", inbox.schema.Id, nullable=False),
        sa.Column("account_id", inbox.schema.Id, nullable=False),
        sa.Column("remote_id", sa.Text(), nullable=False),
        sa.Column("message_id", inbox.schema.Id, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("at", inbox.schema.Instant(), nullable=False),
        sa.Column("journal_seq", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_change_account_id")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_change_message_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_message_id"), "change", ["message_id"], unique=False)
    op.create_index("ix_change_remote", "change", ["account_id", "remote_id"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("message_id", inbox.schema.Id, nullable=False),
        sa.Column("account_id", inbox.schema.Id, nullable=False),
        sa.Column("thread_id", inbox.schema.Id, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("queued_at", inbox.schema.Instant(), nullable=False),
        sa.Column("next_at", inbox.schema.Instant(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease", sa.Text(), nullable=True),
        sa.Column("lease_until", inbox.schema.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_outbox_account_id")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_outbox_message_id")),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_outbox_thread_id")),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_outbox")),
    )
    op.create_index(
        "ix_outbox_next",
        "outbox",
        ["next_at"],
        unique=False,
        sqlite_where=sa.text("next_at IS NOT NULL"),
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )
    op.create_index("ix_outbox_thread", "outbox", ["thread_id", "position"], unique=False)
    op.create_index(
        "ix_outbox_failed",
        "outbox",
        ["queued_at"],
        unique=False,
        sqlite_where=sa.text("state = 'failed'"),
        postgresql_where=sa.text("state = 'failed'"),
    )
    op.create_table(
        "attempt",
        sa.Column("message_id", inbox.schema.Id, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("started_at", inbox.schema.Instant(), nullable=False),
        sa.Column("ended_at", inbox.schema.Instant(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["outbox.message_id"], name=op.f("fk_attempt_message_id")),
        sa.PrimaryKeyConstraint("message_id", "number", name=op.f("pk_attempt")),
    )


def downgrade() -> None:
    """Their indexes go with them."""
    for table in (
        "attempt", "outbox", "change", "attachment", "message", "alert", "episode", "thread",
        "session", "journal", "identity", "claim", "user", "event", "customer", "account",
    ):  # fmt: skip
        op.drop_table(table)
