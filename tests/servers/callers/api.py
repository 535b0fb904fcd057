"""Whoever runs a medium of their own. See docs/api-channel.md."""

import json
from datetime import UTC, datetime
from typing import Any, ClassVar

from servers.callers.call import Call

from connectors.api.signature import HEADER, sign

SECRET = "a secret of enough characters for anybody"


class Peer:
    name: ClassVar[str] = "api"
    settings: ClassVar[dict[str, Any]] = {}
    secrets: ClassVar[dict[str, str]] = {"secret": SECRET}
    STATES: ClassVar[tuple[str, ...]] = ("delivered", "read")

    def __init__(self, hook: str) -> None:
        pass

    def address(self, number: int) -> str:
        return f"customer-{number}"

    def remote_id(self, number: int, count: int) -> str:
        return f"in:{number}-{count}"

    def message(self, number: int, count: int, text: str) -> Call:
        return self._call(kind="message", id=f"{number}-{count}", text=text, verified=True, **self._whose(number))

    def receipt(self, number: int, ref: str, remote_id: str, state: str) -> Call:
        return self._call(kind="receipt", message_id=ref, state=state)

    def unknown(self) -> Call:
        return self._call(kind="tide", height=3)

    def _whose(self, number: int) -> dict[str, Any]:
        return {"from": {"address": self.address(number)}}

    def _call(self, **said: Any) -> Call:
        return self.signed(json.dumps(said).encode())

    def signed(self, body: bytes) -> Call:
        return Call(body, {"Content-Type": "application/json", HEADER: sign(SECRET, body, datetime.now(UTC))})
