"""Nothing that anybody writes or knows stands in the log, though every route is told it in every way."""

import contextlib
import json
import re
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode

import pytest
from msgspec import inspect
from servers.hilo import Hilo, Person
from servers.peer import SECRET

from connectors.api.signature import sign
from web.app import all_routes
from web.table import Route

MARK = "zq7hunter2"
KEY = f"{MARK}-0123456789abcdef"
WRONG: tuple[bytes, ...] = (
    b"{",
    f'{{"text": {MARK}}}'.encode(),
    f'"{MARK}"'.encode(),
    f'["{MARK}"]'.encode(),
    f"\xff{MARK}".encode("latin-1"),
    f'{{"{MARK}": "{MARK}\\u0000"}}'.encode(),
    b"[" * 5000 + MARK.encode(),
)
ENDLESS = ("/stream",)
LAST = ("/api/v1/session",)
"""Whoever signs out can go on to no other route."""


@pytest.fixture
def hilo(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hilo]:
    monkeypatch.setenv("HILO_LOG", "debug")
    monkeypatch.setenv("HILO_METRICS_TOKEN", KEY)
    server = Hilo()
    yield server
    server.remove()


def value(kind: inspect.Type, *, odd: bool) -> Any:
    """Something of this type with the mark wherever a text fits; odd: with the mark where none does."""
    if isinstance(kind, inspect.StructType):
        return {field.encode_name: value(field.type, odd=odd) for field in kind.fields}
    if isinstance(kind, inspect.ListType | inspect.VarTupleType | inspect.SetType):
        return [value(kind.item_type, odd=odd)]
    if isinstance(kind, inspect.DictType):
        return {MARK: value(kind.value_type, odd=odd)}
    if isinstance(kind, inspect.UnionType):
        return value(kind.types[0], odd=odd)
    return misfit(kind) if odd else plain(kind)


def misfit(kind: inspect.Type) -> Any:
    return [MARK] if isinstance(kind, inspect.StrType) else MARK


def plain(kind: inspect.Type) -> Any:
    if isinstance(kind, inspect.LiteralType):
        return kind.values[0]
    simple = {inspect.IntType: 1, inspect.FloatType: 0.5, inspect.BoolType: True, inspect.NoneType: None}
    return datetime.now(UTC).isoformat() if isinstance(kind, inspect.DateTimeType) else simple.get(type(kind), MARK)


def fitting(route: Route) -> Iterator[bytes]:
    with contextlib.suppress(TypeError):  # a route that takes what comes
        kind = inspect.type_info(route.shown)
        yield from (json.dumps(value(kind, odd=odd)).encode() for odd in (False, True))


def asked(route: Route, thread_id: str) -> Iterator[tuple[str, bytes | None]]:
    """Its address with something that exists, with the mark for an id and in the query, and with every body."""
    for named in (thread_id, quote(MARK)):
        path = re.sub(r"\{[^}]+\}", named, route.path)
        if route.method == "GET":
            yield path, None
            yield f"{path}?{urlencode(dict.fromkeys(('q', 'after', 'view', 'token', 'text', MARK), MARK))}", None
        else:
            yield from ((path, body) for body in (*fitting(route), *(WRONG if named == thread_id else ())))


def tell(person: Person, method: str, path: str, body: bytes | None) -> int:
    name, cookie = person.cookie()
    headers = {
        "Content-Type": "application/json", "Cookie": f"{name}={cookie}; {MARK}={MARK}", "User-Agent": MARK,
        "X-CSRF-Token": person._csrf, "X-Request-ID": f"{MARK} {MARK}", "Authorization": f"Bearer {MARK}",
        "X-Hilo-Signature": sign(SECRET, body or b"", datetime.now(UTC)), "Referer": f"http://{MARK}.example/",
    }  # fmt: skip
    request = urllib.request.Request(person._hilo.url + path, body, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            answer.read()
            return int(answer.status)
    except HTTPError as refused:
        refused.close()
        return refused.code


def until(condition: Any) -> None:
    ends = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < ends
        time.sleep(0.05)


def converse(admin: Person) -> str:
    """A customer writes, an agent answers, something is unreadable and something cannot leave. Gives the thread."""
    settings = {"secret": SECRET, "webhook_url": f"http://127.0.0.1:9/{MARK}", "allow_private": True}
    account = admin.post("/api/v1/accounts", connector="api", name=f"Kiosk {MARK}", settings=settings)
    said = {"id": "1", "from": {"address": MARK, "name": MARK}, "text": f"{MARK}!", "verified": True}
    for body in (said, {"id": "2", "from": MARK}, {"id": "3", "text": [MARK]}):
        tell(admin, "POST", f"/hooks/{account['id']}", json.dumps(body).encode())
    until(lambda: admin.threads("open"))
    thread = admin.threads("open")[0]
    admin.post(f"/api/v1/threads/{thread['id']}/replies", text=MARK, client_id="r1")
    admin.post(f"/api/v1/threads/{thread['id']}/notes", text=MARK, client_id="n1")
    until(lambda: "sending" not in str(admin.get(f"/api/v1/threads/{thread['id']}/messages")))
    return str(thread["id"])


def lines(log: str) -> list[dict[str, Any]]:
    """What is no JSON stands there by the end of the greeting."""
    return [json.loads(line) for line in log.splitlines() if line.startswith("{")]


@pytest.mark.timeout(400)
def test_no_text_and_no_secret_is_ever_logged(hilo: Hilo) -> None:
    admin = Person(hilo, f"{MARK}@desk.example")
    admin.password = KEY
    admin.enter("/api/v1/setup", name=MARK, email=admin.email, password=KEY, language="en")
    thread_id = converse(admin)
    routes = [route for route in all_routes() if not route.path.endswith(ENDLESS)]
    statuses = [
        tell(admin, route.method, path, body)
        for route in sorted(routes, key=lambda route: route.path in LAST)
        for path, body in asked(route, thread_id)
    ]
    log = hilo.log()
    assert MARK not in log, next(line for line in log.splitlines() if MARK in line)
    answered = [line for line in lines(log) if line["event"] == "answered"]
    assert len(answered) >= len(statuses), "every answer is told, so the log was no silent one"
    assert statuses.count(200) > len(routes) / 4, "and many of the calls went all the way"
    assert all(re.fullmatch(r"[0-9a-f]{16}", line["request"]) for line in answered)
    unread = [line for line in log.splitlines() if not line.startswith("{")]
    assert all(line.startswith(("Hilo is at", "Open it")) for line in unread), unread
