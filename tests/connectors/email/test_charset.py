"""Text out of bytes whose label is missing, wrong, or made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.email.charset import clean, codec_of, decode


@pytest.mark.parametrize(
    ("text", "written", "label"),
    [
        ("Fröschе", "utf-8", "utf-8"),
        ("Frösche", "utf-8", "UTF8"),
        ("Frösche", "utf-8", ""),
        ("Frösche", "utf-8", "us-ascii"),
        ("Frösche", "utf-8", "no-such-charset"),
        ("Frösche", "utf-8", '"utf-8"'),
        ("Frösche", "cp1252", ""),
        ("Frösche – 10 €", "cp1252", "iso-8859-1"),
        ("“quoted”", "cp1252", "latin1"),
        ("Привет, как дела", "koi8-r", "koi8-r"),
        ("Привет, как дела", "cp1251", "windows-1251"),
        ("你好，镕基", "gb18030", "gb2312"),
        ("你好", "gb18030", "GBK"),
        ("안녕하세요 똠방각하", "cp949", "ks_c_5601-1987"),
        ("안녕하세요 똠방각하", "cp949", "euc-kr"),
        ("こんにちは①", "cp932", "shift_jis"),
        ("こんにちは", "iso2022_jp", "iso-2022-jp"),
        ("こんにちは", "euc_jp", "x-euc-jp"),
        ("哈囉", "big5", "big5"),
        ("Merhaba İstanbul", "cp1254", "iso-8859-9"),
        ("สวัสดี", "cp874", "tis-620"),
        ("Frösche", "utf-7", "unicode-1-1-utf-7"),
        ("Frösche", "utf-16", "utf-16"),
        ("Frösche", "utf-16-le", "utf-16le"),
        ("Frösche", "mac_roman", "macintosh"),
        ("שלום", "iso8859-8", "iso-8859-8-i"),
    ],
)
def test_text_is_read_as_its_writer_meant_it(text: str, written: str, label: str) -> None:
    assert decode(text.encode(written), label) == text


def test_a_byte_order_mark_is_no_letter() -> None:
    assert decode(b"\xef\xbb\xbfHello", "utf-8") == "Hello"
    assert decode(b"\xff\xfeH\x00i\x00", "") == "Hi"


def test_utf_8_with_another_label_is_seen_when_the_label_cannot_be_true() -> None:
    assert decode("Привет".encode(), "gb2312-no") == "Привет"
    assert decode("ü\x81".encode(), "iso-2022-jp") == "ü\x81".replace("\x81", "\x81")


def test_a_mail_cut_within_a_letter_keeps_all_others() -> None:
    assert decode("Frösche und Lüge".encode()[:-3], "utf-8").startswith("Frösche und L")


def test_undefined_windows_bytes_do_not_stop_the_rest() -> None:
    assert decode(b"a\x81\xe9", "windows-1252").endswith("é")


@pytest.mark.parametrize(
    "label",
    ["idna", "punycode", "rot13", "zip", "hex", "base64", "unicode_escape", "undefined", "x" * 5000, "a\0b", "é", ""],
)
def test_what_python_calls_an_encoding_but_mail_does_not_is_unknown(label: str) -> None:
    assert codec_of(label) == ""
    assert decode(b"ok", label) == "ok"


def test_control_characters_and_lone_surrogates_go() -> None:
    assert clean("a\x00b\x1bc\x7fd\ud800e\udc00f\ufffeg\th\ni") == "abcdefg\th\ni"


def test_a_pair_of_surrogates_is_the_letter_it_stands_for() -> None:
    assert clean("\ud83d\ude00") == "😀"
    assert decode(b"+2D3eAA-", "utf-7") == "😀"


@given(
    st.binary(max_size=300),
    st.sampled_from(["", "utf-8", "utf-7", "utf-16", "utf-32", "gb2312", "iso-2022-jp", "cp949", "hz"]),
)
def test_any_bytes_give_text_that_utf_8_can_write(data: bytes, label: str) -> None:
    decode(data, label).encode("utf-8")


@given(st.text(), st.text(max_size=20))
def test_utf_8_survives_any_unknown_label(text: str, label: str) -> None:
    if codec_of(label) == "" and not text.encode("utf-8", "replace").startswith((b"\xff\xfe", b"\xfe\xff")):
        assert decode(text.encode("utf-8", "ignore"), label) == clean(
            text.encode("utf-8", "ignore").decode().removeprefix("\ufeff")
        )
