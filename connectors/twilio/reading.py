"""What a form of Twilio's says, in our words. Pure."""

from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from mimetypes import MimeTypes

from connectors.contract import Address, Consent, Happening, Ignored, Incoming, Media, Raw, Receipt, State
from connectors.twilio.consent import consent
from connectors.twilio.form import Form, parse
from connectors.twilio.number import Medium, sender_of, twins
from connectors.twilio.reasons import reason

LONGEST = 100_000
"""Characters of a text; the rest stays in the journal."""
MOST_MEDIA = 10
STATES: dict[str, State] = {
    # What waits at Twilio has left us: "sent", so that no later attempt is thought of.
    **dict.fromkeys(("queued", "accepted", "scheduled", "sending", "sent", "partially_delivered"), "sent"),
    "delivered": "delivered",
    "read": "read",
    **dict.fromkeys(("failed", "undelivered", "canceled"), "failed"),
}
NAMES = MimeTypes()  # only Python's own table, the same on every machine
NAMES.add_type("text/vcard", ".vcf")
NAMES.add_type("audio/ogg", ".ogg")
NAMES.add_type("audio/amr", ".amr")


def read(medium: Medium, raw: Raw) -> list[Happening]:
    """Raises ValueError for what came by another medium, or has too many fields."""
    form = parse(raw.body)
    if not form.sid:
        return [Ignored("It is about no message.")]
    if form.status:
        return [receipt(form, raw.headers.get("ref", ""))]
    return heard(medium, form)


def receipt(form: Form, ref: str) -> Happening:
    state = STATES.get(form.status)
    if not state:
        return Ignored(f"Unknown status: {form.status[:40]!r}")
    if state != "failed":
        return Receipt(state, form.sid, ref)
    if form.status == "canceled":
        return Receipt(state, form.sid, ref, "It was cancelled at Twilio before it left.")
    why = reason(form.first("ErrorCode"))
    return Receipt(state, form.sid, ref, why.sentence, why.code)


def heard(medium: Medium, form: Form) -> list[Happening]:
    sender = sender_of(medium, form.first("From"), plain(form.first("ProfileName"))[:200])
    given = consent(medium, form.first("OptOutType"), plain(form.first("Body")))
    message = incoming(medium, form, sender)
    whose = () if given is None else (sender, *message.also)  # whoever says stop means all their names on this channel
    return [message, *(Consent(one, bool(given)) for one in whose)]


def incoming(medium: Medium, form: Form, sender: Address) -> Incoming:
    said = plain(form.first("Body") or form.first("ButtonText"))[:LONGEST]
    text, found = "\n".join(filter(None, (said, place(form)))), media(form)
    shown = bool(text or found)
    return Incoming(
        remote_id=form.sid,
        sender=sender,
        text=text if shown else unshowable(form),
        said=said,
        sent_at=sent_at(form),
        ref=form.sid,
        cites=tuple(filter(None, [form.first("OriginalRepliedMessageSid")[:40]])),
        media=found,
        also=user(medium, form, sender),
        same=twins(medium, sender),
        stub=not shown,
    )


def plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def place(form: Form) -> str:
    """A location that was shared, and where to look at it."""
    latitude, longitude = coordinate(form.first("Latitude"), 90), coordinate(form.first("Longitude"), 180)
    if not latitude or not longitude:
        return ""
    name = ", ".join(filter(None, (plain(form.first("Label"))[:200], plain(form.first("Address"))[:300])))
    link = f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}"
    return f"📍 {name or f'{latitude}, {longitude}'}\n{link}"


def coordinate(given: str, most: int) -> str:
    """Written anew, so that nothing but a number gets into the link; "" if it is none."""
    with suppress(ValueError):
        degrees = float(given[:40])
        return f"{degrees:.6f}" if abs(degrees) <= most else ""
    return ""


def media(form: Form) -> tuple[Media, ...]:
    found = []
    for number in range(MOST_MEDIA) if "MediaUrl0" in form else ():
        if url := form.first(f"MediaUrl{number}"):
            mime = form.first(f"MediaContentType{number}").partition(";")[0].strip().lower()[:100]
            found.append(Media(file_name(mime, number), mime or "application/octet-stream", url))
    return tuple(found)


def file_name(mime: str, number: int) -> str:
    """Twilio does not tell it."""
    kind = {"text/vcard": "contact", "application/pdf": "document"}.get(mime) or mime.partition("/")[0]
    stem = kind if kind in ("image", "audio", "video", "contact", "document") else "file"
    return f"{stem}-{number + 1}{NAMES.guess_extension(mime, strict=False) or ''}"


def unshowable(form: Form) -> str:
    kind = "".join(one for one in form.first("MessageType") if one.isalnum())[:30]
    return f"Something that Hilo cannot show ({kind or 'empty'}). It can be seen in Twilio's console."


def sent_at(form: Form) -> datetime | None:
    """Only the list of messages tells it (RFC 2822)."""
    with suppress(ValueError, OverflowError):
        return parsedate_to_datetime(form.first("DateSent")).astimezone(UTC)
    return None


def user(medium: Medium, form: Form, sender: Address) -> tuple[Address, ...]:
    """WhatsApp's own id of the same person, which stays when they hide their number."""
    try:
        known = sender_of(medium, form.first("ExternalUserId"), sender.display)
    except ValueError:
        return ()
    return (known,) if known.evidence == "proven" and known.address != sender.address else ()
