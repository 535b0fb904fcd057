"""Every table. Alembic migrations in `migrations/` build the same; a test compares the two."""

from inbox.schema.carrying import attempt, journal, outbox
from inbox.schema.columns import EPOCH, MICROSECOND, Id, Instant, Seq, metadata
from inbox.schema.desk import draft, macro, mention, saved_view, skip
from inbox.schema.finding import search_message, search_person
from inbox.schema.leasing import lease
from inbox.schema.memory import apart, audit, challenge, follower, look, merge, promise, proof, tag
from inbox.schema.messages import attachment, change, message
from inbox.schema.office import account, event, session, user
from inbox.schema.people import claim, customer, identity
from inbox.schema.threads import alert, episode, thread
from inbox.schema.waiting import correction, desk, member, patience, team

__all__ = [
    "EPOCH", "MICROSECOND", "Id", "Instant", "Seq", "account", "alert", "apart", "attachment", "attempt", "audit",
    "challenge", "change", "claim", "correction", "customer", "desk", "draft", "episode", "event",
    "follower", "identity", "journal", "lease", "look", "macro", "member", "mention", "merge", "message", "metadata",
    "outbox", "patience", "promise", "proof", "saved_view", "search_message", "search_person", "session", "skip", "tag",
    "team", "thread", "user",
]  # fmt: skip
