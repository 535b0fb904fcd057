"""Who is behind an id: names for everybody, e-mail addresses for colleagues alone."""

from typing import Any

import pytest
from servers.slack import TEAM, answers, refuses
from servers.slack import Slack as Server

from connectors.contract import Person, Refused, TryLater
from connectors.slack.channel import Slack

ANA = {"team_id": "T0ACME001", "name": "ana", "profile": {"real_name": "Ana Ruiz", "email": "ana@acme.example"}}
LUIS = {"team_id": TEAM, "name": "luis", "profile": {"real_name": "Luis  Gil", "email": "luis@hilo.example"}}

SIGNS = ("deleted", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger")


@pytest.mark.asyncio
async def test_a_direct_message_goes_by_the_persons_name_and_proves_no_address(slack: Slack, server: Server) -> None:
    server.users["U0ANA0001"] = LUIS
    assert await slack.introduce("T0HILO001:D0ANA0001") == Person("Luis Gil")


@pytest.mark.asyncio
async def test_a_shared_channel_goes_by_its_name_and_its_companies(slack: Slack, server: Server) -> None:
    server.teams["T0ACME001"] = "ACME Ltd"
    server.channels["C0ACME001"]["connected_team_ids"] = ["T0ACME001", TEAM]
    assert await slack.introduce("T0HILO001:C0ACME001") == Person("#acme (ACME Ltd)")


@pytest.mark.asyncio
@pytest.mark.parametrize("reaction", [refuses("missing_scope"), refuses("team_not_found"), answers(500)])
async def test_a_company_that_slack_does_not_name_hides_no_channel(slack: Slack, server: Server, reaction: Any) -> None:
    server.fail("team.info", reaction)
    assert await slack.introduce("T0HILO001:C0ACME001") == Person("#acme")


@pytest.mark.asyncio
async def test_a_group_goes_by_its_people(slack: Slack, server: Server) -> None:
    server.channels["G0GROUP01"] = {"is_mpim": True, "name": "mpdm-ana--luis--hilo-1"}
    assert await slack.introduce("T0HILO001:G0GROUP01") == Person("ana, luis, hilo")


@pytest.mark.asyncio
async def test_a_colleague_comes_with_the_address_that_our_team_vouches_for(slack: Slack, server: Server) -> None:
    server.users["U0LUIS001"] = LUIS
    assert await slack.introduce("U0LUIS001") == Person("Luis Gil", "luis@hilo.example")


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "about",
    [
        ANA,
        {**LUIS, "team_id": None},
        *({**LUIS, sign: True} for sign in SIGNS),
        {**LUIS, "profile": {"real_name": "Luis Gil"}},
        {**LUIS, "profile": {"real_name": "Luis Gil", "email": None}},
    ],
)  # fmt: skip
async def test_another_companys_word_a_guest_or_a_bot_is_no_colleague(
    slack: Slack, server: Server, about: dict[str, Any]
) -> None:
    server.users["U0X000001"] = about
    found = await slack.introduce("U0X000001")
    assert found.name in ("Ana Ruiz", "Luis Gil")
    assert found.email == ""


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("about", "name"),
    [
        ({"profile": {"real_name": "", "display_name": "ana"}}, "ana"),
        ({"profile": {}, "real_name": "Ana"}, "Ana"),
        ({"profile": None, "name": "ana.r"}, "ana.r"),
        ({"profile": {"real_name": "x" * 500}}, "x" * 100),
        ({"profile": {"real_name": 7}}, ""),
        ({"profile": [], "name": "a\n b"}, "a b"),
    ],
)
async def test_the_best_of_several_names_is_taken(
    slack: Slack, server: Server, about: dict[str, Any], name: str
) -> None:
    server.users["U0X000001"] = about
    assert (await slack.introduce("U0X000001")).name == name


@pytest.mark.asyncio
@pytest.mark.parametrize("address", ["U0NOBODY1", "T0HILO001:C0NOBODY1", "", "a:b"])
async def test_whom_slack_does_not_know_nobody_is_introduced(slack: Slack, address: str) -> None:
    with pytest.raises(Refused):
        await slack.introduce(address)


@pytest.mark.asyncio
@pytest.mark.parametrize("reaction", [answers(429), answers(500), answers(200, '{"ok":"'), refuses("fatal_error")])
async def test_a_question_without_an_answer_is_asked_later(slack: Slack, server: Server, reaction: Any) -> None:
    server.fail("users.info", reaction)
    with pytest.raises(TryLater):
        await slack.introduce("U0LUIS001")


@pytest.mark.asyncio
async def test_an_answer_without_a_person_is_none(slack: Slack, server: Server) -> None:
    server.fail("users.info", answers(200, '{"ok":true,"user":7}'))
    with pytest.raises(Refused, match="does not say"):
        await slack.introduce("U0LUIS001")
