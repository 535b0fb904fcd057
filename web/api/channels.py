"""The channels there are, and the form that each needs: made from the connectors' own Settings."""

from dataclasses import Field, fields
from typing import Any

import msgspec

from connectors.contract import Kind
from connectors.registry import CHANNELS
from web.call import Call
from web.form import required
from web.table import Nothing, Table

routes = Table()


class FormField(msgspec.Struct, frozen=True):
    """label, help: a sentence per language. choices: what may be chosen, else empty."""

    name: str
    label: dict[str, str]
    help: dict[str, str]
    kind: Kind
    choices: tuple[str, ...]
    default: str | int | bool | list[str] | None
    required: bool


class Channel(msgspec.Struct, frozen=True):
    channel: str
    title: dict[str, str]
    fields: list[FormField]


@routes.on("GET", "/api/v1/channels", "agent", takes=Nothing, gives=list[Channel])
async def show(call: Call[Nothing]) -> list[Channel]:
    """Every channel with its form."""
    return [Channel(name, kind.title, form(kind.Settings)) for name, kind in CHANNELS.items()]


def form(settings: type[Any]) -> list[FormField]:
    return [form_field(one) for one in fields(settings)]


def form_field(one: Field[Any]) -> FormField:
    about = one.metadata
    default = None if required(one) else msgspec.to_builtins(one.default)
    return FormField(one.name, about["label"], about["help"], about["kind"], about["choices"], default, required(one))
