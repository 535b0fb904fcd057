"""Attachments on disk: durable, and under no name that a sender chose."""

import hashlib
import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from inbox.files import Files


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path / "files")


def everything_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_is_kept_can_be_read_back(files: Files) -> None:
    stored = files.keep("photo.png", "image/png", b"\x89PNG", "cid-1")
    assert (files / stored.path).read_bytes() == b"\x89PNG"
    assert (stored.name, stored.mime, stored.size, stored.cid) == ("photo.png", "image/png", 4, "cid-1")
    assert stored.sha256 == hashlib.sha256(b"\x89PNG").hexdigest()


def test_the_same_file_twice_is_two_files(files: Files) -> None:
    one, two = files.keep("a", "b", b"same"), files.keep("a", "b", b"same")
    assert one.path != two.path
    files.discard(one.path)
    assert (files / two.path).read_bytes() == b"same"


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "con", "a\x00b", "\ud800", "x" * 5000, ""])
def test_a_senders_name_never_becomes_a_path(files: Files, tmp_path: Path, name: str) -> None:
    stored = files.keep(name, "text/plain", b"hello")
    assert re.fullmatch(r"([0-9a-f]{2})/\1[0-9a-f]{30}", stored.path)
    assert everything_in(tmp_path) == [tmp_path / "files" / stored.path]


@given(content=some.binary(max_size=2000))
@settings(max_examples=20, deadline=None)
def test_any_bytes_survive(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    files = Files(tmp_path_factory.mktemp("any"))
    assert (files / files.keep("x", "y", content).path).read_bytes() == content


def test_content_and_name_are_synced_before_keep_returns(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    really = os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda fd: (synced.append(str(Path(f"/proc/self/fd/{fd}").readlink())), really(fd))
    )
    path = files / files.keep("a", "b", b"content").path
    assert synced == [str(path), str(path.parent), str(path.parent.parent)]


def test_a_full_disk_leaves_no_half_file(files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        files.keep("a", "b", b"content")
    assert everything_in(tmp_path) == []


def test_discarding_what_is_gone_is_no_error(files: Files) -> None:
    stored = files.keep("a", "b", b"content")
    files.discard(stored.path)
    files.discard(stored.path)
    assert not (files / stored.path).exists()
