"""The photos that customers send: a lamp, whole or with a crack, drawn here so that the demo needs no files."""

import struct
import zlib
from functools import cache

WIDTH, HEIGHT = 320, 240
WALL, SHADE, CRACK, STAND = (232, 226, 214), (238, 186, 104), (58, 40, 28), (96, 84, 72)


@cache
def photo(*, cracked: bool = True) -> bytes:
    """A PNG (https://www.w3.org/TR/png-3/), 8 bits per channel, without alpha."""
    rows = b"".join(
        b"\0" + bytes(value for x in range(WIDTH) for value in colour(x, y, cracked=cracked)) for y in range(HEIGHT)
    )
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def colour(x: int, y: int, *, cracked: bool) -> tuple[int, int, int]:
    middle = WIDTH // 2
    if 40 <= y < 150 and abs(x - middle) < 40 + (y - 40) // 2:
        return CRACK if cracked and abs(x - crack(y)) < 2 else lit(SHADE, x)
    if 150 <= y < 225 and abs(x - middle) < 5:
        return STAND
    return lit(WALL, x)


def crack(y: int) -> int:
    """Where it runs at this height: a zigzag down the shade."""
    return WIDTH // 2 - 22 + abs(y % 36 - 18) + y // 6


def lit(paint: tuple[int, int, int], x: int) -> tuple[int, int, int]:
    """Light falls from the left."""
    red, green, blue = (max(0, value - x // 8) for value in paint)
    return red, green, blue
