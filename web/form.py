"""What an admin typed into a channel's form: does it fit, and does it work?"""

import asyncio
from dataclasses import MISSING, Field, asdict, fields
from difflib import get_close_matches
from typing import Any

import msgspec
import structlog

from connectors.contract import Checks, Connector, ConnectorError
from connectors.registry import CHANNELS
from web.answers import Denied

log = structlog.get_logger()
PATIENCE = 20.0  # seconds for a provider to say whether it takes the settings

Given = dict[str, Any]


def channel(name: str) -> type[Connector]:
    """Raises Denied."""
    if name not in CHANNELS:
        raise Denied(422, "unknown_channel", f"There is no channel {name!r}; choose one of {', '.join(CHANNELS)}.")
    return CHANNELS[name]


def fill(kind: type[Connector], given: Given) -> Any:
    """The channel's Settings. Raises Denied with the field that is unknown, missing or wrong."""
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
        raise Denied(422, "wrong_field", f"The settings do not fit: {_named(str(wrong), known)}. Correct it.") from None


def _demand(one: Field[Any], given: Given) -> None:
    label, value, choices = one.metadata["label"]["en"], given.get(one.name), one.metadata["choices"]
    if required(one) and value in (None, "", []):
        raise Denied(422, "missing_field", f"Fill in {label!r} ({one.name}).")
    if choices and value is not None and value not in choices:
        raise Denied(422, "wrong_field", f"{label!r} ({one.name}) must be one of: {', '.join(choices)}.")


def required(one: Field[Any]) -> bool:
    return one.default is MISSING and one.default_factory is MISSING


def _named(wrong: str, known: dict[str, Field[Any]]) -> str:
    """msgspec says where as a path, `$.port`; a person knows the field by its label."""
    what, _, where = wrong.partition(" - at `$.")
    one = known.get(where.rstrip("`").partition("[")[0])
    return what if one is None else f"{one.metadata['label']['en']!r} ({one.name}): {what}"


def part(settings: Any) -> tuple[Given, dict[str, str]]:
    """What may be shown again, and what must not."""
    values = msgspec.to_builtins(asdict(settings))
    hidden = secrets(type(settings))
    shown = {name: value for name, value in values.items() if name not in hidden}
    return shown, {name: str(values[name]) for name in hidden if values[name]}


def secrets(settings: type[Any]) -> set[str]:
    return {one.name for one in fields(settings) if one.metadata["kind"] == "secret"}


async def trouble(kind: type[Connector], account_id: str, settings: Any) -> str:
    """Why these settings do not work, as a sentence; "" if they do, or if the channel cannot tell."""
    connector = kind(account_id, settings)
    if not isinstance(connector, Checks):
        return ""
    try:
        async with asyncio.timeout(PATIENCE):
            await connector.check()
    except ConnectorError as wrong:
        return str(wrong)
    except TimeoutError:
        return f"No answer within {PATIENCE:.0f} seconds. Check the server's name and port, and any firewall between."
    except Exception:
        log.exception("check failed", channel=connector.channel)
        return "The check itself failed. See the log, or save anyway."
    return ""
