"""The route table is the only way in, and it asks everybody who they are."""

import re
from typing import Any
from uuid import uuid4

import pytest

from web.app import all_routes
from web.call import Call
from web.table import PUBLIC, RANK, Nothing, Route, Table

UNGUARDED = {
    ("GET", "/api/v1/setup"),
    ("POST", "/api/v1/setup"),
    ("POST", "/api/v1/session"),
    ("GET", "/api/v1/openapi.json"),
    ("GET", "/hooks/{id}"),
    ("POST", "/hooks/{id}"),
    ("POST", "/api/v1/accounts/{id}/inbound"),
    ("GET", "/media/{token}"),
    ("GET", "/images/{token}"),
    ("GET", "/healthz"),
    ("GET", "/readyz"),
    ("GET", "/metrics"),  # sees to who asks itself
    ("GET", "/static/{path}"),
    ("GET", "/{path}"),
}


async def nobody(call: Call[Nothing]) -> Nothing:
    return call.body


def concrete(path: str) -> str:
    return re.sub(r"\{\w+\}", lambda _: str(uuid4()), path.replace("{path:.*}", "x"))


def guarded() -> list[Route]:
    return [route for route in all_routes() if route.role != PUBLIC]


def test_a_route_of_an_unknown_role_cannot_be_registered() -> None:
    with pytest.raises(ValueError, match="no role 'everybody'"):
        Table().on("GET", "/x", "everybody", takes=Nothing, gives=Nothing)  # type: ignore[arg-type]  # the mistake


def test_a_route_without_a_role_cannot_be_registered() -> None:
    with pytest.raises(TypeError, match="role"):
        Table().on("GET", "/x", takes=Nothing, gives=Nothing)  # type: ignore[call-arg]  # the mistake


def test_only_public_routes_may_be_called_from_other_peoples_pages() -> None:
    with pytest.raises(ValueError, match="only public routes"):
        Table().on("POST", "/x", "agent", takes=Nothing, gives=Nothing, foreign=True)


def test_a_registered_handler_can_still_be_called_by_its_name() -> None:
    assert Table().on("GET", "/x", PUBLIC, takes=Nothing, gives=Nothing)(nobody) is nobody


@pytest.mark.parametrize(
    ("wanted", "role", "admitted"),
    [
        ("agent", "agent", True),
        ("agent", "supervisor", True),
        ("agent", "admin", True),
        ("supervisor", "agent", False),
        ("supervisor", "supervisor", True),
        ("supervisor", "admin", True),
        ("admin", "agent", False),
        ("admin", "supervisor", False),
        ("admin", "admin", True),
    ],
)
def test_a_role_may_do_what_the_lesser_roles_may(wanted: Any, role: Any, admitted: bool) -> None:
    assert Route("GET", "/x", wanted, Nothing, Nothing, nobody).admits(role) is admitted


def test_nothing_is_public_below_the_api_but_what_stands_here() -> None:
    public = {
        (route.method, route.path.replace(":.*", "").replace(":.+", ""))
        for route in all_routes()
        if route.role == PUBLIC and not route.path.startswith("/chat/")
    }
    assert public == UNGUARDED


@pytest.mark.asyncio
async def test_the_server_has_no_route_beside_the_table(house: Any) -> None:
    served = {(route.method, route.resource.canonical) for route in house.app.router.routes()}
    table = {(one.method, one.path.replace(":.*", "").replace(":.+", "")) for one in all_routes()}
    assert served == table


@pytest.mark.asyncio
@pytest.mark.parametrize("route", guarded(), ids=lambda route: f"{route.method} {route.path}")
async def test_every_route_refuses_whoever_is_not_signed_in(house: Any, route: Route) -> None:
    answer = await house.stranger().ask(route.method, concrete(route.path), {})
    assert (answer.status, answer.code) == (401, "signed_out")
    assert answer.sentence.endswith("Sign in again.")


@pytest.mark.asyncio
async def test_every_change_is_refused_without_the_csrf_token(house: Any) -> None:
    browser = await house.browser("admin")
    browser.csrf = ""
    for route in guarded():
        if route.method != "GET":
            answer = await browser.ask(route.method, concrete(route.path), {})
            assert (answer.status, answer.code) == (403, "csrf"), route.path


@pytest.mark.asyncio
@pytest.mark.parametrize("role", ["agent", "supervisor"])
async def test_what_is_above_a_role_is_refused_and_what_is_below_is_not(house: Any, role: Any) -> None:
    browser = await house.browser(role)
    for route in guarded():
        if route.path.endswith("/stream") or (route.method, route.path) == ("DELETE", "/api/v1/session"):
            continue  # these would wait, or sign us out
        answer = await browser.ask(route.method, concrete(route.path), {})
        forbidden = RANK[route.role] > RANK[role]
        assert (answer.status == 403) is forbidden, (route.path, answer.body)
        if forbidden:
            assert answer.sentence == f"Only {route.role}s may do this. Ask one of them."


@pytest.mark.asyncio
async def test_a_session_with_somebody_elses_csrf_token_is_refused(house: Any) -> None:
    mine, theirs = await house.browser("agent", "Ana"), await house.browser("agent", "Ben")
    mine.csrf = theirs.csrf
    assert (await mine.post(f"/api/v1/threads/{uuid4()}/take")).code == "csrf"


@pytest.mark.asyncio
@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/v2/threads", "/api/", "/chat/nothing/here/at/all"])
async def test_what_is_not_in_the_table_is_not_found(house: Any, path: str) -> None:
    answer = await house.stranger().get(path)
    assert (answer.status, answer.code) == (404, "not_found")


@pytest.mark.asyncio
async def test_a_method_that_an_address_does_not_know_is_named_as_such(house: Any) -> None:
    answer = await house.stranger().ask("DELETE", "/api/v1/threads")
    assert (answer.status, answer.code, answer.headers["Allow"]) == (405, "method_not_allowed", "GET")


@pytest.mark.asyncio
@pytest.mark.parametrize("id", ["1", "x" * 36, "../users", "00000000-0000-0000-0000-00000000000g"])
async def test_what_is_no_id_is_not_found(house: Any, id: str) -> None:
    browser = await house.browser()
    answer = await browser.get(f"/api/v1/threads/{id.replace('/', '%2F')}")
    assert (answer.status, answer.code) == (404, "not_found")
