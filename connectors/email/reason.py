"""Why a mail was not delivered, as a status code (RFC 3463), out of whatever sentence a server wrote."""

import re

UNSPECIFIED = "5.0.0"
ENHANCED = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]|\s?/)")
SMTP_CODE = re.compile(
    r"(?<![\d.\-:/@])([45]\d\d)(?=[\s\-#])(?!\s?(?:bytes|kb|mb|messages|minutes|hours|days))", re.IGNORECASE
)
# Their order matters: "mailbox is full" must not be taken for a mailbox that does not exist.
SENTENCES = {
    "5.2.2": (
        r"(?:mailbox|quota|inbox|maildir|user'?s? (?:mail ?box|disk)|account) (?:\w+ ){0,4}(?:full|exceed|over|limit)|"
        r"over ?quota|quota exceed|disk quota|insufficient (?:disk|system storage)|too much mail|"
        r"exceed\w* (?:\w+ ){0,3}(?:quota|storage)"
    ),
    "5.3.4": (
        r"(?:message|mail|size)\S* (?:\w+ ){0,5}(?:too (?:large|big)|exceed)|size limit|"
        r"exceeds (?:\w+ ){0,3}(?:size|maximum)|too (?:large|big)"
    ),
    "5.1.2": (
        r"(?:host|domain|mx)\S* (?:\w+ ){0,4}(?:not found|unknown|not exist|unreachable|lookup fail)|"
        r"unknown (?:host|domain)|no such (?:host|domain)|unrouteable|illegal host|name or service not known|"
        r"domain does not exist|no mail (?:host|server)s?|null mx"
    ),
    "4.4.7": (
        r"timed? ?out|retry time(?:out)? (?:\w+ ){0,4}exceed|delivery time expired|"
        r"still (?:being )?(?:trying|undelivered)|(?:giving|gave) up|"
        r"has been (?:delayed|queued|in the queue)|undelivered (?:\w+ ){0,3}for|expired|"
        r"not (?:been )?delivered (?:\w+ ){0,4}(?:after|for|within)"
    ),
    "4.4.1": (
        r"connection (?:refused|reset|closed)|could ?n[o']t connect|no route|network (?:is )?unreachable|"
        r"lost connection|not (?:\w+ )?respond"
    ),
    "5.1.1": (
        r"user[^.\n]{0,40}(?:unknown|not (?:found|exist|listed|known|here))|"
        r"unknown (?:\w+ )?(?:user|recipient|address|account|mailbox)|"
        r"no such (?:\w+ )?(?:user|mailbox|address|person|recipient|account)|"
        r"(?:mailbox|recipient|address|account)[^.\n]{0,60}(?:unknown|not (?:\w+ )?(?:found|exist|valid)|unavailable|"
        r"does ?n[o']t exist|invalid|disabled|inactive|closed)|invalid (?:recipient|mailbox|user|final delivery)|"
        r"not listed in|couldn't find any|can't verify|no mailbox"
    ),
    "5.7.1": r"spam|blocked|black ?list|denied|policy|reject|not (?:allowed|permitted|authorized)|refused|relay",
}
REASONS = tuple((status, re.compile(words, re.IGNORECASE)) for status, words in SENTENCES.items())


def status_of(text: str) -> str:
    """From an enhanced code, else from the reason given with the class of the SMTP code; "" when nothing tells."""
    enhanced = ENHANCED.search(text)
    if enhanced and not enhanced[1].startswith("2"):
        return enhanced[1]
    code = SMTP_CODE.search(text)
    reason = next((status for status, words in REASONS if words.search(text)), "")
    if code:
        return f"{code[1][0]}{reason[1:] if reason else '.0.0'}"
    return reason


def most_precise(statuses: list[str]) -> str:
    """Servers often write 5.0.0 into the field and the truth into the sentence."""
    precise = [one for one in statuses if not one.endswith(".0.0")]
    return (precise or statuses or [""])[0]


def telling_line(text: str) -> str:
    """The line that says what went wrong, at most 500 characters."""
    lines = [" ".join(line.split()) for line in text.splitlines()[:300] if line.strip()]
    for words in (ENHANCED, SMTP_CODE, *(words for _, words in REASONS)):
        found = next((line for line in lines if words.search(line)), "")
        if found:
            return found[:500]
    return lines[0][:500] if lines else ""
