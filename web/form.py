"""What an admin typed into a connector's form: does it fit?"""

from dataclasses import MISSING, Field, asdict, fields
from difflib import get_close_matches
from typing import Any

import msgspec

from connectors.contract import Connector
from connectors.registry import CONNECTORS
from web.answers import Denied

Given = dict[str, Any]


def connector(name: str) -> type[Connector]:
    """Raises Denied."""
    if name not in CONNECTORS:
        raise Denied(422, "unknown_channel", f"There is no connector {name!r}; choose one of {', '.join(CONNECTORS)}.")
    return CONNECTORS[name]


def fill(kind: type[Connector], given: Given) -> Any:
    """The connector's Settings. Raises Denied with the field that is unknown, missing or wrong."""
    known = {one.name: one for one in fields(kind.Settings)}
    for name in given:
        if name not in known:
            near = get_close_matches(name, known, 1, 0)
            raise Denied(422, "unknown_field", f"There is no field {name!r}; did you mean {near[0]!r}?")
    for one in known.values():
        _demand(one, given)
    try:
        return msgspec.convert(given, kind.Settings, strict=False)
    except msgspec.ValidationError as wrong:
        raise _misfit(str(wrong), known) from None


def _demand(one: Field[Any], given: Given) -> None:
    label, value, choices = one.metadata["label"]["en"], given.get(one.name), one.metadata["choices"]
    if required(one) and value in (None, "", []):
        raise Denied(422, "missing_field", f"Fill in {label!r} ({one.name}).", field=one.name)
    if choices and value is not None and value not in choices:
        sentence = f"{label!r} ({one.name}) must be one of: {', '.join(choices)}."
        raise Denied(422, "wrong_field", sentence, field=one.name)


def required(one: Field[Any]) -> bool:
    return one.default is MISSING and one.default_factory is MISSING


MUST_BE = {"number": "a whole number", "switch": "on or off", "list": "a list of lines"}


def _misfit(wrong: str, known: dict[str, Field[Any]]) -> Denied:
    """msgspec says where as a path, `$.port`; a person knows the field by its label."""
    what, _, where = wrong.partition(" - at `$.")
    one = known.get(where.rstrip("`").partition("[")[0])
    if one is None:
        return Denied(422, "wrong_field", f"The settings do not fit: {what}. Correct them.")
    needed = MUST_BE.get(one.metadata["kind"], "text")
    sentence = f"{one.metadata['label']['en']!r} ({one.name}) must be {needed}."
    return Denied(422, "wrong_field", sentence, field=one.name)


def part(settings: Any) -> tuple[Given, dict[str, str]]:
    """What may be shown again, and what must not."""
    values = msgspec.to_builtins(asdict(settings))
    hidden = secrets(type(settings))
    shown = {name: value for name, value in values.items() if name not in hidden}
    return shown, {name: str(values[name]) for name in hidden if values[name]}


def secrets(settings: type[Any]) -> set[str]:
    return {one.name for one in fields(settings) if one.metadata["kind"] == "secret"}
