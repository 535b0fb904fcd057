"""A channel that obeys its customers: each payload is an order to misbehave. Read in the real cell."""

import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from connectors.contract import Address, File, Happening, Ignored, Incoming, Outgoing, Raw, Receipt, Sent, setting
from connectors.registry import CONNECTORS


@dataclass(frozen=True)
class Settings:
    password: str = setting({"en": "Password"}, "secret", default="")


class Trap:
    name: ClassVar[str] = "trap"
    channel: ClassVar[str] = "trap"
    title: ClassVar[dict[str, str]] = {"en": "Trap"}
    Settings: ClassVar[type[Any]] = Settings
    hostile: ClassVar[bool] = True
    idempotent: ClassVar[bool] = False

    def __init__(self, account_id: str, settings: Any) -> None:
        self.settings = settings

    async def send(self, outgoing: Outgoing) -> Sent:
        return Sent(outgoing.message_id)

    def read(self, raw: Raw) -> list[Happening]:
        """Body: an order, a space, the sender's address, and whatever follows a line's end."""
        order, _, rest = raw.body.split(b"\n")[0].decode("utf-8", "surrogatepass").partition(" ")
        return obey(order, rest or "maria@example.com", raw, self.settings)


def obey(order: str, address: str, raw: Raw, settings: Settings) -> list[Happening]:  # noqa: C901, PLR0911, PLR0912  # a case per order
    sender = Address("trap", address)
    said = raw.body.decode("utf-8", "surrogatepass")
    happened = Incoming(raw.headers.get("remote", raw.key), sender, said, said)
    match order:
        case "loop":
            while True:
                time.sleep(0.01)
        case "hoard":
            hoard = []
            while True:
                hoard.append(bytearray(1 << 26))
        case "crash":
            os._exit(9)
        case "raise":
            raise LookupError(said)
        case "long" if len(raw.body) > 20_000:
            raise LookupError(said)
        case "write":
            # Nameless, so that nothing is left however the cell ends; beside us, as to look for a folder writes too.
            with tempfile.TemporaryFile(buffering=0, dir=Path(__file__).parent) as file:
                file.write(b"x" * 100_000)
        case "print":
            print("noise on the line")
        case "environment":
            names = " ".join(sorted(os.environ))
            return [Incoming(raw.key, sender, f"{names}|{settings.password}", "")]
        case "nonsense":
            os.write(1, b"\x00\x00\x00\x01\xc1")
            return []
        case "ignore":
            return [Ignored("Nothing for us.")]
        case "receipt":
            return [Receipt("delivered", ref=address)]
        case "two":
            return [happened, Incoming(f"{raw.key}-2", sender, "second", "second")]
        case "file":
            files = (File("photo.png", "image/png", b"\x89PNG"),)
            return [Incoming(happened.remote_id, sender, said, said, files=files)]
    return [happened]


def register() -> None:
    CONNECTORS["trap"] = Trap
