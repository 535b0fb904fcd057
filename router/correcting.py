"""An agent says whether somebody is angry: judged by the patience table that holds, in the language it was said in."""

from datetime import datetime

from inbox import corrections, messages
from inbox.door import Conn
from inbox.words import Message, MessageId, UserId
from router.mood.text import own_words
from router.patience import Judging
from router.tongue import tongue


def correct(conn: Conn, message_id: MessageId, angry: bool | None, by: UserId, now: datetime) -> Message:
    """See `inbox.corrections.correct`."""
    said = messages.get(conn, message_id)
    language = tongue([own_words(said.said or said.text)])
    return corrections.correct(conn, message_id, angry, language, Judging().within(conn), by, now)
