"""What can happen in the demo's day. `ago`: minutes before now."""

from typing import ClassVar, Literal

from msgspec import Struct

from router.demo.people import Agent, Person


class Mail(Struct, frozen=True):
    """html: the same again as HTML. photo: attach one. quotes: what it answers. automatic: written by a machine."""

    channel: ClassVar[str] = "email"
    ago: float
    who: Person
    subject: str
    text: str
    html: str = ""
    photo: str = ""
    quotes: str = ""
    automatic: bool = False


class Chat(Struct, frozen=True):
    """email: what somebody who is not signed in typed as theirs."""

    channel: ClassVar[str] = "chat"
    ago: float
    who: Person
    text: str
    email: str = ""


class WhatsApp(Struct, frozen=True):
    """photo: of a lamp goes with it. name: for one that is edited later."""

    channel: ClassVar[str] = "whatsapp"
    ago: float
    who: Person
    text: str
    photo: bool = False
    name: str = ""


class Edit(Struct, frozen=True):
    """The customer changes what they wrote on WhatsApp. name: of that message."""

    channel: ClassVar[str] = "whatsapp"
    ago: float
    who: Person
    text: str
    name: str


class Reaction(Struct, frozen=True):
    """message_id: of an answer of ours on WhatsApp."""

    channel: ClassVar[str] = "whatsapp"
    ago: float
    who: Person
    message_id: str
    emoji: str


class Sms(Struct, frozen=True):
    channel: ClassVar[str] = "sms"
    ago: float
    who: Person
    text: str


class Receipt(Struct, frozen=True):
    """What became of an answer of ours."""

    ago: float
    channel: str
    message_id: str
    state: Literal["delivered", "read"]


class Reply(Struct, frozen=True):
    """emoji: with which the customer reacts to it."""

    ago: float
    by: Agent
    who: Person
    text: str
    emoji: str = ""


class Note(Struct, frozen=True):
    ago: float
    by: Agent
    who: Person
    text: str


class AddNumber(Struct, frozen=True):
    """The agent has learned the customer's telephone number."""

    ago: float
    by: Agent
    who: Person


class Promise(Struct, frozen=True):
    """What the agent said they would do. within: minutes from when they said so."""

    ago: float
    by: Agent
    who: Person
    text: str
    within: float


class Tag(Struct, frozen=True):
    """What the customer's current episode is about."""

    ago: float
    by: Agent
    who: Person
    name: str


class Take(Struct, frozen=True):
    ago: float
    by: Agent
    who: Person


class Close(Struct, frozen=True):
    ago: float
    by: Agent
    who: Person


Arriving = Mail | Chat | WhatsApp | Edit | Reaction | Sms | Receipt
Doing = Reply | Note | AddNumber | Promise | Tag | Take | Close
Act = Arriving | Doing
