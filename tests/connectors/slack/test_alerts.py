"""What the whole team sees: one message, one button, and nothing that a customer could smuggle in."""

from collections.abc import Callable
from typing import Any

import pytest
from servers.slack import Slack as Server
from servers.slack import drops

from connectors.contract import Alert, Alerts, Refused, Uncertain
from connectors.slack.channel import Slack

Make = Callable[..., Slack]
LINK = "https://hilo.example/#/thread/0199-thread"


def alert(kind: Any = "furious", customer: str = "Ana Ruiz", excerpt: str = "I have had enough!") -> Alert:
    return Alert(kind, "0199-thread", customer, excerpt, LINK)


def section(server: Server) -> str:
    return str(server.messages["C0ALERTS1"][-1]["blocks"][0]["text"]["text"])


@pytest.mark.asyncio
async def test_an_alert_says_who_what_and_how_and_has_one_button(slack: Slack, server: Server) -> None:
    await slack.alert(alert())
    (message,) = server.messages["C0ALERTS1"]
    assert message["text"] == "Ana Ruiz is furious."
    assert section(server) == "*Ana Ruiz is furious.*\n>I have had enough!"
    (button,) = message["blocks"][1]["elements"]
    assert (button["action_id"], button["value"], button["url"]) == ("take", "0199-thread", LINK)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("kind", "word"), [("furious", "is furious"), ("threatened", "threatens"), ("stalled", "waited too long")]
)
async def test_each_kind_has_its_own_words(slack: Slack, server: Server, kind: str, word: str) -> None:
    await slack.alert(alert(kind))
    assert word in server.messages["C0ALERTS1"][0]["text"]


@pytest.mark.asyncio
async def test_a_customer_can_neither_ping_nor_link_nor_forge_a_line(slack: Slack, server: Server) -> None:
    nasty = "<!channel> <https://evil.example|click>\n\n*Luis has taken it.* & " + "x" * 500
    await slack.alert(alert(customer=nasty, excerpt=nasty))
    (message,) = server.messages["C0ALERTS1"]
    assert not set("<>") & set(message["text"])
    assert "<" not in section(server)
    assert section(server).count("\n") == 1
    assert message["blocks"][0]["text"]["verbatim"] is True
    assert len(section(server)) < 600


@pytest.mark.asyncio
async def test_an_excerpt_is_an_excerpt(slack: Slack, server: Server) -> None:
    await slack.alert(alert(excerpt="a" * 1000))
    assert section(server).endswith(">" + "a" * 299 + "…")
    await slack.alert(alert(excerpt="&" * 1000))
    assert section(server).count("&amp;") == 299


@pytest.mark.asyncio
async def test_somebody_without_a_name_or_words_can_be_furious_too(slack: Slack, server: Server) -> None:
    await slack.alert(alert(customer="", excerpt=" \n "))
    assert section(server) == "*A customer is furious.*"


@pytest.mark.asyncio
async def test_what_came_of_the_button_stands_under_the_alert(slack: Slack, server: Server) -> None:
    await slack.alert(alert())
    ts = server.messages["C0ALERTS1"][0]["ts"]
    await slack.answer(f"C0ALERTS1:{ts}", "Luis & <Ana> have taken it.")
    answer = server.messages["C0ALERTS1"][-1]
    assert (answer["thread_ts"], answer["text"]) == (ts, "Luis &amp; &lt;Ana&gt; have taken it.")


@pytest.mark.asyncio
async def test_an_alert_that_may_stand_there_is_not_posted_again(slack: Slack, server: Server) -> None:
    server.fail("chat.postMessage", drops, after=True)
    with pytest.raises(Uncertain):
        await slack.alert(alert())
    assert len(server.messages["C0ALERTS1"]) == 1


@pytest.mark.asyncio
async def test_a_channel_that_is_gone_is_said(make: Make, server: Server) -> None:
    with pytest.raises(Refused):
        await make(server, alert_channel="C0GONE001").alert(alert())


def test_only_an_account_with_a_channel_for_alerts_has_any(make: Make) -> None:
    assert isinstance(make(), Alerts)
    assert make().alerts
    assert not make(alert_channel="").alerts
    assert not make(alert_channel="  ").alerts
