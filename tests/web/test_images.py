"""Pictures that mails show from elsewhere: which those are, and addresses of ours for them."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.fernet import Fernet

from inbox.box import Box
from web.images import LASTS, MOST, Gallery, host_of, replaced, sources

NOW = datetime(2030, 1, 1, 12, 30, tzinfo=UTC)
KEY = Fernet.generate_key()


def gallery(key: bytes = KEY) -> Gallery:
    return Gallery(Box(key))


def token(url: str = "https://cdn.example/a.png") -> str:
    return gallery().address(url, NOW).removeprefix("/images/")


@pytest.mark.parametrize("url", ["https://cdn.example/a.png?x=1&y=ñ", "http://x", "https://cdn.example/" + "é" * 500])
def test_an_address_of_ours_opens_the_picture_it_was_made_for(url: str) -> None:
    assert gallery().opened(token(url), NOW) == url


def test_it_is_the_same_within_the_hour_so_that_nothing_is_fetched_twice() -> None:
    assert gallery().address("https://x", NOW) == gallery().address("https://x", NOW + timedelta(minutes=29))
    assert gallery().address("https://x", NOW) != gallery().address("https://x", NOW + timedelta(minutes=31))


def test_it_holds_for_an_hour_at_least_and_for_two_at_most() -> None:
    assert gallery().opened(token(), NOW + LASTS) is not None
    assert gallery().opened(token(), NOW + 2 * LASTS) is None


@pytest.mark.parametrize("wrong", ["", "x", "AAAA", "A" * 80, "é", "../../etc/passwd"])
def test_what_is_none_of_ours_opens_nothing(wrong: str) -> None:
    assert gallery().opened(wrong, NOW) is None


def test_one_letter_changed_and_it_opens_nothing() -> None:
    known = token()
    for place in range(len(known)):
        other = "A" if known[place] != "A" else "B"
        assert gallery().opened(known[:place] + other + known[place + 1 :], NOW) is None


def test_another_houses_key_opens_nothing() -> None:
    assert gallery(Fernet.generate_key()).opened(token(), NOW) is None


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<img src="https://a.example/1.png">', ["https://a.example/1.png"]),
        ('<p>x</p><img alt="a > b" width="20" src="http://a.example/?a=1&amp;b=2" />', ["http://a.example/?a=1&b=2"]),
        ("<IMG SRC='HTTPS://a.example/1'>", ["HTTPS://a.example/1"]),
        ('<img src="https://a/1"><img src="https://b/2"><img src="https://a/1">', ["https://a/1", "https://b/2"]),
        ('<img src="cid:1"><img src="data:image/png;base64,AA"><img>', []),
        ('<p title="<img src=&quot;https://a/1&quot;>">&lt;img src="https://a/1"&gt;</p>', []),
        ('<a href="https://a/1">src="https://a/1"</a>', []),
        ('<img src="https://a/1', []),
    ],
)
def test_pictures_from_elsewhere_are_found_and_nothing_that_only_speaks_of_them(html: str, found: list[str]) -> None:
    assert sources(html) == found


@pytest.mark.parametrize("size", ['width="1"', 'height="1"', "width='0'", 'width="1px" height="1px"', "width=1"])
def test_a_pixel_that_only_tells_who_reads_is_never_shown(size: str) -> None:
    html = f'<img {size} src="https://spy.example/1">'
    assert sources(html) == []
    assert "spy.example" not in replaced(html, str.upper)


def test_a_narrow_picture_is_no_pixel() -> None:
    assert sources('<img width="10" height="100" src="https://a/1">') == ["https://a/1"]


def test_unless_somebody_asks_no_address_is_left_in_the_document() -> None:
    html = '<p>a</p><img alt="Logo" src="https://a/1" width="20"><img src="cid:1">'
    assert replaced(html, None) == '<p>a</p><img alt="Logo" src="data:," width="20"><img src="cid:1">'


def test_who_asks_sees_each_by_an_address_of_ours() -> None:
    html = "<img src=\"https://a/1?x=1&amp;y=2\"><img src='https://b/2'>"
    shown = replaced(html, lambda url: f"/images/{len(url)}&\"'")
    assert shown == '<img src="/images/19&amp;&quot;&#x27;"><img src="/images/11&amp;&quot;&#x27;">'


def test_one_mail_shows_no_more_than_so_many() -> None:
    html = "".join(f'<img src="https://a/{number}">' for number in range(MOST + 10))
    assert len(sources(html)) == MOST
    shown = replaced(html, lambda url: "/images/x")
    assert (shown.count("/images/x"), shown.count('"data:,"')) == (MOST, 10)


@pytest.mark.parametrize(
    "nasty", ["<img " * 100_000, '<img a="' * 60_000, "<img src='https://" * 40_000, '<img src="' + "x" * 900_000]
)
def test_tangled_html_is_looked_through_at_once(nasty: str) -> None:
    began = time.process_time()
    replaced(nasty, None)
    sources(nasty)
    assert time.process_time() - began < 20, "which would be hours, were it not linear"


@pytest.mark.parametrize(("url", "host"), [("https://a.example:99/x", "a.example"), ("http://[::1", ""), ("http:", "")])
def test_a_host_is_named_where_there_is_one(url: str, host: str) -> None:
    assert host_of(url) == host
