"""`hilo migrate --to postgresql://…`: the inbox moves from the data folder into PostgreSQL."""

import os
import sys
from collections.abc import Collection
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

from inbox.clock import utc_now
from inbox.copying import Copied, copy
from web import folder
from web.doctor.postgresql import postgresql
from web.progress import shown
from web.settings import Settings, WrongSetting

WHOLE = """\
Both are the same: {rows:,} rows. Start Hilo with DATABASE_URL set to what you gave here, with the same key, and with
the same HILO_DATA: the attachments stay there. Never start it without again: the old inbox would go on alone."""
RUNS = """\
Copied: {rows:,} rows as of {at:%H:%M:%S} UTC, {written:,} of them in parts that were written now. Hilo still runs on
{data}: stop it, and run this command once more. What is right already is then only compared."""
WRITTEN = "Somebody wrote to the old inbox meanwhile. Run this command once more."


def run(settings: Settings, to: str, parts: Collection[str]) -> int:
    """0: it is whole, or as far as it can be while Hilo runs. 1: somebody wrote meanwhile. Raises WrongSetting,
    InboxError. parts: of a server, which must not run when the last is copied."""
    there = Settings.from_env({**os.environ, "DATABASE_URL": to})
    demand_sense(settings, there)
    demand_fit(there)
    with folder.alone(settings):
        folder.upgrade(settings)
    runs = any(folder.is_locked(settings.data, part) for part in parts)
    at = utc_now()
    with nullcontext() if runs else folder.locked(settings.data, parts), shown(sys.stderr) as tell:
        done = copy(settings.database, there.database, at, tell, last=not runs)
    print(said(done, at, settings, runs=runs))
    return 0 if done.whole or runs else 1


def demand_sense(settings: Settings, there: Settings) -> None:
    if not settings.embedded:
        raise WrongSetting("DATABASE_URL is set already. Remove it, so that the inbox in HILO_DATA is copied.")
    if there.embedded:
        raise WrongSetting("An inbox moves into PostgreSQL only. Write --to postgresql://user:password@host/name.")
    if not Path(settings.database.removeprefix("sqlite:///")).exists():
        raise WrongSetting(f"There is no inbox in {settings.data}. Set HILO_DATA to the folder that Hilo runs on.")


def demand_fit(there: Settings) -> None:
    """Tells what the doctor says of the server. Raises WrongSetting where nothing could be kept there."""
    for finding in postgresql(there.database, utc_now):
        if finding.fatal:
            raise WrongSetting(f"{finding.subject}: {finding.remedy}")
        if finding.remedy:
            print(f"problem  {finding.subject}: {finding.remedy}", file=sys.stderr)


def said(done: Copied, at: datetime, settings: Settings, *, runs: bool) -> str:
    if done.whole:
        return WHOLE.format(rows=done.rows)
    if runs:
        return RUNS.format(rows=done.rows, written=done.written, at=at, data=settings.data)
    return WRITTEN
