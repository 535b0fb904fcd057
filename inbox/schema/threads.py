"""The one thread of each customer, its episodes, and what the team must see."""

from sqlalchemy import JSON, Column, Float, ForeignKey, Index, Integer, Table, Text, text

from inbox.schema.columns import Id, Instant, metadata

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
    Column("last_threaded_at", Instant, nullable=False, server_default=text("0")),
    Column("unanswered", Integer, nullable=False, default=0),
    Column("anger", Float, nullable=False, default=0.0),
    Column("valence", Float, nullable=False, default=0.0),
    Column("reasons", JSON, nullable=False, default=list),
    Column("waiting_since", Instant),
    Column("due", Instant),
    Column("assignee_id", Id, ForeignKey("user.id")),
    Column("held_until", Instant),
    Column("episode_id", Id),
    Column("head_id", Id),  # the thread that shows this one since a merge
    Column("parts", Integer, nullable=False, server_default=text("0")),  # merges that stand with this one as their head
    Column("felt_at", Instant),  # when anger and valence were what is written here
    Column("stretch", JSON),  # the messages nobody has answered, and the mood before them; None while nobody waits
    Column("team_id", Id),  # who answers: the team of the account by which the waiting began
    Column("stalled_at", Instant),  # when it was told that due had passed
    Column("snoozed_at", Instant),  # put aside since then; None while it is on the table
    Column(
        "wake_at", Instant
    ),  # until when; None until they reply. Stays after it woke, until it is answered or closed
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
Index(
    "ix_thread_head",
    thread.c.head_id,
    sqlite_where=thread.c.head_id.is_not(None),
    postgresql_where=thread.c.head_id.is_not(None),
)
Index(
    "ix_thread_unstalled",
    thread.c.assignee_id,  # as its condition says already; but without it, the planner walks the whole queue instead
    thread.c.stalled_at,
    thread.c.due,
    sqlite_where=thread.c.due.is_not(None) & thread.c.assignee_id.is_(None) & thread.c.stalled_at.is_(None),
    postgresql_where=thread.c.due.is_not(None) & thread.c.assignee_id.is_(None) & thread.c.stalled_at.is_(None),
)
Index(
    "ix_thread_team",
    thread.c.team_id,
    thread.c.due,
    thread.c.id,
    sqlite_where=thread.c.team_id.is_not(None) & thread.c.assignee_id.is_(None) & thread.c.due.is_not(None),
    postgresql_where=thread.c.team_id.is_not(None) & thread.c.assignee_id.is_(None) & thread.c.due.is_not(None),
)
Index(
    "ix_thread_teamless",  # by itself: were all in one index, PostgreSQL would walk that for the whole queue, and sort
    thread.c.assignee_id,  # for the planner, as above
    thread.c.team_id,
    thread.c.due,
    thread.c.id,
    sqlite_where=thread.c.team_id.is_(None) & thread.c.assignee_id.is_(None) & thread.c.due.is_not(None),
    postgresql_where=thread.c.team_id.is_(None) & thread.c.assignee_id.is_(None) & thread.c.due.is_not(None),
)
Index(
    "ix_thread_wake",
    thread.c.wake_at,
    sqlite_where=thread.c.snoozed_at.is_not(None),
    postgresql_where=thread.c.snoozed_at.is_not(None),
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
    Column("closed_by", Id),
    Column("outcome", Text, nullable=False, server_default=text("''")),  # how it ended, as its agent says
    Column("satisfaction", Integer),  # 1 to 5, where somebody said
    Column("anger", Float, nullable=False, server_default=text("0")),  # the highest of its messages
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
