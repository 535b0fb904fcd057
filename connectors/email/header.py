"""The header block: fields, encoded words (RFC 2047) and parameters (RFC 2045, RFC 2231), broken ones included."""

import binascii
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from connectors.email.charset import clean, codec_of, decode

MOST_FIELDS = 1000
LONGEST_FIELD = 65536
END_OF_BLOCK = re.compile(rb"(?:\A|\n)[ \t]*\r?\n|\r\r")
FIELD = re.compile(rb"([!-9;-~]{1,200})([ \t]*):(.*)", re.DOTALL)
REGULAR_END = re.compile(rb"\A\r?\n|\n\r?\n")
LONE_CR = re.compile(rb"\r(?!\n|\Z)")
CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
WEIGHTY = ("from", "authentication-results")
"""What decides who wrote: a control character in there would vanish on the way to us, but not for others."""
ENCODED_WORD = re.compile(r"=\?([^?*\s]{1,60})(?:\*[^?\s]{0,40})?\?([bq])\?([^?]*)\?=", re.IGNORECASE)
BETWEEN_WORDS = re.compile(r"(\?=)[ \t\r\n]+(?==\?)")
MAIN = re.compile(r"[^\s;]+")
PARAMETER = re.compile(r""";\s*([^\s=;"]{1,100})\s*=\s*("(?:[^"\\]|\\.)*"?|[^;]*)""", re.DOTALL)
NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]")


class Value(NamedTuple):
    """A structured field: `text/plain; charset=utf-8` is ("text/plain", {"charset": "utf-8"})."""

    main: str
    parameters: dict[str, str]


class Headers:
    """Fields in their order, names in lower case, values unfolded but still encoded.

    sound: every mail program and every server finds the same fields in there. Where they may not, what one of them has
    checked need not be what we read.
    """

    def __init__(self, fields: list[tuple[str, str]], *, sound: bool = True) -> None:
        self.fields = fields
        self.sound = sound
        self._first: dict[str, str] = {}
        for name, value in fields:
            self._first.setdefault(name, value)

    def get(self, name: str) -> str:
        return self._first.get(name, "")

    def all(self, name: str) -> list[str]:
        return [value for field, value in self.fields if field == name]

    def text(self, name: str) -> str:
        """For people: encoded words decoded, white space collapsed."""
        return " ".join(decode_words(self.get(name)).split())

    def value(self, name: str) -> Value:
        return structured(self.get(name))


def split(data: bytes) -> tuple[Headers, bytes]:
    """The header block and what follows the first empty line."""
    end = END_OF_BLOCK.search(data)
    block, rest = (data[: end.start()], data[end.end() :]) if end else (data, b"")
    if first_lines_are_no_fields(block):
        return Headers([], sound=False), data
    return parse(block, sound=end is None or bool(REGULAR_END.fullmatch(end[0]))), rest


def first_lines_are_no_fields(block: bytes) -> bool:
    """A part may begin at once with its text; its words must not vanish as malformed fields."""
    lines = block[:2000].splitlines()[:3]
    return bool(lines) and not any(FIELD.match(line) for line in lines)


def parse(block: bytes, *, sound: bool = True) -> Headers:
    """The fields of a block; whatever is none is passed over, and leaves it unsound."""
    fields: list[tuple[str, str]] = []
    sound = sound and not LONE_CR.search(block)
    for line in _unfolded(block):
        field = FIELD.match(line)
        if len(fields) >= MOST_FIELDS:
            return Headers(fields, sound=False)
        if field:
            name = field[1].decode("ascii").lower()
            fields.append((name, decode(field[3][:LONGEST_FIELD]).strip()))
            sound = sound and not (name in WEIGHTY and _doubtful(field))
        else:
            sound = False
    return Headers(fields, sound=sound)


def _doubtful(field: re.Match[bytes]) -> bool:
    return bool(field[2] or CONTROL.search(field[3])) or len(field[3]) > LONGEST_FIELD


def _unfolded(block: bytes) -> Iterator[bytes]:
    gathered: list[bytes] = []
    for line in block.splitlines():
        if line[:1] in (b" ", b"\t") and gathered:
            gathered.append(line)
            continue
        if gathered:
            yield b"".join(gathered)
        gathered = [line]
    if gathered:
        yield b"".join(gathered)


def decode_words(text: str) -> str:
    """Decode RFC 2047 words wherever they stand; adjacent ones in one charset are joined before decoding,
    because senders cut characters in two."""
    text = BETWEEN_WORDS.sub(r"\1", text)
    out: list[str] = []
    pending, charset, at = b"", "", 0
    for word in ENCODED_WORD.finditer(text):
        if pending and (word.start() > at or word[1].lower() != charset):
            out.append(decode(pending, charset))
            pending = b""
        out.append(text[at : word.start()])
        pending += _word_bytes(word[2], word[3], word[1])
        charset, at = word[1].lower(), word.end()
    return clean("".join([*out, decode(pending, charset) if pending else "", text[at:]]))


def _word_bytes(kind: str, body: str, charset: str) -> bytes:
    if kind.lower() == "q":
        # Letters that nobody encoded were decoded with the whole field; they go back into the word's own charset.
        return binascii.a2b_qp(
            body.encode("ascii" if body.isascii() else codec_of(charset) or "utf-8", "replace"), header=True
        )
    letters = NOT_BASE64.sub("", body)
    letters = letters[:-1] if len(letters) % 4 == 1 else letters
    return binascii.a2b_base64(letters + "=" * (-len(letters) % 4))


def without_comments(field: str) -> tuple[str, bool]:
    """The field with each comment (RFC 5322 3.2.2), nested or not, as a space; and whether all that opens is closed."""
    out: list[str] = []
    depth, quoted, escaped = 0, False, False
    for letter in field:
        if escaped:
            escaped = False
        elif letter == "\\":
            escaped = True
        elif letter == '"' and not depth:
            quoted = not quoted
        elif letter == "(" and not quoted:
            depth += 1
        if not depth:
            out.append(letter)
        if letter == ")" and not quoted and depth:
            depth -= 1
            out.append(" ")
    return "".join(out), not (depth or quoted or escaped)


def structured(field: str) -> Value:
    """A field with parameters; the semicolon before the first of them may be missing."""
    main = MAIN.match(field.lstrip())
    rest = field.lstrip()[main.end() :] if main else field
    found: dict[str, str] = {}
    for name, value in PARAMETER.findall(";" + rest.lstrip("; \t")):
        found.setdefault(name.lower(), _unquoted(value.strip()))
    return Value(
        main[0].lower() if main else "", {**_continued(found), **{k: v for k, v in found.items() if "*" not in k}}
    )


def _unquoted(value: str) -> str:
    if not value.startswith('"'):
        return value
    # Only an escaped quote or backslash is undone: Windows paths come with single backslashes.
    return re.sub(r'\\(["\\])', r"\1", value[1:].removesuffix('"'))


def _continued(found: dict[str, str]) -> dict[str, str]:
    """RFC 2231: `name*`, `name*0`, `name*0*` put together and decoded."""
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for key, value in found.items():
        name, star, rest = key.partition("*")
        number = rest.rstrip("*")
        if star and (number.isdecimal() or not number):
            pieces.setdefault(name, []).append((int(number[:6] or 0), key.endswith("*"), value))
    return {name: _joined(sorted(parts)) for name, parts in pieces.items()}


def _joined(parts: list[tuple[int, bool, str]]) -> str:
    charset, _, first = parts[0][2].partition("'")
    if not parts[0][1] or "'" not in first:
        charset, first = "", parts[0][2]
    else:
        first = first.partition("'")[2]
    texts = [first, *(text for _, _, text in parts[1:])]
    raws = [
        unquote_to_bytes(text) if encoded else text.encode("utf-8", "replace")
        for (_, encoded, _), text in zip(parts, texts, strict=True)
    ]
    return decode(b"".join(raws), charset)
