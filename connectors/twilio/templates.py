"""Texts that WhatsApp has approved, by Twilio's Content API. https://www.twilio.com/docs/content/content-api-resources"""

import re
from collections.abc import Iterator
from typing import Any

from connectors.contract import Template, TryLater
from connectors.twilio.line import UNREADABLE

MOST = 1_000
PAGE = 100
VARIABLE = re.compile(r"\{\{\s*([\w.-]{1,60})\s*\}\}")
PARTS = ("title", "header_text", "body", "subtitle", "footer")
"""Of the various kinds of content, in the order in which WhatsApp shows them."""


async def approved(client: Any) -> list[Template]:
    """Raises a ConnectorError."""
    contents = client.content.v1.content_and_approvals
    try:
        found = [one async for one in await contents.stream_async(limit=MOST, page_size=PAGE)]
    except UNREADABLE as unreadable:
        raise TryLater("Twilio's list of templates cannot be read. Try again later.") from unreadable
    return [template(one) for one in found if is_approved(one) and text_of(one)]


def is_approved(content: Any) -> bool:
    requests = content.approval_requests
    return isinstance(requests, dict) and requests.get("status") == "approved" and isinstance(content.sid, str)


def text_of(content: Any) -> str:
    types = content.types if isinstance(content.types, dict) else {}
    said = [one for kind in types.values() if isinstance(kind, dict) for one in parts(kind)]
    return "\n".join(dict.fromkeys(said))


def parts(kind: dict[str, Any]) -> Iterator[str]:
    return (kind[part] for part in PARTS if isinstance(kind.get(part), str) and kind[part])


def template(content: Any) -> Template:
    text = text_of(content)
    hidden = content.variables if isinstance(content.variables, dict) else {}  # such as one in a button's address
    variables = tuple(dict.fromkeys([*VARIABLE.findall(text), *map(str, hidden)]))
    return Template(
        content.sid, str(content.friendly_name or content.sid), str(content.language or ""), text, variables
    )
