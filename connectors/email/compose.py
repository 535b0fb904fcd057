"""An answer as a mail (RFC 5322): it reads well everywhere, threads under what it answers, and trusts no input."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address as Mailbox
from email.message import EmailMessage, Message
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import Any

from connectors.contract import File, Outgoing, Refused
from connectors.email.flowed import flow

LONGEST_SUBJECT = 250
MOST_REFERENCES = 20
"""The first and the nearest ones: RFC 5322 sets no limit, but servers refuse header fields of many kilobytes."""

OURS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
OUR_ID = re.compile(rf"({OURS.pattern})\.hilo@[^@\s]+", re.IGNORECASE)
MESSAGE_ID = re.compile(r"[!-;=?-~]{1,900}")
TOKEN = re.compile(r"[A-Za-z0-9_-]{1,60}")
ADDRESS = re.compile(r"[^\s<>@\x00-\x1f\x7f]{1,64}@[^\s<>@\x00-\x1f\x7f]{1,255}")
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
ANSWERED = re.compile(r"(re|aw|antw|sv|vs|res|rif|ref|rv|odp|ynt)(\[\d+\])?\s*:", re.IGNORECASE)
MIME = re.compile(r"(application|audio|font|image|model|text|video)/([\w.+-]+)")


@dataclass(frozen=True)
class Letter:
    """A mail and its envelope. utf8: the server must offer SMTPUTF8 (RFC 6531) to carry these addresses."""

    sender: str
    recipient: str
    message_id: str
    body: bytes
    utf8: bool


class _Whole(EmailPolicy):
    """Keeps message ids in one piece, where the standard library would encode a long one beyond recognition."""

    IDS = ("message-id", "in-reply-to", "references")

    def fold(self, name: str, value: Any) -> str:
        if name.lower() in self.IDS:
            return f"{name}: " + "\r\n ".join(str(value).split()) + "\r\n"
        folded: str = super().fold(name, value)
        return folded

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name.lower() in self.IDS:
            return self.fold(name, value).encode("utf-8", "replace")
        return super().fold_binary(name, value)


POLICY = _Whole(linesep="\r\n", cte_type="7bit")
POLICY_UTF8 = POLICY.clone(utf8=True)


def compose(outgoing: Outgoing, *, address: str, name: str, account_id: str, now: datetime) -> Letter:
    """The mail that carries `outgoing` from `address`. Raises `Refused` for an address that is none.

    Its Message-ID comes from `outgoing.ref` alone, so that a second try is the same mail.
    """
    own, theirs = _mailbox(address, name), _mailbox(outgoing.to.address, outgoing.to.display)
    utf8 = not (theirs.addr_spec + own.addr_spec).isascii()
    mail = EmailMessage(POLICY_UTF8 if utf8 else POLICY)
    mail["From"], mail["To"] = own, theirs
    if TOKEN.fullmatch(outgoing.token):
        mail["Reply-To"] = Mailbox(own.display_name, f"{own.username}+{outgoing.token}", own.domain)
    mail["Subject"] = _subject(outgoing, name or own.domain)
    mail["Date"] = format_datetime(now)
    mail["X-Hilo-Loop"] = _one_line(account_id)
    _thread(mail, outgoing, own.domain)
    _fill(mail, outgoing)
    return Letter(own.addr_spec, theirs.addr_spec, mail["Message-ID"], mail.as_bytes(), utf8)


def ref_of(message_id: str) -> str:
    """Our ref behind a Message-ID, without its brackets; one that is not ours stays as it is."""
    ours = OUR_ID.fullmatch(message_id)
    return ours[1] if ours else message_id


def _mailbox(address: str, name: str) -> Mailbox:
    local, _, domain = address.strip().rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode("ascii")
        if ADDRESS.fullmatch(f"{local}@{ascii_domain}"):
            return Mailbox(_one_line(name), local, ascii_domain)
    except UnicodeError:
        pass
    raise Refused(f"{_one_line(address)[:100]!r} is not a mail address. Write to another address of this customer.")


def _subject(outgoing: Outgoing, fallback: str) -> str:
    """The customer's own words, so that their mail program shows one conversation."""
    subject = _one_line(outgoing.subject)[:LONGEST_SUBJECT] or _one_line(fallback)
    return f"Re: {subject}" if outgoing.cites and not ANSWERED.match(subject) else subject


def _thread(mail: Message, outgoing: Outgoing, domain: str) -> None:
    mail["Message-ID"] = _message_id(outgoing.ref or outgoing.message_id, domain)
    cites = [_message_id(cite, domain) for cite in outgoing.cites if MESSAGE_ID.fullmatch(cite.strip("<>"))]
    if not cites:
        return
    mail["In-Reply-To"] = cites[0]
    oldest_first = list(dict.fromkeys(reversed(cites)))
    mail["References"] = " ".join([*oldest_first[:1], *oldest_first[1:][-MOST_REFERENCES + 1 :]])


def _message_id(ref: str, domain: str) -> str:
    """Our refs are bare UUIDs; as a Message-ID (RFC 5322, 3.6.4) servers would replace them, and threads break."""
    return f"<{ref}.hilo@{domain}>" if OURS.fullmatch(ref) else f"<{ref.strip('<>')}>"


def _fill(mail: EmailMessage, outgoing: Outgoing) -> None:
    mail.set_content(flow(outgoing.text), charset="utf-8")
    mail.set_param("format", "flowed")
    for file in outgoing.files:
        _attach(mail, file)


def _attach(mail: EmailMessage, file: File) -> None:
    known = MIME.fullmatch(file.mime)
    main, sub = known.groups() if known else ("application", "octet-stream")
    mail.add_attachment(file.content, maintype=main, subtype=sub, filename=_one_line(file.name) or "file", cte="base64")


def _one_line(text: str) -> str:
    """No line ends: a header field ends at one, and what follows would be a header field of the sender's choice."""
    return " ".join(UNPRINTABLE.sub(" ", text).split())
