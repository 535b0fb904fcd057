"""What agents say of a mood: they are angry, or are not. The label is kept, and the thread stands by it at once."""

from datetime import datetime
from typing import Any

from msgspec import Struct, convert, to_builtins
from msgspec.structs import replace
from sqlalchemy import Connection, Row, delete, insert, select, update

from inbox import messages, moods
from inbox.arrivals import HUMAN, Judge
from inbox.bus import announce
from inbox.errors import Conflict
from inbox.mark import ERASED
from inbox.schema import correction, customer, message, thread
from inbox.words import Message, MessageId, Mood, UserId

ANGER = 0.9
"""Of whoever is angry, as an agent says."""
VALENCE = -0.6
"""Theirs at best."""
OURS = "Only what a customer wrote has a mood. Choose one of their messages."
UNREAD = "This message could not be read, so no mood was heard in it. Choose another one."
FORGOTTEN = "The words of this message are kept no longer, so its mood stays as it is."


class Labelled(Struct, frozen=True):
    """A message with what an agent said of it. said: what its writer wrote; language: ISO 639-1, "" if unknown."""

    id: MessageId
    said: str
    subject: str
    language: str
    angry: bool


def correct(
    conn: Connection, message_id: MessageId, angry: bool | None, language: str, judge: Judge, by: UserId, now: datetime
) -> Message:
    """Say whether the writer is angry; None takes back what was said, and the message has its earlier mood again.

    language: what the message is written in, "" where it does not tell: then that of its customer. Raises NotFound, and
    Conflict for what has no mood.
    """
    conn.execute(select(message.c.id).where(message.c.id == message_id).with_for_update())
    said = messages.get(conn, message_id)
    mood = demand_mood(said)
    before = conn.execute(select(correction).where(correction.c.message_id == message_id)).one_or_none()
    if angry == (before.angry if before else None):
        return said
    heard = replace(convert(before.mood, Mood), words=mood.words, shown=mood.shown) if before else mood
    if angry is None:
        take_back(conn, said, heard, judge, now)
    else:
        spoken = language or language_of(conn, message_id)
        keep(conn, before, {"angry": angry, "language": spoken, "by_id": by, "at": now}, said, heard)
        moods.put(conn, {message_id: corrected(heard, angry=angry)}, judge, now)
    return messages.get(conn, message_id)


def demand_mood(said: Message) -> Mood:
    """Raises Conflict."""
    if said.direction != "in":
        raise Conflict(OURS)
    if said.forgotten:
        raise Conflict(FORGOTTEN)
    if said.stub or said.mood is None:
        raise Conflict(UNREAD)
    return said.mood


def take_back(conn: Connection, said: Message, heard: Mood, judge: Judge, now: datetime) -> None:
    """The deep tier may read it again: it had not yet, or its words left when the message was called calm."""
    conn.execute(delete(correction).where(correction.c.message_id == said.id))
    moods.put(conn, {said.id: heard}, judge, now)
    if said.automatic in HUMAN:
        conn.execute(update(message).where(message.c.id == said.id).values(weighed=False))
        announce(conn, "moods")


def language_of(conn: Connection, message_id: MessageId) -> str:
    whole = customer.join(thread).join(message, message.c.thread_id == thread.c.id)
    theirs = select(customer.c.language).select_from(whole).where(message.c.id == message_id)
    return str(conn.execute(theirs).scalar_one())


def keep(conn: Connection, before: Row[Any] | None, label: dict[str, Any], said: Message, heard: Mood) -> None:
    """What was heard is kept as numbers and signals: a customer's words must leave with their message."""
    if before:
        conn.execute(update(correction).where(correction.c.message_id == said.id).values(**label))
        return
    numbers = to_builtins(replace(heard, words=(), shown={}))
    own = {"message_id": said.id, "account_id": said.account_id, "anger": heard.anger, "mood": numbers}
    conn.execute(insert(correction), [{**own, **label}])


def corrected(heard: Mood, *, angry: bool) -> Mood:
    """What the agent said, and of what was heard all that goes with it."""
    if not angry:
        return replace(heard, anger=0.0, valence=max(heard.valence, 0.0), confidence=1.0, words=(), tier="agent")
    signals = tuple(one for one in heard.signals if one != "solved")
    shown = {code: words for code, words in heard.shown.items() if code in signals}
    valence = min(heard.valence, VALENCE)
    return Mood(valence, ANGER, 1.0, signals, heard.words, shown, "agent")


def labelled(conn: Connection) -> list[Labelled]:
    """Every message that was corrected and has its words still, in the order in which it was corrected."""
    columns = message.c.id, message.c.said, message.c.subject, correction.c.language, correction.c.angry
    words = message.c.remote_id.is_(None) | ~message.c.remote_id.startswith(ERASED)
    chosen = select(*columns).select_from(message.join(correction))
    return [Labelled(*row) for row in conn.execute(chosen.where(words).order_by(correction.c.at, message.c.id))]
