"""What Slack sends, as far as we look at it: the same by HTTP and by socket.

https://docs.slack.dev/apis/events-api and https://docs.slack.dev/reference/interaction-payloads
"""

import hashlib
import json
from typing import Any
from urllib.parse import parse_qs

import msgspec
from msgspec import Struct

FORM = b"payload="
"""Presses of buttons come by HTTP as a form with this one field."""


class Profile(Struct, frozen=True):
    real_name: str = ""
    display_name: str = ""


class Edit(Struct, frozen=True):
    ts: str = ""


class Upload(Struct, frozen=True):
    """A file. Of one in a foreign team's channel there may be no more than the id (file_access "check_file_info")."""

    id: str = ""
    name: str = ""
    mimetype: str = ""
    size: int = 0
    mode: str = ""
    url_private: str = ""
    url_private_download: str = ""


class Attachment(Struct, frozen=True):
    """is_share: a message that the writer passed on, as against a preview of a link that Slack made."""

    text: str = ""
    fallback: str = ""
    is_share: bool = False


class Metadata(Struct, frozen=True):
    event_payload: dict[str, Any] = {}


class Said(Struct, frozen=True):
    """A message. Its author's team is user_team where companies meet, and elsewhere just team."""

    subtype: str = ""
    user: str = ""
    bot_id: str = ""
    app_id: str = ""
    text: str = ""
    ts: str = ""
    thread_ts: str = ""
    team: str = ""
    user_team: str = ""
    user_profile: Profile = Profile()
    files: tuple[Upload, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    edited: Edit = Edit()
    metadata: Metadata = Metadata()


class Item(Struct, frozen=True):
    """What somebody reacted to."""

    type: str = ""
    channel: str = ""
    ts: str = ""


class Event(Said, frozen=True):
    """Something that happened; a message stands in it directly, a changed one one step deeper."""

    type: str = ""
    channel: str = ""
    event_ts: str = ""
    deleted_ts: str = ""
    message: Said = Said()
    previous_message: Said = Said()
    reaction: str = ""
    item: Item = Item()


class Named(Struct, frozen=True):
    id: str = ""


class Authorization(Struct, frozen=True):
    """An installation of ours that may see the event; user_id is that of our bot."""

    team_id: str = ""
    user_id: str = ""


class Container(Struct, frozen=True):
    channel_id: str = ""
    message_ts: str = ""


class Action(Struct, frozen=True):
    action_id: str = ""
    value: str = ""


class Call(Struct, frozen=True):
    """An event (type "event_callback"), a press of a button ("block_actions"), or something else."""

    type: str = ""
    api_app_id: str = ""
    team_id: str = ""
    context_team_id: str = ""
    authorizations: tuple[Authorization, ...] = ()
    is_ext_shared_channel: bool = False
    event: Event = Event()
    user: Named = Named()
    container: Container = Container()
    actions: tuple[Action, ...] = ()

    @property
    def team(self) -> str:
        """Ours, in which the app is installed. `team_id` alone may be the other side's of a shared channel."""
        installed = self.authorizations[0].team_id if self.authorizations else ""
        return self.context_team_id or installed or self.team_id


class Head(Struct, frozen=True):
    """What names a call, and what a handshake wants to hear."""

    type: str = ""
    event_id: str = ""
    trigger_id: str = ""
    challenge: str = ""


def call_of(body: bytes) -> Call:
    """Raises ValueError or RecursionError for what makes no sense."""
    return msgspec.convert(whole(plain(content(body))), Call)


def head_of(body: bytes) -> Head:
    """An empty one for what makes no sense: it is kept all the same."""
    try:
        return msgspec.convert(whole(plain(content(body))), Head)
    except (ValueError, RecursionError):
        return Head()


def key_of(body: bytes, head: Head) -> str:
    """The same for every delivery of the same thing, by HTTP or by socket (X-Slack-Retry-Num changes no body)."""
    if head.event_id:
        return f"event:{head.event_id}"
    if head.trigger_id:
        return f"press:{head.trigger_id}"
    return f"body:{hashlib.sha256(body).hexdigest()}"


def content(body: bytes) -> bytes:
    return parse_qs(body.decode()).get("payload", [""])[0].encode() if body.startswith(FORM) else body


def plain(body: bytes) -> Any:
    """A text cut inside an emoji holds a lone surrogate, which msgspec refuses and Python's own JSON reads."""
    try:
        return msgspec.json.decode(body)
    except msgspec.DecodeError:
        return json.loads(body)


def whole(value: Any) -> Any:
    """Without nulls, which Slack puts wherever it has nothing to say."""
    if isinstance(value, dict):
        return {name: whole(one) for name, one in value.items() if one is not None}
    if isinstance(value, list):
        return [whole(one) for one in value if one is not None]
    return value
