"""Where Hilo is to run: folders, port, address, pages."""

import shutil
import tempfile
from pathlib import Path
from typing import Final

from aiohttp import ClientError, ClientSession, ClientTimeout

from web import folder, pages
from web.doctor.finding import Finding
from web.pressure import Limits
from web.serving import bind
from web.settings import Settings, WrongSetting

EVERYWHERE: Final = ("0.0.0.0", "::")  # noqa: S104  # nothing is bound to them here
ENOUGH: Final = 1 << 30
"""Bytes that should be free, long before the last MiB, which nobody may write into."""


def data_folder(settings: Settings) -> Finding:
    return writable("data folder", settings.data)


def writable(name: str, place: Path) -> Finding:
    subject = f"{name} {place}"
    if not place.exists():
        return Finding(f"{subject} (made at the first start)")
    try:
        tempfile.TemporaryFile(dir=place).close()
    except OSError as wrong:
        return Finding(subject, f"It cannot be written ({wrong.strerror}). Give this user the right to write it.")
    return Finding(subject)


def room(settings: Settings) -> Finding:
    stands = next(place for place in (settings.data, *settings.data.parents) if place.is_dir())
    free = shutil.disk_usage(stands).free
    subject = f"room on the disk: {free / (1 << 30):,.1f} GiB"
    if free >= ENOUGH:
        return Finding(subject)
    return Finding(
        subject, f"Below {Limits().room >> 20} MiB nothing more is taken. Make room, or move to a larger disk."
    )


async def port(settings: Settings) -> Finding:
    subject = f"port {settings.port}"
    if folder.is_locked(settings.data, "web"):
        return Finding(f"{subject} (Hilo is running)")
    try:
        bind(settings).close()
    except WrongSetting as wrong:
        running = await answers(settings)
        return Finding(f"{subject} (Hilo is running)") if running else Finding(subject, str(wrong))
    return Finding(subject)


async def answers(settings: Settings) -> bool:
    """Whether what listens there is a Hilo: several share a data folder, and then none locks it."""
    given = "localhost" if settings.host in EVERYWHERE else settings.host
    host = f"[{given}]" if ":" in given else given
    try:
        async with (
            ClientSession(timeout=ClientTimeout(total=2)) as session,
            session.get(f"http://{host}:{settings.port}/healthz") as heard,
        ):
            return bool(await heard.json() == {"ok": True})
    except (ClientError, TimeoutError, ValueError):
        return False


def address(settings: Settings) -> Finding:
    subject = f"address {settings.url}"
    if settings.url.startswith("https:") or settings.url.startswith("http://localhost"):
        return Finding(subject)
    return Finding(
        subject,
        "Browsers keep the login cookie only on https or on localhost. Put an HTTPS proxy in front, "
        "and set HILO_URL to its address.",
    )


def build() -> Finding:
    return Finding("pages", "" if (pages.STATIC / "index.html").is_file() else pages.MISSING.strip())
