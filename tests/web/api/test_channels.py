"""The forms, made from the connectors' own Settings."""

from dataclasses import dataclass, fields
from typing import Any

import pytest

from connectors.contract import Address, Request, Taken, setting
from connectors.registry import CONNECTORS


@pytest.mark.asyncio
async def test_every_channel_of_the_registry_has_its_form(house: Any) -> None:
    browser = await house.browser()
    found = (await browser.get("/api/v1/channels")).json
    assert [one["connector"] for one in found] == list(CONNECTORS)
    assert [one["channel"] for one in found] == [kind.channel for kind in CONNECTORS.values()]
    for one in found:
        assert set(one["title"]) == {"en", "es"}
        assert not one["hooked"] or {"en", "es"} <= set(one["hook_help"]), "where to paste the address?"
        settings = CONNECTORS[one["connector"]].Settings
        assert [field["name"] for field in one["fields"]] == [field.name for field in fields(settings)]
        for field in one["fields"]:
            assert {"en", "es"} <= set(field["label"]), field
            assert not field["help"] or {"en", "es"} <= set(field["help"]), field
            assert set(field["words"]) in (set(), set(field["choices"])), field
            assert all({"en", "es"} <= set(words) for words in field["words"].values()), field


@pytest.mark.asyncio
async def test_a_field_of_every_kind_says_what_it_needs(house: Any, pigeon: Any) -> None:
    browser = await house.browser()
    found = (await browser.get("/api/v1/channels")).json
    form = {field["name"]: field for field in next(one for one in found if one["connector"] == "pigeon")["fields"]}
    assert form["loft"] == {
        "name": "loft",
        "label": {"en": "Loft", "es": "Palomar"},
        "help": {"en": "Where they live.", "es": "Donde viven."},
        "kind": "text",
        "choices": [],
        "words": {},
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
    form = next(one for one in (await admin.get("/api/v1/channels")).json if one["connector"] == "pigeon")["fields"]
    typed = {field["name"]: "typed" if field["required"] else field["default"] for field in form}
    answer = await admin.post("/api/v1/accounts", {"connector": "pigeon", "name": "Roof", "settings": typed})
    assert answer.status == 200, answer.body


@dataclass(frozen=True)
class Choosy:
    pace: str = setting({"en": "Pace"}, "choice", choices={"slow": {"en": "Walk"}, "fast": {"en": "Run"}})


@pytest.mark.asyncio
async def test_what_may_be_chosen_has_its_words(house: Any, pigeon: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pigeon, "Settings", Choosy)
    browser = await house.browser()
    (field,) = next(one for one in (await browser.get("/api/v1/channels")).json if one["connector"] == "pigeon")[
        "fields"
    ]
    assert (field["choices"], field["words"]) == (["slow", "fast"], {"slow": {"en": "Walk"}, "fast": {"en": "Run"}})


@pytest.mark.asyncio
async def test_a_connector_says_whether_it_is_called_and_whether_one_can_write_first(
    house: Any, pigeon: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def told() -> tuple[bool, bool]:
        found = (await browser.get("/api/v1/channels")).json
        one = next(one for one in found if one["connector"] == "pigeon")
        return one["hooked"], one["tests"]

    browser = await house.browser()
    assert await told() == (False, False)

    class Racing(pigeon):  # type: ignore[misc]  # a fixture's class
        def verify(self, request: Request) -> Taken:
            return Taken()

        def locate(self, typed: str) -> Address:
            return Address("pigeon", typed)

    monkeypatch.setitem(CONNECTORS, "pigeon", Racing)
    assert await told() == (True, True)
