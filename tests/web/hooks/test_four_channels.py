"""One customer writes by e-mail, SMS, WhatsApp and Slack; an agent answers each where it was said.

Postfix and Dovecot are real; Twilio, Meta and Slack are the strict servers of `tests/servers`.
"""

import asyncio
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio
from servers.callers.call import Caller
from servers.callers.every import CALLERS
from servers.dovecot import Dovecot
from servers.graph import GraphApi, open_graph
from servers.postfix import Postfix
from servers.slack import Slack as SlackServer
from servers.slack import open_slack
from servers.twilio import Twilio, open_twilio

from connectors.meta.graph import Places
from connectors.meta_whatsapp import MetaWhatsApp
from connectors.registry import CONNECTORS
from connectors.slack.channel import Slack
from connectors.slack.web import Provider
from connectors.twilio.line import Cloud
from connectors.twilio_sms import TwilioSms
from inbox import accounts
from inbox.accounts import NewAccount
from router.service import Router
from web.settings import Settings

NUMBER = 1
MARIA = "+15550000001"


@dataclass
class World:
    """The providers, the customer's mailbox, and an agent who is logged in."""

    house: Any
    agent: Any
    twilio: Twilio
    graph: GraphApi
    slack: SlackServer
    dovecot: Dovecot
    postfix: Postfix
    callers: dict[str, tuple[str, Caller]]
    mailbox: str
    support: str

    async def calls(self, name: str, text: str) -> None:
        """The customer writes by this provider, and its hook takes it."""
        account_id, caller = self.callers[name]
        call = caller.message(NUMBER, 1, text)
        headers = {key.replace("-", "_"): value for key, value in call.headers.items()}
        path = f"/hooks/{account_id}{call.query}"
        assert (await self.house.stranger().ask("POST", path, raw=call.body, **headers)).status == 200

    async def mails(self, text: str) -> None:
        command = ("swaks", "--server", f"127.0.0.1:{self.postfix.smtp}", "--from", self.mailbox, "--to", self.support)
        words = ("--body", text, "--header", "Subject: My order")
        await asyncio.to_thread(subprocess.run, (*command, *words), check=True, capture_output=True, timeout=20)

    async def threads(self) -> list[Any]:
        found: list[Any] = (await self.agent.get("/api/v1/threads?view=open")).json["threads"]
        return found

    async def conversation(self) -> Any:
        (thread,) = await self.threads()
        return (await self.agent.get(f"/api/v1/threads/{thread['id']}")).json


class Sms(TwilioSms):
    place: Cloud

    def __init__(self, account_id: str, settings: Any) -> None:
        super().__init__(account_id, settings, cloud=self.place)


class WhatsApp(MetaWhatsApp):
    place: Places

    def __init__(self, account_id: str, settings: Any) -> None:
        super().__init__(account_id, settings, places=self.place)


class Room(Slack):
    place: Provider

    def __init__(self, account_id: str, settings: Any) -> None:
        super().__init__(account_id, settings, provider=self.place)


@pytest_asyncio.fixture
async def world(
    house: Any, settings: Settings, dovecot: Dovecot, postfix: Postfix, address: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[World]:
    async with AsyncExitStack() as opened:
        twilio = await opened.enter_async_context(open_twilio())
        graph = await opened.enter_async_context(open_graph())
        slack = await opened.enter_async_context(open_slack())
        Sms.place = Cloud(twilio.route, None, 0.2)
        WhatsApp.place = Places(graph.url, ("127.0.0.1",), guarded=False)
        Room.place = Provider(f"{slack.url}/api/", (slack.url,), guarded=False)
        for kind in (Sms, WhatsApp, Room):
            monkeypatch.setitem(CONNECTORS, kind.name, kind)
        slack.channels["D00000001"] = {"is_im": True, "user": "U00000001"}
        slack.users["U00000001"] = {"id": "U00000001", "team_id": "T0000001", "profile": {"real_name": "Maria Ruiz"}}
        callers = {name: await line(house, settings, name) for name in ("twilio_sms", "meta_whatsapp", "slack")}
        await mail_account(house, dovecot, postfix, address)
        agent = await house.browser("agent")
        await opened.enter_async_context(Router(house.inbox, url="https://hilo.example"))
        maria = address.replace("support", "maria")
        yield World(house, agent, twilio, graph, slack, dovecot, postfix, callers, maria, address)


async def line(house: Any, settings: Settings, name: str) -> tuple[str, Caller]:
    kind = CALLERS[name]
    new = NewAccount(name, name, kind.settings, kind.secrets, CONNECTORS[name].channel)
    account = await house.inbox.write(accounts.add, house.inbox.box, new, house.inbox.clock())
    return account.id, kind(f"{settings.url}/hooks/{account.id}")


async def mail_account(house: Any, dovecot: Dovecot, postfix: Postfix, address: str) -> None:
    imap = {"imap_host": dovecot.host, "imap_port": dovecot.imap, "imap_security": "none", "imap_user": address}
    smtp = {"smtp_host": postfix.host, "smtp_port": postfix.smtp, "smtp_security": "none", "smtp_user": address}
    secrets = {"imap_password": dovecot.password, "smtp_password": dovecot.password}
    new = NewAccount("email", address, {"address": address, "name": "Acme", **imap, **smtp}, secrets)
    await house.inbox.write(accounts.add, house.inbox.box, new, house.inbox.clock())


async def until(true: Callable[[], Any]) -> Any:
    async with asyncio.timeout(30):
        while not (found := await true()):
            await asyncio.sleep(0.05)
    return found


@pytest.mark.asyncio
async def test_four_channels_are_one_thread_and_four_answers_leave_by_the_four_of_them(world: World) -> None:
    await world.mails("Where is my order?")
    await until(world.threads)
    customer = (await world.conversation())["customer"]
    path = f"/api/v1/customers/{customer['id']}/identities"
    for connector, where in (("twilio_sms", "+1 555 000 0001"), ("slack", "T0000001:D00000001")):
        assert (await world.agent.post(path, {"connector": connector, "address": where})).status == 200
    await world.calls("twilio_sms", "It is the blue one.")
    await world.calls("slack", "Any news?")
    monkeyed = world.callers["meta_whatsapp"][1]
    monkeyed.address = lambda number: MARIA  # type: ignore[method-assign]  # she has one telephone
    await world.calls("meta_whatsapp", "Hello?")

    async def four() -> Any:
        threads = await world.threads()
        found = (await world.conversation()) if len(threads) == 1 else None
        return found if found and len(found["messages"]) == 4 else None

    talk = await until(four)
    assert {one["channel"] for one in talk["messages"]} == {"email", "sms", "whatsapp", "slack"}
    evidence = {one["channel"]: one["evidence"] for one in talk["customer"]["identities"]}
    assert evidence == {"email": "claimed", "sms": "proven", "whatsapp": "proven", "slack": "proven"}
    thread_id = talk["thread"]["id"]
    for one in talk["customer"]["identities"]:
        said = {"text": f"By {one['channel']}.", "client_id": one["id"], "identity_id": one["id"]}
        answer = await world.agent.post(f"/api/v1/threads/{thread_id}/replies", said)
        assert answer.status == 200, answer.body

    async def all_sent() -> bool:
        outs = [one for one in (await world.conversation())["messages"] if one["direction"] == "out"]
        return len(outs) == 4 and all(one["state"] in ("sent", "delivered", "read") for one in outs)

    await until(all_sent)
    assert [one["Body"] for one in world.twilio.sent] == [["By sms."]]
    assert [one["To"] for one in world.twilio.sent] == [[MARIA]]
    assert [(one["to"], one["text"]["body"]) for one in world.graph.taken] == [(MARIA[1:], "By whatsapp.")]
    assert [one["text"] for one in world.slack.messages["D00000001"]] == ["By slack."]

    async def answered() -> Any:
        return await asyncio.to_thread(world.dovecot.mails, world.mailbox)

    (mail,) = await until(answered)
    assert "By email." in mail.get_content()


@pytest.mark.asyncio
async def test_a_stranger_who_types_her_number_stays_a_stranger(world: World) -> None:
    """A claim is never proof: what an agent did not confirm joins nothing."""
    await world.calls("twilio_sms", "It is me, Maria.")
    await world.mails("My number is +15550000001.")

    async def two() -> Any:
        threads = await world.threads()
        return threads if len(threads) == 2 else None

    await until(two)
