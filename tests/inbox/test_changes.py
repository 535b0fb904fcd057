"""Edits, deletions and reactions: whatever their order, what stands is what the writer meant, and nothing is lost."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from office.clock import START
from office.databases import examples
from office.office import Office
from sqlalchemy import select

from inbox import changes, messages, outbox
from inbox.arrivals import Change
from inbox.changes import versions
from inbox.ids import new_id
from inbox.schema import change as change_table
from inbox.threads import PREVIEW
from inbox.words import Account, AccountId, Message, MessageId, Reaction, Thread, User, Version

MARIA = "maria@example.com"


def at(seconds: float) -> Any:
    return START + timedelta(seconds=seconds)


def change(account: Account, kind: str, seconds: float, text: str = "", remote_id: str = "m1", **more: Any) -> Change:
    return Change(0, account.id, remote_id, kind, at(seconds), text, **more)


def edit(account: Account, text: str, seconds: float, **more: Any) -> Change:
    return change(account, "edited", seconds, text, **more)


def delete(account: Account, seconds: float, **more: Any) -> Change:
    return change(account, "deleted", seconds, **more)


def react(account: Account, emoji: str, seconds: float, by: str = MARIA, *, gone: bool = False, **more: Any) -> Change:
    return change(account, "reacted", seconds, emoji, by=by, gone=gone, **more)


def heard(office: Office, account: Account, *found: Change) -> None:
    office.take(office.payload(account, changes=found))


def said(office: Office, thread: Thread) -> Message:
    (one, *_) = office.messages(thread.id)
    return one


def history(office: Office, message: Message) -> list[Version]:
    return office.read(versions, message.id)


@pytest.fixture
def first(office: Office, email: Account) -> Thread:
    return office.hears(email, MARIA, "First", remote_id="m1", html="<b>First</b>", said="F")


def test_an_edit_replaces_the_words_and_keeps_what_they_were(office: Office, email: Account, first: Thread) -> None:
    heard(office, email, edit(email, "Second", 5))
    now = said(office, first)
    assert (now.text, now.said, now.formatted) == ("Second", "Second", False)
    assert (now.edited_at, now.deleted_at) == (at(5), None)
    assert history(office, now) == [Version("First", at(5))]
    told = office.events()[-1]
    assert (told.kind, told.message_id, told.thread_id) == ("message.changed", now.id, first.id)
    assert (told.identity_id, told.data) == (now.identity_id, {"kind": "edited"})


def test_what_is_taken_back_has_no_words_but_they_are_kept(office: Office, email: Account, first: Thread) -> None:
    heard(office, email, delete(email, 7))
    now = said(office, first)
    assert (now.text, now.said, now.formatted, now.deleted_at) == ("", "", False, at(7))
    assert history(office, now) == [Version("First", at(7))]
    assert office.events()[-1].data == {"kind": "deleted"}
    assert office.thread(first.id).unanswered == 1, "they still wait for an answer"


def test_the_latest_of_several_edits_holds_even_if_it_came_first(office: Office, email: Account, first: Thread) -> None:
    heard(office, email, edit(email, "Third", 9))
    heard(office, email, edit(email, "Second", 5))
    now = said(office, first)
    assert (now.text, now.edited_at) == ("Third", at(9))
    assert history(office, now) == [Version("First", at(5)), Version("Second", at(9))], "as it was on their screen"


def test_two_edits_in_the_same_second_hold_in_the_order_in_which_they_came(
    office: Office, email: Account, first: Thread
) -> None:
    heard(office, email, edit(email, "Second", 5), edit(email, "Third", 5))
    assert said(office, first).text == "Third"


@pytest.mark.parametrize("seconds", [5, 7, 9], ids=["before", "in the same moment", "after"])
def test_what_was_taken_back_stays_so(office: Office, email: Account, first: Thread, seconds: float) -> None:
    heard(office, email, delete(email, 7))
    before = office.kinds()
    heard(office, email, edit(email, "Back", seconds))
    now = said(office, first)
    assert (now.text, now.deleted_at) == ("", at(7))
    told = [Version("First", at(seconds)), Version("Back", at(7))] if seconds <= 7 else [Version("First", at(7))]
    assert history(office, now) == told
    assert (office.kinds() == before) == (seconds > 7), "what changed nothing is no news"


def test_the_same_edit_twice_is_one_version_and_one_event(office: Office, email: Account, first: Thread) -> None:
    heard(office, email, edit(email, "Second", 5))
    before = office.kinds()
    heard(office, email, edit(email, "Second", 5))
    heard(office, email, edit(email, "Second", 6))
    assert office.kinds() == before
    assert history(office, said(office, first)) == [Version("First", at(5))]


def test_an_edit_that_says_the_same_leaves_the_formatting(office: Office, email: Account, first: Thread) -> None:
    heard(office, email, edit(email, "First", 5))
    now = said(office, first)
    assert (now.formatted, now.said, now.edited_at, history(office, now)) == (True, "F", None, [])


def test_changes_wait_for_their_message(office: Office, email: Account) -> None:
    heard(office, email, edit(email, "Second", 5), react(email, "👍", 6))
    assert office.kinds() == ["account.changed"]
    first = office.hears(email, MARIA, "First", remote_id="m1")
    now = said(office, first)
    assert (now.text, now.reactions) == ("Second", (Reaction("👍", MARIA),))
    assert history(office, now) == [Version("First", at(5))]
    assert office.thread(first.id).preview == "Second"
    assert office.kinds()[1:] == ["message.received", "message.changed", "message.changed"]


def test_a_message_and_its_change_may_come_in_one_batch(office: Office, email: Account) -> None:
    gone = office.payload(email, changes=(delete(email, 5),))
    arrived = office.payload(email, office.arrival(email, MARIA, "First", remote_id="m1"))
    office.take(gone, arrived)
    assert said(office, office.thread_of(MARIA)).deleted_at == at(5)


def test_a_repeated_message_does_not_undo_its_changes(office: Office, email: Account, first: Thread) -> None:
    heard(office, email, edit(email, "Second", 5))
    again = office.hears(email, MARIA, "First", remote_id="m1")
    assert (said(office, again).text, again.last_position) == ("Second", 1)


def test_a_change_of_another_accounts_message_with_that_id_is_not_ours(
    office: Office, email: Account, first: Thread
) -> None:
    sales = office.account("email", name="Sales")
    heard(office, sales, delete(sales, 5), edit(sales, "Stolen", 6), react(sales, "👎", 7))
    now = said(office, first)
    assert (now.text, now.reactions, history(office, now)) == ("First", (), [])
    theirs = office.hears(sales, "omar@example.com", "Omar's", remote_id="m1")
    assert said(office, theirs).deleted_at == at(5)
    assert said(office, first).text == "First"


def test_a_batch_may_change_several_messages_in_several_threads(office: Office, email: Account, first: Thread) -> None:
    other = office.hears(email, "omar@example.com", "Other", remote_id="m2")
    heard(office, email, edit(email, "O!", 5, remote_id="m2"), edit(email, "F!", 5), delete(email, 6, remote_id="m2"))
    assert (said(office, first).text, said(office, other).text) == ("F!", "")


def test_what_the_customer_puts_to_our_message_is_found_by_the_providers_id(
    office: Office, email: Account, first: Thread, ana: User
) -> None:
    ours = office.reply(first.id, ana)
    heard(office, email, react(email, "👍", 5, remote_id="ours-1"))
    (mine,) = office.write(outbox.claim, office.clock())
    office.write(outbox.sent, mine, "ours-1", "sent", office.clock())
    put = (Reaction("👍", MARIA),)
    assert office.read(messages.get, ours.id).reactions == put, "though it was quicker than our record of the id"
    heard(office, email, react(email, "🎉", 6, remote_id="ours-1"))
    assert office.read(messages.get, ours.id).reactions == (*put, Reaction("🎉", MARIA))


def test_the_queue_shows_the_last_message_as_it_reads_now(office: Office, email: Account, first: Thread) -> None:
    heard(office, email, edit(email, "long\n" * 100, 5))
    preview = office.thread(first.id).preview
    assert (preview[:9], len(preview)) == ("long long", PREVIEW)
    heard(office, email, delete(email, 6))
    assert office.thread(first.id).preview == ""


def test_the_queue_does_not_show_an_edit_of_an_earlier_message(office: Office, email: Account, first: Thread) -> None:
    office.hears(email, MARIA, "Next")
    heard(office, email, edit(email, "Second", 5))
    assert office.thread(first.id).preview == "Next"


def test_a_note_is_not_what_the_queue_shows(office: Office, email: Account, first: Thread, ana: User) -> None:
    office.note(first.id, ana, "Careful")
    heard(office, email, edit(email, "Second", 5))
    assert office.thread(first.id).preview == "Second"
    office.reply(first.id, ana, "Our answer")
    heard(office, email, edit(email, "Third", 6))
    assert office.thread(first.id).preview == "Our answer"


def test_several_people_react_each_for_themselves(office: Office, email: Account, first: Thread) -> None:
    heard(office, email, react(email, "👍", 1), react(email, "👍", 2, "omar"), react(email, "🎉", 3))
    assert said(office, first).reactions == (
        Reaction("👍", MARIA), Reaction("👍", "omar"), Reaction("🎉", MARIA),
    )  # fmt: skip
    heard(office, email, react(email, "👍", 4, gone=True))
    assert said(office, first).reactions == (Reaction("👍", "omar"), Reaction("🎉", MARIA))


def test_an_empty_emoji_takes_all_of_that_persons_back(office: Office, email: Account, first: Thread) -> None:
    heard(office, email, react(email, "👍", 1), react(email, "🎉", 2), react(email, "👍", 3, "omar"))
    heard(office, email, react(email, "", 4, gone=True))
    assert said(office, first).reactions == (Reaction("👍", "omar"),)


def test_a_reaction_that_comes_after_its_own_withdrawal_is_not_there(
    office: Office, email: Account, first: Thread
) -> None:
    heard(office, email, react(email, "👍", 2, gone=True))
    heard(office, email, react(email, "👍", 1))
    assert said(office, first).reactions == ()


def test_the_same_reaction_twice_is_no_news(office: Office, email: Account, first: Thread) -> None:
    heard(office, email, react(email, "👍", 1))
    before = office.kinds()
    heard(office, email, react(email, "👍", 1))
    heard(office, email, react(email, "🎉", 2, gone=True))
    assert office.kinds() == before


def test_a_message_that_nobody_changed_has_no_versions(office: Office, first: Thread) -> None:
    assert history(office, said(office, first)) == []
    assert office.read(versions, MessageId(new_id())) == []


CHANGES = some.lists(
    some.one_of(
        some.tuples(
            some.just("edited"), some.integers(0, 9), some.sampled_from("ABC"), some.just(""), some.just(False)
        ),
        some.tuples(some.just("deleted"), some.integers(5, 9), some.just(""), some.just(""), some.just(False)),
        some.tuples(
            some.just("reacted"), some.integers(0, 9), some.sampled_from(["", "👍", "🎉"]),
            some.sampled_from(["maria", "omar"]), some.booleans(),
        ),
    ),
    max_size=8,
    unique_by=lambda one: (one[0], one[1]),
)  # fmt: skip


def meant(found: list[Any]) -> tuple[str, list[tuple[str, Any]], set[tuple[str, str]]]:
    """The last text, the versions and the reactions, as a single writer with one clock would see them."""
    text, told, gone = "A", [], False
    put: set[tuple[str, str]] = set()
    for kind, seconds, what, by, taken in sorted(found, key=lambda one: (one[1], one[0] == "deleted")):
        if kind == "reacted":
            put = {one for one in put if one[0] != by} if not what else put - {(by, what)}
            put |= {(by, what)} if what and not taken else set()
        elif not gone and (kind == "deleted" or what != text):
            told.append((text, at(seconds)))
            text, gone = what, kind == "deleted"
    return text, told, put


@given(found=CHANGES, shuffled=some.randoms(use_true_random=False), batches=some.integers(1, 4))
@settings(max_examples=examples(150), deadline=None)
def test_in_whatever_order_they_come_once_or_twice_and_before_or_after_the_message_what_stands_is_what_was_meant(
    migrated_office: Office, found: list[Any], shuffled: Any, batches: int
) -> None:
    office = migrated_office
    account = office.account("email", name=new_id())
    who = f"{new_id()}@example.com"
    changes = [change(account, kind, seconds, text, by=by, gone=gone) for kind, seconds, text, by, gone in found]
    doubled = [*changes, *changes]
    shuffled.shuffle(doubled)
    reads = [office.payload(account, changes=(one,)) for one in doubled]
    reads.insert(
        shuffled.randint(0, len(reads)), office.payload(account, office.arrival(account, who, "A", remote_id="m1"))
    )
    size = max(1, len(reads) // batches)
    for start in range(0, len(reads), size):
        office.take(*reads[start : start + size])
    thread = office.thread_of(who)
    now = said(office, thread)
    text, told, put = meant(found)
    assert now.text == thread.preview == text
    assert [(one.text, one.until) for one in history(office, now)] == told
    assert {(one.by, one.emoji) for one in now.reactions} == put
    assert len(now.reactions) == len(put)


def test_every_change_is_kept_whatever_became_of_it(office: Office, email: Account, first: Thread) -> None:
    heard(office, email, delete(email, 1), edit(email, "Late", 2), react(email, "👍", 3, remote_id="unknown"))
    rows = office.rows(select(change_table).order_by(change_table.c.at))
    assert [(row.kind, row.text, row.message_id is not None) for row in rows] == [
        ("deleted", "", True), ("edited", "Late", True), ("reacted", "👍", False),
    ]  # fmt: skip


def test_nothing_waits_for_an_account_that_does_not_exist(office: Office, first: Thread) -> None:
    before = office.kinds()
    office.write(changes.catch_up, [(AccountId(new_id()), "m1"), (AccountId(new_id()), "")], office.clock())
    assert office.kinds() == before
