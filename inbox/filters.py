"""What of a view an agent wants to see: a channel, a tag, a team, a colleague, a language, or only who is angry."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, exists, or_, select

from inbox.around import BAD
from inbox.episodes import normal
from inbox.schema import customer, tag, thread
from inbox.words import TeamId, UserId


class Filter(Struct, frozen=True, omit_defaults=True):
    """Everything that is given must hold; by default nothing is left out.

    channel: of the last message. tag: of the current episode. assignee_id: who has it. language: ISO 639-1, the
    customer's.
    """

    channel: str = ""
    tag: str = ""
    team_id: TeamId | None = None
    assignee_id: UserId | None = None
    angry: bool = False
    language: str = ""


ALL = Filter()
shown_here = thread.alias("shown_here")


def conditions(only: Filter) -> Iterator[ColumnElement[bool]]:
    if only.channel:
        yield thread.c.channel == only.channel
    if only.tag:
        yield tagged(only.tag)
    if only.team_id:
        yield thread.c.team_id == only.team_id
    if only.assignee_id:
        yield thread.c.assignee_id == only.assignee_id
    if only.angry:
        yield thread.c.anger >= BAD
    if only.language:
        yield customer.c.language == only.language.lower()


def tagged(name: str) -> ColumnElement[bool]:
    """One of those who are shown in the thread has it on their current episode."""
    episodes: Any = select(tag.c.episode_id).where(tag.c.name == normal(name))
    whole = or_(shown_here.c.id == thread.c.id, shown_here.c.head_id == thread.c.id)
    return exists().where(whole, shown_here.c.episode_id.in_(episodes))
