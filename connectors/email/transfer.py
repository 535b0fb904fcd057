"""Content-Transfer-Encoding undone; damaged bytes give what can be saved, never an error."""

import binascii
import re

NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
AFTER_PADDING = re.compile(rb"=[=\s]*\Z")
UU_START = re.compile(rb"^begin [0-7]{3,4} [^\r\n]{1,200}\r?\n", re.MULTILINE)


def undo(data: bytes, encoding: str) -> bytes:
    """`encoding` as the header says it; unknown ones leave the bytes alone (RFC 2045 6.1)."""
    name = encoding.strip(" \t\"';").lower()
    if name == "base64":
        return base64(data)
    if name == "quoted-printable":
        return binascii.a2b_qp(data)
    if name in ("x-uuencode", "uuencode", "x-uue", "uue"):
        return uuencoded(data)
    return data


def base64(data: bytes) -> bytes:
    """Padding in the middle (two encodings glued together) ends one run and begins the next."""
    return b"".join(_run(run) for run in re.split(rb"=+", data))


def _run(run: bytes) -> bytes:
    letters = NOT_BASE64.sub(b"", run)
    letters = letters[:-1] if len(letters) % 4 == 1 else letters
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def uuencoded(data: bytes) -> bytes:
    start = UU_START.search(data)
    lines = data[start.end() if start else 0 :].splitlines()
    out = []
    for line in lines:
        if line.strip() in (b"end", b"`", b""):
            break
        out.append(_uu_line(line))
    return b"".join(out)


def _uu_line(line: bytes) -> bytes:
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        # Some encoders pad the last line wrongly; its length stands in its first letter.
        size = (((line[0] - 32) & 63) * 4 + 5) // 3
        try:
            return binascii.a2b_uu(line[:size])
        except binascii.Error:
            return b""
