"""The index follows the event log: what is there is found, what is gone is not, and nothing is lost on the way."""

from datetime import timedelta
from typing import Any

import pytest
from office.office import Office
from office.searching import catch_up, find, people, texts
from sqlalchemy import Connection, event, func, select, text, update

from inbox import events, fulltext, threads
from inbox.arrivals import Change, Read
from inbox.events import since
from inbox.fulltext import following, messages
from inbox.fulltext.match import Match
from inbox.fulltext.numbering import FIRST, LAST, number_of
from inbox.identities import Contact
from inbox.schema import attachment, customer, message, search_message, search_person
from inbox.words import Account, User
from router.indexing import level


def numbers(office: Office) -> list[int]:
    return office.read(fulltext.newest, search_message, Match(), FIRST, LAST, 1000)


def test_an_index_that_was_just_made_is_filled_from_the_beginning(office: Office, email: Account, ana: User) -> None:
    thread = office.hears(email, text="The parcel is broken")
    office.reply(thread.id, ana, "A new parcel is on its way")
    office.note(thread.id, ana, "Third parcel this week")
    assert office.read(following.stands_at) == 0
    assert texts(office, "parcel ") == [
        "Third parcel this week", "A new parcel is on its way", "The parcel is broken",
    ]  # fmt: skip
    assert office.read(following.stands_at) == office.read(events.last_seq)


def test_following_the_same_events_again_changes_nothing(office: Office, email: Account) -> None:
    office.hears(email, text="Once only")
    log = office.events()
    office.write(following.follow, log, level)
    office.write(messages.index, following.concerned_messages(log), level)
    office.write(following.follow, log, level)
    assert texts(office, "once ") == ["Once only"]
    assert len(numbers(office)) == 1


def test_a_crash_before_the_commit_leaves_cursor_and_index_as_they_were(office: Office, email: Account) -> None:
    office.hears(email, text="Do not lose me")

    def crash(conn: Connection) -> None:
        following.follow(conn, since(conn, 0), level)
        raise RuntimeError("the lights went out")

    with pytest.raises(RuntimeError):
        office.write(crash)
    assert office.read(following.stands_at) == 0
    assert numbers(office) == []
    assert texts(office, "lose ") == ["Do not lose me"]


def test_who_follows_behind_another_process_does_nothing(office: Office, email: Account) -> None:
    office.hears(email, text="First")
    old = office.events()
    catch_up(office)
    office.hears(email, text="Second")
    catch_up(office)
    stands = office.read(following.stands_at)
    office.write(following.follow, old, level)
    assert office.read(following.stands_at) == stands


def changed(office: Office, account: Account, kind: str, remote_id: str, words: str = "") -> None:
    seq = office.journalled(account.id)
    change = Change(seq, account.id, remote_id, kind, office.clock(), words)
    office.take(Read(seq, (), changes=(change,), outcome="receipt"))


def test_what_was_edited_is_found_by_its_new_words_only_and_keeps_its_place(office: Office, email: Account) -> None:
    office.hears(email, text="My red bicycle", remote_id="r1")
    office.clock.forward(minutes=1)
    office.hears(email, text="A bicycle bell")
    before = (texts(office, "bicycle "), numbers(office))
    changed(office, email, "edited", "r1", "My blue bicycle")
    assert texts(office, "red ") == []
    assert texts(office, "bicycle ") == ["A bicycle bell", "My blue bicycle"]
    assert before == (["A bicycle bell", "My red bicycle"], numbers(office))


def test_what_was_taken_back_is_not_found(office: Office, email: Account) -> None:
    office.hears(email, text="I regret this", remote_id="r1")
    assert texts(office, "regret ") == ["I regret this"]
    changed(office, email, "deleted", "r1")
    assert texts(office, "regret ") == []
    assert numbers(office) == []


def test_what_was_erased_before_it_was_indexed_never_is(office: Office, email: Account) -> None:
    thread = office.hears(email, text="Forget me")
    gone = update(customer).where(customer.c.id == thread.customer_id)
    office.write(lambda conn: conn.execute(gone.values(erased_at=office.clock())))
    assert find(office, "forget ").messages == ()
    assert people(office, "maria") == []
    assert numbers(office) == []


def test_a_message_whose_words_are_forgotten_is_not_indexed_again(office: Office, email: Account) -> None:
    office.hears(email, text="Forget this")
    blank = update(message).values(text="", said="", subject="")
    office.write(lambda conn: conn.execute(blank))
    assert find(office, "in:in").messages == ()
    assert numbers(office) == []


def test_messages_of_one_moment_each_get_a_number_in_the_order_in_which_they_came(
    office: Office, email: Account
) -> None:
    for number in range(5):
        office.hears(email, Contact("email", "", f"c{number}@example.com"), f"moment {number}")
        if number % 2:
            catch_up(office)
    assert texts(office, "moment ") == [f"moment {number}" for number in (4, 3, 2, 1, 0)]
    assert numbers(office) == [number_of(office.clock()) + more for more in (4, 3, 2, 1, 0)]


def test_however_many_came_in_one_moment_one_more_is_numbered_by_as_few_questions(
    office: Office, email: Account
) -> None:
    def questions() -> int:
        office.hears(email, text="one more")
        asked: list[str] = []
        event.listen(office.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
        catch_up(office)
        return len(asked)

    office.hears(email, text="the first")
    catch_up(office)
    after_one = questions()
    for number in range(40):
        office.hears(email, text=f"moment {number}")
    catch_up(office)
    assert questions() == after_one


def test_what_came_earlier_stands_earlier_though_it_is_indexed_later(office: Office, email: Account) -> None:
    office.hears(email, text="late word")
    catch_up(office)
    office.receive(office.arrival(email, text="early word", received_at=office.clock() - timedelta(days=9)))
    assert texts(office, "word ") == ["late word", "early word"]


def test_a_number_is_the_moment_to_the_tick(office: Office) -> None:
    now = office.clock()
    assert number_of(now + timedelta(microseconds=1)) == number_of(now) + 1
    assert number_of(now + timedelta(seconds=1)) == number_of(now) + 10_000


def test_subjects_and_names_of_files_are_words_too(office: Office, email: Account) -> None:
    arrived = office.arrival(email, text="See there", subject="Garantía del frigorífico")
    office.receive(arrived)
    row = {"id": "a1", "name": "Factura-0815.pdf", "mime": "", "size": 1, "sha256": "", "path": ""}
    [(message_id,)] = office.rows(select(message.c.id))
    office.write(lambda conn: conn.execute(attachment.insert().values(message_id=message_id, **row)))
    assert [hit.subject for hit in find(office, "frigorifico ").messages] == ["Garantía del frigorífico"]
    [hit] = find(office, "factura ").messages
    assert [piece.text for piece in hit.snippet if piece.hit] == ["Factura"]


def test_a_quotation_counts_for_the_message_that_it_quotes(office: Office, email: Account) -> None:
    office.receive(office.arrival(email, text="Yes\n> do you like cheese?", said="Yes"))
    assert texts(office, "cheese ") == []
    assert texts(office, "yes ") == ["Yes"]


def test_only_what_changes_words_concerns_the_index(office: Office, email: Account, ana: User) -> None:
    thread = office.hears(email)
    office.write(threads.claim, thread.id, ana.id, office.clock())
    office.reply(thread.id, ana)
    heard = [one.kind for one in office.events() if following.relevant(one)]
    assert heard == ["message.received", "message.written"]
    assert "thread.taken" in office.kinds()


def test_a_customers_words_are_kept_once_however_often_they_write(office: Office, email: Account) -> None:
    for _ in range(3):
        office.hears(email)
        catch_up(office)
    count: Any = select(func.count()).select_from(search_person)
    assert office.rows(count)[0][0] == 1
    assert office.rows(text("SELECT count(*) FROM search_person_words"))[0][0] == 1
