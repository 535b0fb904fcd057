"""Settings are tried before they are saved, and each problem is one sentence."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from servers.slack import SCOPES, answers, refuses
from servers.slack import Slack as Server

from connectors.contract import Address, Refused, TryLater
from connectors.slack.channel import Slack

Make = Callable[..., Slack]


@pytest.mark.asyncio
async def test_good_settings_pass_and_nothing_is_sent(make: Make, server: Server) -> None:
    await make(server, channels=("C0ACME001",)).check()
    await make(server, app_token="", alert_channel="").check()
    await make(server, signing_secret="", bot_token=" xoxb-1-good\n").check()
    assert server.messages == {}
    assert server.sockets == []


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"bot_token": "xoxp-1"}, "bot token begins with xoxb-"),
        ({"bot_token": ""}, "bot token begins with xoxb-"),
        ({"bot_token": "xoxb-1-bad"}, "copy it anew"),
        ({"app_token": "xoxb-1"}, "app token begins with xapp-"),
        ({"app_token": "xapp-1-bad"}, "Socket Mode is off"),
        ({"app_token": "", "signing_secret": " "}, "Hilo would hear nothing"),
        ({"alert_channel": "#alerts"}, "Enter C0ALERTS1 in place of '#alerts'"),
        ({"channels": ("C0ACME001", "acme")}, "Enter C0ACME001 in place of 'acme'"),
        ({"channels": ("#nowhere",)}, "'#nowhere' is no channel's id"),
        ({"alert_channel": "D0ANA0001"}, "is no channel's id"),
        ({"alert_channel": "C0GONE001"}, "cannot see the channel for alerts"),
    ],
    ids=str,
)
async def test_what_cannot_work_is_refused_with_what_to_change(
    make: Make, server: Server, given: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        await make(server, **given).check()


@pytest.mark.asyncio
async def test_the_app_must_be_in_the_channel_for_alerts(make: Make, server: Server) -> None:
    server.channels["C0ALERTS1"]["is_member"] = False
    with pytest.raises(Refused, match="not in the channel for alerts"):
        await make(server).check()


@pytest.mark.asyncio
async def test_missing_permissions_are_named(make: Make, server: Server) -> None:
    server.scopes = "chat:write,users:read"
    with pytest.raises(
        Refused, match=r"lacks these permissions: channels:history, .*files:read.*install the app anew\."
    ):
        await make(server).check()


@pytest.mark.asyncio
async def test_addresses_are_needed_only_where_there_are_alerts(make: Make, server: Server) -> None:
    server.scopes = SCOPES.replace("users:read.email,", "")
    await make(server, alert_channel="").check()
    with pytest.raises(Refused, match=r"permissions: users:read\.email\."):
        await make(server).check()


@pytest.mark.asyncio
@pytest.mark.parametrize("reaction", [answers(429), answers(500), answers(200, "<html>", "text/html")])
async def test_a_slack_that_fails_is_no_fault_of_the_settings(make: Make, server: Server, reaction: Any) -> None:
    server.fail("auth.test", reaction)
    with pytest.raises(TryLater):
        await make(server).check()


@pytest.mark.asyncio
async def test_a_name_is_not_looked_for_for_ever(make: Make, server: Server) -> None:
    server.channels.update({f"C0MANY{number:03}": {"name": f"many-{number}"} for number in range(50)})
    with pytest.raises(Refused, match="no channel's id"):
        await make(server, channels=("#many-49",)).check()
    assert len(server.asked("users.conversations")) == 5


@pytest.mark.asyncio
async def test_where_names_cannot_be_looked_up_that_is_said(make: Make, server: Server) -> None:
    server.fail("users.conversations", refuses("missing_scope", needed="groups:read"))
    with pytest.raises(Refused, match="groups:read"):
        await make(server, channels=("#acme",)).check()


@pytest.mark.parametrize(
    "typed",
    [
        "T0HILO001:C0ACME001",
        " T0HILO001:C0ACME001 ",
        "https://app.slack.com/client/T0HILO001/C0ACME001",
        "https://app.slack.com/client/T0HILO001/C0ACME001/thread/C0ACME001-1795341600.000200",
    ],
)
def test_a_conversation_is_found_by_its_address_in_the_browser(make: Make, typed: str) -> None:
    assert make().locate(typed) == Address("slack", "T0HILO001:C0ACME001")


def test_so_is_a_direct_message(make: Make) -> None:
    assert make().locate("T0HILO001:D0ANA0001").address == "T0HILO001:D0ANA0001"


@pytest.mark.parametrize(
    "typed", ["", "#acme", "C0ACME001", "U0ANA0001", "T0HILO001:U0ANA0001", "ana@acme.example", "T:C"]
)
def test_what_names_no_conversation_is_refused_with_how_to_find_it(make: Make, typed: str) -> None:
    with pytest.raises(Refused, match=r"in a browser and paste its address"):
        make().locate(typed)


def test_the_form_is_there_in_both_languages_and_hides_the_secrets() -> None:
    fields = dataclasses.fields(Slack.Settings)
    assert [one.name for one in fields if one.metadata["kind"] == "secret"] == [
        "bot_token",
        "app_token",
        "signing_secret",
    ]
    assert all(set(one.metadata["help"]) == {"en", "es"} for one in fields)
