"""An HTML mail as a document."""

from pathlib import Path
from typing import Any

import pytest

from inbox.files import Files
from inbox.words import Attachment, AttachmentId
from web import mail
from web.mail import Mail, document, showable


@pytest.fixture
def files(tmp_path: Path) -> Files:
    (tmp_path / "a").write_bytes(b"AAA")
    (tmp_path / "b").write_bytes(b"BBB")
    return Files(tmp_path)


def image(cid: str, mime: str = "image/png", size: int = 3) -> Attachment:
    return Attachment(AttachmentId("x"), "x", mime, size, cid)


def shown(html: str, files: Files, *images: tuple[Attachment, str]) -> str:
    text = document(Mail(html, list(images)), files).text
    assert text is not None
    return text.partition("<body>")[2].partition("</body>")[0]


@pytest.mark.parametrize(
    ("html", "cid"),
    [
        ('<img src="cid:a@x">', "a@x"),
        ("<img src='cid:a@x'>", "a@x"),
        ('<img alt="" SRC = "CID:a@x">', "a@x"),
        ('<img src="cid:a%40x">', "a@x"),
        ('<img src="cid:a&amp;b">', "a&b"),
        ('<img src="cid:logo 1">', "logo 1"),
    ],
)
def test_an_image_is_found_by_its_content_id_however_it_is_written(files: Files, html: str, cid: str) -> None:
    assert "data:image/png;base64,QUFB" in shown(html, files, (image(cid), "a"))


def test_each_image_stands_in_its_own_place(files: Files) -> None:
    body = shown('<img src="cid:1"><img src="cid:2"><img src="cid:1">', files, (image("1"), "a"), (image("2"), "b"))
    assert body.count("QUFB") == 2
    assert body.count("QkJC") == 1
    assert body.index("QUFB") < body.index("QkJC")


def test_an_image_that_is_not_there_leaves_an_empty_place(files: Files) -> None:
    assert shown('<img src="cid:none">', files, (image("1"), "a")) == '<img src="data:,">'
    assert shown('<img src="cid:1">', files, (image("1"), "gone")) == '<img src="data:,">'


def test_what_only_speaks_of_a_content_id_is_text(files: Files) -> None:
    assert shown("<p>Write src=cid:1 or cid:1</p>", files, (image("1"), "a")) == "<p>Write src=cid:1 or cid:1</p>"


def test_braces_and_percents_in_a_mail_are_text_too(files: Files) -> None:
    assert shown("<p>{body} 100%s {0}</p>", files) == "<p>{body} 100%s {0}</p>"


def test_one_document_bears_only_so_much(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "MOST_INLINE", 5)
    body = shown('<img src="cid:1"><img src="cid:2">', files, (image("1"), "a"), (image("2"), "b"))
    assert "QUFB" in body
    assert "QkJC" not in body


@pytest.mark.parametrize(
    ("attachment", "may"),
    [
        (image("1"), True),
        (image("1", "IMAGE/JPEG"), True),
        (image("1", "image/svg+xml"), False),
        (image("1", "text/html"), False),
        (image(""), False),
    ],
)
def test_only_safe_images_with_a_content_id_stand_in_a_document(attachment: Attachment, may: bool) -> None:
    assert showable(attachment) is may


def test_links_open_elsewhere_and_say_nothing_of_us(files: Files) -> None:
    text: Any = document(Mail("x", []), files).text
    assert '<base target="_blank">' in text
    assert '<meta name="referrer" content="no-referrer">' in text
