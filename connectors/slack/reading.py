"""What happened in Slack, in our words. https://docs.slack.dev/reference/events/message

A conversation is one customer: a direct message, or a channel shared with a company. Who of them spoke stands before
their words. Slack vouches for where a message was written, so the address is proven.
"""

import re
from datetime import UTC, datetime

from connectors.contract import Address, Deleted, Edited, Happening, Ignored, Incoming, Media, Pressed, Reacted, Receipt
from connectors.slack.emoji import emoji
from connectors.slack.mrkdwn import readable
from connectors.slack.payload import Call, Said, Upload
from connectors.slack.settings import Settings

CHANNEL = "slack"
TAKE = "take"
"""Names the button under an alert."""
SPOKEN = {"", "file_share", "thread_broadcast", "me_message"}
"""Subtypes in which somebody says something; the others are Slack's own news, such as who joined."""
UNFETCHABLE = {"external": "it lies outside Slack", "tombstone": "deleted", "hidden_by_limit": "hidden by Slack's plan"}
LONGEST = 100_000
"""Characters of a text; the rest stays in the journal."""
TIME = re.compile(r"\d{1,11}\.\d{1,6}")


def read(call: Call, settings: Settings) -> Happening:
    """Raises ValueError for what lacks a place or a time."""
    match call.type:
        case "event_callback":
            return happened(call, settings)
        case "block_actions":
            return pressed(call)
    return Ignored(f"Slack: {call.type[:40] or 'nothing known'}")


def happened(call: Call, settings: Settings) -> Happening:
    event = call.event
    if event.type in ("reaction_added", "reaction_removed"):
        return aside(event.item.channel, settings) or reacted(call)
    if event.type in ("message", "app_mention"):
        return aside(event.channel, settings) or told(call)
    return Ignored(f"Slack: {event.type[:40] or 'an event without a type'}")


def aside(channel: str, settings: Settings) -> Ignored | None:
    """A conversation that is none of a customer's."""
    if not channel:
        raise ValueError("no channel")
    if channel == settings.alert_channel.strip():
        return Ignored("It was written in the channel for alerts.")
    chosen = {one.strip() for one in settings.channels}
    if chosen and channel not in chosen and not direct(channel):
        return Ignored("It was written in a channel that is not among the customers'.")
    return None


def direct(channel: str) -> bool:
    return channel.startswith("D")


def told(call: Call) -> Happening:
    event = call.event
    match event.subtype:
        case "message_changed":
            before = event.previous_message if event.previous_message.user else event.message
            return stranger(call, before) or changed(call)
        case "message_deleted":
            return stranger(call, event.previous_message) or gone(call, event.deleted_ts)
    if event.subtype in SPOKEN or event.bot_id:
        return stranger(call, event) or heard(call)
    return Ignored(f"Slack: {event.subtype[:40]}")


def stranger(call: Call, said: Said) -> Receipt | Ignored | None:
    """A message that no customer wrote. Only in a channel shared between companies is a colleague sure to be one."""
    us = {one.user_id for one in call.authorizations}
    if said.user in us or (said.app_id and said.app_id == call.api_app_id):
        return echoed(call) if said is call.event else Ignored("It is our own message.")
    if said.bot_id or said.user == "USLACKBOT":
        return Ignored("Another app wrote it.")
    if call.is_ext_shared_channel and (said.user_team or said.team) == call.team:
        return Ignored("A colleague wrote it in a channel shared with a customer.")
    return None


def echoed(call: Call) -> Receipt:
    """Our own message, as it stands in the conversation now."""
    event = call.event
    named = event.files[0].id if event.files else event.ts
    ref = event.metadata.event_payload.get("ref", "")
    return Receipt("delivered", f"{place(call)}:{named}", ref if isinstance(ref, str) else "")


def heard(call: Call) -> Happening:
    event, remote_id = call.event, message_id(call, call.event.ts)
    if not event.user:
        raise ValueError("no author")
    own, all_of_it = spoken(event), written(event)
    media = tuple(attached(one) for one in event.files if one.mode not in UNFETCHABLE)
    stub = not all_of_it and not media
    if stub:
        own = all_of_it = "Something was written in Slack that Hilo cannot show."
    who = "" if direct(event.channel) else author(event)
    return Incoming(
        remote_id=remote_id,
        sender=sender(call),
        text=signed(who, all_of_it),
        said=signed(who, own),
        sent_at=moment(event.ts),
        ref=f"{remote_id}/{event.thread_ts}" if event.thread_ts else remote_id,
        cites=(message_id(call, event.thread_ts),) if event.thread_ts else (),
        media=media,
        stub=stub,
    )


def spoken(said: Said) -> str:
    """The author's own words."""
    return readable(said.text)[:LONGEST]


def written(said: Said) -> str:
    """With what they passed on, as a quote, and what became of files that nobody can fetch."""
    passed = [readable(one.text or one.fallback) for one in said.attachments if one.is_share]
    quotes = ["\n".join(f"> {line}" for line in one.splitlines()) for one in passed]
    lost = [f"[{one.name or 'a file'}: {UNFETCHABLE[one.mode]}]" for one in said.files if one.mode in UNFETCHABLE]
    return "\n\n".join(part for part in (spoken(said), *quotes, *lost) if part)[:LONGEST]


def attached(upload: Upload) -> Media:
    """Its place is the id, and the address where Slack has told one."""
    url = upload.url_private_download or upload.url_private
    return Media(upload.name or upload.id, upload.mimetype, f"{upload.id} {url}".strip(), max(upload.size, 0))


def author(said: Said) -> str:
    """By name where Slack tells it, as it does of other companies' people; else by the id, as in a mention."""
    profile = said.user_profile
    return " ".join((profile.real_name or profile.display_name).split())[:80] or f"@{said.user}"


def signed(who: str, words: str) -> str:
    return f"{who}: {words}" if who and words else words


def changed(call: Call) -> Happening:
    """Slack calls it a change, too, when it adds a preview or notices the language."""
    new, old = call.event.message, call.event.previous_message
    if new.subtype == "tombstone":
        return gone(call, new.ts)
    if old.ts and written(new) == written(old):
        return Ignored("Only how Slack shows the message has changed.")
    who = "" if direct(call.event.channel) else author(new)
    at = moment(new.edited.ts or call.event.event_ts or call.event.ts)
    return Edited(message_id(call, new.ts), signed(who, written(new)), at)


def gone(call: Call, ts: str) -> Deleted:
    return Deleted(message_id(call, ts), moment(call.event.event_ts or call.event.ts))


def reacted(call: Call) -> Happening:
    event, item = call.event, call.event.item
    if item.type != "message":
        return Ignored(f"Slack: a reaction to a {item.type[:40]}")
    if event.user in {one.user_id for one in call.authorizations}:
        return Ignored("It is our own reaction.")
    moment(item.ts)
    who = Address(CHANNEL, f"{call.team}:{event.user}", evidence="proven", how="Slack")  # many may share a channel
    gone = event.type == "reaction_removed"
    remote_id = f"{call.team}:{item.channel}:{item.ts}"
    return Reacted(remote_id, who, emoji(event.reaction), moment(event.event_ts), gone)


def pressed(call: Call) -> Happening:
    thread_id = next((one.value for one in call.actions if one.action_id == TAKE), "")
    if not thread_id or not call.user.id:
        return Ignored("Slack: a button that is not ours")
    return Pressed(thread_id, call.user.id, f"{call.container.channel_id}:{call.container.message_ts}")


def sender(call: Call) -> Address:
    """Of a direct message with a stranger Slack tells the name at once; a channel's name is asked for later."""
    name = author(call.event) if direct(call.event.channel) else ""
    return Address(CHANNEL, place(call), name if not name.startswith("@") else "", "proven", "Slack")


def place(call: Call) -> str:
    if not call.team:
        raise ValueError("no team")
    return f"{call.team}:{call.event.channel}"


def message_id(call: Call, ts: str) -> str:
    """The same by every way in which a message may be told: mentioned or not, by HTTP or by socket."""
    moment(ts)
    return f"{place(call)}:{ts}"


def moment(ts: str) -> datetime:
    """Slack's times are also names: seconds since 1970, unique within a conversation."""
    if not TIME.fullmatch(ts):
        raise ValueError("no time")
    return datetime.fromtimestamp(float(ts), UTC)
