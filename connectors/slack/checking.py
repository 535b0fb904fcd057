"""Do the settings work? Nothing is sent."""

import re

from slack_sdk.web.async_slack_response import AsyncSlackResponse

from connectors.contract import Address, Refused
from connectors.slack.people import part
from connectors.slack.refusals import ADD_SCOPE
from connectors.slack.settings import Settings
from connectors.slack.web import Web

NEEDED = (
    "chat:write", "channels:history", "groups:history", "im:history", "mpim:history", "channels:read", "groups:read",
    "im:read", "mpim:read", "reactions:read", "files:read", "files:write", "users:read", "team:read",
)  # fmt: skip
FOR_ALERTS = ("users:read.email",)
"""To know who in Hilo has pressed a button in Slack."""

CHANNEL = re.compile("[CG][A-Z0-9]{5,30}")
CONVERSATION = re.compile("(T[A-Z0-9]{5,30})[:/]([CGD][A-Z0-9]{5,30})")
PAGES = 5
HOW = (
    "Open the conversation with Slack in a browser and paste its address: https://app.slack.com/client/T…/C… "
    "(the team's id and the conversation's)."
)


async def check(web: Web, settings: Settings) -> None:
    """Raises a ConnectorError."""
    demand_form(settings)
    demand_scopes(await web.ask(lambda client: client.auth_test()), settings)
    if settings.app_token:
        await demand_app_token(web, settings.app_token)
    for given in (*settings.channels, settings.alert_channel):
        await demand_id(web, given.strip())
    if settings.alert_channel:
        await demand_member(web, settings.alert_channel.strip())


def demand_form(settings: Settings) -> None:
    if not settings.bot_token.strip().startswith("xoxb-"):
        raise Refused("The bot token begins with xoxb-. Copy it from OAuth & Permissions on the app's page in Slack.")
    if settings.app_token and not settings.app_token.strip().startswith("xapp-"):
        raise Refused("The app token begins with xapp-. Make one under Basic Information, with connections:write.")
    if not settings.app_token and not settings.signing_secret.strip():
        raise Refused("Hilo would hear nothing. Enter the app token (Socket Mode) or the signing secret (Events API).")


def demand_scopes(answer: AsyncSlackResponse, settings: Settings) -> None:
    given = {one.strip() for one in answer.headers.get("x-oauth-scopes", "").split(",")}
    needed = NEEDED + (FOR_ALERTS if settings.alert_channel else ())
    if missing := [one for one in needed if one not in given]:
        raise Refused(f"The app lacks these permissions: {', '.join(missing)}. {ADD_SCOPE}")


async def demand_app_token(web: Web, token: str) -> None:
    try:
        await web.ask(lambda client: client.apps_connections_open(app_token=token))
    except Refused as refused:
        raise Refused(
            "Slack does not accept the app token, or Socket Mode is off. Make one under Basic Information, with "
            "connections:write, and switch on Socket Mode."
        ) from refused


async def demand_id(web: Web, given: str) -> None:
    """Events carry ids alone, so a name would match nothing, and a channel's name may change."""
    if not given or CHANNEL.fullmatch(given):
        return
    found = await id_of(web, given.lstrip("#").lower())
    if found:
        raise Refused(f"Enter {found} in place of {given!r}: names of channels may change.")
    raise Refused(f"{given!r} is no channel's id. It stands at the end of the channel's details, and begins with C.")


async def id_of(web: Web, name: str) -> str:
    """Among the channels that the app is in."""
    cursor = ""
    for _ in range(PAGES):
        got = await page(web, cursor)
        for one in got.get("channels") or []:
            if one.get("name") == name:
                return str(one.get("id", ""))
        cursor = (got.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            break
    return ""


async def page(web: Web, cursor: str) -> AsyncSlackResponse:
    kinds = "public_channel,private_channel"
    return await web.ask(
        lambda client: client.users_conversations(types=kinds, exclude_archived=True, limit=200, cursor=cursor or None)
    )


async def demand_member(web: Web, channel: str) -> None:
    try:
        about = part(await web.ask(lambda client: client.conversations_info(channel=channel)), "channel")
    except Refused as refused:
        raise Refused(f"The app cannot see the channel for alerts. Invite it there: /invite. ({refused})") from refused
    if not about.get("is_member"):
        raise Refused("The app is not in the channel for alerts. Invite it there: /invite.")


def locate(channel: str, typed: str) -> Address:
    """A conversation's id means nothing without its team's. Raises Refused."""
    found = CONVERSATION.search(typed.strip())
    if found is None:
        raise Refused(HOW)
    return Address(channel, f"{found[1]}:{found[2]}")
