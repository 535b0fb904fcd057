"""An answer that is taken back while it is held has never been, and its thread stands as if it had not."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from office.office import Office
from sqlalchemy import select

from inbox import messages, moods, outbox, promises, queue, threads, undoing, uploads
from inbox.door import Inbox
from inbox.errors import Conflict, NotFound
from inbox.files import Stored
from inbox.fulltext import following
from inbox.ids import new_id
from inbox.promises import NewPromise
from inbox.schema import attachment, episode, identity, promise, search_message, thread
from inbox.schema import outbox as outbox_table
from inbox.undoing import Undone
from inbox.words import Account, Message, MessageId, Mood, ThreadId, User
from router.patience import judge


def hold(office: Office, thread_id: ThreadId, author: User, text: str = "Dear Maria", **more: Any) -> Message:
    return office.reply(thread_id, author, text, **{"hold": 10, **more})


def undo(office: Office, said: Message, author: User) -> Undone:
    return office.write(undoing.undo, said.id, author.id, judge, office.clock())


def row_of(office: Office, thread_id: ThreadId) -> dict[str, Any]:
    """All of a thread but the numbers that only grow."""
    (row,) = office.rows(select(thread).where(thread.c.id == thread_id))
    return {name: row._mapping[name] for name in row._mapping if name not in ("last_position", "last_threaded_at")}


def episodes_of(office: Office) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in office.rows(select(episode).order_by(episode.c.id))]


def claim(office: Office) -> list[MessageId]:
    return [one.message_id for one in office.write(outbox.claim, office.clock(), 20)]


def texts(office: Office, thread_id: ThreadId) -> list[str]:
    return [one.text for one in office.messages(thread_id)]


def test_a_held_answer_stands_in_the_thread_at_once_and_says_until_when(
    office: Office, email: Account, ana: User
) -> None:
    stands = office.hears(email)
    said = hold(office, stands.id, ana)
    until = office.clock() + timedelta(seconds=10)
    assert (said.state, said.held_until) == ("queued", until)
    assert office.thread(stands.id).due is None
    (row,) = office.rows(select(outbox_table))
    assert (row.next_at, row.queued_at) == (until, office.clock())


def test_nobody_sends_it_before_its_time_and_then_it_goes_by_itself(office: Office, email: Account, ana: User) -> None:
    said = hold(office, office.hears(email).id, ana)
    office.clock.forward(seconds=9.999)
    assert claim(office) == []
    office.clock.forward(seconds=0.001)
    assert claim(office) == [said.id]
    assert [row.before for row in office.rows(select(outbox_table))] == [None], "nothing is kept that nobody needs"


def test_an_answer_that_is_not_held_goes_at_once_and_cannot_be_taken_back(
    office: Office, email: Account, ana: User
) -> None:
    said = office.reply(office.hears(email).id, ana)
    assert said.held_until is None
    with pytest.raises(Conflict, match="too late"):
        undo(office, said, ana)
    assert claim(office) == [said.id]


def test_taken_back_it_has_never_been_and_the_thread_stands_as_before(
    office: Office, email: Account, ana: User
) -> None:
    stands = office.hears(email, text="Where is my parcel?")
    before, chapters = row_of(office, stands.id), episodes_of(office)
    said = hold(office, stands.id, ana)
    office.clock.forward(seconds=5)
    undo(office, said, ana)
    assert row_of(office, stands.id) == before
    assert episodes_of(office) == chapters
    assert texts(office, stands.id) == ["Where is my parcel?"]
    assert office.rows(select(outbox_table)) == []
    office.clock.forward(seconds=60)
    assert claim(office) == []


def test_its_author_gets_back_all_that_they_wrote(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    filled = {"id": "HX1", "name": "parcel", "language": "es", "values": {"1": "Maria"}}
    said = hold(office, stands.id, ana, "Hola Maria", template=filled, client_id="c1")
    back = undo(office, said, ana)
    assert (back.text, back.client_id, back.channel, back.template) == ("Hola Maria", "c1", "email", filled)
    assert (back.identity_id, back.account_id) == (said.identity_id, email.id)
    assert back.thread == office.thread(stands.id)


def test_screens_hear_of_it(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    said = hold(office, stands.id, ana, client_id="c1")
    undo(office, said, ana)
    told = office.events()[-1]
    assert (told.kind, told.thread_id, told.actor_id) == ("message.undone", stands.id, ana.id)
    assert told.data == {"message_id": said.id, "client_id": "c1"}


def test_only_its_author_takes_it_back(office: Office, email: Account, ana: User, ben: User) -> None:
    stands = office.hears(email)
    said = hold(office, stands.id, ana)
    for not_bens in (said, office.messages(stands.id)[0], office.note(stands.id, ben)):
        with pytest.raises(Conflict, match="Only the colleague who wrote an answer"):
            undo(office, not_bens, ben)
    with pytest.raises(NotFound):
        office.write(undoing.undo, MessageId(new_id()), ana.id, judge, office.clock())
    assert said.id in {one.id for one in office.messages(stands.id)}


def test_twice_it_cannot_be_taken_back(office: Office, email: Account, ana: User) -> None:
    said = hold(office, office.hears(email).id, ana)
    undo(office, said, ana)
    with pytest.raises(NotFound):
        undo(office, said, ana)


def test_once_somebody_may_have_sent_it_it_stays(office: Office, email: Account, ana: User) -> None:
    said = hold(office, office.hears(email).id, ana)
    office.clock.forward(seconds=10)
    with pytest.raises(Conflict, match="too late"):
        undo(office, said, ana)
    (mine,) = office.write(outbox.claim, office.clock(), 20)
    later = office.clock() + timedelta(minutes=1)
    office.write(outbox.postpone, mine, later, "The server is busy.", office.clock())
    with pytest.raises(Conflict, match="too late"):
        undo(office, said, ana)
    assert office.read(messages.get, said.id).state == "queued"


@pytest.mark.asyncio
@pytest.mark.parametrize("first", ["undo", "claim"])
async def test_taken_back_and_claimed_in_the_same_moment_it_is_one_of_both(
    office: Office, inbox: Inbox, email: Account, ana: User, first: str
) -> None:
    """The router's clock may be ahead of the web's: what decides is who is first."""
    said = hold(office, office.hears(email).id, ana)
    then = inbox.clock() + timedelta(seconds=10)
    undoes = inbox.write(undoing.undo, said.id, ana.id, judge, inbox.clock())
    claims = inbox.write(outbox.claim, then, 20)
    done = await asyncio.gather(*((undoes, claims) if first == "undo" else (claims, undoes)), return_exceptions=True)
    undone, claimed = done if first == "undo" else reversed(done)
    assert isinstance(undone, Undone) == (first == "undo")
    assert isinstance(undone, Conflict) == (first == "claim")
    assert isinstance(claimed, list)
    assert [one.message_id for one in claimed] == ([] if first == "undo" else [said.id])


def test_the_next_answer_waits_behind_a_held_one_and_goes_without_it(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    held, then = hold(office, stands.id, ana, "First"), office.reply(stands.id, ana, "Second")
    assert claim(office) == [], "or they would arrive the other way round"
    undo(office, held, ana)
    assert claim(office) == [then.id]
    assert texts(office, stands.id) == ["Hi", "Second"]


def test_positions_are_not_given_again(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    undo(office, hold(office, stands.id, ana), ana)
    assert office.reply(stands.id, ana).position == 3


def test_who_wrote_meanwhile_waits_with_what_they_wrote_before(office: Office, email: Account, ana: User) -> None:
    """As in a thread that nobody has answered."""
    stands = office.hears(email, text="Where is it?")
    twin = office.hears(email, "twin@example.com", text="Where is it?")
    office.clock.forward(minutes=1)
    said = hold(office, stands.id, ana)
    for who in ("maria@example.com", "twin@example.com"):
        office.hears(email, who, text="Hello?")
    office.clock.forward(seconds=3)
    undo(office, said, ana)
    now, alike = office.thread(stands.id), office.thread(twin.id)
    assert (now.waiting_since, now.due, now.unanswered) == (alike.waiting_since, alike.due, 2)
    assert (now.reasons, now.preview, now.last_at) == (alike.reasons, "Hello?", alike.last_at)
    assert now.assignee_id is None


def test_what_a_second_opinion_says_of_them_meanwhile_counts(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    said = hold(office, stands.id, ana)
    (theirs, _) = office.messages(stands.id)
    office.write(moods.put, {theirs.id: Mood(anger=0.95, valence=-0.9)}, judge, office.clock())
    undo(office, said, ana)
    now = office.thread(stands.id)
    assert now.anger > 0.5
    assert now.due is not None
    assert stands.due is not None
    assert now.due < stands.due


def test_who_took_the_thread_meanwhile_keeps_it(office: Office, email: Account, ana: User, ben: User) -> None:
    stands = office.hears(email)
    said = hold(office, stands.id, ana)
    office.write(threads.release, stands.id, ana.id, office.clock())
    office.write(threads.claim, stands.id, ben.id, office.clock())
    undo(office, said, ana)
    now = office.thread(stands.id)
    assert (now.assignee_id, now.due) == (ben.id, stands.due)
    assert now.held_until is not None, "or it would never go back to the queue"


def test_whoever_had_it_before_has_it_again(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    office.write(threads.claim, stands.id, ana.id, office.clock())
    before = row_of(office, stands.id)
    undo(office, hold(office, stands.id, ana), ana)
    assert row_of(office, stands.id) == before


def test_a_thread_that_was_closed_after_sending_is_open_again(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    before, chapters = row_of(office, stands.id), episodes_of(office)
    said = hold(office, stands.id, ana)
    office.write(threads.close, stands.id, ana.id, office.clock())
    undo(office, said, ana)
    assert row_of(office, stands.id) == before
    assert episodes_of(office) == chapters
    assert [one.id for one in office.read(queue.page, "queue", ana.id).threads] == [stands.id]


def test_a_thread_that_the_answer_had_opened_is_closed_again(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    office.write(threads.close, stands.id, ana.id, office.clock())
    before, chapters = row_of(office, stands.id), episodes_of(office)
    said = hold(office, stands.id, ana)
    assert office.thread(stands.id).status == "open"
    undo(office, said, ana)
    assert row_of(office, stands.id) == before
    assert episodes_of(office) == chapters


def test_but_not_where_the_customer_has_written_since(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    office.write(threads.close, stands.id, ana.id, office.clock())
    said = hold(office, stands.id, ana)
    office.hears(email, text="One more thing")
    undo(office, said, ana)
    now = office.thread(stands.id)
    assert (now.status, now.unanswered) == ("open", 1)
    assert now.due is not None
    assert [row.closed_at for row in office.rows(select(episode))] == [None]


def test_where_a_later_answer_stands_nobody_waits(office: Office, email: Account, ana: User, ben: User) -> None:
    stands = office.hears(email)
    first = hold(office, stands.id, ana, "First")
    at = office.clock.forward(seconds=1)
    office.reply(stands.id, ben, "Second")
    undo(office, first, ana)
    now = office.thread(stands.id)
    assert (now.due, now.unanswered, now.preview) == (None, 0, "Second")
    assert [row.first_reply_at for row in office.rows(select(episode))] == [at]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (0, 2, 1)])
def test_several_taken_back_in_any_order_leave_the_thread_as_before(
    office: Office, email: Account, ana: User, order: tuple[int, ...]
) -> None:
    stands = office.hears(email)
    before, chapters = row_of(office, stands.id), episodes_of(office)
    said = []
    for number in range(3):
        office.clock.forward(seconds=1)
        said.append(hold(office, stands.id, ana, f"Answer {number}"))
    for number in order:
        undo(office, said[number], ana)
    assert row_of(office, stands.id) == before
    assert episodes_of(office) == chapters


def test_what_came_between_two_answers_waits_when_both_are_taken_back(
    office: Office, email: Account, ana: User
) -> None:
    stands = office.hears(email, text="One")
    first = hold(office, stands.id, ana, "First")
    office.hears(email, text="Two")
    second = hold(office, stands.id, ana, "Second")
    undo(office, first, ana)
    assert office.thread(stands.id).unanswered == 0
    undo(office, second, ana)
    now = office.thread(stands.id)
    assert (now.unanswered, now.waiting_since, now.preview) == (2, stands.waiting_since, "Two")


def upload(office: Office, author: User, name: str) -> Any:
    return office.write(uploads.keep, Stored(name, "image/png", 4, "ab12", f"a/{name}"), author.id, office.clock()).id


def test_its_files_are_its_authors_uploads_again(office: Office, email: Account, ana: User, ben: User) -> None:
    stands = office.hears(email)
    files = upload(office, ana, "2.png"), upload(office, ana, "1.png")
    said = hold(office, stands.id, ana, "See these", files=files)
    office.clock.forward(seconds=5)
    back = undo(office, said, ana)
    assert [one.id for one in back.files] == list(files)
    assert {row.created_at - office.clock() < timedelta(seconds=1) for row in office.rows(select(attachment))} == {True}
    with pytest.raises(Conflict):
        office.reply(stands.id, ben, "Mine", files=files)
    again = office.reply(stands.id, ana, "See these", files=files)
    assert [one.name for one in again.attachments] == ["2.png", "1.png"]


def test_what_it_promised_nobody_has_promised(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    said = hold(office, stands.id, ana, "I will call you tomorrow.")
    tomorrow = office.clock() + timedelta(days=1)
    made = NewPromise(stands.id, "call you", tomorrow, said.id)
    office.write(promises.make, made, ana.id, office.clock())
    back = undo(office, said, ana)
    assert [(one.text, one.due_at) for one in back.promises] == [("call you", tomorrow)]
    assert office.rows(select(promise)) == []
    assert office.read(promises.of_threads, [stands.id]) == []


def test_nobody_finds_it_by_searching(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    said = hold(office, stands.id, ana, "A word that is unheard of")
    office.write(following.follow, office.events(), lambda mood: "")
    assert said.id in {row.message_id for row in office.rows(select(search_message))}
    undo(office, said, ana)
    assert said.id not in {row.message_id for row in office.rows(select(search_message))}
    office.write(following.follow, office.events(), lambda mood: "")
    assert said.id not in {row.message_id for row in office.rows(select(search_message))}


def test_a_visitor_does_not_see_what_may_still_be_taken_back(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    said = hold(office, stands.id, ana)
    (who,) = office.rows(select(identity.c.id))
    assert [one.text for one in office.read(messages.of_visitor, {who.id: 0})] == ["Hi"]
    office.clock.forward(seconds=10)
    claim(office)
    assert [one.id for one in office.read(messages.of_visitor, {who.id: 0})][1:] == [said.id]
