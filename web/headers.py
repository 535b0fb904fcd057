"""Security headers on every answer; a handler that sets one of them itself keeps its own.

https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html
"""

from aiohttp import web

from web.call import SETTINGS

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self'; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


async def protect(request: web.Request, answer: web.StreamResponse) -> None:
    """An `on_response_prepare` signal: it sees errors and streams too."""
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    if request.app[SETTINGS].url.startswith("https:"):
        answer.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    answer.headers["Server"] = "Hilo"  # rather than the names and versions of what we are built on
