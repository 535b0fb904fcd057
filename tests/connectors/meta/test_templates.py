"""Templates: what Meta has approved becomes a text with variables, and that text, filled in, what Meta takes."""

from collections.abc import Callable
from typing import Any

import pytest
from servers.graph import GraphApi

from connectors.contract import Address, Filled, Outgoing, Refused, Sent, Template, TryLater
from connectors.meta_whatsapp import MetaWhatsApp

Make = Callable[..., MetaWhatsApp]
TO = Address("whatsapp", "+34600000001")


def approved(name: str, *components: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "id": f"id-{name}", "name": name, "language": "es", "status": "APPROVED", "category": "UTILITY",
        "parameter_format": "POSITIONAL", "components": list(components), **more,
    }  # fmt: skip


def body(text: str) -> dict[str, Any]:
    return {"type": "BODY", "text": text, "example": {"body_text": [["Ana", "A-12"]]}}


def buttons(*given: dict[str, Any]) -> dict[str, Any]:
    return {"type": "BUTTONS", "buttons": list(given)}


PLAIN = approved("hello", body("Hola. ¿Podemos seguir?"))
ORDER = approved(
    "order",
    {"type": "HEADER", "format": "TEXT", "text": "Pedido {{1}}", "example": {"header_text": ["A-12"]}},
    body("Hola {{1}}, su pedido {{2}} llega el {{3}}."),
    {"type": "FOOTER", "text": "Tienda Ejemplo"},
    buttons(
        {"type": "QUICK_REPLY", "text": "Gracias"},
        {"type": "URL", "text": "Seguir", "url": "https://shop.example/{{1}}", "example": ["https://shop.example/a"]},
        {"type": "PHONE_NUMBER", "text": "Llamar", "phone_number": "+15555550100"},
    ),
)
NAMED = approved("named", body("Hola {{customer_name}}: {{ order_id }}."), parameter_format="NAMED")
ORDER_TEXT = (
    "Pedido {{Header_1}}\n\nHola {{1}}, su pedido {{2}} llega el {{3}}.\n\nTienda Ejemplo\n\n"
    "[Gracias]\n[Seguir: https://shop.example/{{Button_2}}]\n[Llamar: +15555550100]"
)


async def offered(whatsapp: MetaWhatsApp, graph: GraphApi, *templates: Any) -> list[Template]:
    graph.templates = list(templates)
    return await whatsapp.templates()


@pytest.mark.asyncio
async def test_a_template_is_offered_as_the_text_that_the_customer_will_read(
    whatsapp: MetaWhatsApp, graph: GraphApi
) -> None:
    assert await offered(whatsapp, graph, ORDER) == [
        Template("id-order", "order", "es", ORDER_TEXT, ("Header_1", "1", "2", "3", "Button_2"))
    ]


@pytest.mark.asyncio
async def test_variables_with_names_keep_them(whatsapp: MetaWhatsApp, graph: GraphApi) -> None:
    (one,) = await offered(whatsapp, graph, NAMED)
    assert (one.text, one.variables) == ("Hola {{customer_name}}: {{order_id}}.", ("customer_name", "order_id"))


@pytest.mark.asyncio
async def test_every_variable_stands_in_the_text_once_it_is_named(whatsapp: MetaWhatsApp, graph: GraphApi) -> None:
    for one in await offered(whatsapp, graph, PLAIN, ORDER, NAMED):
        assert all(f"{{{{{name}}}}}" in one.text for name in one.variables)


@pytest.mark.asyncio
async def test_a_variable_that_stands_twice_is_asked_for_once(whatsapp: MetaWhatsApp, graph: GraphApi) -> None:
    (one,) = await offered(whatsapp, graph, approved("twice", body("{{1}} and {{1}}")))
    assert one.variables == ("1",)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "template",
    [
        {**PLAIN, "status": "PENDING"},
        {**PLAIN, "status": "PAUSED"},
        {**PLAIN, "category": "AUTHENTICATION"},
        approved("image", {"type": "HEADER", "format": "IMAGE"}, body("x")),
        approved("place", {"type": "HEADER", "format": "LOCATION"}, body("x")),
        approved("code", body("x"), buttons({"type": "COPY_CODE", "text": "Copy"})),
        approved("flow", body("x"), buttons({"type": "FLOW", "text": "Start", "flow_id": 7})),
        approved("otp", body("x"), buttons({"type": "OTP", "text": "Copy", "otp_type": "COPY_CODE"})),
        approved("cards", body("x"), {"type": "CAROUSEL", "cards": []}),
        approved("offer", body("x"), {"type": "LIMITED_TIME_OFFER"}),
        {"id": 7, "status": "APPROVED"},
    ],
    ids=lambda one: f"{one.get('name')}-{one['status']}",
)
async def test_what_cannot_be_sent_from_texts_alone_is_not_offered(
    whatsapp: MetaWhatsApp, graph: GraphApi, template: dict[str, Any]
) -> None:
    assert [one.name for one in await offered(whatsapp, graph, template, NAMED)] == ["named"]


@pytest.mark.asyncio
async def test_all_pages_are_read_by_their_cursor_and_never_by_the_address_that_is_given(
    whatsapp: MetaWhatsApp, graph: GraphApi
) -> None:
    graph.page = 2
    many = [approved(f"n{number}", body("x")) for number in (3, 1, 4, 0, 2)]
    assert [one.name for one in await offered(whatsapp, graph, *many)] == ["n0", "n1", "n2", "n3", "n4"]
    assert len(graph.requests) == 3


@pytest.mark.asyncio
async def test_pages_without_end_come_to_an_end(whatsapp: MetaWhatsApp, graph: GraphApi) -> None:
    page = '{"data":[],"paging":{"next":"https://x.example","cursors":{"after":"again"}}}'
    for _ in range(200):
        graph.answers(200, page)
    assert await whatsapp.templates() == []
    assert len(graph.requests) == 50


@pytest.mark.asyncio
@pytest.mark.parametrize("text", ["", "{}", "[]", '{"data":7}', '{"data":[7,null,[]]}', '{"data":{},"paging":7}'])
async def test_an_answer_that_makes_no_sense_offers_nothing(whatsapp: MetaWhatsApp, graph: GraphApi, text: str) -> None:
    graph.answers(200, text)
    assert await whatsapp.templates() == []


async def send(whatsapp: MetaWhatsApp, name: str, **values: str) -> Sent:
    template = Filled(f"id-{name}", name, "es", values)
    return await whatsapp.send(Outgoing("0199-a", TO, "as the agent read it", ref="0199-ref", template=template))


@pytest.mark.asyncio
async def test_a_template_without_variables_is_sent_by_its_name(whatsapp: MetaWhatsApp, graph: GraphApi) -> None:
    graph.templates = [PLAIN]
    assert (await send(whatsapp, "hello")).remote_id == "wamid.1"
    (taken,) = graph.taken
    assert taken["type"] == "template"
    assert taken["template"] == {"name": "hello", "language": {"code": "es"}, "components": []}
    assert "text" not in taken


@pytest.mark.asyncio
async def test_each_value_goes_to_its_own_part_and_place(whatsapp: MetaWhatsApp, graph: GraphApi) -> None:
    graph.templates = [ORDER]
    values = {"Button_2": "a12", "3": "lunes", "1": "Ana", "Header_1": "A-12", "2": "A-12"}
    await send(whatsapp, "order", **values)
    assert graph.taken[0]["template"]["components"] == [
        {"type": "header", "parameters": [{"type": "text", "text": "A-12"}]},
        {"type": "body", "parameters": [{"type": "text", "text": one} for one in ("Ana", "A-12", "lunes")]},
        {"type": "button", "sub_type": "url", "index": "1", "parameters": [{"type": "text", "text": "a12"}]},
    ]


@pytest.mark.asyncio
async def test_the_tenth_value_stands_after_the_ninth(whatsapp: MetaWhatsApp, graph: GraphApi) -> None:
    numbers = [str(number) for number in range(1, 12)]
    graph.templates = [approved("long", body(" ".join(f"{{{{{one}}}}}" for one in numbers)))]
    await send(whatsapp, "long", **{one: f"v{one}" for one in sorted(numbers)})
    (part,) = graph.taken[0]["template"]["components"]
    assert [one["text"] for one in part["parameters"]] == [f"v{one}" for one in numbers]


@pytest.mark.asyncio
async def test_values_with_names_are_sent_by_name(whatsapp: MetaWhatsApp, graph: GraphApi) -> None:
    graph.templates = [NAMED]
    await send(whatsapp, "named", customer_name="Ana", order_id="A-12")
    (part,) = graph.taken[0]["template"]["components"]
    assert part["parameters"][0] == {"type": "text", "parameter_name": "customer_name", "text": "Ana"}


@pytest.mark.asyncio
async def test_line_breaks_in_a_value_become_spaces_since_meta_takes_none(
    whatsapp: MetaWhatsApp, graph: GraphApi
) -> None:
    graph.templates = [NAMED]
    await send(whatsapp, "named", customer_name=" Ana\n\tRuiz      ", order_id="1")
    assert graph.taken[0]["template"]["components"][0]["parameters"][0]["text"] == "Ana Ruiz"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"customer_name": " ", "order_id": "1"}, "Fill in the template's variable 'customer_name'"),
        ({"customer_name": "Ana"}, "variables do not fit"),
        ({"customer_name": "Ana", "order_id": "1", "Header_1": "x"}, "variables do not fit"),
        ({"Button_x": "1"}, "no variable 'Button_x'"),
    ],
)
async def test_a_template_that_is_filled_wrongly_says_what_to_do(
    whatsapp: MetaWhatsApp, graph: GraphApi, values: dict[str, str], sentence: str
) -> None:
    graph.templates = [NAMED]
    with pytest.raises(Refused, match=sentence):
        await send(whatsapp, "named", **values)
    assert graph.taken == []


@pytest.mark.asyncio
async def test_a_template_that_meta_has_paused_since_is_refused(whatsapp: MetaWhatsApp, graph: GraphApi) -> None:
    graph.templates = [{**PLAIN, "status": "PAUSED"}]
    with pytest.raises(Refused, match="Choose another one"):
        await send(whatsapp, "hello")


@pytest.mark.asyncio
async def test_a_wrong_business_account_id_is_named(account: Make) -> None:
    with pytest.raises(Refused, match="WhatsApp Business Account ID"):
        await account(business_account_id="99999999").templates()


@pytest.mark.asyncio
async def test_trouble_at_meta_is_no_empty_list(whatsapp: MetaWhatsApp, graph: GraphApi) -> None:
    graph.answers(500)
    with pytest.raises(TryLater):
        await whatsapp.templates()
