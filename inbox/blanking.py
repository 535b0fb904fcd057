"""Messages whose words are forgotten, each with its files, its versions and the raw payload that it came in.

The row stays, empty, so that positions and every count in a report stay what they were; a mark stays of what its
provider called it, so that it cannot come again.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, bindparam, delete, select, update

from inbox import before, fulltext, journal
from inbox.arrivals import Arrival, Change
from inbox.mark import ERASED, mark
from inbox.messages import attachments_of
from inbox.rows import among, parts
from inbox.schema import account, attachment, attempt, change, message, outbox, promise
from inbox.standings import Standings
from inbox.threads import shortened
from inbox.words import AttachmentId, MessageId, ThreadId

EMPTY: dict[str, Any] = {
    "subject": "", "text": "", "said": "", "html": "", "ref": None, "cites": [], "client_id": "", "template": None,
    "reactions": [], "state_detail": "", "weighed": None,
}  # fmt: skip
NAMELESS: dict[str, Any] = {
    "name": "", "mime": "", "sha256": "", "cid": "", "detail": "", "place": "", "next_at": None, "state": "erased",
}  # fmt: skip


class Left(Struct, frozen=True):
    """A file that must still leave the disk, and then its row. path: within the files' folder."""

    id: AttachmentId
    path: str


def blank(conn: Connection, message_ids: Sequence[MessageId], now: datetime) -> list[Left]:
    """Forget what was said. Returns the files, to be removed once this is durable; doing it again changes nothing."""
    return [left for ids in parts(message_ids) for left in blank_some(conn, ids, now)]


def blank_some(conn: Connection, ids: Sequence[MessageId], now: datetime) -> list[Left]:
    said = conn.execute(select(message).where(message.c.id.in_(ids))).all()
    forget_previews(conn, said, ids)
    fulltext.forget(conn, ids)
    cancel(conn, ids)
    forget_errors(conn, said, ids)
    empty(conn, said, now)
    changed = delete(change).where(change.c.message_id.in_(ids)).returning(change.c.journal_seq)
    seqs = {*conn.execute(changed).scalars(), *(row.journal_seq for row in said)}
    journal.blank(conn, {seq for seq in seqs if seq})
    conn.execute(update(promise).where(promise.c.message_id.in_(ids)).values(text=""))
    return unname_files(conn, ids)


def forget_previews(conn: Connection, said: Sequence[Row[Any]], ids: Sequence[MessageId]) -> None:
    """A preview tells what was said last, in each way in which a merged thread stands."""
    files = attachments_of(conn, list(ids)).values()
    gone = {shortened(text) for row in said for text in (row.said, row.text, row.subject)}
    gone |= {shortened(", ".join(one.name for one in together)) for together in files}
    threads = sorted({ThreadId(row.thread_id) for row in said})
    standings = Standings(conn, threads)
    for stands in (one for thread_id in threads for one in standings.every(thread_id)):
        if stands.preview in gone:
            stands.preview = ""
    standings.write()
    before.forget_previews(conn, list(standings.own), gone)


def cancel(conn: Connection, ids: Sequence[MessageId]) -> None:
    """What has not left will not."""
    unsent = outbox.c.message_id.in_(ids), outbox.c.next_at.is_not(None)
    rows = list(conn.execute(select(outbox.c.message_id).where(*unsent)).scalars())
    stopped = {"state": "failed", "next_at": None, "lease": None, "lease_until": None}
    conn.execute(update(outbox).where(outbox.c.message_id.in_(rows)).values(**stopped))
    conn.execute(update(message).where(message.c.id.in_(rows)).values(state="failed"))


def forget_errors(conn: Connection, said: Sequence[Row[Any]], ids: Sequence[MessageId]) -> None:
    """Why something could not be sent may quote it, or whom it was for; its account remembers the last one, too."""
    tried = attempt.c.message_id.in_(ids), attempt.c.detail != ""
    details = {*conn.execute(select(attempt.c.detail).where(*tried)).scalars(), *(row.state_detail for row in said)}
    conn.execute(update(attempt).where(*tried).values(detail=""))
    quoting = account.c.last_error.in_(sorted(details - {""}))
    conn.execute(update(account).where(quoting).values(last_error="", last_error_at=None))


def empty(conn: Connection, said: Sequence[Row[Any]], now: datetime) -> None:
    """Numbers of the mood stay, the words that show it go."""
    own: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("remote_id", "mood", "deleted_at")}
    this = update(message).where(message.c.id == bindparam("which")).values(**EMPTY, **own)
    rows = [
        {
            "which": row.id,
            "new_remote_id": mark(row.remote_id or row.id),
            "new_mood": row.mood and {**row.mood, "words": [], "shown": {}},
            "new_deleted_at": row.deleted_at or now,
        }
        for row in said
        if not is_blank(row)
    ]
    if rows:
        conn.execute(this, rows)


def is_blank(row: Row[Any]) -> bool:
    return bool(row.remote_id and row.remote_id.startswith(ERASED))


def unname_files(conn: Connection, ids: Sequence[MessageId]) -> list[Left]:
    """Their rows stay until the disk has lost them, or a crash in between would leave files that nobody knows of."""
    theirs = attachment.c.message_id.in_(ids)
    conn.execute(delete(attachment).where(theirs, attachment.c.path == ""))
    kept = update(attachment).where(theirs).values(**NAMELESS)
    return [Left(*row) for row in conn.execute(kept.returning(attachment.c.id, attachment.c.path))]


def left(conn: Connection) -> list[Left]:
    """What a crash kept from being removed."""
    found = select(attachment.c.id, attachment.c.path).where(attachment.c.state == NAMELESS["state"])
    return [Left(*row) for row in conn.execute(found)]


def removed(conn: Connection, files: Sequence[Left]) -> None:
    """They are no longer on the disk."""
    for some in parts(files):
        conn.execute(delete(attachment).where(attachment.c.id.in_([one.id for one in some])))


def blank_again(conn: Connection, arrivals: Iterable[Arrival], changes: Iterable[Change]) -> None:
    """What was erased came once more, or was changed: from a mailbox that moved to another server, say.

    It makes no message, and its raw payload must not stay either.
    """
    both: list[Arrival | Change] = [*arrivals, *changes]
    came = {(one.account_id, mark(one.remote_id)): one.journal_seq for one in both}
    same = among([message.c.account_id, message.c.remote_id], came)
    known = conn.execute(select(message.c.account_id, message.c.remote_id).where(same)) if came else ()
    seqs = [came[row.account_id, row.remote_id] for row in known]
    if seqs:
        conn.execute(delete(change).where(change.c.journal_seq.in_(seqs), change.c.message_id.is_(None)))
        journal.blank(conn, seqs)
