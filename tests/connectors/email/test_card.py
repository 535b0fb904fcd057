"""What a signature claims: numbers and addresses below a person's own words, and nobody else's."""

import pytest

from connectors.contract import Address, Incoming, Raw
from connectors.email import card
from connectors.email.reading import read
from connectors.email.said import signed

OURS = "support@acme.example"


def claimed(text: str, sender: str = "bob@ok.example", own: str = OURS, more: str = "") -> list[tuple[str, str]]:
    body = f"From: Bob <{sender}>\nTo: {own}\n{more}Content-Type: text/plain; charset=utf-8\n\n{text}".encode()
    [found] = [one for one in read(Raw("key", body), own_addresses=[own]) if isinstance(one, Incoming)]
    assert all(one == Address(one.channel, one.address, how="signature") for one in found.claims)
    return [(one.channel, one.address) for one in found.claims]


def letter(*lines: str) -> str:
    return "\n".join(["Hello, where is my order?", "", "-- ", "Bob Ruiz", *lines])


def test_numbers_and_addresses_below_the_words_are_claims() -> None:
    assert claimed(letter("Tel: +34 600 00 01 23", "bob.ruiz@home.example")) == [
        ("sms", "+34600000123"),
        ("email", "bob.ruiz@home.example"),
    ]


@pytest.mark.parametrize(
    ("line", "sender", "number"),
    [
        ("Tel. 600 123 456", "bob@ok.es", "+34600123456"),
        ("M: 600-12-34-56", "bob@ok.es", "+34600123456"),
        ("+34 (600) 123 456", "bob@ok.example", "+34600123456"),
        ("0034 600 123 456", "bob@ok.es", "+34600123456"),
        ("Mobil 0151 23456789", "bob@ok.de", "+4915123456789"),
        ("020 7946 0958", "bob@ok.co.uk", "+442079460958"),
        ("+44 (0)20 7946 0958", "bob@ok.example", "+442079460958"),
        ("Tél : 01 99 00 12 34", "bob@ok.fr", "+33199001234"),
        ("TEL;TYPE=CELL:+34600123456", "bob@ok.example", "+34600123456"),
        ("tel:+34-600-123-456", "bob@ok.example", "+34600123456"),
        ("☎ 600 123 456 | Madrid", "bob@ok.es", "+34600123456"),
    ],
)
def test_any_national_way_to_write_a_number_becomes_one_form(line: str, sender: str, number: str) -> None:
    assert claimed(letter(line), sender) == [("sms", number)]


@pytest.mark.parametrize(
    ("sender", "own", "expected"),
    [
        ("bob@ok.es", OURS, [("sms", "+34600123456")]),
        ("bob@ok.example", "support@acme.es", [("sms", "+34600123456")]),
        ("bob@ok.de", "support@acme.es", []),
        ("bob@ok.example", OURS, []),
        ("bob@ok.io", OURS, []),
        ("bob@ok.co", "support@acme.es", [("sms", "+34600123456")]),
    ],
)
def test_without_a_prefix_the_senders_country_decides_then_ours(
    sender: str, own: str, expected: list[tuple[str, str]]
) -> None:
    """600 123 456 is a mobile number in Spain, and none in Germany; a domain that everybody buys tells no country."""
    assert claimed(letter("Tel. 600 123 456"), sender, own) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Fax: +34 915 12 34 56",
        "Telefax +34 915 12 34 56",
        "CIF B-12345678",
        "ES91 2100 0418 4502 0005 1332",
        "28013 Madrid, 12/03/2024",
        "Order 600-123",
        "+34 1",
        "@bob",
        "bob@localhost",
        "https://shop.example/bob@2x.png",
        "a@b@c.example",
    ],
)
def test_what_takes_no_message_is_no_claim(line: str) -> None:
    assert claimed(letter(line), "bob@ok.es") == []


def test_neither_the_senders_own_address_nor_ours_is_a_claim() -> None:
    assert claimed(letter("BOB@ok.example", "Support@Acme.example"), "bob@ok.example") == []


def test_each_is_claimed_once_and_no_more_than_ten() -> None:
    assert claimed(letter("+34 600 000 123", "M +34 600000123")) == [("sms", "+34600000123")]
    many = [f"a{number}@home.example, b{number}@home.example" for number in range(15)]
    assert len(claimed(letter(*many))) == 10


QUOTED = """Thank you!

-- 
Bob Ruiz
+34 600 000 123

On Mon, 1 Jan 2024 at 10:00, Shop <shop@acme.example> wrote:
> Hello Bob
> --
> Eva Shop, +34 600 000 999, eva@shop.example
"""  # noqa: W291  # that is how a signature begins (RFC 3676 4.3)


def test_what_stands_in_a_quote_is_not_theirs() -> None:
    assert claimed(QUOTED) == [("sms", "+34600000123")]


@pytest.mark.parametrize("words", ["", "Please see below.\n\n"])
def test_what_stands_in_a_forwarded_mail_is_not_theirs(words: str) -> None:
    forwarded = (
        f"{words}---------- Forwarded message ---------\nFrom: Eva <eva@shop.example>\nDate: Mon, 1 Jan 2024\n"
        "Subject: Offer\n\nHello\n\n--\nEva\n+34 600 000 999\neva@shop.example\n"
    )
    assert claimed(forwarded) == []


def test_a_number_in_the_words_themselves_is_not_a_signature() -> None:
    assert claimed("Call me at +34 600 000 123 about order 17.") == []


def test_a_machines_signature_claims_nothing() -> None:
    assert claimed(letter("+34 600 000 123"), more="Auto-Submitted: auto-replied\n") == []


def test_below_a_farewell_there_is_a_signature_too() -> None:
    text = "Where is it?\n\nKind regards,\nBob Ruiz\nHead of Sales\n+34 600 000 123"
    assert signed(text)[-1] == "+34 600 000 123"
    assert claimed(text) == [("sms", "+34600000123")]


@pytest.mark.parametrize("piece", ["+34 600 000 123 ", "1", "a@", "(", "+", "tel:"])
def test_a_hostile_signature_is_read_in_no_time(piece: str) -> None:
    """As many lines and as long as they like: only the first of each are looked at."""
    lines = [piece * 5000] * 1000
    assert len(card.claims(lines, "bob@ok.es", [])) <= 10


@pytest.mark.parametrize(
    ("address", "region"),
    [
        ("a@ok.es", "ES"),
        ("a@ok.co.uk", "GB"),
        ("a@ok.com", None),
        ("a@ok.tv", None),
        ("a@ok.eu", None),
        ("", None),
        ("a@xn--p1ai", None),
    ],
)
def test_only_a_country_of_its_own_is_one(address: str, region: str | None) -> None:
    assert card.region_of(address) == region
