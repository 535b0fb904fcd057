"""The connectors there are, and the form that each needs: made from the connectors' own Settings."""

from dataclasses import Field, fields
from typing import Any

import msgspec

from connectors.contract import Connector, Guides, Kind, Locates, Verifies
from connectors.registry import CONNECTORS
from web.call import Call
from web.form import required
from web.table import Nothing, Table

routes = Table()


class FormField(msgspec.Struct, frozen=True):
    """label, help: a sentence per language. choices: what may be chosen, else empty; words: theirs, per language."""

    name: str
    label: dict[str, str]
    help: dict[str, str]
    kind: Kind
    choices: tuple[str, ...]
    words: dict[str, dict[str, str]]
    default: str | int | bool | list[str] | None
    required: bool


class Channel(msgspec.Struct, frozen=True):
    """connector: the name by which an account of it is added. hooked: its provider calls us at the account's hook;
    hook_help: where the provider wants to know the address, per language.

    tests: somebody can be written to first, as by "send me a test".
    """

    connector: str
    channel: str
    title: dict[str, str]
    fields: list[FormField]
    hooked: bool
    hook_help: dict[str, str]
    tests: bool


@routes.on("GET", "/api/v1/channels", "agent", takes=Nothing, gives=list[Channel])
async def show(call: Call[Nothing]) -> list[Channel]:
    """Every connector with its form."""
    return [described(name, kind) for name, kind in CONNECTORS.items()]


def described(name: str, kind: type[Connector]) -> Channel:
    form = [form_field(one) for one in fields(kind.Settings)]
    hooked, tests = issubclass(kind, Verifies), issubclass(kind, Locates)
    where: dict[str, str] = kind.hook_help if isinstance(kind, Guides) else {}
    return Channel(name, kind.channel, kind.title, form, hooked, where, tests)


def form_field(one: Field[Any]) -> FormField:
    about = one.metadata
    default = None if required(one) else msgspec.to_builtins(one.default)
    return FormField(
        one.name, about["label"], about["help"], about["kind"], about["choices"], about["words"], default, required(one)
    )
