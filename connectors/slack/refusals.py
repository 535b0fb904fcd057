"""What Slack's refusals mean for an agent. https://docs.slack.dev/reference/methods/chat.postMessage#errors"""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from connectors.contract import Code, ConnectorError, Refused, TryLater, Uncertain

USUAL_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)

NOT_NOW = {"ratelimited", "rate_limited", "service_unavailable", "request_timeout", "team_added_to_org"}
"""Slack says itself that it has done nothing; request_timeout: our words did not all reach it."""
UNCLEAR = {"internal_error", "fatal_error"}
"""Slack: "It's possible some aspect of the operation succeeded before the error was raised"."""

ADD_SCOPE = "An admin must add it on the app's page in Slack, under OAuth & Permissions, and install the app anew."
EXPIRED = (
    "Slack does not accept the account's token any more. An admin must copy it anew from the app's page in Slack, "
    "under OAuth & Permissions, into the settings."
)
GONE = "Slack knows no such conversation, or the app is not in it. Ask for an /invite, or write to another address."
OUTSIDE = "The app is not in this channel. Somebody there has to /invite it; then send this again."
ARCHIVED = "This channel has been archived. Write to another address of the customer."
NOBODY = "This person takes no messages from the app, or is no longer in Slack. Write to another address."
CLOSED = "The channel's settings do not let the app write there. Ask whoever runs the channel, then send this again."
NO_THREAD = "The message that this answers is gone, or its thread is locked. Write to another address."
TOO_LONG = "This is too long for Slack. Send it in several messages."
TOO_BIG = "Slack does not take this file: it is too big, or there is no room left. Send less, or a link to it."
SWITCHED_OFF = "Socket Mode is switched off for this app. An admin can switch it on, on the app's page in Slack."

SAID: tuple[tuple[str, str, Code], ...] = (
    ("invalid_auth not_authed account_inactive token_revoked token_expired not_allowed_token_type", EXPIRED, ""),
    ("team_access_not_granted access_denied org_login_required ekm_access_denied", EXPIRED, ""),
    ("channel_not_found invalid_channel", GONE, "unreachable"),
    ("not_in_channel", OUTSIDE, "unreachable"),
    ("is_archived", ARCHIVED, "unreachable"),
    ("user_not_found users_not_found user_disabled user_not_visible", NOBODY, "unreachable"),
    ("user_is_bot cannot_dm_bot messages_tab_disabled", NOBODY, "unreachable"),
    ("restricted_action restricted_action_read_only_channel restricted_action_thread_only_channel", CLOSED, ""),
    ("restricted_action_non_threadable_channel posting_to_channel_denied", CLOSED, ""),
    ("posting_to_general_channel_denied", CLOSED, ""),
    ("restricted_action_thread_locked thread_not_found cannot_reply_to_message", NO_THREAD, ""),
    ("msg_too_long msg_blocks_too_long", TOO_LONG, "too_big"),
    ("file_upload_size_restricted file_size_limit_exceeded storage_limit_reached", TOO_BIG, "too_big"),
    ("link_disabled", SWITCHED_OFF, ""),
)
REFUSALS = {error: (sentence, code) for errors, sentence, code in SAID for error in errors.split()}


def judged(status: int, said: Any, headers: Mapping[str, str]) -> ConnectorError:
    """said: the answer's JSON, or whatever came instead."""
    error = word(said, "error")
    if status == 429 or error in NOT_NOW:
        return TryLater("Slack takes no more just now. It is tried again.", pause_of(headers))
    if error in UNCLEAR or (not error and not 400 <= status < 500) or (status >= 500 and error not in REFUSALS):
        return Uncertain("Slack failed while it took this, so it may have arrived. Look there, or send it again.")
    if error == "missing_scope":
        return Refused(f"The app lacks the permission {word(said, 'needed') or 'for this'}. {ADD_SCOPE}")
    sentence, code = REFUSALS.get(error, (f"Slack refused this ({error or status}). An admin can look it up.", ""))
    return Refused(sentence, code)


def word(said: Any, name: str) -> str:
    """A code of Slack's, and nothing that could fill the screen."""
    found = said.get(name) if isinstance(said, dict) else None
    return found if isinstance(found, str) and re.fullmatch(r"[a-z0-9_:.,]{1,80}", found) else ""


def pause_of(headers: Mapping[str, str]) -> timedelta:
    """Seconds, within reason. https://docs.slack.dev/apis/web-api/rate-limits"""
    given = headers.get("Retry-After", "")
    return min(timedelta(seconds=int(given)), LONGEST_PAUSE) if re.fullmatch("[0-9]{1,9}", given) else USUAL_PAUSE
