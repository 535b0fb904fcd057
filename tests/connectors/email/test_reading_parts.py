"""Parts, files and encodings of a mail, broken ones included."""

import base64

import pytest

from connectors.contract import Incoming, Raw
from connectors.email import transfer
from connectors.email.header import decode_words, structured
from connectors.email.mime import parse, safe_name
from connectors.email.reading import read


def mail(*lines: str, body: bytes = b"Hello") -> Incoming:
    data = "\r\n".join(["From: a@x.example", *lines]).encode() + b"\r\n\r\n" + body
    found = read(Raw(key="k", body=data))[-1]
    assert isinstance(found, Incoming)
    return found


def mixed(*parts: bytes, kind: str = "mixed") -> Incoming:
    body = b"".join(b"--b\r\n" + part + b"\r\n" for part in parts) + b"--b--\r\n"
    return mail(f"Content-Type: multipart/{kind}; boundary=b", body=body)


PLAIN = b"Content-Type: text/plain\r\n\r\nHello"
HTML = b"Content-Type: text/html\r\n\r\n<p>Hello</p>"
IMAGE = b"Content-Type: image/png; name=a.png\r\nContent-ID: <i1@x>\r\nContent-Transfer-Encoding: base64\r\n\r\nAAEC"


def test_an_alternative_gives_text_and_html() -> None:
    found = mixed(PLAIN, HTML, kind="alternative")
    assert (found.text, found.html, found.files) == ("Hello", "<p>Hello</p>", ())


def test_inline_images_are_files_with_their_cid() -> None:
    found = mixed(HTML, IMAGE, kind="related")
    assert [(file.name, file.mime, file.content, file.cid) for file in found.files] == [
        ("a.png", "image/png", b"\0\1\2", "i1@x")
    ]


def test_text_on_both_sides_of_a_picture_is_all_text() -> None:
    assert mixed(PLAIN, IMAGE, b"\r\nBye").text == "Hello\nBye"


def test_a_text_file_is_a_file() -> None:
    found = mixed(
        PLAIN, b"Content-Type: text/plain; name=log.txt\r\n\r\nline", b"Content-Disposition: attachment\r\n\r\nx"
    )
    assert found.text == "Hello"
    assert [file.name for file in found.files] == ["log.txt", "text.txt"]


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("message/rfc822", "mail.eml"),
        ("text/calendar; method=REQUEST", "invite.ics"),
        ("application/ms-tnef; name=winmail.dat", "winmail.dat"),
        ("application/pkcs7-signature; name=smime.p7s", "smime.p7s"),
        ("application/pgp-encrypted", "file-1.bin"),
        ("application/pdf", "file-1.pdf"),
    ],
)
def test_whatever_is_no_text_is_a_file(header: str, name: str) -> None:
    found = mixed(PLAIN, f"Content-Type: {header}\r\n\r\nSubject: x\r\n\r\ny".encode())
    assert [file.name for file in found.files] == [name]
    assert found.text == "Hello"


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("attachment; filename=a.txt", "a.txt"),
        ('attachment; filename="my file; x.txt"', "my file; x.txt"),
        ("attachment; filename*=utf-8''na%C3%AFve.txt", "naïve.txt"),
        ("attachment; filename*=iso-8859-1'de'gr%FCn.txt", "grün.txt"),
        ("attachment; filename*0*=utf-8''na%C3; filename*1*=%AFve; filename*2=.txt", "naïve.txt"),
        ("attachment; filename*1=b.txt; filename*0=a", "ab.txt"),
        ('attachment; filename="=?utf-8?q?na=C3=AFve.txt?="', "naïve.txt"),
        ("attachment; filename==?utf-8?q?na=C3=AFve.txt?=", "naïve.txt"),
        ('attachment; filename="na\u00efve.txt"', "naïve.txt"),
        ('attachment; filename="C:\\Users\\eva\\a.txt"', "a.txt"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ('attachment; filename="a\u202etxt.exe"', "atxt.exe"),
        ('attachment; filename=".."', "file-1.bin"),
        ('attachment; filename="a.txt', "a.txt"),
        ("attachment filename=a.txt", "a.txt"),
        ("attachment; FILENAME=a.txt", "a.txt"),
        ("; filename=a.txt", "a.txt"),
    ],
)
def test_file_names_are_decoded_and_made_harmless(field: str, name: str) -> None:
    part = f"Content-Type: application/octet-stream\r\nContent-Disposition: {field}\r\n\r\nx".encode()
    assert [file.name for file in mixed(PLAIN, part).files] == [name]


def test_long_names_keep_their_ending() -> None:
    assert len(safe_name("a" * 1000 + ".pdf")) <= 150
    assert safe_name("a" * 1000 + ".pdf").endswith(".pdf")


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("=?utf-8?Q?Fr=C3=B6sche_und?= Hasen", "Frösche und Hasen"),
        ("=?utf-8?B?RnLDtnNjaGU=?=", "Frösche"),
        ("=?utf-8?B?RnLDtnNjaGU?=", "Frösche"),
        ("=?iso-8859-1?q?Fr=F6sche?= =?iso-8859-1?q?_und?=", "Frösche und"),
        ("=?utf-8?q?Fr=C3?=\r\n =?utf-8?q?=B6sche?=", "Frösche"),
        ("=?iso-8859-1?Q?Fr\u00f6sche?=", "Frösche"),
        ("=?utf-7?Q?Fr+APY-sche?=", "Frösche"),
        ("=?gb2312?B?xOO6ww==?=", "你好"),
        ("=?utf-8*de?q?Gr=C3=BCn?=", "Grün"),
        ("a=?utf-8?q?b?=c", "abc"),
        ("=?nope?q?abc?=", "abc"),
        ("=?utf-8?x?abc?=", "=?utf-8?x?abc?="),
        ("=?utf-8?q?a b?=", "a b"),
        ("=?utf-8?q?=ED=A0=80?= x", "x"),
        ("=?=?=?", "=?=?=?"),
    ],
)
def test_encoded_words_are_read_wherever_they_stand(field: str, text: str) -> None:
    assert decode_words(field).replace("\ufffd", "").replace("í\xa0€", "").strip() == text


def test_raw_letters_in_headers_are_read() -> None:
    assert mail("Subject: Frösche").subject == "Frösche"
    found = read(Raw(key="k", body=b"From: a@x.example\nSubject: Fr\xf6sche\n\nx"))[-1]
    assert isinstance(found, Incoming)
    assert found.subject == "Frösche"


def test_parameters_without_their_semicolon_are_found() -> None:
    assert structured('multipart/mixed boundary="b c"') == ("multipart/mixed", {"boundary": "b c"})
    assert structured("") == ("", {})


@pytest.mark.parametrize(
    ("encoding", "data", "content"),
    [
        ("base64", b"SGVsbG8=", b"Hello"),
        ("BASE64 ", b"SGVs\r\nbG8=\r\n", b"Hello"),
        ("base64", b"SGVsbG8", b"Hello"),
        ("base64", b"SGVs*bG8=", b"Hello"),
        ("base64", b"SGVsbG8=SGVsbG8=", b"HelloHello"),
        ("base64", b"S", b""),
        ("quoted-printable", b"a=3Db=\r\nc=zz", b"a=bc=zz"),
        ("x-uuencode", b"begin 644 a.txt\n%2&5L;&\\\n`\nend\n", b"Hello"),
        ("8bit", b"H\xe9llo", b"H\xe9llo"),
        ("made-up", b"Hello", b"Hello"),
        ("", b"Hello", b"Hello"),
    ],
)
def test_transfer_encodings_are_undone_as_far_as_they_can_be(encoding: str, data: bytes, content: bytes) -> None:
    assert transfer.undo(data, encoding) == content


def test_a_file_written_into_the_text_is_taken_out() -> None:
    found = mail(body=b"See here:\n\nbegin 644 a.txt\n%2&5L;&\\\n`\nend\n\nBye")
    assert [(file.name, file.mime, file.content) for file in found.files] == [("a.txt", "text/plain", b"Hello")]
    assert found.said == "See here:\n\nBye"


def test_a_sentence_that_begins_with_begin_is_no_file() -> None:
    assert mail(body=b"begin 644 times\nand never\nend\n").files == ()


def test_flowed_text_is_put_together() -> None:
    found = mail("Content-Type: text/plain; format=flowed", body=b"one \r\ntwo\r\n> q \r\n> r\r\n-- \r\nEva")
    assert found.text == "one two\n> q r\n-- \nEva"
    found = mail("Content-Type: text/plain; format=flowed; delsp=yes", body=b"won \r\nderful")
    assert found.text == "wonderful"


def test_html_may_name_its_own_charset() -> None:
    page = '<meta charset="koi8-r"><p>Привет</p>'.encode("koi8-r")
    assert mail("Content-Type: text/html", body=page).text == "Привет"


@pytest.mark.parametrize(
    "body",
    [
        b"--b\r\n\r\nHello",
        b"--b\r\n\r\nHello\r\n--b",
        b"preamble\r\n--b\r\n\r\nHello\r\n--b--\r\nepilogue",
        b"--b  \r\n\r\nHello\r\n--b--  \r\n",
        b"--b\n\nHello\n--b--\n",
        b"Hello",
        b"--b\r\nHello there\r\n--b--",
        b"--b\r\nContent-Type: multipart/alternative\r\n\r\nHello\r\n--b--",
    ],
)
def test_words_survive_broken_boundaries(body: bytes) -> None:
    assert "Hello" in mail("Content-Type: multipart/mixed; boundary=b", body=body).text


@pytest.mark.parametrize(
    "kind", ["", "text", "text/", "/", "nonsense", "text/plain/x", "; charset=utf-8", "\u00fc/\u00fc"]
)
def test_nonsense_types_are_read_as_text(kind: str) -> None:
    assert mail(f"Content-Type: {kind}").text == "Hello"


def test_mails_in_a_digest_are_files() -> None:
    assert [file.mime for file in mixed(b"\r\nSubject: x\r\n\r\ny", kind="digest").files] == ["message/rfc822"]


def test_a_mail_as_a_file_keeps_all_its_bytes() -> None:
    inner = b"Subject: x\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\ny\r\n--c--"
    part = b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(inner)
    assert mixed(PLAIN, part).files[0].content == inner


def test_headers_end_where_the_text_begins() -> None:
    assert parse(b"Hello there\r\n\r\nyou").text() == "Hello there\r\n\r\nyou"
    assert parse(b"From a@x Thu\nFrom: a@x.example\n\nHello").headers.get("from") == "a@x.example"
    assert parse(b"Subject: a\r\rHello").headers.get("subject") == "a"
