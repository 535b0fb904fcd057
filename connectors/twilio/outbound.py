"""Handing a message to Twilio. https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource"""

from typing import Any
from urllib.parse import urlencode

import msgspec

from connectors.contract import File, Limits, Outgoing, Refused, Sent, Uncertain
from connectors.twilio.line import UNANSWERED, UNREADABLE
from connectors.twilio.number import SMS, WHATSAPP, Medium, own
from connectors.twilio.reading import STATES
from connectors.twilio.reasons import FILE_TOO_BIG, TEXT_TOO_LONG, reason

UNFETCHABLE = "Twilio would fetch the file from Hilo. For that, an admin must set HILO_URL to a public https address."
MUTE = "WhatsApp shows no text beside such a file. Send the text and the file as two messages."
CAPTIONED = ("image/", "video/")


async def post(client: Any, medium: Medium, sender: str, limits: Limits, outgoing: Outgoing) -> Sent:
    """Raises Refused, TryLater or Uncertain."""
    to = medium.prefix + outgoing.to.address
    content = template(outgoing) if outgoing.template else written(medium, limits, outgoing)
    try:
        made = await client.messages.create_async(to=to, **own(medium, sender), **content, **callback(outgoing))
    except UNREADABLE as unreadable:
        raise Uncertain(UNANSWERED) from unreadable  # it said yes, and nothing that can be understood
    if not isinstance(made.sid, str) or not made.sid:
        raise Uncertain(UNANSWERED)
    if STATES.get(made.status) == "failed":  # taken and given up in one answer, as for a closed window
        why = reason(made.error_code)
        raise Refused(why.sentence, why.code)
    return Sent(made.sid)


def template(outgoing: Outgoing) -> dict[str, Any]:
    """Twilio wants neither text nor file beside it."""
    if not outgoing.template:
        return {}
    values = msgspec.json.encode(outgoing.template.values).decode()
    return {"content_sid": outgoing.template.id, **({"content_variables": values} if outgoing.template.values else {})}


def written(medium: Medium, limits: Limits, outgoing: Outgoing) -> dict[str, Any]:
    """Raises Refused for what Twilio would drop without a word, or not reach."""
    text, files = outgoing.text, outgoing.files
    if not text and not files:
        raise Refused("There is nothing to send. Write a text.")
    if len(text) > limits.longest:
        raise Refused(TEXT_TOO_LONG.sentence, TEXT_TOO_LONG.code)
    if len(files) > limits.files:
        raise Refused(f"At most {limits.files} file(s) go with one message here. Send the others apart.")
    if medium is SMS and sum(len(file.content) for file in files) > max(limits.biggest.values()):
        raise Refused(f"Together the files are too big. {FILE_TOO_BIG.sentence}", FILE_TOO_BIG.code)
    if medium is WHATSAPP and text and any(not file.mime.startswith(CAPTIONED) for file in files):
        raise Refused(MUTE)
    return {**({"body": text} if text else {}), **({"media_url": links(files)} if files else {})}


def links(files: tuple[File, ...]) -> list[str]:
    if not all(file.link for file in files):
        raise Refused(UNFETCHABLE)
    return [file.link for file in files]


def callback(outgoing: Outgoing) -> dict[str, str]:
    """Where Twilio tells what becomes of it, by our own name: it may do so before we have read its answer."""
    if not outgoing.hook.startswith("https://"):
        return {}
    return {"status_callback": f"{outgoing.hook}?{urlencode({'ref': outgoing.ref})}"}
