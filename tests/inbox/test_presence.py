"""Customers with a chat window open: noted once a minute, and news only when they come."""

from datetime import datetime, timedelta

from office.office import Office
from sqlalchemy import select

from inbox import merging, presence
from inbox.around import PRESENT
from inbox.identities import Contact
from inbox.ids import new_id
from inbox.presence import REFRESH
from inbox.schema import identity
from inbox.words import Account, IdentityId, User


def window(office: Office, chat: Account) -> IdentityId:
    return office.identity(Contact("chat", chat.id, "visitor")).id


def seen_at(office: Office, which: IdentityId) -> datetime | None:
    (row,) = office.rows(select(identity.c.seen_at).where(identity.c.id == which))
    return row.seen_at


def test_it_is_written_down_once_a_minute(office: Office, chat: Account) -> None:
    office.hears(chat, "visitor")
    which, first = window(office, chat), office.clock()
    office.write(presence.see, which, first)
    office.write(presence.see, which, first + REFRESH - timedelta(seconds=1))
    assert seen_at(office, which) == first
    office.write(presence.see, which, first + REFRESH)
    assert seen_at(office, which) == first + REFRESH


def test_who_waits_and_comes_is_news_and_who_stays_is_none(office: Office, chat: Account) -> None:
    waiting = office.hears(chat, "visitor")
    which = window(office, chat)
    assert office.write(presence.see, which, office.clock()) == waiting.id
    for _ in range(5):
        assert office.write(presence.see, which, office.clock.forward(seconds=REFRESH.total_seconds())) is None
    office.clock.forward(seconds=PRESENT.total_seconds() + 1)
    assert office.write(presence.see, which, office.clock()) == waiting.id, "they were away meanwhile"


def test_who_comes_without_waiting_is_no_news(office: Office, chat: Account, ana: User) -> None:
    answered = office.hears(chat, "visitor")
    office.reply(answered.id, ana)
    assert office.write(presence.see, window(office, chat), office.clock()) is None
    assert seen_at(office, window(office, chat)) == office.clock()


def test_what_else_they_wait_for_is_found_where_they_are_shown_as_one(
    office: Office, chat: Account, email: Account, ana: User
) -> None:
    visitor = office.hears(chat, "visitor")
    office.reply(visitor.id, ana)
    mail = office.hears(email)
    office.write(merging.merge, visitor.customer_id, mail.customer_id, "same", ana.id, office.clock())
    assert office.write(presence.see, window(office, chat), office.clock()) == mail.id


def test_somebody_who_is_not_there_any_more_is_no_news(office: Office) -> None:
    assert office.write(presence.see, IdentityId(new_id()), office.clock()) is None
