"""What agents write: replies leave, notes never do."""

import asyncio

import pytest
from office.office import Office
from sqlalchemy import select

from inbox import accounts, answers, reach, threads
from inbox.answers import Note, Reply
from inbox.door import Inbox
from inbox.errors import Closed, Conflict, NotFound
from inbox.identities import Contact
from inbox.ids import new_id
from inbox.schema import episode, message, outbox
from inbox.words import Account, Code, IdentityId, ThreadId, User


def visitor(chat: Account) -> Contact:
    return Contact("chat", chat.id, "visitor-1", "", "proven")


def both_channels(office: Office, email: Account, chat: Account) -> ThreadId:
    """Maria wrote a mail, then in the chat."""
    office.hears(email, subject="Parcel")
    covered = Contact("email", "", "maria@example.com", "", "proven")
    return office.hears(chat, visitor(chat), also=(covered,)).id


def test_a_reply_is_queued_in_the_thread_and_in_the_outbox(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email, subject="Parcel")
    now = office.clock.forward(minutes=2)
    said = office.reply(stands.id, ana, "It is on its way")
    assert (said.direction, said.state, said.position, said.text) == ("out", "queued", 2, "It is on its way")
    assert (said.channel, said.account_id, said.subject) == ("email", email.id, "Parcel")
    assert (said.author_id, said.author_name) == (ana.id, "Ana")
    (row,) = office.rows(select(outbox))
    assert (row.message_id, row.state, row.position, row.next_at, row.queued_at) == (said.id, "queued", 2, now, now)
    told = office.events()[-1]
    assert (told.kind, told.message_id, told.actor_id) == ("message.written", said.id, ana.id)
    assert told.identity_id == said.identity_id


def test_after_a_reply_nobody_waits_and_the_author_has_the_thread(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    office.reply(stands.id, ana, "Dear\nMaria")
    after = office.thread(stands.id)
    assert (after.due, after.waiting_since, after.unanswered, after.reasons) == (None, None, 0, ())
    assert (after.assignee_id, after.status, after.preview) == (ana.id, "open", "Dear Maria")


def test_a_colleagues_reply_leaves_the_thread_with_whom_it_is(
    office: Office, email: Account, ana: User, ben: User
) -> None:
    stands = office.hears(email)
    office.write(threads.claim, stands.id, ana.id, office.clock())
    office.reply(stands.id, ben)
    assert office.thread(stands.id).assignee_id == ana.id


def test_the_same_reply_twice_is_one_reply(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    first = office.reply(stands.id, ana, "Once", client_id="c1")
    again = office.reply(stands.id, ana, "Once, really", client_id="c1")
    assert again == first
    assert len(office.rows(select(outbox))) == 1
    assert office.thread(stands.id).last_position == 2


def test_two_agents_may_happen_on_the_same_client_id(office: Office, email: Account, ana: User, ben: User) -> None:
    stands = office.hears(email)
    assert office.reply(stands.id, ana, client_id="c1").id != office.reply(stands.id, ben, client_id="c1").id


@pytest.mark.asyncio
async def test_one_reply_sent_by_many_clicks_at_once_is_one(
    office: Office, email: Account, ana: User, inbox: Inbox
) -> None:
    new = Reply(office.hears(email).id, ana.id, "Hi", "c1")
    said = await asyncio.gather(*(inbox.write(answers.reply, new, inbox.clock()) for _ in range(20)))
    assert len({one.id for one in said}) == 1
    assert len(office.rows(select(message).where(message.c.direction == "out"))) == 1


def test_without_a_choice_the_one_who_wrote_last_is_answered(
    office: Office, email: Account, chat: Account, ana: User
) -> None:
    thread_id = both_channels(office, email, chat)
    assert office.reply(thread_id, ana).channel == "chat"
    office.hears(email, Contact("email", "", "maria@example.com", "", "proven"))
    said = office.reply(thread_id, ana)
    assert (said.channel, said.account_id) == ("email", email.id)


def test_the_agent_may_choose_another_address_of_the_customer(
    office: Office, email: Account, chat: Account, ana: User
) -> None:
    thread_id = both_channels(office, email, chat)
    by_mail = office.identity(Contact("email", "", "maria@example.com"))
    said = office.reply(thread_id, ana, identity_id=by_mail.id)
    assert (said.channel, said.identity_id, said.account_id, said.subject) == ("email", by_mail.id, email.id, "Parcel")


def test_an_address_of_somebody_else_cannot_be_chosen(office: Office, email: Account, ana: User) -> None:
    maria = office.hears(email)
    office.hears(email, "omar@example.com")
    omar = office.identity(Contact("email", "", "omar@example.com"))
    for wrong in (omar.id, IdentityId(new_id())):
        with pytest.raises(NotFound, match="no such address"):
            office.reply(maria.id, ana, identity_id=wrong)
    assert office.rows(select(outbox)) == []


def test_the_answer_leaves_from_where_they_last_wrote(office: Office, email: Account, ana: User) -> None:
    sales = office.account("email", name="Sales")
    office.hears(email)
    stands = office.hears(sales)
    assert office.reply(stands.id, ana).account_id == sales.id
    office.hears(email)
    assert office.reply(stands.id, ana).account_id == email.id


def test_an_address_that_never_wrote_is_answered_from_any_account_of_its_channel(
    office: Office, chat: Account, ana: User
) -> None:
    covered = Contact("email", "", "maria@example.com", "", "proven")
    stands = office.hears(chat, visitor(chat), also=(covered,))
    by_mail = office.identity(covered)
    with pytest.raises(Conflict, match=r"no email account to send from\. An admin can add one"):
        office.reply(stands.id, ana, identity_id=by_mail.id)
    paused, active = office.account("email", name="Paused"), office.account("email", name="Active")
    office.write(accounts.pause, paused.id, True, office.clock())
    assert office.reply(stands.id, ana, identity_id=by_mail.id).account_id == active.id


def test_a_reply_to_a_closed_thread_reopens_its_episode(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    office.write(threads.close, stands.id, ana.id, office.clock())
    office.reply(stands.id, ana)
    assert office.thread(stands.id).status == "open"
    assert [row.closed_at for row in office.rows(select(episode))] == [None]


def test_the_first_reply_is_remembered_once(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    first = office.clock.forward(minutes=1)
    office.reply(stands.id, ana)
    office.clock.forward(minutes=1)
    office.reply(stands.id, ana)
    assert [row.first_reply_at for row in office.rows(select(episode))] == [first]


def test_a_note_stays_inside_and_answers_nobody(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    said = office.note(stands.id, ana, "He is a friend of the boss")
    assert (said.direction, said.state, said.position, said.identity_id) == ("note", None, 2, None)
    assert office.rows(select(outbox)) == []
    after = office.thread(stands.id)
    assert (after.due, after.unanswered, after.preview, after.assignee_id) == (stands.due, 1, stands.preview, None)
    assert after.last_position == 2
    told = office.events()[-1]
    assert (told.kind, told.identity_id) == ("message.written", None), "or the visitor's window would hear of it"


def test_a_note_may_stand_in_a_closed_thread_and_is_written_once(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    office.write(threads.close, stands.id, ana.id, office.clock())
    assert office.note(stands.id, ana, client_id="n").id == office.note(stands.id, ana, client_id="n").id
    assert office.thread(stands.id).status == "closed"


@pytest.mark.parametrize("new", [Reply, Note])
def test_nothing_can_be_written_where_there_is_no_thread(
    office: Office, ana: User, new: type[Reply] | type[Note]
) -> None:
    write = answers.reply if new is Reply else answers.note
    with pytest.raises(NotFound, match="no such thread"):
        office.write(write, new(ThreadId(new_id()), ana.id, "Hello?", "c"), office.clock())  # type: ignore[arg-type]


def test_positions_stay_dense_whoever_writes(office: Office, email: Account, ana: User, ben: User) -> None:
    stands = office.hears(email)
    for _ in range(3):
        office.reply(stands.id, ana)
        office.note(stands.id, ben)
        office.hears(email)
    assert [one.position for one in office.messages(stands.id)] == list(range(1, 11))


@pytest.mark.parametrize("code", ["opted_out", "unreachable"])
def test_nothing_is_queued_for_an_address_that_was_shut_while_the_agent_wrote(
    office: Office, email: Account, ana: User, code: Code
) -> None:
    stands = office.hears(email)
    office.write(reach.shut, office.identity(Contact("email", "", "maria@example.com")).id, code, "", office.clock())
    with pytest.raises(Closed, match="Answer to another address") as closed:
        office.reply(stands.id, ana)
    assert closed.value.code == code
    assert office.rows(select(outbox)) == []
    assert office.thread(stands.id) == stands, "the customer still waits"


def test_an_account_that_cannot_write_there_is_refused(
    office: Office, email: Account, chat: Account, ana: User
) -> None:
    stands = office.hears(email)
    with pytest.raises(Closed, match="cannot write to this address"):
        office.reply(stands.id, ana, account_id=chat.id)
    office.write(accounts.pause, email.id, True, office.clock())
    with pytest.raises(Closed, match="Our email is paused"):
        office.reply(stands.id, ana)
    sales = office.account("email", name="Sales")
    assert office.reply(stands.id, ana, account_id=sales.id).account_id == sales.id


def test_a_template_is_kept_with_its_message(office: Office, email: Account, ana: User) -> None:
    filled = {"id": "t1", "name": "welcome", "language": "en", "values": {"1": "Maria"}}
    said = office.reply(office.hears(email).id, ana, "Dear Maria", template=filled)
    (row,) = office.rows(select(message.c.template).where(message.c.id == said.id))
    assert row.template == filled
