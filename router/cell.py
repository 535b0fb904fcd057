"""The bounded process in which hostile payloads are read: little memory, no files, no secrets, no second chance.

Run as `python -m router.cell`. On stdin and stdout go frames: four bytes of length, big-endian, then msgpack.
"""

import os
import resource
import signal
import struct
import sys
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct, msgpack

from connectors.contract import Happening, Raw
from connectors.registry import CONNECTORS
from router.storable import happenings_of
from router.switchboard import settings_of

MEMORY = 1 << 30
"""Bytes of address space: enough for the largest mail that we accept, several times over."""


DEADLINE = 30
"""Seconds after which it ends by itself, should the process that waits for it have been killed."""


class Task(Struct, frozen=True):
    """settings come without their secrets: nothing that reads needs them."""

    connector: str
    account_id: str
    settings: dict[str, object]
    raw: Raw


class Answer(Struct, frozen=True):
    """error: the exception's type, never its text, which may quote the message."""

    happenings: list[Happening]
    error: str = ""


def main() -> None:
    confine()
    replies = sys.stdout.buffer
    # Noise would break the frames, and may quote the message.
    sys.stdout = sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115  # for as long as the process lives
    while body := receive(sys.stdin.buffer):
        signal.alarm(DEADLINE)
        send(replies, answer(body))
        signal.alarm(0)


def confine() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def receive(pipe: BinaryIO) -> bytes:
    """One frame; empty at the end of the pipe."""
    head = pipe.read(4)
    return pipe.read(struct.unpack(">I", head)[0]) if len(head) == 4 else b""


def answer(body: bytes) -> bytes:
    try:
        return msgpack.encode(Answer(read(msgpack.decode(body, type=Task))))
    except Exception as error:
        return msgpack.encode(Answer([], type(error).__name__))


def read(task: Task) -> list[Happening]:
    connector = CONNECTORS[task.connector]
    return happenings_of(connector(task.account_id, settings_of(connector, task.settings)), task.raw)


def send(pipe: BinaryIO, body: bytes) -> None:
    pipe.write(struct.pack(">I", len(body)) + body)
    pipe.flush()


if __name__ == "__main__":
    main()
