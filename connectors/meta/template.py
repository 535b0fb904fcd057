"""Templates: what Meta has approved, as one text with variables, and such a text filled in.

A header and each button number their variables anew, so those are called Header_1 and Button_1 here; names that Meta
gives are in lower case. https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components
"""

import re
from collections.abc import AsyncIterator, Iterator
from typing import Any, Literal

from msgspec import Struct, ValidationError, convert

from connectors.contract import ConnectorError, Filled, Refused, Template
from connectors.meta import refusal
from connectors.meta.graph import Fault, Graph, Lost

FIELDS = "id,name,language,status,category,components,parameter_format"
PAGE, PAGES = "100", 50
VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")


class Button(Struct, frozen=True):
    """Only these kinds can be sent without knowing more than texts."""

    type: Literal["QUICK_REPLY", "PHONE_NUMBER", "URL"]
    text: str
    url: str = ""
    phone_number: str = ""


class Component(Struct, frozen=True):
    type: Literal["HEADER", "BODY", "FOOTER", "BUTTONS"]
    format: Literal["TEXT"] = "TEXT"
    text: str = ""
    buttons: tuple[Button, ...] = ()


class Approved(Struct, frozen=True):
    """Meta's template; any other kind of header or button does not fit, and cannot be sent from a text field."""

    id: str
    name: str
    language: str
    status: Literal["APPROVED"]
    components: tuple[Component, ...]
    category: Literal["MARKETING", "UTILITY"] = "UTILITY"


async def offered(graph: Graph, business_account_id: str) -> list[Template]:
    """Raises a ConnectorError."""
    try:
        rows = [row async for row in approved(graph, f"{business_account_id}/message_templates")]
    except (Fault, Lost) as error:
        raise asked_in_vain(error) from error
    found = [one for row in rows if (one := template_of(row))]
    return sorted(found, key=lambda one: (one.name, one.language))


async def approved(graph: Graph, path: str) -> AsyncIterator[Any]:
    """Follows the cursor and never the address that Meta gives: that could lead anywhere, with the token."""
    after: dict[str, str] = {}
    for _ in range(PAGES):
        answer = await graph.get(path, fields=FIELDS, status="APPROVED", limit=PAGE, **after)
        for row in listed(answer.get("data")):
            yield row
        match answer:
            case {"paging": {"next": str(), "cursors": {"after": str(cursor)}}}:
                after = {"after": cursor}
            case _:
                return


async def demand_readable(graph: Graph, business_account_id: str) -> None:
    """Raises a ConnectorError."""
    try:
        await graph.get(f"{business_account_id}/message_templates", fields="name", limit="1")
    except (Fault, Lost) as error:
        raise asked_in_vain(error) from error


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def asked_in_vain(error: Fault | Lost) -> ConnectorError:
    if isinstance(error, Fault) and error.code == 100:
        return Refused(
            "Meta shows no templates of that WhatsApp Business Account ID to this access token. Compare the ID, and "
            "give the token's system user that account."
        )
    return refusal.of_asking(error)


def template_of(row: Any) -> Template | None:
    try:
        one = convert(row, Approved)
    except ValidationError:
        return None
    text = "\n\n".join(part for component in one.components for part in parts(component))
    variables = tuple(dict.fromkeys(VARIABLE.findall(text)))
    return Template(one.id, one.name, one.language, text, variables)


def parts(component: Component) -> Iterator[str]:
    """The variables of a component get a name that no other component has."""
    text = VARIABLE.sub(r"{{Header_\1}}" if component.type == "HEADER" else r"{{\1}}", component.text)
    if text:
        yield text
    shown = [worded(button, number) for number, button in enumerate(component.buttons, start=1)]
    if shown:
        yield "\n".join(shown)


def worded(button: Button, number: int) -> str:
    leads = VARIABLE.sub(f"{{{{Button_{number}}}}}", button.url) or button.phone_number
    return f"[{button.text}: {leads}]" if leads else f"[{button.text}]"


def filled(template: Filled) -> dict[str, Any]:
    """Raises Refused where a value is empty, which Meta does not take."""
    values = {name: " ".join(value.split()) for name, value in template.values.items()}  # Meta refuses line breaks
    if empty := [name for name, value in values.items() if not value]:
        raise Refused(f"Fill in the template's variable {empty[0][:50]!r}.")
    head = {name.removeprefix("Header_"): value for name, value in values.items() if name.startswith("Header_")}
    body = {name: value for name, value in values.items() if not name.startswith(("Header_", "Button_"))}
    components = [{"type": kind, "parameters": parameters(of)} for kind, of in (("header", head), ("body", body)) if of]
    buttons = [pressed(name, value) for name, value in sorted(values.items()) if name.startswith("Button_")]
    named = {"name": template.name, "language": {"code": template.language}}
    return {**named, "components": [*components, *buttons]}


def parameters(values: dict[str, str]) -> list[dict[str, str]]:
    """By position where they are numbers; otherwise by name."""
    if all(name.isdecimal() for name in values):
        return [{"type": "text", "text": values[name]} for name in sorted(values, key=int)]
    return [{"type": "text", "parameter_name": name, "text": value} for name, value in values.items()]


def pressed(name: str, value: str) -> dict[str, Any]:
    """Meta counts buttons from 0."""
    number = name.removeprefix("Button_")
    if not number.isdecimal():
        raise Refused(f"The template has no variable {name[:50]!r}. Choose the template again.")
    text = [{"type": "text", "text": value}]
    return {"type": "button", "sub_type": "url", "index": str(int(number) - 1), "parameters": text}
