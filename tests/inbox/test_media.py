"""Attachments at their providers: fetched by one at a time, kept once, given up only for good."""

from datetime import timedelta

import pytest
from office.office import Office
from sqlalchemy import select

from inbox import accounts, media, messages, removal
from inbox.arrivals import Wanted
from inbox.bus import announced
from inbox.errors import Conflict
from inbox.files import Stored
from inbox.identities import Contact
from inbox.media import GIVE_UP, LEASE, Due
from inbox.receive import receive
from inbox.schema import attachment
from inbox.words import Account, Attachment, Thread
from router.patience import judge

PHOTO = Wanted("photo.jpg", "image/jpeg", 1234, "ab12", "media/1")
HERE = Stored("kept.jpg", "image/png", 4, "cd34", "ab/cd")
MARIA = Contact("sms", "", "+34600000001", "Maria", "proven")


@pytest.fixture
def sms(office: Office) -> Account:
    return office.account("sms")


@pytest.fixture
def photo(office: Office, sms: Account) -> Thread:
    return office.hears(sms, MARIA, "Look", media=(PHOTO,))


def claim(office: Office, limit: int = 10) -> list[Due]:
    return office.write(media.claim, office.clock(), limit)


def shown(office: Office, thread: Thread) -> Attachment:
    (one,) = office.messages(thread.id)[-1].attachments
    return one


def keep(office: Office, due: Due, stored: Stored = HERE) -> bool:
    return office.write(media.keep, due.id, stored, office.clock())


def test_what_a_message_brings_is_shown_before_it_is_here(office: Office, photo: Thread) -> None:
    one = shown(office, photo)
    assert (one.name, one.mime, one.size, one.state, one.detail) == ("photo.jpg", "image/jpeg", 1234, "wanted", "")
    assert office.read(messages.get_attachment, one.id)[1] == "", "there is no file yet"


def test_a_claim_says_where_it_lies_and_with_whom(office: Office, photo: Thread, sms: Account) -> None:
    (due,) = claim(office)
    assert (due.id, due.account_id) == (shown(office, photo).id, sms.id)
    assert (due.name, due.mime, due.size, due.sha256, due.place) == ("photo.jpg", "image/jpeg", 1234, "ab12", "media/1")
    assert due.attempts == 1


def test_the_fetcher_is_woken(office: Office, sms: Account) -> None:
    reads = [office.payload(sms, office.arrival(sms, MARIA, media=more)) for more in ((), (PHOTO,))]
    with office.engine.begin() as conn:
        announced(conn)
        woken = [receive(conn, [one], judge, office.clock()) or announced(conn) for one in reads]
    assert ["media" in topics for topics in woken] == [False, True]


def test_what_is_claimed_is_nobody_elses_until_the_lease_has_passed(office: Office, photo: Thread) -> None:
    assert len(claim(office)) == 1
    assert claim(office) == []
    assert not office.read(media.anything, office.clock())
    office.clock.forward(seconds=LEASE.total_seconds())
    assert office.read(media.anything, office.clock())
    assert [one.attempts for one in claim(office)] == [2]


def test_no_more_are_claimed_than_asked_for_and_each_once(office: Office, sms: Account) -> None:
    office.hears(sms, MARIA, media=tuple(Wanted(str(n), "", 0, "", str(n)) for n in range(5)))
    assert [len(claim(office, 2)) for _ in range(4)] == [2, 2, 1, 0]


def test_what_is_kept_is_as_it_came_and_screens_are_told(office: Office, photo: Thread) -> None:
    (due,) = claim(office)
    assert keep(office, due)
    one = shown(office, photo)
    assert (one.name, one.mime, one.size, one.state) == ("kept.jpg", "image/png", 4, "kept")
    assert office.read(messages.get_attachment, one.id)[1] == "ab/cd"
    told, message = office.events()[-1], office.messages(photo.id)[0]
    assert (told.kind, told.thread_id, told.message_id) == ("message.changed", photo.id, message.id)
    assert (told.identity_id, told.data) == (message.identity_id, {"kind": "media"})
    office.clock.forward(days=1)
    assert claim(office) == []


def test_what_is_kept_stays_whoever_comes_later(office: Office, photo: Thread) -> None:
    (due,) = claim(office)
    assert keep(office, due)
    events = office.kinds()
    assert not keep(office, due, Stored("late.jpg", "image/jpeg", 9, "ef56", "ef/56"))
    office.write(media.give_up, due.id, "Gone.", office.clock())
    office.write(media.postpone, due.id, office.clock(), "Busy.", office.clock())
    one = shown(office, photo)
    assert (one.name, one.state, one.detail) == ("kept.jpg", "kept", "")
    assert claim(office) == []
    assert office.kinds() == events


def test_what_is_postponed_waits_and_says_why(office: Office, photo: Thread) -> None:
    (due,) = claim(office)
    later = office.clock() + timedelta(minutes=1)
    office.write(media.postpone, due.id, later, "Busy.", office.clock())
    assert (shown(office, photo).state, shown(office, photo).detail) == ("wanted", "Busy.")
    assert claim(office) == []
    office.clock.now = later
    (again,) = claim(office)
    assert again.attempts == 2
    assert keep(office, again)
    assert shown(office, photo).detail == ""


def test_what_is_given_up_is_never_asked_for_again(office: Office, photo: Thread) -> None:
    (due,) = claim(office)
    office.write(media.give_up, due.id, "It was deleted there.", office.clock())
    assert (shown(office, photo).state, shown(office, photo).detail) == ("failed", "It was deleted there.")
    office.clock.forward(days=1)
    assert claim(office) == []
    assert not keep(office, due), "who brings it now brings it for nobody"


def test_a_paused_account_waits_and_holds_up_nobody(office: Office, sms: Account, photo: Thread) -> None:
    other = office.account("sms", name="Other")
    office.hears(other, Contact("sms", "", "+34600000002"), media=(PHOTO,))
    office.write(accounts.pause, sms.id, True, office.clock())
    assert [one.account_id for one in claim(office)] == [other.id]
    assert not office.read(media.anything, office.clock())
    office.write(accounts.pause, sms.id, False, office.clock())
    assert [one.account_id for one in claim(office)] == [sms.id]


def test_of_a_removed_account_it_is_claimed_so_that_somebody_gives_it_up(
    office: Office, sms: Account, photo: Thread
) -> None:
    office.write(removal.remove, sms.id, office.clock())
    assert [one.account_id for one in claim(office)] == [sms.id]


def test_a_stub_may_have_something_to_show_too(office: Office, sms: Account) -> None:
    stands = office.hears(sms, MARIA, "They sent a sticker.", media=(PHOTO,), stub=True)
    (said,) = office.messages(stands.id)
    assert (said.stub, said.attachments[0].state) == (True, "wanted")
    assert len(claim(office)) == 1


def test_files_and_media_of_one_message_stand_side_by_side(office: Office, sms: Account) -> None:
    stands = office.hears(sms, MARIA, files=(HERE,), media=(PHOTO, PHOTO))
    assert [one.state for one in office.messages(stands.id)[0].attachments] == ["kept", "wanted", "wanted"]
    assert len(claim(office)) == 2


def test_a_repeated_message_wants_nothing_twice(office: Office, sms: Account) -> None:
    for _ in range(2):
        office.hears(sms, MARIA, remote_id="m1", media=(PHOTO,))
    office.receive(*(office.arrival(sms, MARIA, remote_id="m2", media=(PHOTO,)) for _ in range(2)))
    assert len(office.rows(select(attachment))) == 2


def test_an_agent_may_have_it_tried_again_from_the_start(office: Office, photo: Thread) -> None:
    for _ in range(GIVE_UP):
        (due,) = claim(office)
        office.clock.forward(seconds=LEASE.total_seconds())
    office.write(media.give_up, due.id, "Gone.", office.clock())
    assert office.write(media.want_again, due.id, office.clock()).state == "wanted"
    (again,) = claim(office)
    assert again.attempts == 1, "or it would be given up at once"
    assert keep(office, again)
    with pytest.raises(Conflict):
        office.write(media.want_again, due.id, office.clock())
