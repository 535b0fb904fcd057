"""A screenshot with 256 colours instead of 16 million: half as heavy, and nobody sees it."""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

MAGIC = b"\x89PNG\r\n\x1a\n"
RGB, PALETTE = 2, 3  # colour types: https://www.w3.org/TR/png-3/#6Colour-values
COLOURS = 256


def shrink(path: Path) -> None:
    """Rewrite an RGB picture, 8 bits a channel, with its commonest colours; each other becomes the nearest of them."""
    chunks = list(chunks_of(path.read_bytes()))
    head = next(body for kind, body in chunks if kind == b"IHDR")
    width, height, depth, colour = struct.unpack(">IIBB", head[:10])
    if (depth, colour) != (8, RGB):
        return
    rows = unfiltered(zlib.decompress(b"".join(body for kind, body in chunks if kind == b"IDAT")), width, height)
    pixels = [[row[at : at + 3] for at in range(0, 3 * width, 3)] for row in rows]
    common = [colour for colour, _ in Counter(one for row in pixels for one in row).most_common(COLOURS)]
    number = Numbers(common)
    packed = zlib.compress(b"".join(b"\0" + bytes(number[one] for one in row) for row in pixels), 9)
    new_head = head[:9] + bytes((PALETTE,)) + head[10:]
    parts = ((b"IHDR", new_head), (b"PLTE", b"".join(common)), (b"IDAT", packed), (b"IEND", b""))
    path.write_bytes(MAGIC + b"".join(chunk(kind, body) for kind, body in parts))


def chunks_of(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(MAGIC)
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += length + 12


def unfiltered(data: bytes, width: int, height: int) -> Iterator[bytes]:
    """The rows as they were before the filters of https://www.w3.org/TR/png-3/#9Filters."""
    stride, above = 3 * width, bytes(3 * width)
    for start in range(0, height * (stride + 1), stride + 1):
        kind, row = data[start], bytearray(data[start + 1 : start + 1 + stride])
        if kind:
            for at in range(stride):
                left, corner = (row[at - 3], above[at - 3]) if at >= 3 else (0, 0)
                row[at] = (row[at] + predicted(kind, left, above[at], corner)) & 255
        above = bytes(row)
        yield above


def predicted(kind: int, left: int, up: int, corner: int) -> int:
    if kind < 4:
        return (0, left, up, (left + up) // 2)[kind]
    from_left, from_up, from_corner = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
    if from_left <= from_up and from_left <= from_corner:
        return left
    return up if from_up <= from_corner else corner


class Numbers(dict[bytes, int]):
    """The number of each colour of the palette, and of whatever is nearest to it."""

    def __init__(self, palette: list[bytes]) -> None:
        super().__init__((colour, number) for number, colour in enumerate(palette))
        self._palette = palette

    def __missing__(self, colour: bytes) -> int:
        distance = [
            sum((one - other) ** 2 for one, other in zip(colour, known, strict=True)) for known in self._palette
        ]
        self[colour] = distance.index(min(distance))
        return self[colour]


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
