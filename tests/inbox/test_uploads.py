"""Files that agents bring: their uploader's alone until they are sent, with one message, in order, once."""

from datetime import timedelta

import pytest
from office.office import Office
from sqlalchemy import select

from inbox import messages, outbox, uploads
from inbox.errors import Conflict, NotFound
from inbox.files import Stored
from inbox.ids import new_id
from inbox.schema import attachment, message
from inbox.schema import outbox as outbox_table
from inbox.words import Account, Attachment, AttachmentId, Thread, User


@pytest.fixture
def thread(office: Office, email: Account) -> Thread:
    return office.hears(email, subject="Parcel")


def brought(office: Office, by: User, name: str = "photo.png") -> Attachment:
    stored = Stored(name, "image/png", 4, "00", f"ab/{name}")
    return office.write(uploads.keep, stored, by.id, office.clock())


def left(office: Office) -> list[str]:
    return [row.name for row in office.rows(select(attachment.c.name).order_by(attachment.c.id))]


def test_what_is_brought_waits_for_its_message(office: Office, ana: User) -> None:
    file = brought(office, ana)
    assert (file.name, file.mime, file.size, file.state, file.detail) == ("photo.png", "image/png", 4, "kept", "")
    (row,) = office.rows(select(attachment))
    assert (row.message_id, row.uploader_id, row.created_at) == (None, ana.id, office.clock())
    assert office.read(messages.get_attachment, file.id) == (file, "ab/photo.png")


def test_files_go_with_their_reply_in_the_order_chosen(office: Office, ana: User, thread: Thread) -> None:
    files = [brought(office, ana, f"{number}.png") for number in range(4)]
    chosen = (files[2], files[0], files[3], files[1])
    said = office.reply(thread.id, ana, "See here", files=tuple(one.id for one in chosen))
    assert said.attachments == chosen
    assert office.messages(thread.id)[-1].attachments == chosen
    (delivery,) = office.write(outbox.claim, office.clock())
    assert [(one.name, one.path) for one in delivery.files] == [(one.name, f"ab/{one.name}") for one in chosen]


def test_a_file_without_words_is_shown_by_its_name(office: Office, ana: User, thread: Thread) -> None:
    files = (brought(office, ana, "front.png"), brought(office, ana, "back.png"))
    office.reply(thread.id, ana, "", files=tuple(one.id for one in files))
    assert office.thread(thread.id).preview == "front.png, back.png"
    office.reply(thread.id, ana, "And the lid", files=(brought(office, ana).id,))
    assert office.thread(thread.id).preview == "And the lid"


def test_the_same_reply_again_takes_no_file_twice(office: Office, ana: User, thread: Thread) -> None:
    files = (brought(office, ana).id,)
    first = office.reply(thread.id, ana, client_id="c1", files=files)
    assert office.reply(thread.id, ana, client_id="c1", files=files) == first


@pytest.mark.parametrize("case", ["sent before", "of a colleague", "never brought", "named twice", "thrown away"])
def test_a_file_that_is_not_there_to_be_sent_stops_the_whole_reply(
    office: Office, ana: User, ben: User, thread: Thread, case: str
) -> None:
    good = brought(office, ana, "good.png")
    if case == "sent before":
        wrong = brought(office, ana).id
        office.reply(thread.id, ana, files=(wrong,))
    elif case == "of a colleague":
        wrong = brought(office, ben).id
    elif case == "thrown away":
        wrong = brought(office, ana).id
        office.write(uploads.remove, wrong, ana.id)
    else:
        wrong = good.id if case == "named twice" else AttachmentId(new_id())
    before = len(office.rows(select(message))), len(office.rows(select(outbox_table)))
    for refuse in (
        lambda: office.reply(thread.id, ana, files=(good.id, wrong)),
        lambda: office.read(uploads.waiting, (good.id, wrong), ana.id),
    ):
        with pytest.raises(Conflict, match="Attach it again"):
            refuse()
    assert (len(office.rows(select(message))), len(office.rows(select(outbox_table)))) == before
    assert office.read(uploads.waiting, (good.id,), ana.id) == [good]


def test_a_reply_without_files_asks_for_none(office: Office, ana: User) -> None:
    brought(office, ana)
    assert office.read(uploads.waiting, (), ana.id) == []


def test_an_unsent_file_is_seen_by_its_uploader_alone_a_sent_one_by_all(
    office: Office, ana: User, ben: User, thread: Thread
) -> None:
    file = brought(office, ana)
    assert [office.read(uploads.visible, file.id, one.id) for one in (ana, ben)] == [True, False]
    office.reply(thread.id, ana, files=(file.id,))
    assert [office.read(uploads.visible, file.id, one.id) for one in (ana, ben)] == [True, True]
    assert not office.read(uploads.visible, AttachmentId(new_id()), ana.id)


def test_only_the_uploader_removes_it_and_only_until_it_is_sent(
    office: Office, ana: User, ben: User, thread: Thread
) -> None:
    file, sent = brought(office, ana, "a.png"), brought(office, ana, "sent.png")
    office.reply(thread.id, ana, files=(sent.id,))
    for which, who in ((file, ben), (sent, ana), (sent, ben)):
        with pytest.raises(NotFound, match="no such file to remove"):
            office.write(uploads.remove, which.id, who.id)
    assert office.write(uploads.remove, file.id, ana.id) == "ab/a.png"
    with pytest.raises(NotFound):
        office.write(uploads.remove, file.id, ana.id)
    assert left(office) == ["sent.png"]


def test_what_was_never_sent_is_forgotten_after_its_time(
    office: Office, ana: User, thread: Thread, email: Account
) -> None:
    brought(office, ana, "old.png")
    sent = brought(office, ana, "sent.png")
    office.reply(thread.id, ana, files=(sent.id,))
    office.hears(email, files=(Stored("theirs.png", "image/png", 4, "00", "cd/theirs.png"),))
    before = office.clock.forward(minutes=5)
    brought(office, ana, "new.png")
    assert not office.read(uploads.stale, before - timedelta(hours=1))
    assert office.read(uploads.stale, before)
    assert office.write(uploads.discard, before) == ["ab/old.png"]
    assert office.write(uploads.discard, before) == []
    assert not office.read(uploads.stale, before)
    assert left(office) == ["sent.png", "theirs.png", "new.png"]


def test_a_person_has_only_so_much_waiting_and_nobody_else_suffers(
    office: Office, ana: User, ben: User, thread: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_UNSENT", 8)
    one, two = brought(office, ana), brought(office, ana)
    with pytest.raises(Conflict, match="Send or remove some"):
        brought(office, ana)
    brought(office, ben)
    office.reply(thread.id, ana, files=(one.id,))
    brought(office, ana)
    office.write(uploads.remove, two.id, ana.id)
    brought(office, ana)
    assert len(left(office)) == 4
