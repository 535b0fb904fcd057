"""Which parts of a mail are its text, and which are files (RFC 8621 4.1.4)."""

import re
from dataclasses import dataclass, field
from mimetypes import MimeTypes

from connectors.contract import File
from connectors.email import transfer
from connectors.email.charset import decode
from connectors.email.mime import Part, safe_name

MOST_FILES = 200
LONGEST_TEXT = 1_000_000
"""Characters; a longer text is cut for the screen, and the raw mail keeps it all."""
NAMES = {
    "message/rfc822": "mail.eml",
    "text/calendar": "invite.ics",
    "text/plain": "text.txt",
    "text/html": "page.html",
}
# Python's own table, not the machine's, so that one mail reads the same everywhere.
TYPES = MimeTypes()
META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
UU_BLOCK = re.compile(r"^begin [0-7]{3,4} ([^\r\n]{1,150})\r?\n((?:[ -`]{1,86}\r?\n)+)end[ \t]*\r?$", re.MULTILINE)


@dataclass
class Body:
    plain: list[Part] = field(default_factory=list)
    markup: list[Part] = field(default_factory=list)
    others: list[Part] = field(default_factory=list)


def sort(root: Part) -> Body:
    body = Body()
    _sort([root], "mixed", body)
    return body


def _sort(parts: "tuple[Part, ...] | list[Part]", within: str, body: Body) -> None:
    for place, part in enumerate(parts):
        if part.mime.startswith("multipart/"):
            _sort(part.children, part.mime.removeprefix("multipart/"), body)
        elif not _is_text(part, place, within):
            body.others.append(part)
        elif part.mime == "text/html":
            body.markup.append(part)
        else:
            body.plain.append(part)


def _is_text(part: Part, place: int, within: str) -> bool:
    if part.mime not in ("text/plain", "text/html") or part.disposition == "attachment":
        return False
    return place == 0 or (within != "related" and not part.name)


def plain_text(part: Part) -> str:
    text = part.text().replace("\r\n", "\n").replace("\r", "\n")
    if part.parameters.get("format", "").lower() == "flowed":
        text = _reflowed(text, part.parameters.get("delsp", "").lower() == "yes")
    return text[:LONGEST_TEXT]


def _reflowed(text: str, drop_space: bool) -> str:
    """Soft line breaks undone (RFC 3676 4.2); a change of quote depth always breaks."""
    out: list[str] = []
    open_depth = -1
    for line in text.split("\n"):
        bare = line.lstrip(">")
        depth, bare = len(line) - len(bare), bare.removeprefix(" ")
        if depth == open_depth and bare != "-- ":
            out[-1] += bare
        else:
            out.append(">" * depth + (" " if depth else "") + bare)
        flows = bare.endswith(" ") and bare != "-- "
        open_depth = depth if flows else -1
        if flows and drop_space:
            out[-1] = out[-1][:-1]
    return "\n".join(out)


def markup_text(part: Part) -> str:
    """HTML source; a charset named only inside it counts when the header names none."""
    if part.parameters.get("charset"):
        return part.text()[:LONGEST_TEXT]
    content = part.content()
    inside = META_CHARSET.search(content[:4096])
    return decode(content, inside[1].decode("ascii", "replace") if inside else "")[:LONGEST_TEXT]


def files(parts: list[Part]) -> tuple[File, ...]:
    return tuple(_file(part, number) for number, part in enumerate(parts[:MOST_FILES], 1))


def _file(part: Part, number: int) -> File:
    guess = NAMES.get(part.mime) or f"file-{number}{TYPES.guess_extension(part.mime) or '.bin'}"
    return File(name=part.name or guess, mime=part.mime, content=part.content(), cid=part.cid)


def uuencoded_files(text: str) -> tuple[str, tuple[File, ...]]:
    """Files written into the text between `begin` and `end`, and the text without them."""
    found: list[File] = []
    for block in UU_BLOCK.finditer(text):
        content = transfer.uuencoded(block[2].encode("ascii", "replace"))
        name = safe_name(block[1]) or "file.bin"
        found.append(File(name=name, mime=TYPES.guess_type(name)[0] or "application/octet-stream", content=content))
    return (UU_BLOCK.sub("", text) if found else text), tuple(found)
