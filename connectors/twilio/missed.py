"""What Twilio took while nobody could be called: it drops an SMS whose hook does not answer within fifteen seconds.

So its list of messages is looked through at the start and every few minutes, and each of them is kept under the key
that its hook would have given it. https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlencode

import structlog

from connectors.contract import Keep, Raw, TryLater
from connectors.twilio.hook import message_key
from connectors.twilio.line import UNREADABLE
from connectors.twilio.number import Medium, own
from connectors.twilio.reading import MOST_MEDIA

OVERLAP = timedelta(minutes=10)
"""A message stands in the list with the time of its hook, later than it appears there, and clocks differ."""
SPAN = timedelta(hours=6)
"""Listed at once, so that the way back after a long absence is made in steps, oldest first."""
PAGE = 200
API = "https://api.twilio.com"

log = structlog.get_logger()


class Missed:
    def __init__(self, client: Any, medium: Medium, sender: str, clock: Callable[[], datetime]) -> None:
        self._client, self._medium, self._ours, self._clock = client, medium, own(medium, sender), clock
        self._kept: set[str] = set()

    async def watch(self, cursor: str, keep: Keep, pause: float) -> None:
        """Until cancelled. Raises Refused when a person must act."""
        while True:
            try:
                cursor = await self.catch_up(cursor, keep)
            except TryLater as later:
                log.warning("twilio's list of messages not read", reason=str(later))
            await asyncio.sleep(pause)

    async def catch_up(self, cursor: str, keep: Keep) -> str:
        """The new cursor: until when everything is kept. Without one it begins now: the past was answered elsewhere."""
        now = self._clock()
        since = min(time_of(cursor) or now, now)
        while True:
            until = min(since + SPAN, now)
            found = await self._listed(since - OVERLAP, until if until < now else None)
            await keep([raw for raw in found if raw.key not in self._kept], until.isoformat())
            self._kept = {raw.key for raw in found}
            if until == now:
                return until.isoformat()
            since = until

    async def _listed(self, since: datetime, until: datetime | None) -> list[Raw]:
        """Oldest first."""
        asked: dict[str, Any] = {"date_sent_after": since, **({"date_sent_before": until} if until else {})}
        if "from_" in self._ours:
            asked["to"] = self._ours["from_"]
        try:
            found = [one async for one in await self._client.messages.stream_async(page_size=PAGE, **asked)]
            return [await self._raw(one) for one in reversed(found) if self._is_for_us(one)]
        except UNREADABLE as wrong:
            raise TryLater("Twilio's list of messages cannot be read. It is tried again.") from wrong

    def _is_for_us(self, message: Any) -> bool:
        """The list cannot be asked for one service's messages alone."""
        service = self._ours.get("messaging_service_sid")
        return message.direction == "inbound" and (not service or message.messaging_service_sid == service)

    async def _raw(self, message: Any) -> Raw:
        """In the form that the hook would have brought."""
        key = message_key(message.sid)
        form = {"MessageSid": message.sid, "SmsStatus": "received", "From": message.from_, "To": message.to}
        form |= {"Body": message.body or "", "NumMedia": message.num_media or "0", "DateSent": dated(message.date_sent)}
        if form["NumMedia"] != "0" and key not in self._kept:
            form |= await self._media(message.sid)
        return Raw(key, urlencode(form).encode())

    async def _media(self, sid: str) -> dict[str, str]:
        found = await self._client.messages(sid).media.list_async(limit=MOST_MEDIA)
        urls = {f"MediaUrl{at}": API + one.uri.removesuffix(".json") for at, one in enumerate(found)}
        return urls | {f"MediaContentType{at}": one.content_type or "" for at, one in enumerate(found)}


def time_of(cursor: str) -> datetime | None:
    with suppress(ValueError):
        time = datetime.fromisoformat(cursor)
        return time.astimezone(UTC) if time.tzinfo else None
    return None


def dated(time: Any) -> str:
    return format_datetime(time) if isinstance(time, datetime) else ""
