"""One customer with an unmistakable word in every place where something may be kept, and the search for those words."""

from pathlib import Path

from office.office import Office
from sqlalchemy import Connection, func, insert, inspect, select, text, update

from inbox import audit, drafts, events, looks, merging, outbox, profile, promises
from inbox.arrivals import Change, News, Read
from inbox.drafts import Words
from inbox.files import Files
from inbox.fulltext import following
from inbox.identities import Contact
from inbox.ids import new_id
from inbox.journal import Entry, append
from inbox.profile import Profile
from inbox.promises import NewPromise
from inbox.schema import challenge, claim, episode, journal
from inbox.words import Account, AccountId, Thread, User

ADDRESS, PHONE, REMOTE = "zqaddress@planted.example", "+34600987123", "zqremote@acme.example"
WHO = Contact("email", "", ADDRESS, "Zqname Planted", "proven", "DKIM")
WORDS = (
    "zqname", "zqaddress", "600987123", "zqsubject", "zqtext", "zqhtml", "zqfilename", "zqcontent", "zqnote",
    "zqpromise", "zqfield", "zqvalue", "zqabout", "zqclaim", "zqbody", "zqheader", "zqkey", "zqbounce", "zqdetail",
    "zqbefore", "zqafter", "zqpart", "zqreply", "zqattempt", "zqref", "zqremote", "zqoutcome", "zqcopy", "zqemoji",
    "zqdraft",
)  # fmt: skip
"""In small letters: what is found in any case is found."""


def plant(office: Office, files: Files, email: Account, sms: Account, ana: User) -> Thread:
    """They write by mail and by SMS, which somebody merges; they are answered, and one answer bounces."""
    mail = writes(office, files, email)
    office.clock.forward(minutes=1)
    short = office.hears(sms, Contact("sms", "", PHONE, "Zqname", "proven"), "ZQPART is my other one")
    office.write(merging.merge, short.customer_id, mail.customer_id, "same person", ana.id, office.clock())
    thinks_better(office, email)
    is_answered(office, mail, email, ana)
    is_remembered(office, mail, email, ana)
    elsewhere(office, email)
    index(office)
    return office.thread(mail.id)


def writes(office: Office, files: Files, email: Account) -> Thread:
    stored = files.keep("ZQfilename.pdf", "application/pdf", b"%PDF zqcontent" * 1000, "zqcid")
    seq = journalled(office, email.id, "message:zqkey", b"Subject: zqsubject\r\n\r\nZqbody" * 300)
    claims = (Contact("email", "", "zqclaim@planted.example"),)
    more = {"subject": "Zqsubject", "html": "<b>zqhtml</b>", "ref": "<zqref@planted.example>", "remote_id": "m1"}
    return office.hears(email, WHO, "Zqtext zqbefore", journal_seq=seq, files=(stored,), claims=claims, **more)


def journalled(office: Office, account_id: AccountId, key: str, body: bytes) -> int:
    office.write(append, [Entry(account_id, key, body, {"x": "zqheader"}, office.clock())])
    return int(office.rows(select(func.max(journal.c.seq)))[0][0])


def thinks_better(office: Office, email: Account) -> None:
    """They change what they said, react to it, and to something that never came."""
    edit = Change(0, email.id, "m1", "edited", office.clock(), "Zqtext zqafter")
    heart = Change(0, email.id, "m1", "reacted", office.clock(), "zqemoji", by=ADDRESS)
    early = Change(0, email.id, "never-came", "reacted", office.clock(), "zqemoji", by=ADDRESS)
    office.take(office.payload(email, changes=(edit, heart, early)))


def is_answered(office: Office, mail: Thread, email: Account, ana: User) -> None:
    address = office.identity(WHO).id
    said = office.reply(mail.id, ana, "Zqreply", identity_id=address)
    office.write(promises.make, NewPromise(mail.id, "Zqpromise", office.clock(), said.id), ana.id, office.clock())
    (sending,) = office.write(outbox.claim, office.clock())
    office.write(outbox.postpone, sending, office.clock(), "zqattempt", office.clock())
    (sending,) = office.write(outbox.claim, office.clock())
    office.write(outbox.sent, sending, REMOTE, "sent", office.clock())
    raw = f"To: support@acme.example\r\n\r\nFinal-Recipient: rfc822; {ADDRESS.upper()}\r\nzqbounce".encode()
    news = News(email.id, "failed", remote_id=REMOTE, detail="550 zqdetail", code="unreachable")
    office.take(Read(journalled(office, email.id, "bounce", raw), (), (news,), "receipt"))
    office.hears(
        email, WHO, "Zqtext, once more", remote_id="m2", html="<b>zqhtml</b>"
    )  # which opens their address again
    office.reply(mail.id, ana, "Zqreply, which still waits")


def is_remembered(office: Office, mail: Thread, email: Account, ana: User) -> None:
    office.note(mail.id, ana, "Zqnote: careful")
    office.write(drafts.save, ana.id, mail.id, Words("reply", "email", "Zqdraft, which says"), office.clock())
    office.write(promises.make, NewPromise(mail.id, "Zqpromise", office.clock()), ana.id, office.clock())
    known = Profile("Zqname", "Zqabout", "es", "Europe/Madrid", {"zqfield": "zqvalue"})
    office.write(profile.change, mail.customer_id, known, ana.id, office.clock())
    office.write(looks.record, ana.id, mail.id, office.clock())
    office.write(audit.note_read, mail.customer_id, ana.id, office.clock())
    with office.engine.begin() as conn:
        conn.execute(update(episode).where(episode.c.thread_id == mail.id).values(outcome="zqoutcome"))
        asked = {"account_id": email.id, "visitor": "v", "channel": "email", "address": ADDRESS, "digest": "0"}
        times = {"asked_at": office.clock(), "expires_at": office.clock()}
        conn.execute(insert(challenge), [{"id": new_id(), **asked, **times}])


def elsewhere(office: Office, email: Account) -> None:
    """Somebody else has them in copy, and claims their address."""
    other = office.hears(email, "pedro@example.com", "Hello from Pedro")
    with office.engine.begin() as conn:
        theirs = {"customer_id": other.customer_id, "channel": "email", "address": ADDRESS}
        conn.execute(insert(claim), [{**theirs, "created_at": office.clock()}])
        raw = f"From: pedro@example.com\r\nCc: {ADDRESS}\r\n\r\nZqcopy".encode()
        last = select(func.max(journal.c.seq)).scalar_subquery()
        conn.execute(update(journal).where(journal.c.seq == last).values(body=raw))


def index(office: Office) -> None:
    office.write(following.follow, office.read(events.since, 0, 10_000), lambda mood: "")


def found_in(folder: Path, office: Office) -> list[tuple[str, str]]:
    """In which files and tables, of all there are, which of the words stand, in whatever case."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    held = {str(path.relative_to(folder)): path.read_bytes() for path in files} | tables(office)
    return [(name, word) for name, content in held.items() for word in WORDS if word.encode() in content.lower()]


def tables(office: Office) -> dict[str, bytes]:
    """By name, what stands in any column of any row."""
    with office.engine.begin() as conn:
        return {name: content(conn, name) for name in inspect(conn).get_table_names()}


def content(conn: Connection, table: str) -> bytes:
    rows = conn.execute(text(f'SELECT * FROM "{table}"'))  # the database named it
    return b"\n".join(one if isinstance(one, bytes) else str(one).encode() for row in rows for one in row)
