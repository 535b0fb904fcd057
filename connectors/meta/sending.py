"""A message of ours to WhatsApp.

https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages
"""

from typing import Any

from connectors.contract import Outgoing, Sent, Uncertain
from connectors.meta import refusal
from connectors.meta.allowed import CAPTIONED, bare, demand_allowed, kind_of
from connectors.meta.files import upload
from connectors.meta.graph import Fault, Graph, Lost
from connectors.meta.number import recipient
from connectors.meta.template import filled


async def send(graph: Graph, phone_number_id: str, outgoing: Outgoing) -> Sent:
    """Raises Refused, TryLater or Uncertain. Its receipts carry our ref, even where we never learn Meta's id."""
    demand_allowed(outgoing)
    body = {"messaging_product": "whatsapp", "recipient_type": "individual", **recipient(outgoing.to.address)}
    if outgoing.ref:
        body["biz_opaque_callback_data"] = outgoing.ref
    content = await content_of(graph, phone_number_id, outgoing)
    try:
        answer = await graph.post(f"{phone_number_id}/messages", json={**body, **content})
    except (Fault, Lost) as error:
        raise refusal.of_sending(error) from error
    return Sent(id_in(answer))


async def content_of(graph: Graph, phone_number_id: str, outgoing: Outgoing) -> dict[str, Any]:
    if outgoing.template:
        return {"type": "template", "template": filled(outgoing.template)}
    for file in outgoing.files:
        mime = bare(file.mime)
        kind = kind_of(mime)
        part = {"id": await upload(graph, phone_number_id, file, mime)}
        if outgoing.text and kind in CAPTIONED:
            part["caption"] = outgoing.text
        if kind == "document":
            part["filename"] = file.name or "file"
        return {"type": kind, kind: part}
    return {"type": "text", "text": {"body": outgoing.text, "preview_url": True}}


def id_in(answer: dict[str, Any]) -> str:
    """Raises Uncertain: it was accepted, but under which name?"""
    match answer:
        case {"messages": [{"id": str(named)}, *_]} if named:
            return named
    raise Uncertain("Meta took the message but did not say under which id. Its receipt may still come.")
