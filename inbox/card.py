"""The memory card beside a thread: who this is, how it went, what we promised. Read in one snapshot."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection

from inbox import chapters, customers, groups, looks, promises, recent, suggestions, threads
from inbox.chapters import Chapter, MoodPoint
from inbox.promises import Promise
from inbox.recent import LastNote, SharedFile
from inbox.suggestions import Suggestion
from inbox.words import Customer, ThreadId, UserId

LAST_MOODS = 100


class Card(Struct, frozen=True):
    """looked_at: when this agent last looked, None if never.

    language_guess (ISO 639-1) and zone_guess ("" for none): what the customer's words and numbers suggest, where
    nobody has written it down.
    """

    customer: Customer
    episodes: list[Chapter]
    mood: list[MoodPoint]
    promises: list[Promise]
    files: list[SharedFile]
    notes: list[LastNote]
    suggestions: list[Suggestion]
    looked_at: datetime | None
    language_guess: str = ""
    zone_guess: str = ""


def show(conn: Connection, thread_id: ThreadId, user_id: UserId) -> Card:
    """Of everybody who is shown in this thread. Raises NotFound."""
    shown = threads.get(conn, thread_id)
    together = groups.members(conn, shown.id)
    felt = chapters.heard_lately(conn, together)
    return Card(
        customers.get(conn, shown.customer_id),
        chapters.last(conn, together, felt),
        chapters.moods(felt)[-LAST_MOODS:],
        promises.of_threads(conn, together),
        recent.files(conn, together),
        recent.notes(conn, together),
        suggestions.suggest(conn, shown.customer_id),
        looks.last(conn, user_id, shown.id),
    )
