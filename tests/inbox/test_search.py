"""Search: words in any writing, people by any of their addresses, and filters, newest first."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from office.office import Office
from office.searching import catch_up, find, marked, people, said, texts
from sqlalchemy import insert, select, update

from inbox import search
from inbox.errors import NotFound
from inbox.fulltext.match import Phrase
from inbox.identities import Contact
from inbox.ids import new_id
from inbox.question import Question, Term
from inbox.schema import customer, identity, message, tag, thread
from inbox.words import Account, Mood, Thread, User

MARIA = Contact("email", "", "maria@example.com", "María Peña", "proven")
OMAR = Contact("email", "", "omar@example.com", "Omar", "proven")
PHONE = Contact("sms", "", "+34612345678", "", "proven")


def test_accents_and_case_make_no_difference_either_way(office: Office, email: Account) -> None:
    office.hears(email, MARIA, "Tengo una AVERÍA")
    office.hears(email, MARIA, "otra averia mas")
    for typed in ("avería ", "averia ", "AVERI\u0301A "):
        assert texts(office, typed) == ["otra averia mas", "Tengo una AVERÍA"]


def test_all_words_must_be_there_in_any_order_and_the_last_may_go_on(office: Office, email: Account) -> None:
    office.hears(email, MARIA, "The invoice is wrong")
    office.hears(email, MARIA, "Invoice attached")
    assert texts(office, "wrong invoice ") == ["The invoice is wrong"]
    assert texts(office, "invo") == ["Invoice attached", "The invoice is wrong"]
    assert texts(office, "invo ") == []


def test_a_phrase_in_quotation_marks_must_stand_so(office: Office, email: Account) -> None:
    office.hears(email, MARIA, "my order is here")
    office.hears(email, MARIA, "order my food")
    assert texts(office, '"my order"') == ["my order is here"]


def test_words_may_be_excluded_with_and_without_others(office: Office, email: Account) -> None:
    office.hears(email, MARIA, "refund now")
    office.hears(email, MARIA, "refund later")
    assert texts(office, "refund -later") == ["refund now"]
    assert texts(office, "-later") == ["refund now"]
    assert texts(office, '-"refund now"') == ["refund later"]


def test_notes_and_answers_are_found_and_can_be_asked_for(office: Office, email: Account, ana: User) -> None:
    opened = office.hears(email, MARIA, "parcel lost")
    office.reply(opened.id, ana, "parcel found")
    office.note(opened.id, ana, "parcel was never lost")
    assert len(texts(office, "parcel ")) == 3
    assert texts(office, "parcel in:note") == ["parcel was never lost"]
    assert texts(office, "parcel in:out") == ["parcel found"]
    assert texts(office, "in:in") == ["parcel lost"]


def test_a_hit_says_where_it_is_from_whom_and_how_angry(office: Office, email: Account) -> None:
    opened = office.hears(email, MARIA, "Unacceptable!", mood=Mood(valence=-0.9, anger=0.8), subject="Broken")
    [hit] = find(office, "unaccept").messages
    assert (hit.thread_id, hit.customer_id, hit.customer_name) == (opened.id, opened.customer_id, "María Peña")
    assert (hit.channel, hit.direction, hit.subject, hit.anger) == ("email", "in", "Broken", 0.8)
    assert hit.at == office.clock()
    assert marked(hit) == ["Unacceptable"]


@pytest.mark.parametrize(
    "typed", ["maria", "María Peña ", "pena", "maria@example.com ", "maria@exam", "612 345 678", "+34 612-345-678",
              "0034612345678", "612345"],
)  # fmt: skip
def test_people_are_found_by_name_and_by_any_address_in_any_writing(office: Office, email: Account, typed: str) -> None:
    opened = office.hears(email, MARIA)
    owner = select(identity.c.customer_id).where(identity.c.address == MARIA.address).scalar_subquery()
    row = {"id": new_id(), "channel": "sms", "scope": "", "address": PHONE.address, "evidence": "proven"}
    times = {"evidence_at": office.clock(), "created_at": office.clock()}
    office.write(lambda conn: conn.execute(insert(identity).values(customer_id=owner, **row, **times)))
    office.hears(email, OMAR)
    [found] = find(office, typed).people
    assert (found.thread_id, found.customer_id, found.name) == (opened.id, opened.customer_id, "María Peña")
    assert found.addresses == ("maria@example.com", "+34612345678")
    assert found.last_at == opened.last_at


def test_numbers_in_texts_are_found_in_any_writing(office: Office, email: Account) -> None:
    office.hears(email, MARIA, "Call me at 612 345 678")
    for typed in ("612345678", "+34 612 345 678", "0034612345678 ", "612 345 678"):
        [hit] = find(office, typed).messages
        assert marked(hit) == ["612 345 678"] or marked(hit) == ["612", "345", "678"]


def test_who_was_heard_of_last_comes_first(office: Office, email: Account) -> None:
    for name in ("Ana Uno", "Ana Dos", "Ana Tres"):
        office.hears(email, Contact("email", "", f"{name[4:]}@example.com", name))
        office.clock.forward(minutes=1)
    assert people(office, "ana") == ["Ana Tres", "Ana Dos", "Ana Uno"]
    office.hears(email, Contact("email", "", "Uno@example.com"))
    assert people(office, "ana") == ["Ana Uno", "Ana Tres", "Ana Dos"]


def merged(office: Office, part: Thread, head: Thread) -> None:
    link = update(thread).where(thread.c.id == part.id).values(head_id=head.id)
    office.write(lambda conn: conn.execute(link))


def test_people_who_were_merged_are_one_and_their_messages_stand_in_one_thread(office: Office, email: Account) -> None:
    head = office.hears(email, MARIA, "hello from one")
    part = office.hears(email, Contact("email", "", "maria@work.example", "Maria P."), "hello from the other")
    merged(office, part, head)
    for typed in ("maria", "maria@work.example "):
        [found] = find(office, typed).people
        assert (found.name, found.thread_id) == ("María Peña", head.id)
        assert set(found.addresses) == {"maria@example.com", "maria@work.example"}
    assert {hit.thread_id for hit in find(office, "hello ").messages} == {head.id}
    assert len(texts(office, "from:maria@work.example hello ")) == 2


def test_who_was_erased_is_not_found_even_before_the_index_forgets_them(office: Office, email: Account) -> None:
    opened = office.hears(email, MARIA, "my secret")
    catch_up(office)
    gone = update(customer).where(customer.c.id == opened.customer_id).values(erased_at=office.clock())
    office.write(lambda conn: conn.execute(gone))
    assert texts(office, "secret ") == []
    assert people(office, "maria") == []


def test_from_finds_what_somebody_wrote_not_what_was_written_to_them(office: Office, email: Account, ana: User) -> None:
    opened = office.hears(email, MARIA, "parcel?")
    office.reply(opened.id, ana, "parcel!")
    office.hears(email, OMAR, "parcel too")
    for typed in ("from:maria parcel ", "from:maria@example.com", 'from:"maría peña" parcel '):
        assert texts(office, typed) == ["parcel?"]
    assert texts(office, "from:nobody parcel ") == []


def test_channels_are_told_apart(office: Office, email: Account, chat: Account) -> None:
    office.hears(email, MARIA, "by mail")
    office.hears(chat, Contact("chat", chat.id, "visitor"), "by chat")
    assert texts(office, "by channel:chat") == ["by chat"]
    assert texts(office, "channel:email") == ["by mail"]
    assert texts(office, "channel:pigeon by ") == []


def test_moods_are_told_apart(office: Office, email: Account, ana: User) -> None:
    fury, dislike = Mood(valence=-0.9, anger=0.9), Mood(valence=-0.6, anger=0.1)
    for text, mood in (("I hate it", fury), ("I do not like it", dislike), ("I love it", Mood(valence=0.9))):
        opened = office.hears(email, MARIA, text, mood=mood)
    office.note(opened.id, ana, "hate mail")
    assert texts(office, "mood:angry") == ["I hate it"]
    assert texts(office, "enfadada") == ["I hate it"]
    assert texts(office, "upset") == ["I do not like it", "I hate it"]
    assert texts(office, "mood:angry like") == []


def test_angry_in_march_is_who_was_angry_then(office: Office, email: Account) -> None:
    fury = Mood(valence=-0.9, anger=0.9)
    for days, text in ((0, "in March"), (20, "later in March"), (40, "in April")):
        arrived = office.arrival(email, MARIA, text, mood=fury, received_at=office.clock() + timedelta(days=days))
        office.receive(arrived)
    office.hears(email, MARIA, "calm in March")
    office.clock.forward(days=60)
    assert texts(office, "angry in March") == ["later in March", "in March"]
    assert texts(office, "enfadado desde abril") == ["in April"]
    assert texts(office, "before:2026-03-10") == ["calm in March", "in March"]


def test_tags_belong_to_episodes(office: Office, email: Account, ana: User) -> None:
    opened = office.hears(email, MARIA, "money back")
    office.hears(email, OMAR, "money, too")
    [(episode_id,)] = office.rows(select(message.c.episode_id).where(message.c.thread_id == opened.id))
    row = {"episode_id": episode_id, "name": "refund", "at": office.clock()}
    office.write(lambda conn: conn.execute(insert(tag).values(**row)))
    assert texts(office, "tag:refund money ") == ["money back"]
    assert texts(office, 'tag:" REFUND"') == ["money back"]
    assert texts(office, "tag:other money ") == []


def test_many_tags_are_checked_message_by_message(
    office: Office, email: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        office.hears(email, Contact("email", "", f"c{number}@example.com"), f"money {number}")
    ids = [row[0] for row in office.rows(select(message.c.episode_id).order_by(message.c.text).limit(4))]
    rows = [{"episode_id": one, "name": "refund", "at": office.clock()} for one in ids]
    office.write(lambda conn: conn.execute(insert(tag), rows))
    few = texts(office, "tag:refund money ")
    monkeypatch.setattr(search, "FEW", 3)
    assert texts(office, "tag:refund money ") == few == ["money 3", "money 2", "money 1", "money 0"]


def test_open_and_closed_are_the_threads(office: Office, email: Account, ana: User) -> None:
    office.hears(email, MARIA, "still waiting")
    done = office.hears(email, OMAR, "waiting no more")
    office.write(lambda conn: conn.execute(update(thread).where(thread.c.id == done.id).values(status="closed")))
    assert texts(office, "waiting is:open") == ["still waiting"]
    assert texts(office, "is:closed") == ["waiting no more"]


def pages(office: Office, typed: str, limit: int) -> Iterator[list[str]]:
    page = None
    while True:
        found = find(office, typed, page, limit)
        yield [said(hit) for hit in found.messages]
        if found.next is None:
            return
        page = found.next


@pytest.mark.parametrize("typed", ["page ", "is:open page ", "in:in"])
def test_pages_follow_each_other_without_gap_or_double(office: Office, email: Account, typed: str) -> None:
    for number in range(7):
        office.hears(email, MARIA, f"page {number}")
    expected = [[f"page {number}" for number in some] for some in ((6, 5, 4), (3, 2, 1), (0,))]
    assert list(pages(office, typed, 3)) == expected
    assert find(office, typed, find(office, typed, limit=3).next).people == ()


def test_what_came_meanwhile_does_not_move_the_next_page(office: Office, email: Account) -> None:
    for number in range(4):
        office.hears(email, MARIA, f"page {number}")
    first = find(office, "page ", limit=2)
    office.hears(email, MARIA, "page new")
    assert [said(hit) for hit in find(office, "page ", first.next, 2).messages] == ["page 1", "page 0"]


def test_a_question_looks_at_only_so_much_and_says_where_to_go_on(
    office: Office, email: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "BUDGET", 4)
    monkeypatch.setattr(search, "CHUNK", 2)
    done = office.hears(email, OMAR, "needle")
    office.write(lambda conn: conn.execute(update(thread).where(thread.c.id == done.id).values(status="closed")))
    for number in range(5):
        office.hears(email, MARIA, f"hay {number}")
    assert list(pages(office, "is:closed", 20)) == [[], ["needle"]]


@pytest.mark.parametrize("page", ["", "x", "-1", "1e3", "9" * 30, "١", "1 OR 1"])
def test_a_page_that_does_not_exist_is_told_in_a_sentence(office: Office, page: str) -> None:
    with pytest.raises(NotFound, match="Search again"):
        office.read(search.find, Question(tag="x"), page)


def test_no_question_has_no_answer(office: Office, email: Account) -> None:
    office.hears(email)
    for typed in ("", "   ", "!!!", "😀", '""', "-", "- -"):
        found = find(office, typed)
        assert (found.people, found.messages, found.next) == ((), (), None)


HOSTILE = [
    '"', '""', '"""', "'", "*", "a*", "a* OR b*", "NEAR(a b)", "a AND", "OR", "NOT", "^a", "words:a", "a:b:c",
    "{words}: a", "(", ")", "a + b", "a\0b", "--", "-", "-*", "; DROP TABLE message", "\\", "%", "_in", '"_in"', "a_b",
    "\ud800", "😀 a", "x" * 10_000, "a " * 5000, '"' * 5000, "from:", 'from:"', "tag:'", 'channel:" OR *', "is:",
    "after:9999-99-99", "before:0000-00-00", "in 9999", "+", "+0", "00", "\u202e\u0301", "ana@", "@", "'::tsquery",
    "a:*", "!a", "a & | b",
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE)
def test_nothing_that_can_be_typed_breaks_the_search(office: Office, email: Account, typed: str) -> None:
    office.hears(email, MARIA, "words a b")
    find(office, typed)
    find(office, f"{typed} ")
    find(office, f"from:{typed} tag:{typed}")


def test_facts_of_the_index_cannot_be_asked_for_as_words(office: Office, email: Account) -> None:
    office.hears(email, MARIA, "hello")
    for typed in ("_in ", '"_in"', "_cemail ", "in"):
        assert texts(office, typed) == []


def test_what_the_screen_could_never_send_matches_nothing_at_least(office: Office, email: Account) -> None:
    office.hears(email, MARIA, "hello")
    catch_up(office)
    hostile = Question(terms=(Term("x", (Phrase(("hello",)),)),), channel='email" OR "hello', tag="'; --")
    assert office.read(search.find, hostile).messages == ()
