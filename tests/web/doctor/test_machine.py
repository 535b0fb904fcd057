"""Is there room, and is the port free, or ours already? Processes that share a database lock none: they are asked."""

import json
import shutil
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from servers.hilo import Hilo

from web.doctor import machine
from web.doctor.machine import port, room
from web.settings import Settings


@pytest.mark.asyncio
async def test_a_hilo_on_the_port_is_ours_whatever_folder_it_has(settings: Settings, tmp_path: Path) -> None:
    hilo = Hilo("--only", "web")
    try:
        beside = replace(settings, port=hilo.port)
        assert (await port(beside)).subject == f"port {hilo.port} (Hilo is running)"
        assert (await port(replace(beside, host="0.0.0.0"))).remedy == ""
        hilo.kill()
        assert (await port(beside)).subject == f"port {hilo.port}"
    finally:
        hilo.remove()


class Other(BaseHTTPRequestHandler):
    said = b"{}"

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(self.said)))
        self.end_headers()
        self.wfile.write(self.said)

    def log_message(self, *said: Any) -> None:
        pass


@pytest.mark.asyncio
@pytest.mark.parametrize("said", [b"{}", b"[]", b"not JSON", json.dumps({"ok": False}).encode()])
async def test_another_web_server_on_the_port_is_told(settings: Settings, said: bytes) -> None:
    server = HTTPServer(("127.0.0.1", 0), type("Saying", (Other,), {"said": said}))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        found = await port(replace(settings, port=server.server_port))
    finally:
        server.shutdown()
        server.server_close()
    assert "in use by another program" in found.remedy


def test_a_disk_that_is_nearly_full_is_told(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.data.mkdir()
    free = shutil.disk_usage(settings.data).free
    monkeypatch.setattr(machine, "ENOUGH", free // 2)
    assert room(settings).remedy == ""
    monkeypatch.setattr(machine, "ENOUGH", free * 2)
    assert "Make room" in room(settings).remedy


def test_before_the_first_start_the_disk_is_that_of_the_folder_above(settings: Settings) -> None:
    deep = replace(settings, data=settings.data / "not" / "yet" / "made")
    assert room(deep).subject.startswith("room on the disk: ")
    assert not settings.data.exists()
