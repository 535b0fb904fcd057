"""Attachments on disk, under random names: nothing a sender chose ever becomes a path."""

import hashlib
import os
import secrets
from pathlib import Path

from msgspec import Struct


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
        random = secrets.token_hex(16)
        path = f"{random[:2]}/{random}"
        try:
            self._write(path, content)
        except OSError:  # a full disk must not fill further with halves
            self.discard(path)
            raise
        return Stored(name, mime, len(content), hashlib.sha256(content).hexdigest(), path, cid)

    def _write(self, path: str, content: bytes) -> None:
        target = self._folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        for folder in (target.parent, self._folder):  # a file whose name is lost is lost
            sync_folder(folder)

    def __truediv__(self, path: str) -> Path:
        return self._folder / path

    def discard(self, path: str) -> None:
        (self._folder / path).unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
