"""Every table. Alembic migrations in `migrations/` build the same; a test compares the two."""

from inbox.schema.carrying import attempt, journal, outbox
from inbox.schema.columns import EPOCH, MICROSECOND, Id, Instant, Seq, metadata
from inbox.schema.finding import search_message, search_person
from inbox.schema.memory import apart, audit, challenge, follower, look, merge, promise, proof, tag
from inbox.schema.messages import attachment, change, message
from inbox.schema.office import account, event, session, user
from inbox.schema.people import claim, customer, identity
from inbox.schema.threads import alert, episode, thread

__all__ = [
    "EPOCH", "MICROSECOND", "Id", "Instant", "Seq", "account", "alert", "apart", "attachment", "attempt", "audit",
    "challenge", "change", "claim", "customer", "episode", "event", "follower", "identity", "journal", "look", "merge",
    "message", "metadata", "outbox", "promise", "proof", "search_message", "search_person", "session",
    "tag", "thread", "user",
]  # fmt: skip
