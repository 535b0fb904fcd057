"""What the screens and the visitors' windows read: messages, customers, events."""

import pytest
from office.office import Office

from inbox import customers, events, messages, threads
from inbox.errors import NotFound
from inbox.identities import Contact
from inbox.ids import new_id
from inbox.messages import place_of
from inbox.words import Account, AttachmentId, CustomerId, Event, MessageId, User


def test_a_thread_is_paged_backwards_and_shown_forwards(office: Office, email: Account) -> None:
    office.receive(*(office.arrival(email, text=str(number)) for number in range(1, 11)))
    thread_id = office.thread_of("maria@example.com").id
    last = office.read(messages.page, thread_id, None, 4)
    assert [one.position for one in last] == [7, 8, 9, 10]
    before = office.read(messages.page, thread_id, last[0].id, 4)
    assert [one.position for one in before] == [3, 4, 5, 6]
    first = office.read(messages.page, thread_id, before[0].id, 4)
    assert [one.position for one in first] == [1, 2]
    assert office.read(messages.page, thread_id, first[0].id, 4) == []


def test_a_message_is_found_by_its_id(office: Office, email: Account, ana: User) -> None:
    said = office.reply(office.hears(email).id, ana)
    assert office.read(messages.get, said.id) == said
    assert office.read(messages.many, [said.id, said.id, MessageId(new_id())]) == {said.id: said}
    assert office.read(messages.many, []) == {}
    with pytest.raises(NotFound):
        office.read(messages.get, MessageId(new_id()))
    with pytest.raises(NotFound):
        office.read(messages.get_attachment, AttachmentId(new_id()))


def test_a_visitor_sees_their_own_conversation_and_nothing_else(
    office: Office, email: Account, chat: Account, ana: User
) -> None:
    """Promise 6: not the notes, not the mails of the same customer, not another visitor's words."""
    visitor = Contact("chat", chat.id, "v1", "", "proven")
    covered = Contact("email", "", "maria@example.com", "", "proven")
    office.hears(email, text="by mail, private")
    stands = office.hears(chat, visitor, "by chat", also=(covered,))
    office.note(stands.id, ana, "careful with her")
    mail, window = office.identity(covered), office.identity(visitor)
    office.reply(stands.id, ana, "to the mail", identity_id=mail.id)
    office.reply(stands.id, ana, "to the window", identity_id=window.id)
    office.hears(chat, Contact("chat", chat.id, "v2"), "another visitor")
    seen = office.read(messages.of_visitor, {window.id: 0})
    assert [(one.direction, one.text) for one in seen] == [("in", "by chat"), ("out", "to the window")]
    assert office.read(messages.of_visitor, {window.id: place_of(seen[0])}) == seen[1:]
    assert office.read(messages.of_visitor, {window.id: 0}, 1) == seen[:1]


def test_beside_the_thread_stands_all_we_know_of_the_customer(office: Office, email: Account, ana: User) -> None:
    who = Contact("email", "", "maria@example.com", "Maria", "proven", "DKIM")
    typed = Contact("sms", "", "+34600000000")
    stands = office.hears(email, who, claims=(typed,))
    office.reply(stands.id, ana)
    found = office.read(customers.get, stands.customer_id)
    assert (found.name, found.created_at) == ("Maria", office.clock())
    assert [(one.address, one.evidence, one.how) for one in found.identities] == [
        ("maria@example.com", "proven", "DKIM")
    ]
    assert [(one.channel, one.address) for one in found.claims] == [("sms", "+34600000000")]
    (episode,) = found.episodes
    assert (episode.opened_at, episode.first_reply_at, episode.closed_at) == (office.clock(), office.clock(), None)
    assert office.read(customers.count) == 1
    with pytest.raises(NotFound):
        office.read(customers.get, CustomerId(new_id()))


def test_only_the_last_twenty_episodes_are_shown_newest_first(office: Office, email: Account, ana: User) -> None:
    for _ in range(23):
        stands = office.hears(email)
        office.write(threads.close, stands.id, ana.id, office.clock())
        office.clock.forward(days=4)
    opened = [one.opened_at for one in office.read(customers.get, stands.customer_id).episodes]
    assert len(opened) == 20
    assert opened == sorted(opened, reverse=True)


def test_events_are_numbered_and_resumed_without_gap_or_double(office: Office, email: Account) -> None:
    assert office.read(events.last_seq) == office.events()[-1].seq
    office.receive(*(office.arrival(email) for _ in range(10)))
    every = office.events()
    assert [one.seq for one in every] == list(range(1, len(every) + 1))
    resumed: list[Event] = []
    while more := office.read(events.since, resumed[-1].seq if resumed else 0, 3):
        resumed += more
    assert resumed == every
    assert office.read(events.since, every[-1].seq) == []


def test_one_identitys_events_are_its_own(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    office.hears(email, "omar@example.com")
    office.reply(stands.id, ana)
    maria = office.identity(Contact("email", "", "maria@example.com"))
    mine = office.read(events.of_identity, maria.id, 0)
    assert [one.kind for one in mine] == ["message.received", "message.written"]
    assert office.read(events.of_identity, maria.id, mine[0].seq) == mine[1:]


def test_before_anything_happened_the_last_event_is_number_zero(office: Office) -> None:
    assert office.read(events.last_seq) == 0
