"""Accounts that somebody removes: nothing comes or goes by them any more, and what they brought stays."""

from datetime import datetime

from sqlalchemy import Connection, select, update

from inbox import accounts, news
from inbox.schema import account, outbox
from inbox.words import AccountId, MessageId


def remove(conn: Connection, account_id: AccountId, now: datetime) -> None:
    """Forget its secrets; what still waits to be sent fails, so that its threads wait again. Raises NotFound.

    What is being sent at this moment ends as it ends; only then is the provider's word known.
    """
    gone = accounts.get(conn, account_id)
    forgotten = {"secrets": b"", "cursor": "", "alarm": "", "alarm_at": None}
    row = {"removed_at": now, "paused": True, **forgotten}
    conn.execute(update(account).where(account.c.id == account_id).values(**row))
    sentence = f"The account {gone.name} was removed before this could be sent. Choose another address to answer to."
    for message_id in unsent(conn, account_id):
        news.set_state(conn, message_id, "failed", sentence, now)
    accounts.changed(conn, account_id, now)


def unsent(conn: Connection, account_id: AccountId) -> list[MessageId]:
    waiting = select(outbox.c.message_id).where(outbox.c.next_at.is_not(None), outbox.c.state == "queued")
    return list(conn.execute(waiting.where(outbox.c.account_id == account_id)).scalars())
