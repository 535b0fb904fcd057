"""Twilio's published OpenAPI documents in a validating proxy (Stoplight Prism), before the Twilio on loopback.

Both come from npm and are kept under .cache. What is asked or answered otherwise than published becomes an error.
"""

import asyncio
import json
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from servers.twilio import Twilio

PACKAGES = ("@stoplight/prism-cli@5.14.2", "@twilio/cli-core@8.3.2")
"""The second is Twilio's own command line, which carries the documents."""
HERE = Path(__file__).parents[2] / ".cache" / "twilio-published-1"
DOCUMENTS = "twilio-cli-core/package/src/services/twilio-api"
USED = {
    "twilio_api_v2010.json": (
        "/2010-04-01/Accounts/{Sid}.json",
        "/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers.json",
        "/2010-04-01/Accounts/{AccountSid}/Messages.json",
        "/2010-04-01/Accounts/{AccountSid}/Messages/{MessageSid}/Media.json",
    ),
    "twilio_content_v1.json": ("/v1/ContentAndApprovals",),
    "twilio_messaging_v1.json": ("/v1/Services/{Sid}",),
    "twilio_messaging_v2.json": ("/v2/Channels/Senders",),
}
INSTALL_SECONDS = 90
START_SECONDS = 60
ROOM = 16 * 1024 * 1024  # bytes that the proxy may say before it would have to wait for a reader


@asynccontextmanager
async def published(twilio: Twilio) -> AsyncIterator[Callable[[str], str]]:
    """A route through the proxy. Skips the test where there is no Node, or npm reaches nothing."""
    prism = HERE / "node_modules" / ".bin" / "prism"
    if not prism.exists():
        await asyncio.to_thread(install)
    document = HERE / "published.json"
    command = [str(prism), "proxy", str(document), f"http://127.0.0.1:{twilio.port}", "--errors", "-h", "127.0.0.1"]
    process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE, limit=ROOM)
    try:
        async with asyncio.timeout(START_SECONDS):
            port = await port_of(process)
        yield lambda url: url.replace("https://", f"http://127.0.0.1:{port}/", 1)
    finally:
        process.terminate()
        await process.communicate()


async def port_of(process: asyncio.subprocess.Process) -> str:
    assert process.stdout
    async for line in process.stdout:
        if b"listening on" in line:
            return line.decode().rpartition(":")[2].strip()
    raise AssertionError("prism did not start")


def install() -> None:
    """All or nothing, so that an interrupted one is made again."""
    if not shutil.which("npm") or not shutil.which("node"):
        pytest.skip("Node and npm are not installed")
    HERE.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=HERE.parent) as there:
        folder = Path(there)
        npm(folder, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", PACKAGES[0])
        npm(folder, "pack", PACKAGES[1])
        archive = next(folder.glob("*.tgz"))
        shutil.unpack_archive(archive, folder / "twilio-cli-core", filter="data")
        (folder / "published.json").write_text(json.dumps(document(folder / DOCUMENTS)))
        folder.rename(HERE)
        folder.mkdir()  # for the temporary folder's own end


def npm(folder: Path, *words: str) -> None:
    patience = ("--fetch-retries=0", "--fetch-timeout=20000", "--loglevel=error")
    (folder / "package.json").write_text("{}")
    try:
        subprocess.run(["npm", *words, *patience], cwd=folder, check=True, capture_output=True, timeout=INSTALL_SECONDS)
    except (subprocess.SubprocessError, OSError) as error:
        pytest.skip(f"npm could not fetch Twilio's published API: {type(error).__name__}")


def document(folder: Path) -> dict[str, Any]:
    """Only what is used, with each host as the first part of its paths."""
    made: dict[str, Any] = {
        "openapi": "3.0.1",
        "info": {"title": "Twilio", "version": "1"},
        "paths": {},
        "components": {},
    }
    for name, paths in USED.items():
        found = json.loads((folder / name).read_text())
        for path in paths:
            about = found["paths"][path]
            host = about.pop("servers")[0]["url"].removeprefix("https://")
            repeat_arrays(about.get("post", {}))
            made["paths"][f"/{host}{path}"] = about
        for kind, parts in found["components"].items():
            made["components"].setdefault(kind, {}).update(parts)
    return made


def repeat_arrays(operation: dict[str, Any]) -> None:
    """Says what OpenAPI takes for granted (3.0.3, 4.8.15) and Prism does not: a field may come repeatedly."""
    for form in operation.get("requestBody", {}).get("content", {}).values():
        fields = form["schema"].get("properties", {}).items()
        form["encoding"] = {name: {"style": "form", "explode": True} for name, one in fields if "items" in one}
