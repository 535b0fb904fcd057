"""Delivery reports: the standard ones (RFC 3464), and the many that servers invented."""

import re
from typing import NamedTuple

from connectors.email.address import mailboxes
from connectors.email.header import Headers, parse, split
from connectors.email.mime import Part
from connectors.email.reason import ENHANCED, UNSPECIFIED, most_precise, status_of, telling_line

LONGEST_READ = 200_000
"""Characters of a report that are searched; the sentence that matters stands at its beginning."""
REPORT_TYPES = ("message/delivery-status", "message/global-delivery-status")
ORIGINAL_TYPES = (
    "message/rfc822",
    "text/rfc822-headers",
    "message/global",
    "message/rfc822-headers",
    "message/partial",
)
DAEMON = re.compile(
    r"mailer-?daemon|post_?master|mail delivery (?:sub)?system|mail ?delivery|mdaemon|bounce|mail administrator|mail "
    r"system|"
    r"delivery (?:status|failure)|mail[_ -]?admin|daemon@|mailadmin|mail router|(?:^|<)noreply-?dmarc",
    re.IGNORECASE,
)
FAILED_SUBJECT = re.compile(
    r"undeliver(?:ed|able)|deliver\w* (?:\w+ ){0,3}(?:fail|problem|error|report|status|notif|delay)|fail\w* (?:\w+ "
    r"){0,3}deliver|returned mail|"
    r"mail (?:system )?error|failure notice|non[- ]?deliver|message (?:you sent )?(?:could not|not) (?:be )?deliver|"
    r"returning message|"
    r"delivery (?:has )?failed|mail failure|mail failed|returning to sender|bounced|could ?n[o']t (?:be )?(?:send|"
    r"sent|deliver)|warning: (?:message|could not)|"
    r"message delayed|delivery delayed|rejected|user unknown|unknown (?:user|address)|error (?:mail|message)|"
    r"nondeliverable|"
    r"unzustellbar|nicht zugestellt|no se pudo entregar|no entregado|non remis|échec de (?:la )?remise|mancato "
    r"recapito|onbestelbaar|"
    r"配信(?:不能|エラー)|送信できません|投递失败|退信|недоставлен|не доставлено|niedostarczon|não entreg",
    re.IGNORECASE,
)
FAILED_TEXT = re.compile(
    r"could ?n[o']t be (?:delivered|reached|sent|found)|was(?:n't| not) (?:be )?delivered|unable to deliver|"
    r"(?:delivery|sending) (?:\w+ ){0,8}failed|"
    r"failed to deliver|undeliverable|not able to (?:be )?deliver|permanent(?:ly)? (?:fatal )?(?:error|fail)|this is "
    r"the \S+ (?:send )?program|"
    r"returned (?:to (?:you|the sender)|mail|message|below)|the following address(?:es|\(es\))? (?:failed|had)|"
    r"addresses had permanent|"
    r"user unknown|unknown user|no such (?:user|mailbox|account)|mailbox (?:is )?(?:full|unavailable)|recipient "
    r"(?:\w+ ){0,4}(?:rejected|unknown)|"
    r"did not reach the following|error (?:occurred )?(?:\w+ )?(?:while )?(?:deliver|sending)|there was an error "
    r"delivering|"
    r"sorry(?:,)? (?:we|i|it) (?:\w+ ){0,4}(?:unable|could|wasn't)|message (?:\w+ ){0,4}(?:rejected|refused|blocked)|"
    r"(?:was|were|has been) (?:\w+ )?rejected|transcript of session|delivery (?:status|attempt)|over quota|does not "
    r"exist|配信(?:不能|できません)|not deliver",
    re.IGNORECASE,
)
OUR_COPY = re.compile(
    r"^[\s>]{0,4}(?:-{2,}[^\n]{0,80}(?:copy of (?:your|the) message|original message|message headers|unsent message|"
    r"returned message|header|"
    r"undelivered message|message text|below this line)[^\n]{0,60}|(?:message headers follow|original message follows|"
    r"below this line is a copy)[^\n]{0,60}|received: from [^\n]{0,200})$",
    re.IGNORECASE | re.MULTILINE,
)
MESSAGE_ID = re.compile(r"^[\s>]{0,8}(?:original-)?message-id:\s*<([^<>\s]{3,250})>", re.IGNORECASE | re.MULTILINE)


class Bounce(NamedTuple):
    """One recipient that was not reached. status: RFC 3463, "5.1.1"; "5.0.0" when nothing tells more."""

    recipient: str
    status: str
    action: str
    diagnostic: str

    @property
    def permanent(self) -> bool:
        return self.action == "failed" and not self.status.startswith("4")


def is_bounce(root: Part) -> bool:
    """A machine's report that a mail was not delivered (or not yet); complaints and receipts are none."""
    if any(part.mime == "message/feedback-report" for part in root.children):
        return False
    if any(part.mime in REPORT_TYPES for part in root.walk()):
        actions = {one.action for one in _standard(root)}
        return not actions or not actions <= {"delivered", "relayed", "expanded"}
    return _is_invented(root)


def _is_invented(root: Part) -> bool:
    """A mail system's mail that tells of a failure. Its words alone are no sign: customers of a shop write of failed
    deliveries too, and send their mail along."""
    headers = root.headers
    if headers.get("x-failed-recipients"):
        return True
    failure = bool(FAILED_SUBJECT.search(headers.text("subject")[:300]))
    told = bool(FAILED_TEXT.search(_report_text(root)))
    if DAEMON.search(headers.get("from")[:300]):
        return failure or told
    returned = any(part.mime in ORIGINAL_TYPES for part in root.walk())
    return headers.get("return-path").strip() == "<>" and (failure or (told and returned))


def bounces(root: Part) -> list[Bounce]:
    """Every recipient the report names, in its order; one without a recipient when it names none."""
    text = _report_text(root)
    return _standard(root, text) or _invented(root, text)


def _standard(root: Part, text: str = "") -> list[Bounce]:
    found: list[Bounce] = []
    for part in root.walk():
        if part.mime in REPORT_TYPES:
            blocks = re.split(rb"\r?\n[ \t]*\r?\n", part.content()[:LONGEST_READ].strip())
            found.extend(one for block in blocks[:200] if (one := _recipient(parse(block), text)))
    return found


def _recipient(fields: Headers, text: str) -> Bounce | None:
    action = fields.get("action").split(None, 1)[0].lower().strip(";") if fields.get("action") else ""
    who = fields.get("final-recipient") or fields.get("original-recipient") or fields.get("x-actual-recipient")
    if not who and not fields.get("status"):
        return None
    diagnostic = " ".join(
        fields.get("diagnostic-code").partition(";")[2].split() or fields.get("diagnostic-code").split()
    )
    status = most_precise([*ENHANCED.findall(diagnostic)[:1], *ENHANCED.findall(fields.get("status"))[:1]])
    if status.endswith(".0.0") and not diagnostic:
        status = _near(text, _address(who)) or status
    return Bounce(_address(who), _settled(status, diagnostic, text), action or "failed", diagnostic[:500])


def _address(field: str) -> str:
    return field.rpartition(";")[2].strip().strip("<>").lower()[:320]


def _settled(status: str, diagnostic: str, text: str) -> str:
    if status:
        return status
    return status_of(diagnostic) or status_of(text) or UNSPECIFIED


def _invented(root: Part, text: str) -> list[Bounce]:
    named = [box.address for box in mailboxes(root.headers.get("x-failed-recipients")[:5000]) if box.address]
    status = status_of(text) or UNSPECIFIED
    sentence = telling_line(text)
    return [Bounce(who, _near(text, who) or status, "failed", sentence) for who in named or [""]]


def _near(text: str, who: str) -> str:
    """The code that stands shortly after a recipient's address, when several are reported in one text."""
    at = text.find(who) if who else -1
    found = ENHANCED.search(text, at, at + 300) if at >= 0 else None
    return found[1] if found else ""


def _first_text(root: Part) -> str:
    found = (
        part for part in root.walk() if part.mime in ("text/plain", "text/html") and part.disposition != "attachment"
    )
    first = next(found, None)
    return first.text()[:LONGEST_READ] if first else ""


def _report_text(root: Part) -> str:
    """What the server says, without the copy of the mail that it sends back."""
    text = _first_text(root)
    copy = OUR_COPY.search(text)
    return text[: copy.start()] if copy else text


def original_id(root: Part) -> str:
    """The Message-ID of the mail that bounced, without <>; "" when the report does not carry it."""
    for part in root.walk():
        if part.mime in ORIGINAL_TYPES:
            found = split(part.content()[:LONGEST_READ])[0].get("message-id")
            if found:
                return found.strip().strip("<>")
    named = MESSAGE_ID.search(_first_text(root))
    return named[1] if named else ""
