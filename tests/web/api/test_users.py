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


async def added(admin: Any, **other: Any) -> str:
    return str((await admin.post("/api/v1/users", {**BEN, **other})).json["id"])


@pytest.mark.asyncio
async def test_an_admin_gives_somebody_another_role_which_holds_at_once(house: Any) -> None:
    admin = await house.browser("admin")
    ben_id = await added(admin)
    ben = await house.stranger().sign_in("ben@example.com", BEN["password"])
    assert (await ben.get("/api/v1/users")).status == 403
    changed = (await admin.patch(f"/api/v1/users/{ben_id}", {"role": "admin", "name": "Benito"})).json
    assert (changed["role"], changed["name"], changed["language"]) == ("admin", "Benito", "es")
    assert (await ben.get("/api/v1/users")).status == 200
    await admin.patch(f"/api/v1/users/{ben_id}", {"role": "agent"})
    assert (await ben.get("/api/v1/users")).status == 403


@pytest.mark.asyncio
async def test_who_is_disabled_is_signed_out_everywhere_and_stays_out(house: Any) -> None:
    admin = await house.browser("admin")
    ben_id = await added(admin)
    ben = await house.stranger().sign_in("ben@example.com", BEN["password"])
    async with ben.stream() as stream:
        await stream.fields()
        disabled = (await admin.patch(f"/api/v1/users/{ben_id}", {"disabled": True})).json
        assert disabled["disabled_at"]
        while await stream.fields() is not None:
            pass  # until the stream ends, which it does by itself
    assert (await ben.get("/api/v1/counts")).status == 401
    refused = await house.stranger().post("/api/v1/session", {"email": BEN["email"], "password": BEN["password"]})
    assert refused.status == 401
    shown = (await admin.get("/api/v1/users")).json
    assert [(one["name"], "disabled_at" in one) for one in shown] == [("Admin", False), ("Ben", True)]
    await admin.patch(f"/api/v1/users/{ben_id}", {"disabled": False})
    assert (await ben.get("/api/v1/counts")).status == 401, "an old session stays closed"
    await house.stranger().sign_in("ben@example.com", BEN["password"])


@pytest.mark.asyncio
@pytest.mark.parametrize("wanted", [{"role": "supervisor"}, {"disabled": True}], ids=str)
async def test_the_last_admin_stays_one(house: Any, wanted: Any) -> None:
    admin = await house.browser("admin")
    (own,) = (await admin.get("/api/v1/users")).json
    answer = await admin.patch(f"/api/v1/users/{own['id']}", wanted)
    assert (answer.status, answer.code) == (409, "conflict")
    assert "last administrator" in answer.sentence
    assert (await admin.get("/api/v1/users")).status == 200
    other_id = await added(admin, role="admin")
    await admin.patch(f"/api/v1/users/{other_id}", {"disabled": True})
    assert (await admin.patch(f"/api/v1/users/{own['id']}", wanted)).status == 409, "who is disabled is none"
    await admin.patch(f"/api/v1/users/{other_id}", {"disabled": False})
    assert (await admin.patch(f"/api/v1/users/{own['id']}", wanted)).status == 200


@pytest.mark.asyncio
async def test_who_gave_which_role_is_in_the_audit_log(house: Any) -> None:
    admin = await house.browser("admin")
    ben_id = await added(admin)
    for wanted in ({"role": "supervisor"}, {"role": "supervisor"}, {}, {"name": "Benito", "disabled": True}):
        assert (await admin.patch(f"/api/v1/users/{ben_id}", wanted)).status == 200
    (last, first, new) = (await admin.get("/api/v1/audit")).json["entries"][:3]
    assert (new["action"], new["actor_name"], new["data"]["role"]) == ("user.added", "Admin", "agent")
    assert (first["action"], first["actor_name"]) == ("user.changed", "Admin")
    assert first["data"] == {"user_id": ben_id, "user": "Ben", "role_before": "agent", "role": "supervisor"}
    assert last["data"] == {"user_id": ben_id, "user": "Benito", "disabled": "yes", "changed": "name"}


@pytest.mark.asyncio
@pytest.mark.parametrize("wrong", [{"role": "owner"}, {"name": " "}, {"language": "x"}, {"disabled": "no"}], ids=str)
async def test_a_change_that_does_not_fit_is_refused(house: Any, wrong: Any) -> None:
    admin = await house.browser("admin")
    assert (await admin.patch(f"/api/v1/users/{await added(admin)}", wrong)).status == 422


@pytest.mark.asyncio
@pytest.mark.parametrize("role", ["agent", "supervisor"])
async def test_nobody_else_changes_users_not_even_themselves(house: Any, role: Any) -> None:
    admin, browser = await house.browser("admin"), await house.browser(role)
    own = next(one for one in (await admin.get("/api/v1/users")).json if one["role"] == role)
    assert (await browser.patch(f"/api/v1/users/{own['id']}", {"role": "admin"})).status == 403


@pytest.mark.asyncio
async def test_a_user_who_is_not_there_is_not_changed(house: Any) -> None:
    admin = await house.browser("admin")
    answer = await admin.patch("/api/v1/users/00000000-0000-7000-8000-000000000000", {"role": "agent"})
    assert (answer.status, answer.code) == (404, "not_found")
