"""What a channel lets through: shown as it will be held to, and held to in the transaction that queues."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from office.gull import KB, Gull, Tern, rock
from office.office import Office
from sqlalchemy import select

from connectors.contract import Limits
from connectors.registry import CONNECTORS
from inbox import accounts, reach, uploads
from inbox.answers import Reply
from inbox.errors import Closed, Conflict
from inbox.files import Stored
from inbox.identities import Contact
from inbox.schema import outbox
from inbox.words import Account, Attachment, AttachmentId, Message, Thread, User
from router import policy
from router.fitting import MOST_TOGETHER, demand_file, size
from router.policy import Way

DAY = timedelta(hours=24)
TEMPLATE = {"id": "t1", "name": "welcome", "language": "en", "values": {"name": "Maria"}}


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(CONNECTORS, "gull", Gull)
    return None


@pytest.fixture
def gull(office: Office) -> Account:
    return office.account("gull", name="Cliff")


@pytest.fixture
def thread(office: Office, gull: Account) -> Thread:
    return office.hears(gull, rock())


def ways(office: Office, thread: Thread) -> list[Way]:
    return office.read(policy.ways_to, thread.id, office.clock())


def send(office: Office, thread: Thread, by: User, text: str = "Kraa", **more: Any) -> Message:
    given = {"client_id": f"c-{len(office.rows(select(outbox)))}", **more}
    return office.write(policy.send, Reply(thread.id, by.id, text, **given), office.clock())


def refused(office: Office, thread: Thread, by: User, text: str = "Kraa", **more: Any) -> Closed:
    """Nothing of it is left behind."""
    before = len(office.rows(select(outbox)))
    with pytest.raises(Closed) as closed:
        send(office, thread, by, text, **more)
    assert len(office.rows(select(outbox))) == before
    return closed.value


def brought(office: Office, by: User, mime: str = "image/png", size: int = 1 * KB) -> AttachmentId:
    return office.write(uploads.keep, Stored("a file", mime, size, "00", "ab/cd"), by.id, office.clock()).id


def test_a_way_tells_where_from_where_and_what(office: Office, gull: Account, thread: Thread) -> None:
    (way,) = ways(office, thread)
    assert (way.identity_id, way.channel, way.address) == (office.identity(rock()).id, "gull", "100")
    assert (way.evidence, way.account_id, way.account_name) == ("proven", gull.id, "Cliff")
    assert (way.open, way.shut, way.detail, way.templates) == (True, "", "", True)
    assert way.window_closes_at == office.clock() + DAY
    assert way.limits is Gull.limits


def test_a_channel_without_limits_lets_everything_through(office: Office, email: Account, ana: User) -> None:
    thread = office.hears(email)
    (way,) = ways(office, thread)
    assert (way.open, way.window_closes_at, way.templates, way.limits) == (True, None, False, Limits())
    office.clock.forward(days=400)
    assert ways(office, thread)[0].open
    files = tuple(brought(office, ana, "application/x-unheard-of", KB) for _ in range(10))
    assert len(send(office, thread, ana, "x" * 100_000, files=files).attachments) == 10


def test_the_window_closes_to_the_second_and_the_next_message_opens_it(
    office: Office, gull: Account, thread: Thread, ana: User
) -> None:
    closes = office.clock() + DAY
    office.clock.forward(hours=23, minutes=59, seconds=59)
    assert send(office, thread, ana).state == "queued"
    office.clock.forward(seconds=1)
    (way,) = ways(office, thread)
    assert (way.open, way.shut, way.templates, way.window_closes_at) == (False, "window_closed", True, closes)
    sentence = (
        "They last wrote here more than 24 hours ago, so only a template may be sent. Or answer to another address."
    )
    assert way.detail == sentence
    assert (refused(office, thread, ana).code, str(refused(office, thread, ana))) == ("window_closed", sentence)
    office.hears(gull, rock())
    assert ways(office, thread)[0].open
    assert send(office, thread, ana).state == "queued"


def test_a_template_may_go_when_the_window_is_closed(office: Office, thread: Thread, ana: User) -> None:
    office.clock.forward(days=30)
    said = send(office, thread, ana, "x" * 500, template=TEMPLATE)
    assert said.state == "queued", "its provider has approved its length"


def test_who_never_wrote_there_has_no_window(office: Office, gull: Account, chat: Account, ana: User) -> None:
    thread = office.hears(chat, Contact("chat", chat.id, "v", "", "proven"), also=(rock(),))
    way = next(one for one in ways(office, thread) if one.channel == "gull")
    assert (way.open, way.shut, way.templates, way.window_closes_at) == (False, "window_closed", True, None)
    assert way.detail.startswith("They have not written here yet, so only a template may be sent.")
    send(office, thread, ana, template=TEMPLATE, identity_id=way.identity_id)


def test_without_templates_a_closed_window_is_closed_for_all(
    office: Office, thread: Thread, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Gull, "limits", Limits(window=DAY))
    office.clock.forward(days=2)
    (way,) = ways(office, thread)
    assert (way.shut, way.templates) == ("window_closed", False)
    assert "so nothing may be sent until they do" in way.detail
    assert refused(office, thread, ana, template=TEMPLATE).code == "no_templates"


@pytest.mark.parametrize("code", ["opted_out", "unreachable"])
def test_not_even_a_template_goes_to_a_shut_address(office: Office, thread: Thread, ana: User, code: Any) -> None:
    office.write(reach.shut, office.identity(rock()).id, code, "", office.clock())
    (way,) = ways(office, thread)
    assert (way.open, way.shut, way.templates) == (False, code, False)
    assert way.detail
    assert refused(office, thread, ana).code == code
    assert refused(office, thread, ana, template=TEMPLATE).code == code


def test_a_paused_account_and_a_missing_one_are_said(
    office: Office, gull: Account, thread: Thread, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.write(accounts.pause, gull.id, True, office.clock())
    assert [(one.shut, one.templates, one.account_id) for one in ways(office, thread)] == [("paused", False, gull.id)]
    assert refused(office, thread, ana).code == "paused"
    office.write(accounts.pause, gull.id, False, office.clock())
    monkeypatch.delitem(CONNECTORS, "gull")
    (way,) = ways(office, thread)
    assert (way.shut, way.limits) == ("no_account", Limits())
    assert way.detail == "This version of Hilo cannot use the account Cliff. Choose another one."
    assert refused(office, thread, ana).code == "no_account"


def test_an_address_without_any_account_is_listed_and_shut(office: Office, chat: Account) -> None:
    thread = office.hears(chat, Contact("chat", chat.id, "v", "", "proven"), also=(rock(),))
    way = next(one for one in ways(office, thread) if one.channel == "gull")
    assert (way.open, way.shut, way.account_id, way.account_name) == (False, "no_account", None, "")


def test_a_text_is_counted_in_characters_as_people_see_them(office: Office, thread: Thread, ana: User) -> None:
    assert send(office, thread, ana, "😀" * 100).text == "😀" * 100
    closed = refused(office, thread, ana, "x" * 101)
    assert (closed.code, str(closed)) == ("too_long", "This channel takes 100 characters. Send it in parts.")


@pytest.mark.parametrize(
    ("mime", "bytes_", "code"),
    [
        ("image/png", 20 * KB, ""),
        ("image/png", 20 * KB + 1, "too_big"),
        ("image/jpeg", 10 * KB, ""),
        ("IMAGE/JPEG", 10 * KB + 1, "too_big"),
        ("video/mp4", 1, "wrong_type"),
        ("application/pdfx", 1, ""),
    ],
)
def test_each_file_is_measured_by_the_closest_start_of_its_type(
    office: Office, thread: Thread, ana: User, mime: str, bytes_: int, code: str
) -> None:
    files = (brought(office, ana, mime, bytes_),)
    if code:
        closed = refused(office, thread, ana, "", files=files)
        assert closed.code == code
        assert "a file" in str(closed)
    else:
        assert len(send(office, thread, ana, "", files=files).attachments) == 1


def test_the_size_that_would_fit_is_named(office: Office, thread: Thread, ana: User) -> None:
    closed = refused(office, thread, ana, "", files=(brought(office, ana, "image/gif", 11 * KB),))
    assert str(closed) == "a file is too big: this channel takes 10 KB of its type. Make it smaller."
    assert [size(one) for one in (100 * KB, 5 << 20, 16_000_000, 25 << 20)] == ["100 KB", "5 MB", "15.3 MB", "25 MB"]


def test_too_many_files_and_words_beside_a_file_are_refused(office: Office, thread: Thread, ana: User) -> None:
    three = tuple(brought(office, ana) for _ in range(3))
    assert refused(office, thread, ana, "", files=three).code == "too_many"
    assert refused(office, thread, ana, "See here", files=three[:2]).code == "no_captions"
    assert len(send(office, thread, ana, " \n", files=three[:2]).attachments) == 2


@pytest.mark.parametrize("longest_caption", [5, 0])
def test_words_beside_a_file_may_have_a_limit_of_their_own(
    office: Office, thread: Thread, ana: User, monkeypatch: pytest.MonkeyPatch, longest_caption: int
) -> None:
    monkeypatch.setattr(Gull, "limits", Limits(longest=10, longest_caption=longest_caption))
    most = longest_caption or 10
    closed = refused(office, thread, ana, "😀" * (most + 1), files=(brought(office, ana),))
    assert closed.code == "too_long"
    assert f"takes {most} characters" in str(closed)
    assert ("Shorten the text, or send it by itself." in str(closed)) is bool(longest_caption)
    assert send(office, thread, ana, "😀" * most, files=(brought(office, ana),)).state == "queued"
    assert send(office, thread, ana, "x" * 10).text == "x" * 10


def test_all_files_together_must_fit_into_memory(office: Office, thread: Thread, email: Account, ana: User) -> None:
    half = [brought(office, ana, "application/pdf", MOST_TOGETHER // 2) for _ in range(3)]
    by_mail = office.hears(email)
    assert refused(office, by_mail, ana, files=tuple(half)).code == "too_big"
    assert send(office, by_mail, ana, files=tuple(half[:2])).state == "queued"


def test_a_template_goes_alone(office: Office, thread: Thread, ana: User) -> None:
    assert refused(office, thread, ana, template=TEMPLATE, files=(brought(office, ana),)).code == "template_alone"


@pytest.mark.parametrize("channel", ["chat", "api"])
def test_a_channel_that_carries_words_alone_takes_no_file(office: Office, ana: User, channel: str) -> None:
    thread = office.hears(office.account(channel), "somebody")
    assert refused(office, thread, ana, files=(brought(office, ana),)).code == "wrong_type"


def test_somebody_elses_file_is_no_matter_of_limits(office: Office, thread: Thread, ana: User, ben: User) -> None:
    with pytest.raises(Conflict, match="Attach it again"):
        send(office, thread, ana, "", files=(brought(office, ben),))


def test_the_same_reply_again_is_answered_even_when_nothing_may_be_sent_any_more(
    office: Office, thread: Thread, ana: User
) -> None:
    files = (brought(office, ana),)
    first = send(office, thread, ana, "", client_id="c1", files=files)
    office.clock.forward(days=2)
    assert send(office, thread, ana, "", client_id="c1", files=files) == first
    assert refused(office, thread, ana, client_id="c2").code == "window_closed"


def test_limits_are_those_of_the_account_chosen(
    office: Office, gull: Account, thread: Thread, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(CONNECTORS, "tern", Tern)
    monkeypatch.setattr(Tern, "limits", Limits(longest=5), raising=False)
    tern = office.write(accounts.add, office.box, accounts.NewAccount("tern", "Tern", {}, {}, "gull"), office.clock())
    assert refused(office, thread, ana, "123456", account_id=tern.id).code == "too_long"
    assert send(office, thread, ana, "123456").account_id == gull.id
    office.clock.forward(days=2)
    assert send(office, thread, ana, "12345", account_id=tern.id).account_id == tern.id


def test_an_attachment_is_measured_as_it_is_kept(office: Office, ana: User) -> None:
    with pytest.raises(Closed, match="too big"):
        demand_file({"": 1}, Attachment(AttachmentId("x"), "x", "", 2, ""))


def test_in_a_chat_nothing_is_held_back(office: Office, chat: Account, email: Account, ana: User) -> None:
    """The customer looks on."""
    said = send(office, office.hears(chat, Contact("chat", chat.id, "visitor-1", "", "proven")), ana, hold=10)
    assert said.held_until is None
    assert send(office, office.hears(email), ana, hold=10).held_until is not None


def test_what_came_since_is_said_in_one_sentence_each(office: Office, email: Account, ana: User, ben: User) -> None:
    thread = office.hears(email)
    seen = office.messages(thread.id)[-1].threaded_at
    for _ in range(2):
        office.hears(email, text="Hello?")
    office.reply(thread.id, ben)
    new = Reply(thread.id, ana.id, "Dear Maria", "c-1")
    with pytest.raises(Closed) as stopped:
        office.write(policy.send, new, office.clock(), seen)
    assert stopped.value.code == "crossed"
    assert str(stopped.value) == (
        "The customer has written again. Ben's answer is on its way. "
        "Read it, then change your answer or send it all the same."
    )
    assert office.messages(thread.id)[-1].author_id == ben.id, "nothing of it is stored"
    assert office.write(policy.send, new, office.clock()).author_id == ana.id


def test_to_be_asked_is_no_way_around_what_a_channel_allows(office: Office, gull: Account, ana: User) -> None:
    """A closed address says so first, whatever has crossed."""
    thread = office.hears(gull, rock())
    seen = office.messages(thread.id)[-1].threaded_at
    office.hears(gull, rock())
    office.write(accounts.pause, gull.id, True, office.clock())
    with pytest.raises(Closed, match="paused"):
        office.write(policy.send, Reply(thread.id, ana.id, "Kraa", "c-1"), office.clock(), seen)
