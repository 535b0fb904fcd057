"""What leaves by a connector, and what its channel lets through."""

from datetime import timedelta
from typing import Literal

from msgspec import Struct

from connectors.happening import Address, File, State


class Template(Struct, frozen=True):
    """A text that the provider has approved, to be sent when free text may not be.

    id: the provider's; text: with {{1}} or {{name}} where a variable goes; variables: their names, in that order.
    """

    id: str
    name: str
    language: str
    text: str
    variables: tuple[str, ...] = ()


class Filled(Struct, frozen=True):
    """A template with its variables' values. The text it makes is in the Outgoing."""

    id: str
    name: str
    language: str
    values: dict[str, str] = {}


class Outgoing(Struct, frozen=True):
    """A message to deliver. `ref` is ours and stable over retries; `cites` are nearest first.

    answers: the remote id of the customer's last message at this address, or "". hook: where this account's provider
    may call us, "" where nobody can.
    """

    message_id: str
    to: Address
    text: str
    subject: str = ""
    ref: str = ""
    cites: tuple[str, ...] = ()
    token: str = ""
    author: str = ""
    files: tuple[File, ...] = ()
    template: Filled | None = None
    answers: str = ""
    hook: str = ""


class Sent(Struct, frozen=True):
    """Accepted by the provider, under this id."""

    remote_id: str
    state: State = "sent"


class Alert(Struct, frozen=True):
    """Something that the whole team should see. kind: furious, threatened or stalled; link: opens the thread."""

    kind: Literal["furious", "threatened", "stalled"]
    thread_id: str
    customer: str
    excerpt: str
    link: str


class Person(Struct, frozen=True):
    """Whom an address belongs to, as the provider knows. email: only where the provider vouches for it."""

    name: str
    email: str = ""


class Limits(Struct, frozen=True):
    """What a channel lets through; what is 0 or empty is not limited.

    longest: characters of a text; longest_caption: of one that goes with a file, 0 for as many as longest.
    counted: "sms" where a text is cut into segments.
    window: how long after the customer's last message free text may be sent; then only templates may.
    templates: whether there are any. files: how many per message; biggest: bytes of one, by the start of its type
    ("image/", "" for all others; a type that no start fits cannot be sent); captions: text may go with a file.
    """

    longest: int = 0
    longest_caption: int = 0
    counted: Literal["characters", "sms"] = "characters"
    window: timedelta | None = None
    templates: bool = False
    files: int = 0
    biggest: dict[str, int] = {}
    captions: bool = True
