"""Which of the business's texts may be sent to somebody who has not written for a day."""

from collections.abc import Callable
from typing import Any

import pytest
from aiohttp import web
from servers.twilio import Twilio, meta

from connectors.contract import Offers, Refused, Template, TryLater

SID = "HX" + "0" * 32
Make = Callable[..., Any]


def content(**changes: Any) -> dict[str, Any]:
    return {
        "sid": SID,
        "friendly_name": "order_ready",
        "language": "es",
        "variables": {"1": "Ana", "2": "12"},
        "types": {"twilio/text": {"body": "Hola {{1}}, tu pedido {{ 2 }} está listo, {{1}}."}},
        "approval_requests": {"name": "order_ready", "status": "approved", "category": "UTILITY"},
        **changes,
    }


async def offered(whatsapp: Make, twilio: Twilio, *contents: dict[str, Any]) -> list[Template]:
    twilio.contents = list(contents)
    found: list[Template] = await whatsapp().templates()
    return found


@pytest.mark.asyncio
async def test_an_approved_text_is_offered_with_its_variables_in_order(whatsapp: Make, twilio: Twilio) -> None:
    assert await offered(whatsapp, twilio, content()) == [
        Template(SID, "order_ready", "es", "Hola {{1}}, tu pedido {{ 2 }} está listo, {{1}}.", ("1", "2"))
    ]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "approval", [{"status": "pending"}, {"status": "rejected"}, {"status": "paused"}, {}, None, [], "approved"]
)
async def test_what_whatsapp_has_not_approved_is_not_offered(whatsapp: Make, twilio: Twilio, approval: Any) -> None:
    assert await offered(whatsapp, twilio, content(approval_requests=approval)) == []


@pytest.mark.asyncio
async def test_a_card_is_shown_from_top_to_bottom_and_asks_for_what_its_buttons_need(
    whatsapp: Make, twilio: Twilio
) -> None:
    card = {"title": "Pedido {{1}}", "subtitle": "Acme", "actions": [{"url": "https://example.com/{{3}}"}]}
    (found,) = await offered(whatsapp, twilio, content(types={"twilio/card": card}, variables={"1": "", "3": ""}))
    assert (found.text, found.variables) == ("Pedido {{1}}\nAcme", ("1", "3"))


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "types", [None, {}, [], {"twilio/media": {"media": []}}, {"twilio/text": None}, {"x": {"body": 7}}]
)
async def test_what_has_no_text_is_left_out(whatsapp: Make, twilio: Twilio, types: Any) -> None:
    assert await offered(whatsapp, twilio, content(types=types), content(sid=None)) == []


@pytest.mark.asyncio
async def test_further_pages_are_read_and_lead_nowhere_else(whatsapp: Make, twilio: Twilio) -> None:
    def page(*contents: dict[str, Any], more: str | None = None) -> Callable[[web.Request], web.Response]:
        about = {"key": "contents", "next_page_url": more}
        return lambda request: web.json_response({"contents": list(contents), "meta": about})

    second = "https://content.twilio.com/v1/ContentAndApprovals?PageSize=100&Page=1&PageToken=x"
    twilio.answers = [page(content(), more=second), page(content(language="en"))]
    assert [one.language for one in await whatsapp().templates()] == ["es", "en"]
    assert twilio.asked[1].endswith("PageToken=x")
    for evil in (
        "http://content.twilio.com/x",
        "https://evil.example/",
        "https://content.twilio.com:1/",
        "https://169.254.169.254/",
    ):
        twilio.answers = [page(content(), more=evil)]
        with pytest.raises(Refused, match="leads elsewhere"):
            await whatsapp().templates()
    assert len(twilio.requests) == 6


@pytest.mark.asyncio
async def test_a_list_without_end_is_read_so_far_and_no_further(whatsapp: Make, twilio: Twilio) -> None:
    here = "https://content.twilio.com/v1/ContentAndApprovals?Page=1"

    def again(request: web.Request) -> web.Response:
        twilio.answers.append(again)
        return web.json_response({"contents": [content()] * 100, "meta": {"key": "contents", "next_page_url": here}})

    twilio.answers = [again]
    assert len(await whatsapp().templates()) == 1000


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "body", ["", "null", "[]", '{"meta":7}', '{"contents":7,"meta":{"key":"contents"}}', "[" * 60_000]
)
async def test_a_list_that_cannot_be_read_is_tried_again(whatsapp: Make, twilio: Twilio, body: str) -> None:
    twilio.answers = [lambda request: web.Response(text=body)]
    with pytest.raises(TryLater):
        await whatsapp().templates()


@pytest.mark.asyncio
async def test_only_whatsapp_has_templates(sms: Make, whatsapp: Make) -> None:
    assert isinstance(whatsapp(), Offers)
    assert not isinstance(sms(), Offers)
    assert (whatsapp().limits.templates, sms().limits.templates) == (True, False)
    assert meta("contents", []).status == 200
