"""A place to examine."""

import socket
from contextlib import closing
from pathlib import Path

import pytest

from web import pages
from web.settings import Settings


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    (tmp_path / "static").mkdir()
    (tmp_path / "static/index.html").touch()
    monkeypatch.setattr(pages, "STATIC", tmp_path / "static")
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        port = found.getsockname()[1]
    data = tmp_path / "data"
    return Settings(data=data, port=port, database=f"sqlite:///{data}/hilo.db")
