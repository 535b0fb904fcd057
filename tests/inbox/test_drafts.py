"""What agents are writing is theirs on every device, and never written over."""

import pytest
from office.office import Office

from inbox import answers, drafts, merging
from inbox.answers import Note
from inbox.drafts import Draft, Mode, Words
from inbox.errors import Conflict, NotFound
from inbox.ids import new_id
from inbox.words import Account, Thread, ThreadId, User


@pytest.fixture
def maria(office: Office, email: Account) -> Thread:
    return office.hears(email)


@pytest.fixture
def omar(office: Office, email: Account) -> Thread:
    return office.hears(email, "omar@example.com")


def save(
    office: Office, user: User, thread: Thread, text: str, after: Draft | None = None, mode: Mode = "reply",
    channel: str = "email",
) -> Draft:  # fmt: skip
    """after: the one that the writer has seen."""
    words = Words(mode, channel, text, after and after.at)
    return office.write(drafts.save, user.id, thread.id, words, office.clock())


def texts(office: Office, user: User, thread: Thread) -> list[tuple[str, str, str]]:
    return [(one.mode, one.channel, one.text) for one in office.read(drafts.of, user.id, thread.id)]


def test_each_mode_and_channel_has_one_of_its_own_the_last_written_last(
    office: Office, maria: Thread, ana: User
) -> None:
    first = save(office, ana, maria, "Dear Maria")
    save(office, ana, maria, "Ask Ben", mode="note", channel="")
    save(office, ana, maria, "Hi!", channel="sms")
    save(office, ana, maria, "Dear Maria, it", first)
    assert texts(office, ana, maria) == [
        ("note", "", "Ask Ben"), ("reply", "sms", "Hi!"), ("reply", "email", "Dear Maria, it"),
    ]  # fmt: skip


def test_it_is_nobody_elses(office: Office, maria: Thread, omar: Thread, ana: User, ben: User) -> None:
    save(office, ana, maria, "Dear Maria")
    assert texts(office, ben, maria) == []
    assert texts(office, ana, omar) == []
    assert office.read(drafts.threads_of, ben.id) == []


def test_it_says_in_which_threads_a_reply_was_begun_the_last_first(
    office: Office, maria: Thread, omar: Thread, ana: User, email: Account
) -> None:
    noted = office.hears(email, "eva@example.com")
    save(office, ana, maria, "One")
    save(office, ana, maria, "Two", channel="sms")
    save(office, ana, noted, "Three", mode="note", channel="")
    office.clock.forward(minutes=1)
    save(office, ana, omar, "Four")
    assert office.read(drafts.threads_of, ana.id) == [omar.id, maria.id]


def test_whoever_goes_on_from_what_is_there_may_say_anything(office: Office, maria: Thread, ana: User) -> None:
    first = save(office, ana, maria, "Dear Maria, no.")
    second = save(office, ana, maria, "Dear Maria, yes.", first)
    assert second.at > first.at, "though the clock stood still"
    assert texts(office, ana, maria) == [("reply", "email", "Dear Maria, yes.")]


def test_another_device_does_not_write_over_what_it_has_not_seen(office: Office, maria: Thread, ana: User) -> None:
    first = save(office, ana, maria, "Dear Maria")
    save(office, ana, maria, "Dear Maria, on the train I thought", first)
    for older in (first, None):
        with pytest.raises(Conflict, match="on another device"):
            save(office, ana, maria, "Dear Maria, at the office", older)
        with pytest.raises(Conflict, match="on another device"):
            save(office, ana, maria, "", older)
    assert texts(office, ana, maria) == [("reply", "email", "Dear Maria, on the train I thought")]


def test_what_holds_all_that_was_there_loses_nothing(office: Office, maria: Thread, ana: User) -> None:
    """As from a device whose answer was lost on the way."""
    save(office, ana, maria, "Dear Maria")
    save(office, ana, maria, "Dear Maria, it is on its way")
    assert texts(office, ana, maria) == [("reply", "email", "Dear Maria, it is on its way")]


def test_an_empty_one_is_none(office: Office, maria: Thread, ana: User) -> None:
    first = save(office, ana, maria, "Dear Maria")
    save(office, ana, maria, "", first)
    assert texts(office, ana, maria) == []
    assert save(office, ana, maria, "Anew", first).text == "Anew"


def test_it_goes_with_the_reply_that_says_it(office: Office, maria: Thread, ana: User, ben: User) -> None:
    save(office, ana, maria, "It is on its")
    save(office, ana, maria, "on its way", channel="sms")
    save(office, ana, maria, "It is on its", mode="note", channel="")
    save(office, ben, maria, "It is on its")
    office.reply(maria.id, ana, "It is on its way.")
    assert texts(office, ana, maria) == [("note", "", "It is on its")]
    assert texts(office, ben, maria) == [("reply", "email", "It is on its")]


def test_what_says_more_than_was_sent_stays(office: Office, maria: Thread, ana: User) -> None:
    save(office, ana, maria, "It is on its way, and one thing more")
    office.reply(maria.id, ana, "It is on its way")
    assert len(texts(office, ana, maria)) == 1


def test_it_goes_with_the_note_that_says_it(office: Office, maria: Thread, ana: User) -> None:
    save(office, ana, maria, " Ask Ben\n", mode="note", channel="")
    save(office, ana, maria, "Ask Ben", channel="email")
    office.write(answers.note, Note(maria.id, ana.id, "Ask Ben", "c1"), office.clock())
    assert texts(office, ana, maria) == [("reply", "email", "Ask Ben")]


def test_in_threads_that_are_shown_as_one_nothing_is_lost(
    office: Office, maria: Thread, omar: Thread, ana: User
) -> None:
    save(office, ana, omar, "Dear Omar")
    office.clock.forward(minutes=1)
    save(office, ana, maria, "Dear Maria")
    merged = office.write(merging.merge, omar.customer_id, maria.customer_id, "asserted", ana.id, office.clock())
    assert texts(office, ana, maria) == texts(office, ana, omar) == [("reply", "email", "Dear Omar\n\nDear Maria")]
    assert office.read(drafts.threads_of, ana.id) == [maria.id]
    [both] = office.read(drafts.of, ana.id, omar.id)
    save(office, ana, omar, "Dear both", both)
    assert texts(office, ana, maria) == [("reply", "email", "Dear both")]
    office.write(merging.split, merged, ana.id, office.clock())
    assert texts(office, ana, maria) == [("reply", "email", "Dear both")]
    assert texts(office, ana, omar) == []


def test_nothing_is_kept_where_there_is_no_thread(office: Office, ana: User) -> None:
    words = Words("reply", "email", "Dear nobody")
    with pytest.raises(NotFound, match="no such thread"):
        office.write(drafts.save, ana.id, ThreadId(new_id()), words, office.clock())
