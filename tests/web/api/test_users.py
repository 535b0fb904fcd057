"""The people who answer."""

from typing import Any

import pytest

BEN = {"name": "Ben", "email": "Ben@Example.com", "role": "agent", "password": "a long password", "language": "es"}


@pytest.mark.asyncio
async def test_an_admin_adds_somebody_who_can_then_sign_in(house: Any) -> None:
    admin = await house.browser("admin")
    added = (await admin.post("/api/v1/users", BEN)).json
    assert added | {"id": ""} == {
        "id": "", "name": "Ben", "email": "ben@example.com", "role": "agent", "language": "es",
    }  # fmt: skip
    ben = await house.stranger().sign_in("ben@example.com", "a long password")
    assert (await ben.get("/api/v1/counts")).status == 200
    assert [one["name"] for one in (await admin.get("/api/v1/users")).json] == ["Admin", "Ben"]


@pytest.mark.asyncio
async def test_a_password_is_never_shown(house: Any) -> None:
    admin = await house.browser("admin")
    await admin.post("/api/v1/users", BEN)
    body = (await admin.get("/api/v1/users")).body.decode()
    assert "argon2" not in body
    assert "password" not in body


@pytest.mark.asyncio
async def test_the_same_address_again_is_refused(house: Any) -> None:
    admin = await house.browser("admin")
    await admin.post("/api/v1/users", BEN)
    answer = await admin.post("/api/v1/users", {**BEN, "email": "BEN@example.COM"})
    assert (answer.status, answer.code) == (409, "conflict")
    assert "ben@example.com" in answer.sentence


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "wrong",
    [{"role": "owner"}, {"role": "public"}, {"password": "short"}, {"email": "ben"}, {"name": " "}, {"language": "x"}],
    ids=str,
)
async def test_what_does_not_fit_is_refused(house: Any, wrong: Any) -> None:
    admin = await house.browser("admin")
    answer = await admin.post("/api/v1/users", {**BEN, **wrong})
    assert answer.status == 422
    assert len((await admin.get("/api/v1/users")).json) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("role", ["agent", "supervisor"])
async def test_nobody_else_makes_users(house: Any, role: Any) -> None:
    browser = await house.browser(role)
    assert (await browser.post("/api/v1/users", {**BEN, "role": "admin"})).status == 403
    assert (await browser.get("/api/v1/users")).status == 403
