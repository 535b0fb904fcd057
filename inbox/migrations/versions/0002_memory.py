"""Memory: merges that can be undone, proofs, promises, tags, the audit log, and what they need of other tables."""

import sqlalchemy as sa
from alembic import op

import inbox.schema

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "audit",
        sa.Column("seq", inbox.schema.Seq, autoincrement=True, nullable=False),
        sa.Column("at", inbox.schema.Instant(), nullable=False),
        sa.Column("actor_id", inbox.schema.Id, nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("customer_id", inbox.schema.Id, nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_customer", "audit", ["customer_id", "seq"], unique=False)
    op.create_table(
        "follower",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("seq", inbox.schema.Seq, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_follower"),
    )
    op.create_table(
        "apart",
        sa.Column("one_id", inbox.schema.Id, nullable=False),
        sa.Column("other_id", inbox.schema.Id, nullable=False),
        sa.Column("by_id", inbox.schema.Id, nullable=True),
        sa.Column("at", inbox.schema.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["one_id"], ["customer.id"], name="fk_apart_one_id"),
        sa.ForeignKeyConstraint(["other_id"], ["customer.id"], name="fk_apart_other_id"),
        sa.PrimaryKeyConstraint("one_id", "other_id", name="pk_apart"),
    )
    op.create_index("ix_apart_other_id", "apart", ["other_id"], unique=False)
    op.create_table(
        "challenge",
        sa.Column("id", inbox.schema.Id, nullable=False),
        sa.Column("account_id", inbox.schema.Id, nullable=False),
        sa.Column("visitor", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("asked_at", inbox.schema.Instant(), nullable=False),
        sa.Column("expires_at", inbox.schema.Instant(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("passed_at", inbox.schema.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_challenge_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_challenge"),
    )
    op.create_index("ix_challenge_address", "challenge", ["channel", "address", "asked_at"], unique=False)
    op.create_index("ix_challenge_visitor", "challenge", ["account_id", "visitor"], unique=False)
    op.create_table(
        "look",
        sa.Column("user_id", inbox.schema.Id, nullable=False),
        sa.Column("thread_id", inbox.schema.Id, nullable=False),
        sa.Column("at", inbox.schema.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name="fk_look_thread_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_look_user_id"),
        sa.PrimaryKeyConstraint("user_id", "thread_id", name="pk_look"),
    )
    op.create_table(
        "merge",
        sa.Column("id", inbox.schema.Id, nullable=False),
        sa.Column("customer_id", inbox.schema.Id, nullable=False),
        sa.Column("into_id", inbox.schema.Id, nullable=False),
        sa.Column("part_id", inbox.schema.Id, nullable=False),
        sa.Column("head_id", inbox.schema.Id, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("part", sa.JSON(), nullable=False),
        sa.Column("head", sa.JSON(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("by_id", inbox.schema.Id, nullable=True),
        sa.Column("at", inbox.schema.Instant(), nullable=False),
        sa.Column("undone_at", inbox.schema.Instant(), nullable=True),
        sa.Column("undone_by", inbox.schema.Id, nullable=True),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_merge_customer_id"),
        sa.ForeignKeyConstraint(["head_id"], ["thread.id"], name="fk_merge_head_id"),
        sa.ForeignKeyConstraint(["into_id"], ["customer.id"], name="fk_merge_into_id"),
        sa.ForeignKeyConstraint(["part_id"], ["thread.id"], name="fk_merge_part_id"),
        sa.PrimaryKeyConstraint("id", name="pk_merge"),
    )
    op.create_index("ix_merge_customer", "merge", ["customer_id"], unique=False)
    op.create_index("ix_merge_head", "merge", ["head_id"], unique=False)
    op.create_index("ix_merge_into", "merge", ["into_id"], unique=False)
    op.create_index(
        "uq_merge_part",
        "merge",
        ["part_id"],
        unique=True,
        sqlite_where=sa.text("undone_at IS NULL"),
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    op.create_table(
        "proof",
        sa.Column("identity_id", inbox.schema.Id, nullable=False),
        sa.Column("other_id", inbox.schema.Id, nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("at", inbox.schema.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["identity_id"], ["identity.id"], name="fk_proof_identity_id"),
        sa.ForeignKeyConstraint(["other_id"], ["identity.id"], name="fk_proof_other_id"),
        sa.PrimaryKeyConstraint("identity_id", "other_id", name="pk_proof"),
    )
    op.create_index("ix_proof_other_id", "proof", ["other_id"], unique=False)
    op.create_table(
        "tag",
        sa.Column("episode_id", inbox.schema.Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("by_id", inbox.schema.Id, nullable=True),
        sa.Column("at", inbox.schema.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["episode_id"], ["episode.id"], name="fk_tag_episode_id"),
        sa.PrimaryKeyConstraint("episode_id", "name", name="pk_tag"),
    )
    op.create_index("ix_tag_name", "tag", ["name"], unique=False)
    op.create_table(
        "promise",
        sa.Column("id", inbox.schema.Id, nullable=False),
        sa.Column("thread_id", inbox.schema.Id, nullable=False),
        sa.Column("message_id", inbox.schema.Id, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_at", inbox.schema.Instant(), nullable=False),
        sa.Column("made_by", inbox.schema.Id, nullable=False),
        sa.Column("made_at", inbox.schema.Instant(), nullable=False),
        sa.Column("kept_at", inbox.schema.Instant(), nullable=True),
        sa.Column("dropped_at", inbox.schema.Instant(), nullable=True),
        sa.Column("called_at", inbox.schema.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["user.id"], name="fk_promise_made_by"),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name="fk_promise_message_id"),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name="fk_promise_thread_id"),
        sa.PrimaryKeyConstraint("id", name="pk_promise"),
    )
    op.create_index(
        "ix_promise_due",
        "promise",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("called_at IS NULL AND kept_at IS NULL AND dropped_at IS NULL"),
        postgresql_where=sa.text("called_at IS NULL AND kept_at IS NULL AND dropped_at IS NULL"),
    )
    op.create_index("ix_promise_thread_id", "promise", ["thread_id"], unique=False)
    op.add_column("account", sa.Column("keep_days", sa.Integer(), nullable=True))
    op.add_column("claim", sa.Column("how", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.create_index("ix_claim_address", "claim", ["channel", "address"], unique=False)
    op.add_column("customer", sa.Column("about", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("customer", sa.Column("language", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("customer", sa.Column("zone", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("customer", sa.Column("fields", sa.JSON(), server_default=sa.text("'{}'"), nullable=False))
    op.add_column("customer", sa.Column("erased_at", inbox.schema.Instant(), nullable=True))
    op.add_column("episode", sa.Column("closed_by", inbox.schema.Id, nullable=True))
    op.add_column("episode", sa.Column("outcome", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("episode", sa.Column("satisfaction", sa.Integer(), nullable=True))
    op.add_column("identity", sa.Column("shared", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column(
        "message", sa.Column("threaded_at", inbox.schema.Instant(), server_default=sa.text("0"), nullable=False)
    )
    op.drop_index("ix_message_identity", table_name="message")
    op.create_index("ix_message_identity", "message", ["identity_id", "threaded_at"], unique=False)
    op.add_column(
        "thread", sa.Column("last_threaded_at", inbox.schema.Instant(), server_default=sa.text("0"), nullable=False)
    )
    op.add_column("thread", sa.Column("head_id", inbox.schema.Id, nullable=True))
    op.add_column("thread", sa.Column("parts", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.create_index(
        "ix_thread_head",
        "thread",
        ["head_id"],
        unique=False,
        sqlite_where=sa.text("head_id IS NOT NULL"),
        postgresql_where=sa.text("head_id IS NOT NULL"),
    )
    order_what_is_there()


def order_what_is_there() -> None:
    """A microsecond per position: it grows strictly, whatever the clock did."""
    op.execute(
        """
        UPDATE message SET threaded_at = position + (
            SELECT max(earlier.created_at) FROM message AS earlier
            WHERE earlier.thread_id = message.thread_id AND earlier.position <= message.position
        )
        """
    )
    op.execute(
        """
        UPDATE thread SET last_threaded_at = coalesce(
            (SELECT max(threaded_at) FROM message WHERE message.thread_id = thread.id), last_at
        )
        """
    )


COLUMNS = (
    ("thread", "parts"),
    ("thread", "head_id"),
    ("thread", "last_threaded_at"),
    ("message", "threaded_at"),
    ("identity", "shared"),
    ("episode", "satisfaction"),
    ("episode", "outcome"),
    ("episode", "closed_by"),
    ("customer", "erased_at"),
    ("customer", "fields"),
    ("customer", "zone"),
    ("customer", "language"),
    ("customer", "about"),
    ("claim", "how"),
    ("account", "keep_days"),
)


def downgrade() -> None:
    op.drop_index("ix_thread_head", table_name="thread")
    op.drop_index("ix_message_identity", table_name="message")
    op.drop_index("ix_claim_address", table_name="claim")
    for table, column in COLUMNS:
        op.drop_column(table, column)
    op.create_index("ix_message_identity", "message", ["identity_id", "position"], unique=False)
    for table in ("promise", "tag", "proof", "merge", "look", "challenge", "apart", "follower", "audit"):
        op.drop_table(table)
