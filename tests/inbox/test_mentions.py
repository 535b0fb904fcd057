"""Raw payloads that name somebody: found however the address is written, and nobody else's."""

import pytest
from office.office import Office

from inbox import journal, mentions
from inbox.identities import Contact
from inbox.journal import Entry
from inbox.mentions import Looked, Needle, named, spellings
from inbox.words import Account, AccountId

SHOP = AccountId("shop")


def finds(address: str, said: bytes, scope: str = "") -> bool:
    return named({Needle(scope, text) for text in spellings(address)}, SHOP, said)


@pytest.mark.parametrize(
    "said",
    [
        b"To: maria@example.com\r\n",
        b"To: <Maria@EXAMPLE.com>",
        b"rfc822;maria@example.com",
        b"Email=maria%40example.com&x=1",
        b"Email=maria%40Example.com",
        b'{"to":"maria@example.com"}',
        b"maria@example.com",
    ],
)
def test_an_address_is_found_however_it_is_written(said: bytes) -> None:
    assert finds("maria@example.com", said)


@pytest.mark.parametrize("said", [b"anamaria@example.com", b"maria@example.community", b"maria at example.com", b""])
def test_another_address_that_looks_alike_is_not(said: bytes) -> None:
    assert not finds("maria@example.com", said)


@pytest.mark.parametrize("said", [b"To=%2B34600111222", b"+34600111222", b'"recipient_id":"34600111222"'])
def test_a_number_is_found_with_its_plus_and_without(said: bytes) -> None:
    assert finds("+34600111222", said)


@pytest.mark.parametrize("said", [b"346001112223", b"134600111222"])
def test_a_longer_number_is_somebody_elses(said: bytes) -> None:
    assert not finds("+34600111222", said)


def test_of_a_slack_address_the_conversation_names_them_and_the_workspace_does_not() -> None:
    assert finds("t0acme:c0maria", b'{"team":"T0ACME","channel":"C0MARIA"}')
    assert not finds("t0acme:c0maria", b'{"team":"T0ACME","channel":"C0PEDRO"}')


def test_a_letter_that_json_escapes_is_found() -> None:
    assert finds('o"hara@example.com', rb'{"to":"o\"hara@example.com"}')


def test_what_means_something_in_one_account_alone_is_looked_for_there_alone() -> None:
    assert finds("visitor-1", b"visitor-1", scope="shop")
    assert not finds("visitor-1", b"visitor-1", scope="other")


def test_our_own_address_names_nobody(office: Office) -> None:
    """It stands in everything that ever arrived."""
    shop = office.account("email", settings={"address": "Shop@acme.example"})
    whose = office.hears(shop, Contact("email", "", "shop@acme.example", "", "proven")).customer_id
    assert office.read(mentions.needles, [whose]) == frozenset()


def test_what_is_too_short_names_nobody(office: Office, email: Account) -> None:
    whose = office.hears(email, Contact("telegram", "", "1234")).customer_id
    assert office.read(mentions.needles, [whose]) == frozenset()


def test_the_journal_is_searched_piece_by_piece_to_its_end(office: Office, email: Account) -> None:
    seqs = [office.journalled(email.id, body=b"to maria@example.com" if n % 3 == 0 else b"x") for n in range(25)]
    looked, steps = Looked(frozenset({Needle("", b"maria@example.com")})), 0
    while looked.more:
        looked, steps = office.read(mentions.look, looked, 10), steps + 1
    assert looked.seqs == tuple(seqs[::3])
    assert (looked.last, steps) == (seqs[-1], 4)


def test_headers_are_searched_too(office: Office, email: Account) -> None:
    held = Entry(email.id, "k", b"nothing", {"x-for": "<maria@example.com>"}, office.clock())
    office.write(journal.append, [held])
    looked = office.read(mentions.look, Looked(frozenset({Needle("", b"maria@example.com")})))
    assert len(looked.seqs) == 1
