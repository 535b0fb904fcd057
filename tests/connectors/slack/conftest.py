"""Accounts whose clock stands still, and a Slack on loopback."""

import json
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from servers.slack import APP_TOKEN, BOT_TOKEN, SECRET, open_slack
from servers.slack import Slack as Server

from connectors.contract import Happening, Raw
from connectors.slack.channel import Slack
from connectors.slack.web import Provider

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
PAYLOADS = Path(__file__).parent.parent / "payloads" / "slack"

Make = Callable[..., Slack]


@pytest_asyncio.fixture
async def server() -> AsyncIterator[Server]:
    async with open_slack() as server:
        server.channels["C0ACME001"] = {"name": "acme", "is_ext_shared": True, "connected_team_ids": ["T0ACME001"]}
        server.channels["C0ALERTS1"] = {"name": "alerts"}
        server.channels["D0ANA0001"] = {"is_im": True, "user": "U0ANA0001"}
        yield server


def make_slack(server: Server | None = None, **given: Any) -> Slack:
    known = {"bot_token": BOT_TOKEN, "app_token": APP_TOKEN, "signing_secret": SECRET, "alert_channel": "C0ALERTS1"}
    where = Provider(f"{server.url}/api/", (server.url,), guarded=False) if server else Provider()
    return Slack("account", Slack.Settings(**{**known, **given}), lambda: NOW, where)


@pytest.fixture
def slack(server: Server) -> Slack:
    return make_slack(server)


@pytest.fixture
def make() -> Make:
    """An account; settings may be given, and the server that it shall take for Slack."""
    return make_slack


@pytest.fixture
def payload() -> Callable[[str], dict[str, Any]]:
    """A payload as Slack sends it, by its file's name."""
    return lambda name: json.loads((PAYLOADS / f"{name}.json").read_bytes())


@pytest.fixture
def read(payload: Callable[[str], dict[str, Any]]) -> Callable[..., Happening]:
    """What happened, by a payload's name; some of its event may be changed first, and settings given."""

    def happened(name: str, settings: dict[str, Any] | None = None, **changes: Any) -> Happening:
        body = payload(name)
        body["event"] = {**body.get("event", {}), **changes}
        (one,) = make_slack(**(settings or {})).read(Raw("k", json.dumps(body).encode()))
        return one

    return happened
