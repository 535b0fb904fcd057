"""Bytes to text when the label may be missing, wrong, or made up."""

import codecs
import re
from functools import lru_cache

# What senders write, and what they then actually send: the superset that decodes both.
SUPERSETS = {
    "ascii": "",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "big5": "big5hkscs",
    "iso2022_jp": "iso2022_jp_ext",
}
NICKNAMES = {
    "ks_c_5601": "cp949",
    "ks_c_5601-1987": "cp949",
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "x-euc-jp": "euc_jp",
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-8-e": "iso8859-8",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "unicode-1-1-utf-7": "utf-7",
    "utf8mb4": "utf-8",
    "cp-850": "cp850",
    "visual": "iso8859-8",
    "unicode": "utf-16",
}
# Python calls these encodings, but no mail is written in them and some are slow or execute escapes.
NEVER = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
PAIRED = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def decode(data: bytes, label: str = "") -> str:
    """The text in `data`. Never raises, never leaves lone surrogates or control characters but tab and newlines."""
    return clean(_decoded(data, codec_of(label)))


def clean(text: str) -> str:
    """Without control characters and lone surrogates, which no JSON or UTF-8 reader would take."""
    joined = PAIRED.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
    return CONTROLS.sub("", joined)


@lru_cache(maxsize=256)
def codec_of(label: str) -> str:
    """The name of the codec to use for a charset label, "" when nothing is known about it."""
    wanted = label.strip(" \t\r\n\"'").lower()[:40]
    wanted = NICKNAMES.get(wanted, wanted)
    try:
        found = codecs.lookup(wanted)
    except (LookupError, ValueError):
        return ""
    if not getattr(found, "_is_text_encoding", True) or found.name.replace("-", "_") in NEVER:
        return ""
    return SUPERSETS.get(found.name, found.name)


def _decoded(data: bytes, codec: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) and codec in ("", "utf-8", "utf-16"):
        codec = "utf-16"
    if codec in ("", "utf-8"):
        return _unlabelled(data)
    try:
        return data.decode(codec)
    except UnicodeError:
        return _mislabelled(data, codec)


def _unlabelled(data: bytes) -> str:
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeError:
        text = data.decode("utf-8", "replace")
    # Mostly good UTF-8 was cut or damaged somewhere; mostly bad was never UTF-8.
    beyond_ascii = sum(map(text.count, set(text) - ASCII))
    return _western(data) if text.count("\ufffd") * 2 > beyond_ascii else text


def _mislabelled(data: bytes, codec: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeError:
        return _western(data) if codec == "cp1252" else data.decode(codec, "replace")


def _western(data: bytes) -> str:
    """Windows-1252 with its five holes filled as browsers do (WHATWG Encoding)."""
    try:
        return data.decode("cp1252")
    except UnicodeError:
        return data.decode("latin-1")


ASCII = frozenset(map(chr, range(128)))
