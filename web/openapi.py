"""The OpenAPI 3.1 document, from the route table and the types it names. https://spec.openapis.org/oas/v3.1.1"""

import re
from collections.abc import Iterable
from types import NoneType
from typing import Any

import msgspec
from aiohttp import StreamReader, web

from web.answers import Failure
from web.login import COOKIE
from web.table import PUBLIC, Route

Json = dict[str, Any]
REFS = "#/components/schemas/{name}"


def describe(routes: Iterable[Route]) -> Json:
    listed = [route for route in routes if route.listed]
    named = [model for route in listed for model in (route.shown, route.gives) if _is_model(model)]
    schemas, components = msgspec.json.schema_components([*named, Failure], schema_hook=_anything, ref_template=REFS)
    known = dict(zip([*map(repr, named), repr(Failure)], schemas, strict=True))
    paths: dict[str, Json] = {}
    for route in listed:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, known, components)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Hilo", "version": "1"},
        "paths": paths,
        "components": {"schemas": components, "securitySchemes": SECURITY},
    }


def _is_model(type: Any) -> bool:
    return type not in (NoneType, web.StreamResponse, StreamReader)


def _anything(model: type[Any]) -> Json:
    """`object` is whatever JSON can say."""
    if model is not object:
        raise NotImplementedError
    return {"description": "Any JSON value"}  # msgspec takes an empty schema for none


SECURITY: Json = {
    "session": {"type": "apiKey", "in": "cookie", "name": COOKIE},
    "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRF-Token"},
}


def _operation(route: Route, known: dict[str, Json], components: Json) -> Json:
    about: Json = {
        "operationId": f"{route.handler.__module__.rpartition('.')[2]}_{route.handler.__name__}",
        "summary": (route.handler.__doc__ or "").strip().partition("\n")[0],
        "x-role": route.role,
        "parameters": _in_path(route),
        "responses": {str(route.status): _answer(route, known), "default": _json("An error", known[repr(Failure)])},
        "security": _security(route),
    }
    if route.method == "GET":
        about["parameters"] += _in_query(known[repr(route.takes)], components)
    else:
        about["requestBody"] = {"content": _body(route, known)}
    return about


def _body(route: Route, known: dict[str, Json]) -> Json:
    """https://spec.openapis.org/oas/v3.1.1.html#considerations-for-file-uploads"""
    if route.shown is StreamReader:
        return {"*/*": {}}
    return {"application/json": {"schema": known[repr(route.shown)]}}


def _in_path(route: Route) -> list[Json]:
    names = re.findall(r"\{(\w+)\}", route.path)
    return [{"name": n, "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}} for n in names]


def _in_query(schema: Json, components: Json) -> list[Json]:
    model = components[schema["$ref"].rpartition("/")[2]]
    required = model.get("required", [])
    return [
        {"name": name, "in": "query", "required": name in required, "schema": field}
        for name, field in model.get("properties", {}).items()
    ]


def _answer(route: Route, known: dict[str, Json]) -> Json:
    if route.gives is NoneType:
        return {"description": "Done"}
    if route.gives is web.StreamResponse:
        return {"description": "Bytes or a stream of events", "content": {"*/*": {}}}
    return _json("Success", known[repr(route.gives)])


def _json(description: str, schema: Json) -> Json:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _security(route: Route) -> list[Json]:
    if route.role == PUBLIC:
        return []
    return [{"session": []}] if route.method == "GET" else [{"session": [], "csrf": []}]
