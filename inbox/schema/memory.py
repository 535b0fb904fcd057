"""What makes a thread worth trusting: merges that can be undone, proofs, promises, and who looked at what."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, Table, Text

from inbox.schema.columns import Id, Instant, Seq, metadata

merge = Table(
    "merge",  # a link between two customers, never a deletion: without it, both stand as if it had never been
    metadata,
    Column("id", Id, primary_key=True),
    Column("customer_id", Id, ForeignKey("customer.id"), nullable=False),  # whose thread is shown elsewhere
    Column("into_id", Id, ForeignKey("customer.id"), nullable=False),
    Column("part_id", Id, ForeignKey("thread.id"), nullable=False),
    Column("head_id", Id, ForeignKey("thread.id"), nullable=False),
    Column("number", Integer, nullable=False),  # among the merges that stand into the same head, from 1
    Column("part", JSON, nullable=False),  # how each side would stand without it, kept up to date
    Column("head", JSON, nullable=False),
    Column("how", Text, nullable=False),
    Column("by_id", Id),  # None where a proof did it
    Column("at", Instant, nullable=False),
    Column("undone_at", Instant),
    Column("undone_by", Id),
)
Index(
    "uq_merge_part",
    merge.c.part_id,
    unique=True,
    sqlite_where=merge.c.undone_at.is_(None),
    postgresql_where=merge.c.undone_at.is_(None),
)
Index("ix_merge_head", merge.c.head_id)
Index("ix_merge_customer", merge.c.customer_id)
Index("ix_merge_into", merge.c.into_id)

apart = Table(
    "apart",  # two customers of whom somebody said that they are not the same; one_id < other_id
    metadata,
    Column("one_id", Id, ForeignKey("customer.id"), primary_key=True),
    Column("other_id", Id, ForeignKey("customer.id"), primary_key=True, index=True),
    Column("by_id", Id),
    Column("at", Instant, nullable=False),
)

proof = Table(
    "proof",  # whoever writes from identity_id has proven to be other_id, too, and may read what went there
    metadata,
    Column("identity_id", Id, ForeignKey("identity.id"), primary_key=True),
    Column("other_id", Id, ForeignKey("identity.id"), primary_key=True, index=True),
    Column("how", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

challenge = Table(
    "challenge",  # a one-time code that was sent to an address which a visitor claims
    metadata,
    Column("id", Id, primary_key=True),
    Column("account_id", Id, ForeignKey("account.id"), nullable=False),
    Column("visitor", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("tries", Integer, nullable=False, default=0),
    Column("passed_at", Instant),
)
Index("ix_challenge_visitor", challenge.c.account_id, challenge.c.visitor)
Index("ix_challenge_address", challenge.c.channel, challenge.c.address, challenge.c.asked_at)

tag = Table(
    "tag",
    metadata,
    Column("episode_id", Id, ForeignKey("episode.id"), primary_key=True),
    Column("name", Text, primary_key=True, index=True),
    Column("by_id", Id),
    Column("at", Instant, nullable=False),
)

promise = Table(
    "promise",
    metadata,
    Column("id", Id, primary_key=True),
    Column("thread_id", Id, ForeignKey("thread.id"), nullable=False, index=True),
    Column("message_id", Id, ForeignKey("message.id")),
    Column("text", Text, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("made_by", Id, ForeignKey("user.id"), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("kept_at", Instant),
    Column("dropped_at", Instant),
    Column("called_at", Instant),  # when it put its thread back in front of somebody
)
Index(
    "ix_promise_due",
    promise.c.due_at,
    sqlite_where=promise.c.called_at.is_(None) & promise.c.kept_at.is_(None) & promise.c.dropped_at.is_(None),
    postgresql_where=promise.c.called_at.is_(None) & promise.c.kept_at.is_(None) & promise.c.dropped_at.is_(None),
)

look = Table(
    "look",  # when an agent last looked at a thread: what is newer is marked
    metadata,
    Column("user_id", Id, ForeignKey("user.id"), primary_key=True),
    Column("thread_id", Id, ForeignKey("thread.id"), primary_key=True),
    Column("at", Instant, nullable=False),
)

audit = Table(
    "audit",  # who did what to whose data; never the data itself
    metadata,
    Column("seq", Seq, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("actor_id", Id),  # None for the command line and for Hilo itself
    Column("action", Text, nullable=False),
    Column("customer_id", Id),
    Column("data", JSON, nullable=False, default=dict),
    sqlite_autoincrement=True,
)
Index("ix_audit_customer", audit.c.customer_id, audit.c.seq)

follower = Table(
    "follower",  # how far somebody has followed the event log
    metadata,
    Column("name", Text, primary_key=True),
    Column("seq", Seq, nullable=False),
)
