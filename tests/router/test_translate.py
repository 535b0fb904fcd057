"""The words of connectors and inbox meet here: nothing falls between them."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec import msgpack
from msgspec.structs import replace
from office.trap import Trap

from connectors.contract import (
    Address,
    Consent,
    Deleted,
    Edited,
    File,
    Filled,
    Happening,
    Ignored,
    Incoming,
    Media,
    Moved,
    Outgoing,
    Pressed,
    Raw,
    Reacted,
    Receipt,
)
from connectors.registry import CONNECTORS
from inbox.arrivals import Change, Consented, Moving, News, Wanted
from inbox.box import Box, new_key
from inbox.door import Inbox
from inbox.errors import MissingKey, NotFound
from inbox.files import Files
from inbox.identities import Contact
from inbox.journal import Unread
from inbox.outbox import Delivery
from inbox.words import Account, AccountId, MessageId, Mood, ThreadId
from router.cell import Answer
from router.storable import happenings_of, storable
from router.stub import stub_of
from router.switchboard import connector_of, reader_of, settings_of
from router.translate import outgoing, read_of

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ROW = Unread(7, AccountId("account-1"), "chat", "key-1", b"raw", {}, AT)
MARIA = Address("chat", "v1", "Maria", "proven", "token", scoped=True)
WHOLE = Incoming(
    "r1", MARIA, "all", "said", "<p>", "subject", AT, "ref", ("c1", "c2"), "token",
    (File("a.txt", "text/plain", b"abc", "cid"),), (Media("b.jpg", "image/jpeg", "there", 9, "ab"),),
    "list", (Address("email", "maria@example.com", evidence="proven"),), (Address("whatsapp", "+34", "", "proven"),),
    (Address("sms", "+34"),), "client", True,
)  # fmt: skip


DELIVERY = Delivery(
    MessageId("m"), ThreadId("t"), AccountId("a"), "lease", 1, AT, "chat", "v1", "Maria", True, "text", "subject",
    "ref", ("c",), "token", "Ana", "r9", None, (), False, AT,
)  # fmt: skip


def account(channel: str = "trap", **settings: object) -> Account:
    return Account(
        AccountId("a"), channel, channel, "Ours", settings, False, "", None, None, None, "", None, AT
    )  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def test_every_field_of_a_message_arrives(files: Files) -> None:
    read = read_of(ROW, [WHOLE], files)
    (one,) = read.arrivals
    assert (read.seq, read.outcome, read.error, read.news) == (7, "threaded", "", ())
    assert (one.journal_seq, one.account_id, one.received_at, one.mood, one.stub) == (7, "account-1", AT, Mood(), True)
    assert one.sender == Contact("chat", "account-1", "v1", "Maria", "proven", "token")
    assert one.also == (Contact("email", "", "maria@example.com", "", "proven"),)
    assert one.same == (Contact("whatsapp", "", "+34", "", "proven"),)
    assert one.claims == (Contact("sms", "", "+34"),)
    assert one.media == (Wanted("b.jpg", "image/jpeg", 9, "ab", "there"),)
    (file,) = one.files
    assert (file.name, file.mime, file.size, file.cid) == ("a.txt", "text/plain", 3, "cid")
    assert (files / file.path).read_bytes() == b"abc"
    translated = {"sender", "also", "same", "claims", "files", "media"}
    for name in set(Incoming.__struct_fields__) - translated:
        assert getattr(one, name) == getattr(WHOLE, name), name


@pytest.mark.parametrize(
    ("happenings", "outcome"),
    [
        ([], "ignored"), ([Ignored("x")], "ignored"), ([Receipt("read", "r")], "receipt"), ([WHOLE], "threaded"),
        ([Receipt("failed", "r"), WHOLE], "threaded"), ([Edited("r", "new", AT)], "receipt"),
        ([Deleted("r", AT)], "receipt"), ([Reacted("r", MARIA, "👍", AT)], "receipt"),
        ([Consent(MARIA, True)], "receipt"), ([Moved(MARIA, MARIA)], "receipt"),
        ([Pressed("t", "U1", "C1")], "ignored"),
        ([Consent(MARIA, False), WHOLE], "threaded"), ([Ignored("x"), Deleted("r", AT)], "receipt"),
    ],
)  # fmt: skip
def test_a_payload_is_settled_as_what_it_held(files: Files, happenings: list[Any], outcome: str) -> None:
    assert read_of(ROW, happenings, files).outcome == outcome


def test_a_receipt_is_news_from_its_account(files: Files) -> None:
    (one,) = read_of(ROW, [Receipt("failed", "remote", "ref", "550", "unreachable")], files).news
    assert one == News(AccountId("account-1"), "failed", "remote", "ref", "550", "unreachable")


def test_every_change_arrives_with_its_account_and_its_time(files: Files) -> None:
    later = AT + timedelta(seconds=1)
    happened: list[Happening] = [
        Reacted("r1", MARIA, "👍", AT, gone=True), Edited("r2", "new", later), Deleted("r3", AT),
        Reacted("r1", MARIA, "", later),
    ]  # fmt: skip
    ours = AccountId("account-1")
    assert read_of(ROW, happened, files).changes == (
        Change(7, ours, "r1", "reacted", AT, "👍", "v1", True), Change(7, ours, "r2", "edited", later, "new"),
        Change(7, ours, "r3", "deleted", AT), Change(7, ours, "r1", "reacted", later, "", "v1", False),
    )  # fmt: skip


def test_a_wish_is_its_writers_and_wishes_keep_their_order(files: Files) -> None:
    read = read_of(ROW, [Consent(MARIA, False), WHOLE, Consent(MARIA, True)], files)
    maria = Contact("chat", "account-1", "v1", "Maria", "proven", "token")
    assert read.consents == (Consented(maria, False), Consented(maria, True))
    assert len(read.arrivals) == 1


def test_a_move_leads_from_one_address_to_another(files: Files) -> None:
    there = Address("whatsapp", "+34600000001", "", "proven", "whatsapp")
    (one,) = read_of(ROW, [Moved(MARIA, there)], files).moves
    assert one == Moving(
        Contact("chat", "account-1", "v1", "Maria", "proven", "token"),
        Contact("whatsapp", "", "+34600000001", "", "proven", "whatsapp"),
    )


def test_what_holds_everything_loses_nothing(files: Files) -> None:
    whole: list[Happening] = [
        WHOLE, Receipt("read", "r"), Edited("r", "new", AT), Consent(MARIA, True), Moved(MARIA, MARIA),
        Pressed("t", "U1", "C1"), Ignored("x"),
    ]  # fmt: skip
    read = read_of(ROW, whole, files)
    held = (read.arrivals, read.news, read.changes, read.consents, read.moves)
    assert [len(one) for one in held] == [1, 1, 1, 1, 1]


@pytest.mark.parametrize("kind", get_args(Happening), ids=lambda kind: kind.__name__)
def test_everything_that_can_happen_survives_the_way_out_of_the_cell(kind: type[Any]) -> None:
    """A hostile channel is read in another process; a kind that the line between them loses is lost for good."""
    made: dict[Any, Happening] = {
        Incoming: WHOLE, Receipt: Receipt("failed", "r", "ref", "d", "too_big"), Edited: Edited("r", "new", AT),
        Deleted: Deleted("r", AT), Reacted: Reacted("r", MARIA, "👍", AT, gone=True), Consent: Consent(MARIA, False),
        Moved: Moved(MARIA, MARIA), Pressed: Pressed("t", "U1", "C1"), Ignored: Ignored("x"),
    }  # fmt: skip
    answer = Answer([made[kind]])
    assert msgpack.decode(msgpack.encode(answer), type=Answer) == answer
    assert storable(made[kind]) == made[kind]


def test_a_stub_says_so(files: Files) -> None:
    read = read_of(ROW, [replace(WHOLE, stub=False)], files, stub="broken")
    assert (read.outcome, read.error, read.arrivals[0].stub) == ("stub", "broken", True)


def test_what_a_connector_calls_a_stub_was_read_all_the_same(files: Files) -> None:
    read = read_of(ROW, [WHOLE], files)
    assert (read.outcome, read.error, read.arrivals[0].stub) == ("threaded", "", True)
    assert not read_of(ROW, [replace(WHOLE, stub=False)], files).arrivals[0].stub


def test_a_delivery_becomes_an_outgoing_message() -> None:
    to = Address("chat", "v1", "Maria", scoped=True)
    assert outgoing(DELIVERY) == Outgoing("m", to, "text", "subject", "ref", ("c",), "token", "Ana", answers="r9")


def test_a_delivery_goes_with_its_files_its_template_and_where_we_can_be_called() -> None:
    template = {"id": "HX1", "name": "parcel", "language": "es", "values": {"1": "Maria"}}
    file = File("a.png", "image/png", b"x", link="https://hilo.example/media/x")
    made = outgoing(replace(DELIVERY, template=template), (file,), "https://hilo.example/hooks/a")
    assert made.template == Filled("HX1", "parcel", "es", {"1": "Maria"})
    assert (made.files, made.hook) == ((file,), "https://hilo.example/hooks/a")


def test_a_stub_keeps_the_sender_but_none_of_what_may_be_hostile() -> None:
    stub = stub_of(account("chat"), 42, [Ignored("x"), WHOLE])
    assert (stub.sender, stub.remote_id, stub.html, stub.automatic) == (MARIA, "stub:42", "", "")
    assert (stub.files, stub.media) == ((), ())
    assert "as number 42" in stub.text


@pytest.mark.parametrize("head", [[], [Ignored("x")], [Incoming("r", Address("chat", ""), "", "")]])
def test_a_stub_of_nobody_stands_in_the_accounts_own_thread(head: list[Any]) -> None:
    stub = stub_of(account("chat"), 42, head)
    assert (stub.sender.address, stub.sender.scoped, stub.sender.channel) == ("unreadable", True, "chat")


@given(text=some.text(some.characters(), max_size=50))
def test_every_text_becomes_one_that_every_database_keeps(text: str) -> None:
    kept = storable(text)
    assert len(kept) == len(text)
    assert "\x00" not in kept
    kept.encode()


def test_texts_are_mended_wherever_they_stand_and_bytes_are_left_alone() -> None:
    bad = "a\x00b\ud800c"
    content = b"\x00\xff"
    who = Address("email", bad, bad)
    files = (File(bad, "text/plain", content),)
    mended = storable(Incoming(bad, who, bad, bad, cites=(bad,), files=files, also=(who,), sent_at=AT))
    good = "a\ufffdb\ufffdc"
    assert (mended.remote_id, mended.text, mended.cites, mended.sent_at) == (good, good, (good,), AT)
    assert (mended.sender.address, mended.also[0].display) == (good, good)
    assert (mended.files[0].name, mended.files[0].content) == (good, content)
    assert storable(WHOLE) == WHOLE


def test_what_happened_is_mended_and_what_fails_fails() -> None:
    trap = Trap("a", Trap.Settings())
    (one,) = happenings_of(trap, Raw("key", b"say maria@example.com\n\x00"))
    assert isinstance(one, Incoming)
    assert one.text.endswith("\ufffd")
    with pytest.raises(LookupError):
        happenings_of(trap, Raw("key", b"raise"))


def test_settings_lose_what_a_version_no_longer_knows_and_gain_empty_secrets() -> None:
    assert settings_of(Trap, {"removed": 1}) == Trap.Settings("")
    assert settings_of(Trap, {"password": "x"}) == Trap.Settings("x")
    with pytest.raises(NotFound, match="Correct them in the settings"):
        settings_of(Trap, {"password": 7})


def test_an_account_of_an_unknown_channel_is_told_in_a_sentence(trapped: None) -> None:
    with pytest.raises(NotFound, match=r"no pigeon channel\. Remove the account Ours"):
        reader_of(account("pigeon"))
    assert isinstance(reader_of(account()), Trap)


@pytest.mark.parametrize("channel", CONNECTORS)
def test_every_registered_channel_has_settings_that_a_form_can_fill(channel: str) -> None:
    nonsense = {field.name: {"no": "setting"} for field in fields(CONNECTORS[channel].Settings)}
    with pytest.raises(NotFound, match="cannot be used"):
        settings_of(CONNECTORS[channel], nonsense)


@pytest.mark.asyncio
async def test_only_a_connector_that_sends_gets_the_secrets(trapped: None, office: Any, inbox: Inbox) -> None:
    ours = office.account("trap", secrets={"password": "open sesame"})
    sender = await connector_of(inbox, ours.id)
    assert isinstance(sender, Trap)
    assert sender.settings.password == "open sesame"
    with pytest.raises(NotFound):
        await connector_of(inbox, AccountId("nobody"))
    inbox.box = Box(new_key())
    with pytest.raises(MissingKey):
        await connector_of(inbox, ours.id)
