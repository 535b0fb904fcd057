"""Attachments are brought after their messages: whatever the provider does, nothing is lost or fetched for ever."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from office.office import Office
from office.routing import Until
from office.spy import FOREVER, Script

from connectors.contract import File, Media, Refused, TryLater, Uncertain
from inbox import accounts, media, messages, removal
from inbox.arrivals import Wanted
from inbox.box import Box, new_key
from inbox.door import Inbox
from inbox.identities import Contact
from inbox.media import GIVE_UP, LEASE
from inbox.words import Account, Attachment, Thread
from router import fetching
from router.fetching import AT_ONCE, FAILED, TIMEOUT, fetch_media, fetch_some

pytestmark = pytest.mark.asyncio

MARIA = Contact("spy", "", "1", "Maria", "proven")
PHOTO = Wanted("photo.jpg", "image/jpeg", 5, "ab12", "here")


@pytest.fixture
def photo(office: Office, spy: Account) -> Thread:
    return office.hears(spy, MARIA, media=(PHOTO,))


def shown(office: Office, thread: Thread) -> Attachment:
    (one,) = office.messages(thread.id)[0].attachments
    return one


def content(office: Office, inbox: Inbox, thread: Thread) -> bytes:
    return (inbox.files / office.read(messages.get_attachment, shown(office, thread).id)[1]).read_bytes()


def on_disk(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "files").rglob("*") if path.is_file()]


async def test_what_was_wanted_is_kept_as_the_provider_calls_it(
    office: Office, inbox: Inbox, script: Script, photo: Thread
) -> None:
    script.then("fetch", File("holiday.png", "image/png", b"\x89PNG"))
    assert await fetch_some(inbox) == 1
    assert script.what("fetch") == [Media("photo.jpg", "image/jpeg", "here", 5, "ab12")]
    one = shown(office, photo)
    assert (one.name, one.mime, one.size, one.state) == ("holiday.png", "image/png", 4, "kept")
    assert content(office, inbox, photo) == b"\x89PNG"
    assert await fetch_some(inbox) == 0


async def test_what_the_provider_does_not_call_anything_keeps_its_name(
    office: Office, inbox: Inbox, photo: Thread
) -> None:
    await fetch_some(inbox)
    one = shown(office, photo)
    assert (one.name, one.mime, one.state) == ("photo.jpg", "image/jpeg", "kept")
    assert content(office, inbox, photo) == b"of here"


async def test_a_name_that_no_database_keeps_is_mended(
    office: Office, inbox: Inbox, script: Script, photo: Thread
) -> None:
    script.then("fetch", File("a\x00\ud800.png", "image/\x00", b"\x00\xff"))
    await fetch_some(inbox)
    assert (shown(office, photo).name, shown(office, photo).mime) == ("a\ufffd\ufffd.png", "image/\ufffd")
    assert content(office, inbox, photo) == b"\x00\xff"


@pytest.mark.parametrize("trouble", [Refused("It is gone."), Uncertain("It is gone.")])
async def test_what_cannot_be_had_is_given_up_with_a_sentence(
    office: Office, inbox: Inbox, script: Script, photo: Thread, tmp_path: Path, trouble: Exception
) -> None:
    script.then("fetch", trouble)
    await fetch_some(inbox)
    assert (shown(office, photo).state, shown(office, photo).detail) == ("failed", "It is gone.")
    office.clock.forward(days=1)
    assert await fetch_some(inbox) == 0
    assert on_disk(tmp_path) == []


async def test_later_is_when_the_provider_says_and_never_sooner_than_the_back_off(
    office: Office, inbox: Inbox, script: Script, photo: Thread
) -> None:
    script.then("fetch", TryLater("Busy.", timedelta(seconds=1)), TryLater("Busy.", timedelta(minutes=7)))
    await fetch_some(inbox)
    assert (shown(office, photo).state, shown(office, photo).detail) == ("wanted", "Busy.")
    office.clock.forward(seconds=9.9)
    assert await fetch_some(inbox) == 0
    office.clock.forward(seconds=0.1)
    assert await fetch_some(inbox) == 1
    office.clock.forward(minutes=6.9)
    assert await fetch_some(inbox) == 0
    office.clock.forward(minutes=0.1)
    assert await fetch_some(inbox) == 1
    assert shown(office, photo).state == "kept"


@pytest.mark.parametrize(
    ("trouble", "sentence"), [(TryLater("Busy."), "Busy."), (KeyError("a bug"), FAILED), (OSError("broken"), FAILED)]
)
async def test_trying_ends_after_hours(
    office: Office, inbox: Inbox, script: Script, photo: Thread, trouble: Exception, sentence: str
) -> None:
    script.then("fetch", *[trouble] * 100)
    started = office.clock()
    while shown(office, photo).state == "wanted":
        await fetch_some(inbox)
        ended = office.clock()
        office.clock.forward(minutes=1)
    assert len(script.asked) == GIVE_UP
    assert shown(office, photo).detail == sentence
    assert timedelta(hours=2) < ended - started < timedelta(hours=12)


async def test_what_ends_the_process_every_time_is_given_up_without_trying(
    office: Office, inbox: Inbox, script: Script, photo: Thread
) -> None:
    for _ in range(GIVE_UP):
        assert len(office.write(media.claim, office.clock(), 1)) == 1
        office.clock.forward(seconds=LEASE.total_seconds())
    await fetch_some(inbox)
    assert (shown(office, photo).state, shown(office, photo).detail, script.asked) == ("failed", FAILED, [])


async def test_who_never_answers_is_asked_again(
    office: Office, inbox: Inbox, script: Script, photo: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    script.then("fetch", FOREVER)
    with monkeypatch.context() as patched:
        patched.setattr(fetching, "TIMEOUT", 0.01)
        await fetch_some(inbox)
    assert (shown(office, photo).state, shown(office, photo).detail) == (
        "wanted", "The provider took too long to hand it out.",
    )  # fmt: skip
    script.next.clear()  # on a slow machine it was not even asked
    office.clock.forward(minutes=1)
    await fetch_some(inbox)
    assert shown(office, photo).state == "kept"


async def test_a_fetch_ends_before_its_lease_does() -> None:
    assert timedelta(seconds=TIMEOUT) < LEASE


async def test_one_that_fails_holds_up_no_other(office: Office, inbox: Inbox, script: Script, spy: Account) -> None:
    stands = office.hears(spy, MARIA, media=tuple(Wanted(str(n), "", 0, "", str(n)) for n in range(3)))
    script.then("fetch", KeyError("a bug"), Refused("Gone."))
    assert await fetch_some(inbox) == 3
    assert sorted(one.state for one in office.messages(stands.id)[0].attachments) == ["failed", "kept", "wanted"]


async def test_a_provider_that_hangs_holds_up_no_others_files(
    office: Office, inbox: Inbox, script: Script, spy: Account, until: Until
) -> None:
    script.then("fetch", *[FOREVER] * (AT_ONCE - 1))
    stands = office.hears(spy, MARIA, media=tuple(Wanted(str(n), "", 0, "", str(n)) for n in range(AT_ONCE + 2)))

    def kept() -> int:
        return sum(one.state == "kept" for one in office.messages(stands.id)[0].attachments)

    running = asyncio.create_task(fetch_media(inbox))
    await until(lambda: kept() == 3)
    running.cancel()
    await asyncio.wait([running])


async def test_only_so_many_are_in_memory_at_once(office: Office, inbox: Inbox, script: Script, spy: Account) -> None:
    office.hears(spy, MARIA, media=tuple(Wanted(str(n), "", 0, "", str(n)) for n in range(AT_ONCE + 2)))
    assert [await fetch_some(inbox) for _ in range(3)] == [AT_ONCE, 2, 0]
    assert len(script.asked) == AT_ONCE + 2


async def test_a_full_disk_is_tried_again_and_leaves_nothing_half_done(
    office: Office, inbox: Inbox, photo: Thread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(inbox.files, "keep", full)
        assert await fetch_some(inbox) == 1
    assert (shown(office, photo).state, shown(office, photo).detail) == ("wanted", FAILED)
    assert on_disk(tmp_path) == []
    office.clock.forward(minutes=5)
    await fetch_some(inbox)
    assert shown(office, photo).state == "kept"


async def test_whoever_brings_it_second_leaves_no_file_behind(
    office: Office, inbox: Inbox, photo: Thread, tmp_path: Path
) -> None:
    (due,) = office.write(media.claim, office.clock(), 1)
    await fetching.fetch(inbox, due)
    kept = on_disk(tmp_path)
    await fetching.fetch(inbox, due)
    assert on_disk(tmp_path) == kept
    assert len(kept) == 1
    assert content(office, inbox, photo) == b"of here"


async def test_a_paused_account_is_asked_for_nothing(
    office: Office, inbox: Inbox, script: Script, spy: Account, photo: Thread
) -> None:
    office.write(accounts.pause, spy.id, True, office.clock())
    assert await fetch_some(inbox) == 0
    assert script.asked == []


async def test_of_a_removed_account_nothing_comes_any_more(
    office: Office, inbox: Inbox, script: Script, spy: Account, photo: Thread
) -> None:
    office.write(removal.remove, spy.id, office.clock())
    await fetch_some(inbox)
    assert shown(office, photo).state == "failed"
    assert "was removed" in shown(office, photo).detail
    assert script.asked == []


async def test_a_lost_key_may_be_found_again(office: Office, inbox: Inbox, script: Script) -> None:
    account = office.account("spy", secrets={"token": "sesame"})
    stands = office.hears(account, MARIA, media=(PHOTO,))
    right, inbox.box = inbox.box, Box(new_key())
    await fetch_some(inbox)
    assert shown(office, stands).state == "wanted"
    assert "HILO_KEY" in shown(office, stands).detail
    inbox.box = right
    office.clock.forward(minutes=5)
    await fetch_some(inbox)
    assert shown(office, stands).state == "kept"


async def test_a_channel_that_cannot_fetch_says_so(office: Office, inbox: Inbox, trap: Account) -> None:
    stands = office.hears(trap, Contact("trap", "", "maria@example.com"), media=(PHOTO,))
    await fetch_some(inbox)
    assert (shown(office, stands).state, shown(office, stands).detail) == (
        "failed", "This version of Hilo cannot fetch files from this channel.",
    )  # fmt: skip


async def test_it_fetches_as_soon_as_something_is_wanted_until_it_is_cancelled(
    office: Office, inbox: Inbox, spy: Account, until: Until
) -> None:
    running = asyncio.ensure_future(fetch_media(inbox))
    stands = office.hears(spy, MARIA, media=(PHOTO, PHOTO))
    inbox.bus.wake("media")
    await until(lambda: {one.state for one in office.messages(stands.id)[0].attachments} == {"kept"})
    running.cancel()
    await asyncio.wait([running])
    assert running.cancelled()
