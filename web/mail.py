"""An HTML mail as a document of its own, for a frame without scripts, origin or network.

Inline images are put into the document: a sandboxed frame has no cookies with which it could load them. Images that
lie elsewhere are shown when an agent asks for them, by addresses of ours: the frame never calls anybody but us.
The HTML was sanitised when it arrived; the policy holds should that ever have missed something.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import unquote

import msgspec
from aiohttp import web

from inbox.files import Files
from inbox.words import Attachment
from web.api.attachments import SAFE_IMAGES
from web.images import NOTHING, replaced

MOST_INLINE = 8 << 20  # bytes of images in one document; what is beyond can still be saved as a file
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:{ours}; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
)
OURS = " 'self'"
PAGE = """<!doctype html>
<html><head><meta charset="utf-8"><base target="_blank"><meta name="referrer" content="no-referrer">
<style>body{{margin:0;padding:12px;background:#fff;color:#111;font:15px/1.5 system-ui,sans-serif}}
body{{overflow-wrap:anywhere}}img{{max-width:100%;height:auto}}table{{max-width:100%}}pre{{white-space:pre-wrap}}</style></head>
<body>{body}</body></html>
"""
CID = re.compile(r"""(\bsrc\s*=\s*["'])cid:([^"'<>]{1,255})(?=["'])""", re.IGNORECASE)


class Mail(msgspec.Struct, frozen=True):
    """html with the inline images it may show, each with its path in the files' folder."""

    html: str
    images: list[tuple[Attachment, str]]


def showable(attachment: Attachment) -> bool:
    return bool(attachment.cid) and attachment.mime.lower() in SAFE_IMAGES


def document(mail: Mail, files: Files, address: Callable[[str], str] | None = None) -> web.Response:
    """Reads files, so call it from a thread. address: of ours for an image that lies elsewhere; None: none is shown."""
    sources = dict(data_urls(mail, files))
    ours = replaced(mail.html, address)
    body = CID.sub(lambda found: found[1] + sources.get(unquote(unescape(found[2])), NOTHING), ours)
    headers = {
        "Content-Security-Policy": POLICY.format(ours=OURS if address else ""),
        "Cache-Control": "private, max-age=600" if address else "private, max-age=3600",
        "X-DNS-Prefetch-Control": "off",  # else a link's host learns of the reader before they click
    }
    return web.Response(text=PAGE.format(body=body), content_type="text/html", headers=headers)


def data_urls(mail: Mail, files: Files) -> Iterator[tuple[str, str]]:
    """Source by cid, for as many as one document can bear."""
    left = MOST_INLINE
    for image, path in mail.images:
        left -= image.size
        if left < 0:
            return
        if (files / path).is_file():
            yield image.cid, f"data:{image.mime.lower()};base64,{b64encode((files / path).read_bytes()).decode()}"
