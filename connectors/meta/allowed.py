"""What WhatsApp lets through, and as what kind of message a file goes.

https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media#supported-media-types
"""

from datetime import timedelta

from connectors.contract import File, Limits, Outgoing, Refused
from connectors.meta.files import BIGGEST

LONGEST, LONGEST_CAPTION = 4096, 1024
"""Characters."""
MB = 1_000_000
OFFICE = "application/vnd.openxmlformats-officedocument"
DOCUMENTS = (
    "application/pdf", "text/plain", "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
    f"{OFFICE}.wordprocessingml.document", f"{OFFICE}.spreadsheetml.sheet", f"{OFFICE}.presentationml.presentation",
)  # fmt: skip
LIMITS = Limits(
    longest=LONGEST,
    longest_caption=LONGEST_CAPTION,
    window=timedelta(hours=24),
    templates=True,
    files=1,
    biggest={
        "image/jpeg": 5 * MB,
        "image/png": 5 * MB,
        "image/webp": MB // 10,
        **dict.fromkeys(("video/mp4", "video/3gpp"), 16 * MB),
        **dict.fromkeys(("audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"), 16 * MB),
        **dict.fromkeys(DOCUMENTS, BIGGEST),
    },
)
"""A WebP image is a sticker, and may have 500 kB only where it moves."""
CAPTIONED = ("image", "video", "document")


def demand_allowed(outgoing: Outgoing) -> None:
    """Raises Refused. A template's text is Meta's to count."""
    if len(outgoing.files) > 1 or (outgoing.template and outgoing.files):
        raise Refused("WhatsApp takes one file per message, and none with a template. Send the others on their own.")
    if outgoing.template:
        return
    if not outgoing.text.strip() and not outgoing.files:
        raise Refused("There is nothing in this message. Write something, or add a file.")
    if len(outgoing.text) > LONGEST:
        raise Refused(f"WhatsApp takes {LONGEST:,} characters at most. Send the text in two parts.")
    for file in outgoing.files:
        demand_fitting(file, outgoing.text)


def demand_fitting(file: File, caption: str) -> None:
    mime = bare(file.mime)
    most = next((most for start, most in LIMITS.biggest.items() if mime.startswith(start)), 0)
    if not most:
        raise Refused(f"WhatsApp takes no files of the type {mime[:100]}. Send it as PDF, JPEG or MP4.")
    if len(file.content) > most:
        raise Refused(f"WhatsApp takes such a file up to {most / MB:g} MB. Make it smaller, or send a link.", "too_big")
    if caption and kind_of(mime) not in CAPTIONED:
        raise Refused("WhatsApp shows no text beside such a file. Send the text on its own.")
    if len(caption) > LONGEST_CAPTION:
        raise Refused(f"Beside a file WhatsApp takes {LONGEST_CAPTION:,} characters. Send the text on its own.")


def kind_of(mime: str) -> str:
    """The type of message, which is also the name of its part."""
    if mime == "image/webp":
        return "sticker"
    major = mime.partition("/")[0]
    return major if major in ("image", "video", "audio") else "document"


def bare(mime: str) -> str:
    return mime.partition(";")[0].strip().lower()
