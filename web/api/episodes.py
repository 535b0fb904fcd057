"""Episodes: what they were about, and how they ended."""

from types import NoneType
from typing import Annotated

import msgspec

from inbox import episodes
from inbox.episodes import LONGEST_TAG, MOST_TAGS, Tag
from inbox.words import EpisodeId
from web.call import Call
from web.table import Nothing, Table

routes = Table()

TagName = Annotated[str, msgspec.Meta(max_length=LONGEST_TAG)]


class Tags(msgspec.Struct, frozen=True):
    tags: Annotated[list[TagName], msgspec.Meta(max_length=MOST_TAGS)]


class Conclusion(msgspec.Struct, frozen=True):
    """satisfaction: the customer's, 1 to 5, where somebody said."""

    outcome: Annotated[str, msgspec.Meta(max_length=500)]
    satisfaction: Annotated[int, msgspec.Meta(ge=1, le=5)] | None = None


@routes.on("PUT", "/api/v1/episodes/{id}/tags", "agent", takes=Tags, gives=Tags)
async def tag(call: Call[Tags]) -> Tags:
    """What this episode is about: these tags and no others. The answer has them as they are kept."""
    named = call.body.tags
    return Tags(await call.inbox.write(episodes.set_tags, EpisodeId(call.id), named, call.user.id, call.now))


@routes.on("PUT", "/api/v1/episodes/{id}/outcome", "agent", takes=Conclusion, gives=NoneType)
async def conclude(call: Call[Conclusion]) -> None:
    """How this episode ended, and whether the customer was content."""
    how = call.body.outcome, call.body.satisfaction
    await call.inbox.write(episodes.conclude, EpisodeId(call.id), *how, call.user.id, call.now)


@routes.on("GET", "/api/v1/tags", "agent", takes=Nothing, gives=list[Tag])
async def tags(call: Call[Nothing]) -> list[Tag]:
    """The tags that are in use, most used first."""
    return await call.inbox.read(episodes.tags)
