"""Whoever waits and opens the chat is answered sooner, whatever it is that they wait for."""

from office.office import Office

from inbox import merging
from inbox.identities import Contact
from inbox.words import Account, IdentityId, Thread, User
from router import presence


def window(office: Office, chat: Account) -> IdentityId:
    return office.identity(Contact("chat", chat.id, "visitor")).id


def known(office: Office, chat: Account, email: Account, ana: User) -> Thread:
    """They were in the chat once; now a mail of theirs waits."""
    visitor = office.hears(chat, "visitor")
    office.reply(visitor.id, ana)
    mail = office.hears(email)
    office.write(merging.merge, visitor.customer_id, mail.customer_id, "same", ana.id, office.clock())
    return office.thread(mail.id)


def test_a_mail_is_due_sooner_once_its_writer_opens_the_chat(
    office: Office, chat: Account, email: Account, ana: User
) -> None:
    waiting = known(office, chat, email, ana)
    office.write(presence.see, window(office, chat), office.clock.forward(minutes=1))
    there = office.thread(waiting.id)
    assert waiting.due is not None
    assert there.due is not None
    assert there.due < waiting.due
    assert "present" in [one.code for one in there.reasons]
    assert office.events()[-1].kind == "thread.judged"


def test_staying_there_changes_nothing_more(office: Office, chat: Account, email: Account, ana: User) -> None:
    waiting = known(office, chat, email, ana)
    office.write(presence.see, window(office, chat), office.clock())
    there, told = office.thread(waiting.id), len(office.events())
    for _ in range(3):
        office.write(presence.see, window(office, chat), office.clock.forward(minutes=1))
    assert (office.thread(waiting.id), len(office.events())) == (there, told)


def test_who_waits_for_nothing_is_only_noted(office: Office, chat: Account, ana: User) -> None:
    visitor = office.hears(chat, "visitor")
    office.reply(visitor.id, ana)
    before = office.thread(visitor.id), len(office.events())
    office.write(presence.see, window(office, chat), office.clock())
    assert (office.thread(visitor.id), len(office.events())) == before
