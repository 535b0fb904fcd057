"""A channel with every ability, which answers by a script and remembers what it was asked. Read in this process."""

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass
from typing import Any, ClassVar

import msgspec

from connectors.contract import (
    Address,
    Alert,
    File,
    Happening,
    Limits,
    Media,
    Outgoing,
    Person,
    Raw,
    Refused,
    Sent,
    Template,
    setting,
)

FOREVER = object()
"""Scripted, it never answers."""


class Script:
    """What each ability answers next: a value to return, an exception to raise, or FOREVER."""

    def __init__(self) -> None:
        self.next: defaultdict[str, deque[object]] = defaultdict(deque)
        self.asked: list[tuple[str, str, Any]] = []

    def then(self, ability: str, *answers: object) -> None:
        self.next[ability].extend(answers)

    def what(self, ability: str) -> list[Any]:
        return [asked for name, _, asked in self.asked if name == ability]

    async def answer(self, ability: str, account_id: str, asked: object, otherwise: object) -> Any:
        self.asked.append((ability, account_id, asked))
        answer = self.next[ability].popleft() if self.next[ability] else otherwise
        if answer is FOREVER:
            await asyncio.Event().wait()
        if isinstance(answer, BaseException):
            raise answer
        return answer


@dataclass(frozen=True)
class Settings:
    token: str = setting({"en": "Token"}, "secret", default="")
    alerts: bool = setting({"en": "Alerts"}, "switch", default=False)


class Spy:
    name: ClassVar[str] = "spy"
    channel: ClassVar[str] = "spy"
    title: ClassVar[dict[str, str]] = {"en": "Spy"}
    Settings: ClassVar[type[Any]] = Settings
    hostile: ClassVar[bool] = False
    idempotent: ClassVar[bool] = False
    limits: ClassVar[Limits] = Limits(longest=100, files=2, biggest={"": 1000})
    script: ClassVar[Script] = Script()

    def __init__(self, account_id: str, settings: Any) -> None:
        self.account_id, self.settings = account_id, settings
        self.alerts = settings.alerts

    def read(self, raw: Raw) -> list[Happening]:
        return msgspec.json.decode(raw.body, type=list[Happening])

    async def send(self, outgoing: Outgoing) -> Sent:
        answer: Sent = await self._ask("send", outgoing, Sent(outgoing.message_id))
        return answer

    def locate(self, typed: str) -> Address:
        if not typed.isdigit():
            raise Refused("Write digits alone.")
        return Address("spy", typed)

    async def fetch(self, media: Media) -> File:
        answer: File = await self._ask("fetch", media, File("", "", b"of " + media.place.encode()))
        return answer

    async def templates(self) -> list[Template]:
        answer: list[Template] = await self._ask("templates", "", [])
        return answer

    async def introduce(self, address: str) -> Person:
        answer: Person = await self._ask("introduce", address, Person("", ""))
        return answer

    async def alert(self, alert: Alert) -> None:
        await self._ask("alert", alert, None)

    async def answer(self, place: str, sentence: str) -> None:
        await self._ask("answer", (place, sentence), None)

    async def _ask(self, ability: str, asked: object, otherwise: object) -> Any:
        return await self.script.answer(ability, self.account_id, asked, otherwise)
