"""What can happen in the demo's day. `ago`: minutes before now."""

from msgspec import Struct

from router.demo.people import Agent, Person


class Mail(Struct, frozen=True):
    """html: the same again as HTML. photo: attach one. quotes: what it answers. automatic: written by a machine."""

    ago: float
    who: Person
    subject: str
    text: str
    html: str = ""
    photo: str = ""
    quotes: str = ""
    automatic: bool = False


class Chat(Struct, frozen=True):
    ago: float
    who: Person
    text: str


class Seen(Struct, frozen=True):
    """The customer's window showed these messages of ours."""

    ago: float
    message_ids: tuple[str, ...]


class Reply(Struct, frozen=True):
    ago: float
    by: Agent
    who: Person
    text: str


class Note(Struct, frozen=True):
    ago: float
    by: Agent
    who: Person
    text: str


class Take(Struct, frozen=True):
    ago: float
    by: Agent
    who: Person


class Close(Struct, frozen=True):
    ago: float
    by: Agent
    who: Person


Arriving = Mail | Chat | Seen
Doing = Reply | Note | Take | Close
Act = Arriving | Doing
