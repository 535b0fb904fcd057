"""Slack's Events API. https://docs.slack.dev/apis/events-api/"""

import hashlib
import hmac
import json
import time
from typing import Any, ClassVar

from servers.callers.call import Call
from servers.slack import BOT_TOKEN, SECRET

TEAM, APP = "T0000001", "A0000001"
AT = 1_790_000_000


class Slack:
    name: ClassVar[str] = "slack"
    settings: ClassVar[dict[str, Any]] = {}
    secrets: ClassVar[dict[str, str]] = {"bot_token": BOT_TOKEN, "signing_secret": SECRET}

    def __init__(self, hook: str) -> None:
        pass

    def address(self, number: int) -> str:
        return f"{TEAM}:{self._room(number)}"

    def remote_id(self, number: int, count: int) -> str:
        return f"{self.address(number)}:{self._ts(count)}"

    def message(self, number: int, count: int, text: str) -> Call:
        return self._event({"type": "message", **self._said(number, count, text), **self._where(number)})

    def mention(self, number: int, count: int, text: str) -> Call:
        """The same message once more, because it names us."""
        return self._event({"type": "app_mention", **self._said(number, count, text), **self._where(number)})

    def edit(self, number: int, count: int, text: str, at: int) -> Call:
        now = self._said(number, count, text) | {
            "type": "message",
            "edited": {"user": self._who(number), "ts": f"{at}.000000"},
        }
        return self._changed(number, at, subtype="message_changed", message=now)

    def delete(self, number: int, count: int, at: int) -> Call:
        return self._changed(number, at, subtype="message_deleted", deleted_ts=self._ts(count))

    def react(self, number: int, count: int, emoji: str, at: int) -> Call:
        item = {"type": "message", "channel": self._room(number), "ts": self._ts(count)}
        named = {"👍": "thumbsup", "❤️": "heart"}[emoji]
        told = {"type": "reaction_added", "user": self._who(number), "reaction": named, "item": item}
        return self._event({**told, "event_ts": f"{at}.000000"})

    def unknown(self) -> Call:
        return self._event({"type": "moon_phase_changed", "event_ts": f"{AT}.000000"})

    def _said(self, number: int, count: int, text: str) -> dict[str, Any]:
        return {"user": self._who(number), "text": text, "ts": self._ts(count), "team": TEAM}

    def _where(self, number: int) -> dict[str, str]:
        return {"channel": self._room(number), "channel_type": "im", "event_ts": f"{AT}.000000"}

    def _changed(self, number: int, at: int, **what: Any) -> Call:
        ts = f"{at}.000100"
        return self._event({"type": "message", "hidden": True, "ts": ts, **self._where(number), "event_ts": ts, **what})

    def _who(self, number: int) -> str:
        return f"U{number:08d}"

    def _room(self, number: int) -> str:
        return f"D{number:08d}"

    def _ts(self, count: int) -> str:
        return f"{AT + count}.000000"

    def _event(self, event: dict[str, Any]) -> Call:
        """The same event has the same id, as when Slack sends it again."""
        name = hashlib.sha256(json.dumps(event).encode()).hexdigest()[:10].upper()
        outer = {"team_id": TEAM, "api_app_id": APP, "type": "event_callback", "event_id": f"Ev{name}"}
        return self.signed(json.dumps({**outer, "event_time": AT, "event": event}).encode())

    def signed(self, body: bytes) -> Call:
        now = str(int(time.time()))
        # By hand: the SDK signs nothing but UTF-8, and Slack's own verifier is what the connector uses.
        digest = hmac.new(SECRET.encode(), b"v0:" + now.encode() + b":" + body, hashlib.sha256).hexdigest()
        signed = {"X-Slack-Request-Timestamp": now, "X-Slack-Signature": f"v0={digest}"}
        return Call(body, {"Content-Type": "application/json", **signed})
