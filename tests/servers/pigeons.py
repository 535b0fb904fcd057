"""The real server with one more connector, of a channel that no screen has ever heard of: `python -m servers.pigeons`.

It lives in this process alone: no provider, no network. What it is told to send lies in the file of its loft.
"""

import asyncio
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar, Literal

import msgspec

from connectors.contract import (
    Address,
    Forged,
    Happening,
    Incoming,
    Outgoing,
    Raw,
    Refused,
    Request,
    Sent,
    Taken,
    TryLater,
    setting,
)
from connectors.registry import CONNECTORS
from web.cli import main


@dataclass(frozen=True, kw_only=True)
class Settings:
    """A field of every kind."""

    loft: str = setting({"en": "Loft", "es": "Palomar"}, help={"en": "A file.", "es": "Un archivo."})
    whistle: str = setting({"en": "Whistle", "es": "Silbato"}, "secret")
    pigeons: int = setting({"en": "Pigeons", "es": "Palomas"}, "number", default=3)
    night: bool = setting({"en": "Fly at night", "es": "Vuelo nocturno"}, "switch", default=False)
    routes: tuple[str, ...] = setting({"en": "Routes", "es": "Rutas"}, "list", default=())
    pace: Literal["slow", "fast"] = setting(
        {"en": "Pace", "es": "Ritmo"},
        "choice",
        choices={"slow": {"en": "With rests", "es": "Con descansos"}, "fast": {"en": "Straight", "es": "Directo"}},
        default="slow",
    )


class Pigeon:
    name: ClassVar[str] = "pigeon_post"
    channel: ClassVar[str] = "pigeon"
    title: ClassVar[dict[str, str]] = {"en": "Pigeon post", "es": "Palomas mensajeras"}
    hook_help: ClassVar[dict[str, str]] = {"en": "Write it above the loft's door.", "es": "Escríbala sobre la puerta."}
    Settings: ClassVar[type[Any]] = Settings
    hostile: ClassVar[bool] = False
    idempotent: ClassVar[bool] = False

    def __init__(self, account_id: str, settings: Settings) -> None:
        self._settings = settings

    async def check(self) -> None:
        if self._settings.whistle != "tweet":
            raise Refused("The pigeons do not know this whistle. Buy another.")

    def locate(self, typed: str) -> Address:
        if not typed.isalpha():
            raise Refused("A tower's name is one word. Write it without figures.")
        return Address("pigeon", typed.title())

    async def send(self, outgoing: Outgoing) -> Sent:
        try:
            await asyncio.to_thread(self._fly, f"{outgoing.to.address}: {outgoing.text}\n")
        except FileNotFoundError as gone:
            raise TryLater("The loft is gone. Build it again.", timedelta(hours=1)) from gone
        return Sent(outgoing.message_id)

    def _fly(self, line: str) -> None:
        with Path(self._settings.loft).open("a") as loft:
            loft.write(line)

    def verify(self, request: Request) -> Taken:
        if request.headers.get("x-whistle") != self._settings.whistle:
            raise Forged("Somebody whistled wrongly. Compare the whistles.")
        return Taken((Raw(msgspec.json.decode(request.body)["id"], request.body),))

    def read(self, raw: Raw) -> list[Happening]:
        said = msgspec.json.decode(raw.body)
        return [Incoming(said["id"], Address("pigeon", said["from"]), said["text"], said["text"])]


class SecondPigeon(Pigeon):
    """Another provider of the same channel."""

    name: ClassVar[str] = "dove_post"
    title: ClassVar[dict[str, str]] = {"en": "Pigeon post by doves", "es": "Palomas mensajeras de las palomas"}


def register() -> None:
    for kind in (Pigeon, SecondPigeon):
        CONNECTORS[kind.name] = kind


if __name__ == "__main__":
    register()
    sys.exit(main())
