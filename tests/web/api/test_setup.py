"""The first run."""

import asyncio
from typing import Any

import pytest

FIRST = {"name": "Ana", "email": "ana@example.com", "password": "a long password", "language": "es"}


@pytest.mark.asyncio
async def test_a_new_inbox_needs_its_first_admin(house: Any) -> None:
    assert (await house.stranger().get("/api/v1/setup")).json == {"needed": True, "demo": False}


@pytest.mark.asyncio
async def test_the_first_admin_is_signed_in_at_once(house: Any) -> None:
    browser = house.stranger()
    answer = await browser.post("/api/v1/setup", FIRST)
    assert answer.status == 200
    assert answer.json["user"]["role"] == "admin"
    assert answer.json["user"]["language"] == "es"
    browser.csrf = answer.json["csrf"]
    assert (await browser.get("/api/v1/users")).json == [answer.json["user"]]
    assert (await browser.get("/api/v1/setup")).json["needed"] is False
    await house.stranger().sign_in("ana@example.com", "a long password")


@pytest.mark.asyncio
async def test_setting_up_is_possible_only_once(house: Any) -> None:
    await house.stranger().post("/api/v1/setup", FIRST)
    answer = await house.stranger().post("/api/v1/setup", {**FIRST, "email": "eve@example.com"})
    assert (answer.status, answer.code) == (409, "conflict")
    assert "Sign in" in answer.sentence
    assert not answer.cookie


@pytest.mark.asyncio
async def test_of_many_who_set_up_at_once_one_becomes_admin(house: Any) -> None:
    tries = (house.stranger().post("/api/v1/setup", {**FIRST, "email": f"{n}@example.com"}) for n in range(6))
    answers = await asyncio.gather(*tries)
    assert sorted(answer.status for answer in answers) == [200, 409, 409, 409, 409, 409]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"password": "short"}, 422),
        ({"password": ""}, 422),
        ({"password": None}, 422),
        ({"email": "no address"}, 422),
        ({"email": "@"}, 422),
        ({"email": "a b@example.com"}, 422),
        ({"name": ""}, 422),
        ({"name": "   "}, 422),
        ({"name": "x" * 101}, 422),
        ({"language": "fr"}, 422),
    ],
    ids=str,
)
async def test_a_bad_first_admin_is_refused_and_one_may_try_again(house: Any, wrong: Any, status: int) -> None:
    answer = await house.stranger().post("/api/v1/setup", {**FIRST, **wrong})
    assert answer.status == status
    assert answer.sentence
    assert (await house.stranger().post("/api/v1/setup", FIRST)).status == 200


@pytest.mark.asyncio
async def test_a_user_added_on_the_command_line_shuts_the_door_too(house: Any) -> None:
    await house.user("admin", "Ana")
    assert (await house.stranger().get("/api/v1/setup")).json["needed"] is False
    assert (await house.stranger().post("/api/v1/setup", FIRST)).status == 409
