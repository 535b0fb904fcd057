"""Attachments on disk, under random names: nothing a sender chose ever becomes a path."""

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace


class Stored(Struct, frozen=True):
    """A file that is durable on disk. path is relative to the folder; size in bytes."""

    name: str
    mime: str
    size: int
    sha256: str
    path: str
    cid: str = ""


class Files:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, name: str, mime: str, content: bytes, cid: str = "") -> Stored:
        """Write and fsync. Blocking; call it from a thread."""
        growing = self.grow(name, mime, cid)
        try:
            growing.add(content)
            return growing.stored()
        except OSError:  # a full disk must not fill further with halves
            growing.drop()
            raise

    def grow(self, name: str, mime: str, cid: str = "") -> "Growing":
        """A file that comes in pieces. Blocking, as are its methods. The caller stores it or drops it."""
        random = secrets.token_hex(16)
        path = f"{random[:2]}/{random}"
        (self._folder / path).parent.mkdir(parents=True, exist_ok=True)
        return Growing(self._folder, path, Stored(name, mime, 0, "", path, cid))

    def __truediv__(self, path: str) -> Path:
        return self._folder / path

    def discard(self, path: str) -> None:
        (self._folder / path).unlink(missing_ok=True)

    def erase(self, path: str) -> None:
        """Discard it so that no crash brings it back."""
        self.discard(path)
        if (folder := (self._folder / path).parent).exists():
            sync_folder(folder)


class Growing:
    """Nothing of it is durable before `stored` returns."""

    def __init__(self, folder: Path, path: str, made: Stored) -> None:
        self._folder, self._target, self._made = folder, folder / path, made
        self._file = self._target.open("xb")
        self._digest = hashlib.sha256()
        self.size = 0

    def add(self, piece: bytes) -> None:
        self._file.write(piece)
        self._digest.update(piece)
        self.size += len(piece)

    def stored(self) -> Stored:
        with self._file as file:
            file.flush()
            os.fsync(file.fileno())
        for folder in (self._target.parent, self._folder):  # a file whose name is lost is lost
            sync_folder(folder)
        return replace(self._made, size=self.size, sha256=self._digest.hexdigest())

    def drop(self) -> None:
        with suppress(OSError):  # a full disk refuses what is still to be written
            self._file.close()
        self._target.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
