"""The data folder: made, locked against a second server, and brought up to date."""

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

from inbox import migrate
from inbox.errors import InboxError
from web.settings import Settings, WrongSetting


def make(settings: Settings) -> None:
    """Raises WrongSetting where nothing can be written."""
    try:
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        settings.files.mkdir(exist_ok=True, mode=0o700)
    except OSError as wrong:
        raise WrongSetting(
            f"The data folder {settings.data} cannot be made ({wrong.strerror}). "
            "Set HILO_DATA to a folder that this user may write."
        ) from None


@contextmanager
def locked(folder: Path, parts: Iterable[str]) -> Iterator[None]:
    """Hold the locks of these parts of the server. The kernel drops them when the process ends, however it ends."""
    with ExitStack() as held:
        for part in parts:
            held.enter_context(_lock(folder / f"{part}.lock", part))
        yield


def _lock(file: Path, part: str) -> TextIO:
    """Locked until it is closed."""
    try:
        opened = file.open("a")
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        opened.close()
        raise WrongSetting(
            f"Another Hilo ({part}) already runs on {file.parent}. Stop it, or set HILO_DATA to another folder."
        ) from None
    except OSError as wrong:
        raise WrongSetting(
            f"{file} cannot be written ({wrong.strerror}). Give this user the right to write {file.parent}."
        ) from None
    return opened


def is_locked(folder: Path, part: str) -> bool:
    """Whether that part runs on this folder now."""
    try:
        with (folder / f"{part}.lock").open() as opened:
            fcntl.flock(opened, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False  # never started, or not ours to see
    return False


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Wait for one's turn: web and router may start at the same moment, and only one may migrate or make the key."""
    with (settings.data / "start.lock").open("a") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield


def upgrade(settings: Settings) -> None:
    """Migrate the database. Raises WrongSetting when it cannot be opened, and InboxError when it is not ours to."""
    try:
        migrate.upgrade(settings.database)
    except InboxError:
        raise  # its sentence says what to do
    except Exception as wrong:
        where = settings.database if settings.embedded else "at DATABASE_URL"
        reason = str(wrong).partition("\n")[0]
        sentence = f"The database {where} cannot be opened or upgraded: {reason}. Check it, or restore your backup."
        raise WrongSetting(sentence) from wrong
