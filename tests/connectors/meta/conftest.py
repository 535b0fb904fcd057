"""An account of Meta's Cloud API, the server at its other end, and what Meta calls us with."""

import copy
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from servers.graph import BUSINESS_ID, NUMBER_ID, SECRET, TOKEN, VERIFY, GraphApi, open_graph

from connectors.contract import Happening, Raw
from connectors.meta.graph import Places
from connectors.meta_whatsapp import MetaWhatsApp

PAYLOADS = Path(__file__).parents[1] / "payloads" / "meta"
SETTINGS = {
    "phone_number_id": NUMBER_ID,
    "business_account_id": BUSINESS_ID,
    "access_token": TOKEN,
    "app_secret": SECRET,
    "verify_token": VERIFY,
}

Call = dict[str, Any]


@pytest_asyncio.fixture
async def graph() -> AsyncIterator[GraphApi]:
    async with open_graph() as graph:
        yield graph


@pytest.fixture
def account(graph: GraphApi) -> Callable[..., MetaWhatsApp]:
    """An account whose Meta is the loopback server; settings and places may be given."""

    def make(files: tuple[str, ...] = ("127.0.0.1",), guarded: bool = False, **given: str) -> MetaWhatsApp:
        return made(Places(graph.url, files, guarded), **given)

    return make


@pytest.fixture
def whatsapp(account: Callable[..., MetaWhatsApp]) -> MetaWhatsApp:
    return account()


def made(places: Places | None = None, **given: str) -> MetaWhatsApp:
    settings = MetaWhatsApp.Settings(**{**SETTINGS, **given})
    return MetaWhatsApp("account", settings, places=places) if places else MetaWhatsApp("account", settings)


@pytest.fixture
def offline() -> Callable[..., MetaWhatsApp]:
    """One that calls nobody."""
    return made


@pytest.fixture
def payload() -> Callable[[str], Call]:
    """A recorded call by its name, fit to be changed."""

    def load(name: str) -> Call:
        loaded: Call = json.loads((PAYLOADS / f"{name}.json").read_text())
        return copy.deepcopy(loaded)

    return load


@pytest.fixture
def read() -> Callable[[Any], list[Happening]]:
    """What a call says to us; bytes are taken as they are."""
    one = made()

    def reads(call: Any) -> list[Happening]:
        body = call if isinstance(call, bytes) else json.dumps(call).encode()
        return one.read(Raw("key", body))

    return reads


@pytest.fixture
def value() -> Callable[[Call], Call]:
    """The first change's value: where messages, contacts and statuses stand."""

    def first(call: Call) -> Call:
        inside: Call = call["entry"][0]["changes"][0]["value"]
        return inside

    return first
