"""What the panel says and hears, as data."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from inbox.words import Message

ClientId = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{1,64}\Z")]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class Knock(msgspec.Struct, frozen=True):
    """Opening the panel. visitor_token: from an earlier visit. jwt: from the site, for a signed-in visitor."""

    visitor_token: str = ""
    jwt: str = ""


class Line(msgspec.Struct, frozen=True):
    """A message as the visitor may see it: no mood, no evidence, nothing of colleagues or other channels."""

    id: str
    position: int
    direction: Literal["in", "out"]
    text: str
    at: datetime
    author: str = ""
    client_id: str = ""
    state: str = ""


class Welcome(msgspec.Struct, frozen=True):
    """position: of the newest line, from which the stream goes on; 0 before the first."""

    token: str
    visitor: str
    signed_in: bool
    title: str
    greeting: str
    accent: str
    agents_online: bool
    messages: list[Line]
    position: int


class Written(msgspec.Struct, frozen=True):
    """A message, named by the browser: sending it again is harmless. email is typed and proves nothing."""

    client_id: ClientId
    text: str
    name: Annotated[str, msgspec.Meta(max_length=100)] = ""
    email: Annotated[str, msgspec.Meta(max_length=254)] = ""
    page: Annotated[str, msgspec.Meta(max_length=2000)] = ""
    sent_at: Moment | None = None


class Accepted(msgspec.Struct, frozen=True):
    client_id: str


class Looked(msgspec.Struct, frozen=True):
    """Lines that arrived in the window, or that were looked at."""

    state: Literal["delivered", "read"]
    message_ids: Annotated[list[str], msgspec.Meta(max_length=100)]


def lines(messages: list[Message]) -> list[Line]:
    return [line(message) for message in messages if message.direction != "note"]


def line(message: Message) -> Line:
    ours = message.direction == "out"
    return Line(
        id=message.id,
        position=message.position,
        direction="out" if ours else "in",
        text=message.text,
        at=message.created_at,
        author=message.author_name if ours else "",
        client_id="" if ours else message.client_id,
        state=(message.state or "") if ours else "",
    )
