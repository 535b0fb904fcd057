"""The agents' inbox as the browser loads it: one page, and files whose names change with their content."""

import mimetypes
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec
from aiohttp import web

from inbox.errors import Away
from web.answers import Denied
from web.call import Call
from web.dispatch import current
from web.table import PUBLIC, Nothing, Table

routes = Table()

STATIC: Final = Path(__file__).parent / "static"
FOREVER: Final = "public, max-age=31536000, immutable"
FIRST_ASKED: Final = ("session", "threads?view=queue&limit=50")
"""As api/session.ts and api/threads.ts write them, with no header of their own: else both would be asked for twice."""
MISSING: Final = (
    "The inbox's pages have not been built. Run `make run`, or `npm ci && npm run build` in web/ui, then reload.\n"
)


@routes.on("GET", "/static/{path:.+}", PUBLIC, takes=Nothing, gives=web.StreamResponse)
async def file(call: Call[Nothing]) -> web.StreamResponse:
    """A file of the build."""
    return send_file(STATIC, call.request.match_info["path"])


def send_file(folder: Path, path: str) -> web.FileResponse:
    """Raises Denied for what does not lie within the folder."""
    found = built(folder, path)
    if found is None:
        raise Denied(404, "not_found", "There is no such file. Reload the page.")
    return packed(found, FOREVER if path.startswith("assets/") else "no-cache")


def built(folder: Path, path: str) -> Path | None:
    try:
        found = (folder / path).resolve()
        return found if found.is_relative_to(folder.resolve()) and found.is_file() else None
    except (OSError, ValueError):
        return None  # a name so long, or so strange, that no file could have it


@routes.on("GET", "/{path:.*}", PUBLIC, takes=Nothing, gives=web.StreamResponse)
async def page(call: Call[Nothing]) -> web.StreamResponse:
    """The inbox, whatever address within it is asked for: the page finds its way itself."""
    if call.request.match_info["path"].startswith(("api/", "chat/")):
        raise Denied(404, "not_found", "There is nothing at this address; see /api/v1/openapi.json.")
    answer = send_page(STATIC)
    with suppress(Away):  # the page finds out for itself, and asks until somebody answers
        if answer.status == 200:
            session = await current(call.request)
            answer.headers["Link"] = asked_first(STATIC, session.user.language if session else None)
    return answer


def send_page(folder: Path) -> web.StreamResponse:
    if not (folder / "index.html").is_file():
        return web.Response(status=503, text=MISSING)
    return packed(folder / "index.html", "no-cache")


def asked_first(folder: Path, language: str | None) -> str:
    """What the page asks for as soon as it runs: the browser may ask before it has the scripts.

    Never nothing: where the page has not changed, a browser that is told nothing goes by what it was told before. It
    asked for an agent's threads when their session had ended, and gave them the refusal once they had logged in.
    language: the agent's; None for strangers, who need the login screen.
    https://html.spec.whatwg.org/multipage/links.html#link-type-preload, RFC 9111, section 3.2
    """
    names = msgspec.json.decode((folder / "manifest.json").read_bytes(), type=dict[str, str])
    script = f"</static/{names[f'{language}.js' if language else 'start.js']}>; rel=modulepreload"
    answers = (f"</api/v1/{path}>; rel=preload; as=fetch; crossorigin" for path in FIRST_ASKED if language)
    return ", ".join((script, *answers))


def packed(file: Path, caching: str) -> web.FileResponse:
    """With the .br or .gz beside it, if there is one that the browser takes."""
    mime = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return web.FileResponse(file, headers={"Content-Type": mime, "Cache-Control": caching, "Vary": "Accept-Encoding"})
