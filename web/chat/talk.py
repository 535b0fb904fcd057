"""What the panel says and hears, as data."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from inbox.messages import place_of
from inbox.words import Message

ClientId = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{1,64}\Z")]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class Knock(msgspec.Struct, frozen=True):
    """Opening the panel. visitor_token: from an earlier visit. jwt: from the site, for a signed-in visitor."""

    visitor_token: str = ""
    jwt: str = ""


class Line(msgspec.Struct, frozen=True):
    """A message as the visitor may see it: no mood, no evidence, nothing of colleagues.

    place: where it stands among all of theirs. channel: "chat", or that of an address which they have proven.
    """

    id: str
    place: int
    direction: Literal["in", "out"]
    text: str
    at: datetime
    channel: str
    author: str = ""
    client_id: str = ""
    state: str = ""
    subject: str = ""
    files: list[str] = []


class Welcome(msgspec.Struct, frozen=True):
    """place: of the last line here, from which the stream goes on; 0 before the first.

    proofs: whether a code can be had. asked, proven: as in Proofs.
    """

    token: str
    visitor: str
    signed_in: bool
    title: str
    greeting: str
    accent: str
    agents_online: bool
    messages: list[Line]
    place: int
    proofs: bool
    asked: str
    proven: list[str]


class Proofs(msgspec.Struct, frozen=True):
    """asked: the address for which a code may be entered, "" if for none. proven: those whose history is shown."""

    asked: str
    proven: list[str]


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


class Prove(msgspec.Struct, frozen=True):
    """language: of the mail with the code."""

    email: Annotated[str, msgspec.Meta(max_length=254)]
    language: Literal["en", "es"] = "en"


class CodeSent(msgspec.Struct, frozen=True):
    sent: bool = True


class Code(msgspec.Struct, frozen=True):
    """As it was typed or pasted."""

    code: Annotated[str, msgspec.Meta(max_length=40)]


class Proven(msgspec.Struct, frozen=True):
    email: str


def lines(messages: list[Message]) -> list[Line]:
    """Without what could not be read: what stands in its place is for agents."""
    return [line(message) for message in messages if not message.stub]


def line(message: Message) -> Line:
    ours = message.direction == "out"
    return Line(
        id=message.id,
        place=place_of(message),
        direction="out" if ours else "in",
        text=message.text if message.channel == "chat" else message.said or message.text,
        at=message.created_at,
        channel=message.channel,
        author=message.author_name if ours else "",
        client_id="" if ours else message.client_id,
        state=(message.state or "") if ours else "",
        subject=message.subject,
        files=[file.name for file in message.attachments],
    )
