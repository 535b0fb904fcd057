"""Links for providers: ours alone, for one file, for an hour."""

from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from office.clock import START

from inbox.box import Box
from inbox.ids import new_id
from inbox.words import AttachmentId
from router.link import LASTS, media_link, opened, public

BOX = Box(Fernet.generate_key())
FILE = AttachmentId(new_id())
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def token(box: Box = BOX, file: AttachmentId = FILE) -> str:
    url, _, made = media_link("https://inbox.example.com", box, file, START).rpartition("/")
    assert url == "https://inbox.example.com/media"
    return made


def test_a_link_opens_its_file_and_no_other() -> None:
    other = AttachmentId(new_id())
    assert opened(BOX, token(), START) == FILE
    assert opened(BOX, token(file=other), START) == other


def test_it_needs_no_escaping_in_an_address() -> None:
    for _ in range(50):
        assert set(token(file=AttachmentId(new_id()))) <= set(ALPHABET)


def test_it_lasts_an_hour() -> None:
    assert opened(BOX, token(), START + LASTS - timedelta(seconds=1)) == FILE
    assert opened(BOX, token(), START + LASTS) is None
    assert opened(BOX, token(), START + timedelta(days=400)) is None


def test_another_servers_link_is_none_of_ours() -> None:
    assert opened(Box(Fernet.generate_key()), token(), START) is None


@pytest.mark.parametrize("place", range(72))
def test_whoever_changes_a_single_character_opens_nothing(place: int) -> None:
    good = token()
    assert len(good) == 72
    for other in (ALPHABET[(ALPHABET.index(good[place]) + step) % 64] for step in (1, 63)):
        assert opened(BOX, good[:place] + other + good[place + 1 :], START) is None


WRONG = [
    "", "x", "=", "A" * 72, "é" * 72, "\x00", token() + "A", token() + "AAAA", token() + "=", token()[:-4],
    f" {token()}", f"{token()}\n", f"{token()[:3]}!{token()[3:]}", "A" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG, ids=range(len(WRONG)))
def test_what_is_no_link_opens_nothing(wrong: str) -> None:
    assert opened(BOX, wrong, START) is None


@pytest.mark.parametrize("url", ["https://inbox.example.com", "https://hilo.example:8443", "https://198.41.0.4"])
def test_providers_reach_a_public_https_address(url: str) -> None:
    assert public(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:8080", "http://inbox.example.com", "https://localhost", "https://hilo.localhost:8443",
        "https://inbox", "https://inbox.local", "https://hilo.corp.internal", "https://127.0.0.1", "https://[::1]:8443",
        "https://10.1.2.3", "https://169.254.169.254", "https://[fd00::1]", "",
    ],
)  # fmt: skip
def test_providers_reach_nothing_else(url: str) -> None:
    assert public(url) == ""
