"""An account that was removed: gone for whoever configures and whoever calls, not for whoever reads."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import uuid4

import pytest

from connectors.contract import Happening, Outgoing, Raw, Refused, Request, Sent, Taken, setting
from connectors.registry import CONNECTORS


@dataclass(frozen=True)
class Settings:
    clapper: str = setting({"en": "Clapper", "es": "Badajo"}, "secret")


class Bell:
    """A channel whose provider calls; every call is genuine."""

    name: ClassVar[str] = "bell"
    channel: ClassVar[str] = "bell"
    title: ClassVar[dict[str, str]] = {"en": "Bell", "es": "Campana"}
    Settings: ClassVar[type[Any]] = Settings
    hostile: ClassVar[bool] = False
    idempotent: ClassVar[bool] = False

    def __init__(self, account_id: str, settings: Settings) -> None:
        self.settings = settings

    def verify(self, request: Request) -> Taken:
        return Taken((Raw(str(uuid4()), request.body),))

    async def send(self, outgoing: Outgoing) -> Sent:
        raise Refused("Bells do not write.")

    def read(self, raw: Raw) -> list[Happening]:
        return []


@pytest.fixture
def bell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CONNECTORS, "bell", Bell)


async def added(admin: Any) -> str:
    body = {"connector": "bell", "name": "Tower", "settings": {"clapper": "iron"}}
    answer = await admin.post("/api/v1/accounts", body)
    assert answer.status == 200, answer.body
    return str(answer.json["id"])


@pytest.mark.asyncio
async def test_it_is_gone_from_the_settings(house: Any, bell: None) -> None:
    admin = await house.browser("admin")
    path = f"/api/v1/accounts/{await added(admin)}"
    answer = await admin.delete(path)
    assert (answer.status, answer.body) == (204, b"")
    assert [one["id"] for one in (await admin.get("/api/v1/accounts")).json] == [house.account]
    assert [one["account_id"] for one in (await admin.get("/api/v1/accounts/health")).json] == [house.account]
    for again in (
        await admin.delete(path),
        await admin.patch(path, {"paused": False}),
        await admin.patch(path, {"settings": {}}),
        await admin.post(f"{path}/check"),
        await admin.post(f"{path}/test", {"to": "x"}),
    ):
        assert (again.status, again.code) == (404, "not_found")
        assert again.sentence == "The account Tower was removed. An admin can add one like it in the settings."


@pytest.mark.asyncio
async def test_its_hook_is_gone_at_once_though_it_was_just_called(house: Any, bell: None) -> None:
    admin, provider = await house.browser("admin"), house.stranger()
    account_id = await added(admin)
    assert (await provider.post(f"/hooks/{account_id}")).status == 200
    await admin.delete(f"/api/v1/accounts/{account_id}")
    for path in (f"/hooks/{account_id}", f"/api/v1/accounts/{account_id}/inbound"):
        assert (await provider.post(path)).status == 404
        assert (await provider.post(path, {"unsigned": True})).status == 404


@pytest.mark.asyncio
async def test_a_pause_holds_at_once_too(house: Any, bell: None) -> None:
    admin, provider = await house.browser("admin"), house.stranger()
    account_id = await added(admin)
    assert (await provider.post(f"/hooks/{account_id}")).status == 200
    await admin.patch(f"/api/v1/accounts/{account_id}", {"paused": True})
    assert (await provider.post(f"/hooks/{account_id}")).status == 503


@pytest.mark.asyncio
async def test_a_new_account_of_the_same_provider_can_follow(house: Any, bell: None) -> None:
    admin = await house.browser("admin")
    first = await added(admin)
    await admin.delete(f"/api/v1/accounts/{first}")
    second = await added(admin)
    assert first != second
    assert (await house.stranger().post(f"/hooks/{second}")).status == 200


@pytest.mark.asyncio
async def test_its_threads_still_say_its_name(house: Any) -> None:
    admin, agent = await house.browser("admin"), await house.browser("agent")
    thread = await house.thread()
    assert (await admin.delete(f"/api/v1/accounts/{house.account}")).status == 204
    found = (await agent.get(f"/api/v1/threads/{thread.id}")).json
    assert found["messages"][0]["account_id"] == house.account
    named = [(one["id"], one["name"]) for one in found["accounts"]]
    assert named == [(house.account, "Support")]


@pytest.mark.asyncio
async def test_an_answer_that_waits_fails_on_every_screen(house: Any) -> None:
    admin, agent = await house.browser("admin"), await house.browser("agent")
    thread = await house.thread()
    reply = await agent.post(f"/api/v1/threads/{thread.id}/replies", {"text": "Soon.", "client_id": "1"})
    assert reply.json["state"] == "queued"
    async with agent.stream() as stream:
        await admin.delete(f"/api/v1/accounts/{house.account}")
        while (failed := await stream.change())["kind"] == "message.written":
            pass  # the reply, where the stream had not come so far when it was opened
        changed = await stream.change()
    assert (failed["kind"], failed["message"]["state"]) == ("message.state", "failed")
    assert failed["message"]["state_detail"].startswith("The account Support was removed")
    assert failed["thread"]["due"] is not None
    assert changed["kind"] == "account.changed"


@pytest.mark.asyncio
@pytest.mark.parametrize("role", ["agent", "supervisor"])
async def test_only_an_admin_removes(house: Any, role: Any) -> None:
    browser = await house.browser(role)
    assert (await browser.delete(f"/api/v1/accounts/{house.account}")).status == 403


@pytest.mark.asyncio
async def test_without_the_pages_token_nothing_is_removed(house: Any) -> None:
    admin = await house.browser("admin")
    admin.csrf = ""
    assert (await admin.delete(f"/api/v1/accounts/{house.account}")).code == "csrf"


@pytest.mark.asyncio
@pytest.mark.parametrize("which", [str(uuid4()), "health", "x"], ids=len)
async def test_what_is_no_account_cannot_be_removed(house: Any, which: str) -> None:
    admin = await house.browser("admin")
    assert (await admin.delete(f"/api/v1/accounts/{which}")).status == 404
