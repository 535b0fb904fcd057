"""The forms, made from the connectors' own Settings."""

from dataclasses import fields
from typing import Any

import pytest

from connectors.registry import CHANNELS


@pytest.mark.asyncio
async def test_every_channel_of_the_registry_has_its_form(house: Any) -> None:
    browser = await house.browser()
    found = (await browser.get("/api/v1/channels")).json
    assert [one["channel"] for one in found] == list(CHANNELS)
    for one in found:
        assert set(one["title"]) == {"en", "es"}
        settings = CHANNELS[one["channel"]].Settings
        assert [field["name"] for field in one["fields"]] == [field.name for field in fields(settings)]
        for field in one["fields"]:
            assert {"en", "es"} <= set(field["label"]), field
            assert not field["help"] or {"en", "es"} <= set(field["help"]), field


@pytest.mark.asyncio
async def test_a_field_of_every_kind_says_what_it_needs(house: Any, pigeon: Any) -> None:
    browser = await house.browser()
    found = (await browser.get("/api/v1/channels")).json
    form = {field["name"]: field for field in next(one for one in found if one["channel"] == "pigeon")["fields"]}
    assert form["loft"] == {
        "name": "loft",
        "label": {"en": "Loft", "es": "Palomar"},
        "help": {"en": "Where they live.", "es": "Donde viven."},
        "kind": "text",
        "choices": [],
        "default": None,
        "required": True,
    }
    assert (form["whistle"]["kind"], form["whistle"]["required"], form["whistle"]["default"]) == ("secret", True, None)
    assert (form["pigeons"]["kind"], form["pigeons"]["required"], form["pigeons"]["default"]) == ("number", False, 3)
    assert (form["night"]["kind"], form["night"]["default"]) == ("switch", False)
    assert (form["routes"]["kind"], form["routes"]["default"]) == ("list", [])
    assert (form["speed"]["kind"], form["speed"]["choices"]) == ("choice", ["slow", "fast"])


@pytest.mark.asyncio
async def test_what_the_form_offers_as_defaults_can_be_sent_back(house: Any, pigeon: Any) -> None:
    admin = await house.browser("admin")
    form = next(one for one in (await admin.get("/api/v1/channels")).json if one["channel"] == "pigeon")["fields"]
    typed = {field["name"]: "typed" if field["required"] else field["default"] for field in form}
    answer = await admin.post("/api/v1/accounts", {"channel": "pigeon", "name": "Roof", "settings": typed})
    assert answer.status == 200, answer.body
