"""What a browser loads: the loader for other people's sites, and the panel in its frame."""

import json
from html import escape
from typing import Literal

import msgspec
from aiohttp import web

from connectors.chat import ORIGIN
from web.call import Call
from web.chat.desk import chat_account, desk
from web.table import PUBLIC, Nothing, Table

routes = Table()

LOADER = {
    "Content-Type": "text/javascript; charset=utf-8",
    "Cache-Control": "public, max-age=600",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Vary": "Accept-Encoding",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; frame-ancestors "
)
PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>{title}</title>
<link rel="stylesheet" href="/static/{style}">
</head>
<body data-account="{account}" data-origins="{origins}"><script type="module" src="/static/{script}"></script></body>
</html>
"""


class Frame(msgspec.Struct, frozen=True):
    account: str
    lang: Literal["en", "es"] = "en"


@routes.on("GET", "/chat/loader.js", PUBLIC, takes=Nothing, gives=web.StreamResponse)
async def loader(call: Call[Nothing]) -> web.StreamResponse:
    """The script that a site embeds."""
    built = desk(call).built
    return web.FileResponse(built.folder / built.names["loader.js"], headers=LOADER)


@routes.on("GET", "/chat/panel", PUBLIC, takes=Frame, gives=web.StreamResponse)
async def panel(call: Call[Frame]) -> web.StreamResponse:
    """The chat window, which only the account's own sites may frame."""
    account = chat_account(call.body.account)
    site = await desk(call).sites.find(account)
    built = desk(call).built.names
    page = PAGE.format(
        lang=call.body.lang,
        title=escape(site.settings.title),
        style=escape(built["panel.css"]),
        script=escape(built["panel.js"]),
        account=account,
        origins=escape(json.dumps(site.settings.allowed_origins)),
    )
    policy = POLICY + " ".join(ancestors(site.settings.allowed_origins))
    headers = {"Content-Security-Policy": policy, "Cache-Control": "no-cache"}
    return web.Response(text=page, content_type="text/html", headers=headers)


def ancestors(origins: tuple[str, ...]) -> list[str]:
    """Only well-formed origins, since a semicolon in one would begin another directive."""
    if "*" in origins:
        return ["*"]
    return ["'self'", *(origin for origin in origins if ORIGIN.fullmatch(origin))]
