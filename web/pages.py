"""The agents' inbox as the browser loads it: one page, and files whose names change with their content."""

import mimetypes
from pathlib import Path
from typing import Final

from aiohttp import web

from web.answers import Denied
from web.call import Call
from web.table import PUBLIC, Nothing, Table

routes = Table()

STATIC: Final = Path(__file__).parent / "static"
FOREVER: Final = "public, max-age=31536000, immutable"
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
    return send_page(STATIC)


def send_page(folder: Path) -> web.StreamResponse:
    if not (folder / "index.html").is_file():
        return web.Response(status=503, text=MISSING)
    return packed(folder / "index.html", "no-cache")


def packed(file: Path, caching: str) -> web.FileResponse:
    """With the .br or .gz beside it, if there is one that the browser takes."""
    mime = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return web.FileResponse(file, headers={"Content-Type": mime, "Cache-Control": caching, "Vary": "Accept-Encoding"})
