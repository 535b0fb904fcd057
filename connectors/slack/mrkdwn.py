"""Slack's text format to plain text and back. https://docs.slack.dev/messaging/formatting-message-text"""

import re

ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
"""All that Slack escapes; the ampersand last, so that "&amp;lt;" becomes "&lt;" and no more."""
CONTROL = re.compile(r"<([^<>]*)>")
SCHEME = re.compile(r"(?:https?://|mailto:|tel:)")


def readable(text: str) -> str:
    """What was written, as a person would read it out."""
    shown = CONTROL.sub(lambda found: spelt(found[1]), text)
    for entity, character in ENTITIES:
        shown = shown.replace(entity, character)
    return shown.strip()


def spelt(inside: str) -> str:
    """What stands between < and >: a mention, a channel, a date, or a link, each with or without a label."""
    target, _, label = inside.partition("|")
    match target[:1]:
        case "@" | "#":
            return target[0] + (label.lstrip("@#") or target[1:])
        case "!":
            return announced(target[1:], label)
    return linked(target, label)


def announced(what: str, label: str) -> str:
    """<!here>, <!subteam^S1|@sales>, <!date^1392734382^{date}|a day in 2014>."""
    if what.startswith("date^"):
        return label
    return label if label.startswith("@") else "@" + (label or what.partition("^")[2] or what)


def linked(url: str, label: str) -> str:
    """Where a link leads is never hidden behind its label."""
    short = SCHEME.sub("", url, count=1)
    if not label:
        return url
    return label if label.rstrip("/") in (url.rstrip("/"), short.rstrip("/")) else f"{label} ({url})"


def escaped(text: str) -> str:
    """So that Slack takes nothing in it for a mention of everybody, or for a link."""
    for entity, character in reversed(ENTITIES):
        text = text.replace(character, entity)
    return text
