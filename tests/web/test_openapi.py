"""The document says what the server does, since both come from one table."""

import json
import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest

from inbox.queue import View
from web.app import DOCUMENT, all_routes
from web.openapi import describe
from web.table import PUBLIC, Nothing, Route

FOUND: dict[str, Any] = json.loads(DOCUMENT)
LISTED = [route for route in all_routes() if route.path.startswith("/api/")]
OPERATIONS = [(route, FOUND["paths"][route.path][route.method.lower()]) for route in LISTED]


def refs(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for inner in part.values():
            yield from refs(inner)
    if isinstance(part, list):
        for inner in part:
            yield from refs(inner)


def resolve(ref: str) -> Any:
    part: Any = FOUND
    for step in ref.removeprefix("#/").split("/"):
        part = part[step]
    return part


def test_it_is_openapi_3_1() -> None:
    assert FOUND["openapi"].startswith("3.1.")
    assert set(FOUND["info"]) >= {"title", "version"}
    assert set(FOUND) <= {"openapi", "info", "paths", "components"}


def test_its_paths_are_the_route_table_and_nothing_else() -> None:
    documented = {(method.upper(), path) for path, item in FOUND["paths"].items() for method in item}
    assert documented == {(route.method, route.path) for route in LISTED}


def test_every_reference_leads_somewhere() -> None:
    found = set(refs(FOUND))
    assert len(found) > 15
    for ref in found:
        assert isinstance(resolve(ref), dict), ref


def test_no_schema_stands_there_for_nobody() -> None:
    used = {ref.rpartition("/")[2] for ref in refs(FOUND)}
    queries = {route.takes.__name__ for route in LISTED if route.method == "GET"}
    assert set(FOUND["components"]["schemas"]) - used <= queries


def test_names_are_short_as_no_two_types_share_one() -> None:
    assert all(re.fullmatch(r"[A-Z]\w+", name) for name in FOUND["components"]["schemas"])


def test_every_operation_has_a_name_of_its_own_a_summary_and_answers() -> None:
    names = [operation["operationId"] for _, operation in OPERATIONS]
    assert len(set(names)) == len(names)
    for route, operation in OPERATIONS:
        assert operation["summary"].endswith("."), route
        assert operation["x-role"] == route.role
        assert str(route.status) in operation["responses"]
        assert operation["responses"]["default"]["content"]["application/json"]["schema"] == {
            "$ref": "#/components/schemas/Failure"
        }
        assert all(answer["description"] for answer in operation["responses"].values())


def test_every_parameter_in_a_path_is_described() -> None:
    for route, operation in OPERATIONS:
        described = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
        assert described == set(re.findall(r"\{(\w+)\}", route.path))
        assert all(one["required"] for one in operation["parameters"] if one["in"] == "path")


def test_a_query_is_described_field_by_field() -> None:
    fields = {one["name"]: one for one in FOUND["paths"]["/api/v1/threads"]["get"]["parameters"]}
    narrowing = {"channel", "tag", "team_id", "assignee_id", "angry", "language"}
    assert set(fields) == {"view", "after", "limit", *narrowing}
    assert fields["view"]["in"] == "query"
    assert fields["view"]["schema"]["enum"] == sorted(get_args(View))
    assert not fields["view"]["required"]


def test_only_changes_have_a_body_and_need_the_csrf_token() -> None:
    for route, operation in OPERATIONS:
        assert ("requestBody" in operation) is (route.method != "GET")
        needs = [name for one in operation["security"] for name in one]
        expected = [] if route.role == PUBLIC else ["session"] if route.method == "GET" else ["session", "csrf"]
        assert needs == expected
        assert set(needs) <= set(FOUND["components"]["securitySchemes"])


def test_what_is_empty_has_no_content() -> None:
    gone = FOUND["paths"]["/api/v1/session"]["delete"]["responses"]["204"]
    assert "content" not in gone


def test_limits_stand_in_the_schema_that_enforces_them() -> None:
    text = FOUND["components"]["schemas"]["NewNote"]["properties"]["text"]
    assert (text["minLength"], text["maxLength"]) == (1, 100_000)


@pytest.mark.asyncio
async def test_anybody_may_read_it(house: Any) -> None:
    answer = await house.stranger().get("/api/v1/openapi.json")
    assert answer.headers["Content-Type"].startswith("application/json")
    assert answer.json == FOUND


def test_a_body_that_is_no_json_says_so() -> None:
    assert FOUND["paths"]["/api/v1/files"]["post"]["requestBody"]["content"] == {"*/*": {}}


def test_a_type_that_json_cannot_say_is_no_type_for_a_route() -> None:
    async def handler(call: Any) -> Any:
        """Wrong."""

    with pytest.raises(TypeError):
        describe([Route("GET", "/api/x", PUBLIC, Nothing, list[type], handler)])
