"""An answer on its way into a conversation. https://docs.slack.dev/reference/methods/chat.postMessage"""

import asyncio
import json
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from connectors.contract import ConnectorError, Limits, Outgoing, Refused, Sent, TryLater, Uncertain
from connectors.slack.files import Held, upload
from connectors.slack.mrkdwn import escaped
from connectors.slack.refusals import TOO_LONG
from connectors.slack.web import Web

BIGGEST = 25 << 20
LIMITS = Limits(longest=12_000, files=10, biggest={"": BIGGEST})
"""Slack cuts a text at 40,000 characters and advises less than 4,000."""
LATELY = timedelta(minutes=10)
UPLOADING = 60.0
"""Seconds for all files of a message: what has not begun to be shown must end as such, within the outbox's lease."""
OURS = "hilo_message"
"""The type of the metadata that carry our ref: https://docs.slack.dev/messaging/message-metadata"""


async def send(web: Web, outgoing: Outgoing, now: datetime) -> Sent:
    """Raises Refused, TryLater or Uncertain."""
    if len(outgoing.text) > LIMITS.longest:
        raise Refused(TOO_LONG, "too_big")
    if outgoing.files:
        return await share(web, outgoing)
    try:
        return await post(web, outgoing)
    except Uncertain:
        if outgoing.ref and (found := await posted(web, outgoing, now)):
            return found
        raise


async def post(web: Web, outgoing: Outgoing) -> Sent:
    """Nothing in the text is taken for markup or for a mention, whatever an agent pastes."""
    got = await web.tell(
        lambda client: client.chat_postMessage(
            channel=channel_of(outgoing),
            thread_ts=thread_of(outgoing),
            text=escaped(outgoing.text),
            mrkdwn=False,
            parse="none",
            link_names=False,
            metadata={"event_type": OURS, "event_payload": {"ref": outgoing.ref}},
        )
    )
    return named(outgoing, got.get("ts"))


def channel_of(outgoing: Outgoing) -> str:
    return outgoing.to.address.rpartition(":")[2]


def thread_of(outgoing: Outgoing) -> str | None:
    """The thread in which the customer wrote last, as `reading.heard` put it into the message's ref."""
    refs = (one.partition("/") for one in outgoing.cites)
    return next((thread for message, _, thread in refs if message == outgoing.answers and thread), None)


def named(outgoing: Outgoing, name: Any) -> Sent:
    """An answer without a name for the message has said yes all the same."""
    return Sent(f"{outgoing.to.address}:{name if isinstance(name, str) and name else outgoing.ref}")


async def posted(web: Web, outgoing: Outgoing, now: datetime) -> Sent | None:
    """Whether a message of which we lost track stands there already: our ref is in its metadata."""
    try:
        got = await web.ask(lambda client: lately(client, outgoing, str((now - LATELY).timestamp())))
    except ConnectorError:
        return None
    said = got.get("messages")
    ours = (one for one in said if ref_in(one) == outgoing.ref) if isinstance(said, list) else iter(())
    found = next(ours, None)
    return named(outgoing, found.get("ts")) if found else None


async def lately(client: AsyncWebClient, outgoing: Outgoing, since: str) -> AsyncSlackResponse:
    channel, thread = channel_of(outgoing), thread_of(outgoing)
    if thread:
        return await client.conversations_replies(
            channel=channel, ts=thread, oldest=since, limit=100, include_all_metadata=True
        )
    return await client.conversations_history(channel=channel, oldest=since, limit=100, include_all_metadata=True)


def ref_in(message: Any) -> str:
    try:
        return str(message["metadata"]["event_payload"]["ref"])
    except (KeyError, TypeError):
        return ""


async def share(web: Web, outgoing: Outgoing) -> Sent:
    """Files become one message with the text above them. Until it is made nothing is seen, so all before may fail."""
    try:
        async with asyncio.timeout(UPLOADING):
            held = [await upload(web, file) for file in outgoing.files]
    except TimeoutError as slow:
        raise TryLater("Slack did not take the files in time. It is tried again.") from slow
    got = await web.tell(lambda client: complete(client, outgoing, held))
    files = got.get("files")
    first = files[0].get("id") if isinstance(files, list) and files and isinstance(files[0], dict) else held[0]["id"]
    return named(outgoing, first)


async def complete(client: AsyncWebClient, outgoing: Outgoing, held: list[Held]) -> AsyncSlackResponse:
    """As a form: the SDK's own method would put the agent's text into the address, where it is logged and cut."""
    told = {
        "files": json.dumps(held),
        "channel_id": channel_of(outgoing),
        "thread_ts": thread_of(outgoing),
        "initial_comment": escaped(outgoing.text) or None,
    }
    return await client.api_call("files.completeUploadExternal", data=told)
