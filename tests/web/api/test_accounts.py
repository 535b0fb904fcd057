"""Configured channels: tried before they are kept, and their secrets never sent back."""

from typing import Any
from uuid import uuid4

import pytest
from cryptography.fernet import Fernet

from connectors.contract import Refused
from inbox import accounts
from inbox.box import Box

NEW = {"connector": "pigeon", "name": "Roof", "settings": {"loft": "Roof", "whistle": "hunter2"}}


@pytest.fixture
def refusing(pigeon: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A provider that takes one whistle only."""

    async def answer(settings: Any) -> None:
        if settings.whistle != "right":
            raise Refused("The whistle is wrong. Buy another.")

    monkeypatch.setattr(pigeon, "answer", answer)
    return pigeon


async def add(house: Any, **more: Any) -> Any:
    answer = await house.post("/api/v1/accounts", NEW | more)
    assert answer.status == 200, answer.body
    return answer.json


async def kept(house: Any, account_id: str) -> dict[str, Any]:
    return await house.inbox.read(accounts.full_settings, house.inbox.box, account_id)  # type: ignore[no-any-return]


@pytest.mark.asyncio
async def test_supervisors_see_what_accounts_are_called_and_nothing_else(house: Any, pigeon: Any) -> None:
    added = await add(await house.browser("admin"))
    supervisor = await house.browser("supervisor")
    answer = await supervisor.get("/api/v1/accounts/names")
    assert {"id": added["id"], "channel": "pigeon", "name": "Roof"} in answer.json
    assert (await supervisor.get("/api/v1/accounts")).status == 403
    assert (await (await house.browser("agent")).get("/api/v1/accounts/names")).status == 403


@pytest.mark.asyncio
async def test_an_account_is_added_and_shown_without_its_secrets(house: Any, pigeon: Any) -> None:
    admin = await house.browser("admin")
    added = await add(admin)
    assert (added["channel"], added["name"], added["paused"], added["alarm"]) == ("pigeon", "Roof", False, "")
    assert added["settings"] == {"loft": "Roof", "pigeons": 3, "night": False, "routes": [], "speed": "slow"}
    answer = await admin.get("/api/v1/accounts")
    assert added in answer.json
    assert "hunter2" not in answer.body.decode()
    assert (await kept(house, added["id"]))["whistle"] == "hunter2"


@pytest.mark.asyncio
async def test_a_chat_account_needs_nothing_but_a_title(house: Any) -> None:
    admin = await house.browser("admin")
    body = {"connector": "chat", "name": "Site", "settings": {"title": "Casa Lumbre"}}
    assert (await admin.post("/api/v1/accounts", body)).json["settings"]["title"] == "Casa Lumbre"


@pytest.mark.asyncio
async def test_a_real_channels_own_check_speaks(house: Any) -> None:
    admin = await house.browser("admin")
    settings = {"title": "Casa Lumbre", "accent": "blue"}
    answer = await admin.post("/api/v1/accounts", {"connector": "chat", "name": "Site", "settings": settings})
    assert (answer.status, answer.code) == (422, "check_failed")
    assert "'blue' is not a colour" in answer.sentence


@pytest.mark.asyncio
async def test_settings_that_do_not_work_are_not_kept_unless_one_insists(house: Any, refusing: Any) -> None:
    admin = await house.browser("admin")
    before = (await admin.get("/api/v1/accounts")).json
    answer = await admin.post("/api/v1/accounts", NEW)
    assert (answer.status, answer.code) == (422, "check_failed")
    assert answer.sentence == "The whistle is wrong. Buy another."
    assert (await admin.get("/api/v1/accounts")).json == before
    await add(admin, force=True)
    assert len((await admin.get("/api/v1/accounts")).json) == len(before) + 1


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"connector": "fax"}, "unknown_channel"),
        ({"connector": ""}, "unknown_channel"),
        ({"name": ""}, "invalid"),
        ({"name": None}, "invalid"),
        ({"settings": {}}, "missing_field"),
        ({"settings": None}, "invalid"),
        ({"settings": []}, "invalid"),
        ({"settings": NEW["settings"] | {"beak": 1}}, "unknown_field"),  # type: ignore[operator]  # a dict
        ({"settings": NEW["settings"] | {"pigeons": "x"}}, "wrong_field"),  # type: ignore[operator]  # a dict
        ({"settings": NEW["settings"] | {"pigeons": 10**30}}, "malformed"),  # type: ignore[operator]  # a dict
        ({"settings": NEW["settings"] | {"loft": "a\0b"}}, "malformed"),  # type: ignore[operator]  # a dict
    ],
    ids=str,
)
async def test_what_is_no_account_is_refused_even_if_one_insists(
    house: Any, pigeon: Any, wrong: Any, code: str
) -> None:
    admin = await house.browser("admin")
    answer = await admin.post("/api/v1/accounts", NEW | {"force": True} | wrong)
    assert answer.status in (400, 422)
    assert answer.code == code
    assert answer.sentence.endswith((".", "?"))


@pytest.mark.asyncio
async def test_an_account_is_renamed_and_all_else_stays(house: Any, refusing: Any) -> None:
    admin = await house.browser("admin")
    added = await add(admin, force=True)
    answer = await admin.patch(f"/api/v1/accounts/{added['id']}", {"name": "Tower"})
    assert answer.json | {"name": "Roof"} == added
    assert (await kept(house, added["id"]))["whistle"] == "hunter2"


@pytest.mark.asyncio
async def test_an_account_is_paused_and_goes_on(house: Any, pigeon: Any) -> None:
    admin = await house.browser("admin")
    path = f"/api/v1/accounts/{(await add(admin))['id']}"
    assert (await admin.patch(path, {"paused": True})).json["paused"] is True
    assert (await admin.patch(path, {"paused": True})).json["paused"] is True
    assert (await admin.patch(path, {"paused": False})).json["paused"] is False


@pytest.mark.asyncio
@pytest.mark.parametrize("given", [{"pigeons": 5}, {"pigeons": 5, "whistle": ""}, {"pigeons": 5, "whistle": None}])
async def test_a_secret_that_is_not_typed_again_stays(house: Any, pigeon: Any, given: dict[str, Any]) -> None:
    admin = await house.browser("admin")
    added = await add(admin)
    answer = await admin.patch(f"/api/v1/accounts/{added['id']}", {"settings": given})
    assert answer.status == 200, answer.body
    assert answer.json["settings"]["pigeons"] == 5
    assert answer.json["settings"]["loft"] == "Roof"
    assert (await kept(house, added["id"]))["whistle"] == "hunter2"


@pytest.mark.asyncio
async def test_a_secret_is_replaced(house: Any, pigeon: Any) -> None:
    admin = await house.browser("admin")
    added = await add(admin)
    await admin.patch(f"/api/v1/accounts/{added['id']}", {"settings": {"whistle": "new"}})
    assert (await kept(house, added["id"]))["whistle"] == "new"


@pytest.mark.asyncio
async def test_a_correction_is_tried_with_the_secrets_that_stay(house: Any, refusing: Any) -> None:
    admin = await house.browser("admin")
    path = f"/api/v1/accounts/{(await add(admin, force=True))['id']}"
    answer = await admin.patch(path, {"settings": {"pigeons": 9}})
    assert (answer.status, answer.code) == (422, "check_failed")
    assert (await admin.patch(path, {"settings": {"whistle": "right"}})).status == 200
    assert (await admin.patch(path, {"settings": {"pigeons": 9}})).json["settings"]["pigeons"] == 9
    assert (await admin.patch(path, {"settings": {"whistle": "wrong"}, "force": True})).status == 200


@pytest.mark.asyncio
async def test_an_account_is_tried_as_it_is(house: Any, refusing: Any) -> None:
    admin = await house.browser("admin")
    path = f"/api/v1/accounts/{(await add(admin, force=True))['id']}"
    wrong = {"ok": False, "message": "The whistle is wrong. Buy another."}
    assert (await admin.post(f"{path}/check")).json == wrong
    await admin.patch(path, {"settings": {"whistle": "right"}})
    assert (await admin.post(f"{path}/check")).json == {"ok": True, "message": ""}


@pytest.mark.asyncio
async def test_with_another_key_the_passwords_can_be_entered_again(house: Any, pigeon: Any) -> None:
    admin = await house.browser("admin")
    added = await add(admin)
    path = f"/api/v1/accounts/{added['id']}"
    house.inbox.box = Box(Fernet.generate_key())
    answer = await admin.post(f"{path}/check")
    assert answer.json["ok"] is False
    assert answer.json["message"] == "Fill in 'Whistle' (whistle)."
    renaming = await admin.patch(path, {"name": "Tower"})
    assert (renaming.status, renaming.code) == (409, "missing_key")
    assert (await admin.patch(path, {"settings": {"pigeons": 9}})).code == "missing_field"
    assert (await admin.patch(path, {"settings": {"whistle": "again"}})).status == 200
    assert (await kept(house, added["id"]))["whistle"] == "again"


@pytest.mark.asyncio
async def test_an_account_that_is_not_there_is_not_found(house: Any) -> None:
    admin = await house.browser("admin")
    path = f"/api/v1/accounts/{uuid4()}"
    assert (await admin.patch(path, {"name": "X"})).status == 404
    assert (await admin.patch(path, {"settings": {}})).status == 404
    assert (await admin.post(f"{path}/check")).status == 404


@pytest.mark.asyncio
@pytest.mark.parametrize("role", ["agent", "supervisor"])
async def test_only_an_admin_sees_and_changes_accounts(house: Any, pigeon: Any, role: Any) -> None:
    browser = await house.browser(role)
    assert (await browser.get("/api/v1/accounts")).status == 403
    assert (await browser.post("/api/v1/accounts", NEW)).status == 403
    assert (await browser.patch(f"/api/v1/accounts/{house.account}", {"paused": True})).status == 403


@pytest.mark.asyncio
async def test_colleagues_learn_of_a_change_on_the_stream(house: Any, pigeon: Any) -> None:
    admin, agent = await house.browser("admin"), await house.browser("agent")
    async with agent.stream() as stream:
        await add(admin)
        change = await stream.change()
    assert (change["kind"], change["thread"], change["message"]) == ("account.changed", None, None)
    assert "hunter2" not in str(change)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"whistle": ""}, "whistle"), ({"pigeons": "x"}, "pigeons"), ({"speed": "warp"}, "speed")],
    ids=["missing", "not a number", "no choice"],
)
async def test_an_error_names_the_field_that_is_wrong(house: Any, pigeon: Any, wrong: Any, field: str) -> None:
    admin = await house.browser("admin")
    settings = {"loft": "Roof", "whistle": "hunter2", **wrong}
    answer = await admin.post("/api/v1/accounts", NEW | {"settings": settings})
    assert answer.json["error"]["field"] == field


@pytest.mark.asyncio
async def test_an_error_that_is_about_no_field_names_none(house: Any, refusing: Any) -> None:
    admin = await house.browser("admin")
    assert set((await admin.post("/api/v1/accounts", NEW)).json["error"]) == {"code", "message"}
