"""`hilo doctor`: what is wrong here, and what to do about it."""

from collections.abc import AsyncIterator, Iterator

from inbox import migrate
from inbox.clock import Clock, utc_now
from web.doctor.contents import contents
from web.doctor.finding import Finding
from web.doctor.machine import address, build, data_folder, port, room
from web.doctor.postgresql import postgresql
from web.settings import Settings

__all__ = ["Finding", "examine"]


async def examine(settings: Settings, clock: Clock = utc_now) -> AsyncIterator[Finding]:
    """Look without changing anything; each finding as soon as it is known."""
    yield data_folder(settings)
    yield room(settings)
    yield await port(settings)
    yield address(settings)
    yield build()
    for finding in databases(settings, clock):
        yield finding
        if finding.fatal:
            return
    if exists(settings):
        async for finding in contents(settings):
            yield finding


def databases(settings: Settings, clock: Clock) -> Iterator[Finding]:
    if not settings.embedded:
        yield from postgresql(settings.database, clock)
    if settings.redis or not settings.embedded:
        from web.doctor.redis import redis  # noqa: PLC0415  # as `inbox.door` does: who has no Redis loads nothing of it

        yield from redis(settings.redis, clock)
    yield schema(settings)


def schema(settings: Settings) -> Finding:
    if not exists(settings):
        return Finding("database (made at the first start)")
    try:
        current = migrate.is_current(settings.database)
    except Exception as wrong:
        reason = str(wrong).partition("\n")[0]
        sentence = f"It cannot be opened: {reason}. Check DATABASE_URL, or restore your backup."
        return Finding("database", sentence, fatal=True)
    return Finding("database") if current else Finding("database", OTHER_VERSION, fatal=True)


OTHER_VERSION = "It is of another version. Run `hilo migrate`."


def exists(settings: Settings) -> bool:
    return not settings.embedded or (settings.data / "hilo.db").exists()
