"""What the whole team should see, in its own channel. https://docs.slack.dev/block-kit"""

from typing import Any

from connectors.contract import Alert
from connectors.slack.mrkdwn import escaped
from connectors.slack.reading import TAKE
from connectors.slack.web import Web

HAPPENED = {
    "furious": "{customer} is furious.",
    "threatened": "{customer} threatens to leave, to sue or to go public.",
    "stalled": "{customer} has waited too long.",
}
EXCERPT = 300
"""Characters of the customer's words."""
NAME = 100


async def alert(web: Web, channel: str, alert: Alert) -> None:
    """Raises a ConnectorError."""
    headline = HAPPENED[alert.kind].format(customer=escaped(shortened(alert.customer or "A customer", NAME)))
    blocks = [words(headline, alert.excerpt), {"type": "actions", "elements": [button(alert)]}]
    await web.tell(
        lambda client: client.chat_postMessage(
            channel=channel, text=headline, blocks=blocks, unfurl_links=False, unfurl_media=False
        )
    )


def words(headline: str, excerpt: str) -> dict[str, Any]:
    """verbatim: Slack makes no links of what a stranger has written."""
    quote = escaped(shortened(excerpt, EXCERPT))
    text = f"*{headline}*\n>{quote}" if quote else f"*{headline}*"
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def shortened(text: str, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def button(alert: Alert) -> dict[str, Any]:
    """Opens the thread and tells us who pressed it, in one."""
    return {
        "type": "button",
        "style": "primary",
        "action_id": TAKE,
        "text": {"type": "plain_text", "text": "Take it"},
        "value": alert.thread_id,
        "url": alert.link,
    }


async def answer(web: Web, place: str, sentence: str) -> None:
    """Under the alert. The button stays: what came of it may be that somebody else must press it."""
    channel, _, ts = place.partition(":")
    await web.tell(lambda client: client.chat_postMessage(channel=channel, thread_ts=ts, text=escaped(sentence)))
