"""An address that a colleague types is the one that a mail from there will have."""

import pytest

from connectors.contract import Address, Incoming, Locates, Raw, Refused
from connectors.email.channel import Email
from connectors.email.settings import Settings

SETTINGS = Settings(address="Support@Example.com", imap_host="x", imap_user="x", imap_password="x", smtp_host="x")
OURS = Email("acc-1", SETTINGS)


@pytest.mark.parametrize(
    ("typed", "address", "display"),
    [
        ("maria@example.org", "maria@example.org", ""),
        ("  MARIA@Example.ORG \n", "maria@example.org", ""),
        ("Maria Núñez <maria@example.org>", "maria@example.org", "Maria Núñez"),
        ('"Núñez, Maria" <maria@example.org>', "maria@example.org", "Núñez, Maria"),
        ("<maria@example.org>", "maria@example.org", ""),
        ("mailto:maria@example.org", "maria@example.org", ""),
        ("maria+orders@sub.example.org", "maria+orders@sub.example.org", ""),
        ("maria@bücher.example", "maria@xn--bcher-kva.example", ""),
    ],
)
def test_an_address_is_understood_however_it_is_written(typed: str, address: str, display: str) -> None:
    assert OURS.locate(typed) == Address("email", address, display)


@pytest.mark.parametrize("typed", ["maria@example.org", "Maria@EXAMPLE.org", "maria@bücher.example"])
def test_a_mail_from_there_has_the_same_address(typed: str) -> None:
    mail = f"From: Maria <{typed}>\nTo: support@example.com\nMessage-ID: <1@x>\n\nHello\n".encode()
    [said] = [one for one in OURS.read(Raw("1", mail)) if isinstance(one, Incoming)]
    assert said.sender.address == OURS.locate(typed).address


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "maria", "maria@", "@example.org", "maria@localhost", "maria@example.org, omar@example.org",
        "maria@example.org omar@example.org", "maria@@example.org", "ma ria@example", "maria@[127.0.0.1]",
        "maria@example..org", "maria@-", "+1 555 0100", "x" * 65 + "@example.org", "maria@example.o",
        "\ud800@", "(" * 10_000, "maria@" + "x." * 5000 + "org",
    ],
    ids=range(19),
)  # fmt: skip
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match=r"no e-mail address\. Write one, such as"):
        OURS.locate(typed)


@pytest.mark.parametrize("typed", ["support@example.com", "Us <SUPPORT@example.com>"])
def test_our_own_address_is_no_customers(typed: str) -> None:
    with pytest.raises(Refused, match="our own address"):
        OURS.locate(typed)


def test_it_is_an_ability_that_others_can_ask_for() -> None:
    assert isinstance(OURS, Locates)
