"""Who has which thread before them just now, and who writes in it.

It travels on the inbox's bus and is never stored: every web process hears every sign, and so sees the same. A window
of which nothing was heard for LASTS has gone.
"""

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final, Literal

import msgspec
import structlog

from inbox.bus import Bus
from inbox.clock import Clock
from inbox.words import ThreadId, UserId
from web.sse import frame

log = structlog.get_logger()

TOPIC: Final = "presence"
LASTS = timedelta(seconds=30)
MOST = 20
"""Windows of one person; the one that was quiet for longest is forgotten first."""
Doing = Literal["viewing", "typing"]
Window = tuple[UserId, str]
Place = tuple[ThreadId, UserId]


class Sign(msgspec.Struct, frozen=True):
    """What one window of somebody's browser shows. thread_id: None for no thread, or for nobody before it."""

    window: str
    user_id: UserId
    name: str
    thread_id: ThreadId | None
    doing: Doing


class Here(msgspec.Struct, frozen=True):
    """One person at one thread, in however many windows. doing: "" for whoever has just gone."""

    thread_id: ThreadId
    user_id: UserId
    name: str
    doing: Literal["viewing", "typing", ""]


class Present(msgspec.Struct, frozen=True):
    """Everybody who is at a thread."""

    here: list[Here]


class Presence:
    def __init__(self, bus: Bus, clock: Clock, tell: Callable[[bytes], None]) -> None:
        """tell: is given each change, as an event of the stream."""
        self._bus = bus
        self._clock = clock
        self._tell = tell
        self._here: dict[Window, Here] = {}
        self._until: dict[Window, datetime] = {}

    async def start(self) -> None:
        self._following = asyncio.create_task(self._follow())

    async def stop(self) -> None:
        self._following.cancel()
        await asyncio.gather(self._following, return_exceptions=True)

    def give(self, sign: Sign) -> None:
        """Let every process know."""
        self._bus.wake(TOPIC, msgspec.json.encode(sign))

    async def _follow(self) -> None:
        async with self._bus.listen(TOPIC) as bell:
            while True:
                self.hear(await bell.wait(self._rest()))

    def _rest(self) -> float:
        """Seconds until somebody may be forgotten."""
        if not self._until:
            return LASTS.total_seconds()
        return max(0.0, (min(self._until.values()) - self._clock()).total_seconds())

    def hear(self, notes: Iterable[bytes]) -> None:
        """Take in what was told since, forget whoever is quiet, and tell what is different from before."""
        before = self._places()
        for note in notes:
            try:
                self._learn(msgspec.json.decode(note, type=Sign))
            except msgspec.MsgspecError:
                log.warning("a sign of presence could not be read")  # another version of Hilo gave it
        self._forget()
        self._tell_difference(before, self._places())

    def _learn(self, sign: Sign) -> None:
        window = sign.user_id, sign.window
        self._drop(window)
        if sign.thread_id is None:
            return
        self._here[window] = Here(sign.thread_id, sign.user_id, sign.name, sign.doing)
        self._until[window] = self._clock() + LASTS
        mine = [one for one in self._here if one[0] == sign.user_id]
        for crowded in mine[:-MOST]:
            self._drop(crowded)

    def _forget(self) -> None:
        now = self._clock()
        for window in [window for window, until in self._until.items() if until <= now]:
            self._drop(window)

    def _drop(self, window: Window) -> None:
        self._here.pop(window, None)
        self._until.pop(window, None)

    def _places(self) -> dict[Place, Here]:
        """Whoever types in one window and looks on in another types."""
        places: dict[Place, Here] = {}
        for here in self._here.values():
            place = here.thread_id, here.user_id
            if place not in places or here.doing == "typing":
                places[place] = here
        return places

    def _tell_difference(self, before: dict[Place, Here], after: dict[Place, Here]) -> None:
        for place, here in before.items():
            if place not in after:
                self._tell(frame("presence", msgspec.structs.replace(here, doing="")))
        for place, here in after.items():
            if before.get(place) != here:
                self._tell(frame("presence", here))

    def viewing(self, but: UserId) -> set[ThreadId]:
        """Threads that somebody else has before them."""
        now = self._clock()
        there = [here for window, here in self._here.items() if self._until[window] > now]
        return {here.thread_id for here in there if here.user_id != but}

    def present(self) -> Present:
        return Present(list(self._places().values()))
