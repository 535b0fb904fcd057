"""Who is behind an id. https://docs.slack.dev/reference/methods/users.info"""

import asyncio
from typing import Any

from connectors.contract import ConnectorError, Person, Refused
from connectors.slack.web import Web

UNKNOWN = "Slack does not say who this is."


async def introduce(web: Web, address: str) -> Person:
    """A conversation ("team:channel") or a person ("U…"). Raises Refused or TryLater.

    Only of a person, and only of a colleague, is there an e-mail address: other companies' say-so proves nothing to us.
    """
    team, _, conversation = address.rpartition(":")
    return Person(await title(web, team, conversation)) if team else await colleague(web, address)


async def title(web: Web, team: str, conversation: str) -> str:
    """What a conversation is called, or the one with whom it is held."""
    about = part(await web.ask(lambda client: client.conversations_info(channel=conversation)), "channel")
    if about.get("is_im"):
        return name_of(await user(web, str(about.get("user", ""))))
    name = str(about.get("name_normalized") or about.get("name") or "")
    if about.get("is_mpim"):
        return ", ".join(name.removeprefix("mpdm-").rpartition("-")[0].split("--"))
    others = [one for one in about.get("connected_team_ids") or [] if isinstance(one, str) and one != team]
    companies = [company for company in await asyncio.gather(*(company_of(web, one) for one in others[:3])) if company]
    return f"#{name} ({', '.join(companies)})" if companies else f"#{name}"


async def company_of(web: Web, team: str) -> str:
    """Its name, if Slack tells us; a channel is found without it too."""
    try:
        return str(part(await web.ask(lambda client: client.team_info(team=team)), "team").get("name") or "")
    except ConnectorError:
        return ""


async def colleague(web: Web, person: str) -> Person:
    """Guests and bots are in our team as well, and are nobody's colleagues."""
    found, us = await user(web, person), await web.ask(lambda client: client.auth_test())
    ours = found.get("team_id") == us.get("team_id") and not any(
        found.get(one) for one in ("deleted", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger")
    )
    email = profile(found).get("email") if ours else ""
    return Person(name_of(found), email if isinstance(email, str) else "")


async def user(web: Web, person: str) -> dict[str, Any]:
    return part(await web.ask(lambda client: client.users_info(user=person)), "user")


def part(answer: Any, name: str) -> dict[str, Any]:
    found = answer.get(name)
    if not isinstance(found, dict):
        raise Refused(UNKNOWN)
    return found


def profile(user: dict[str, Any]) -> dict[str, Any]:
    found = user.get("profile")
    return found if isinstance(found, dict) else {}


def name_of(user: dict[str, Any]) -> str:
    about = profile(user)
    names = (about.get("real_name"), about.get("display_name"), user.get("real_name"), user.get("name"))
    return " ".join(next((one for one in names if isinstance(one, str) and one.strip()), "").split())[:100]
