"""So many customers who wait that no screen can hold them all."""

from datetime import timedelta

from office.clock import HeldClock
from office.office import Office
from servers.hilo import Hilo
from sqlalchemy import func, select

from inbox import accounts, journal
from inbox.arrivals import Read
from inbox.clock import utc_now
from inbox.identities import Contact
from inbox.journal import Entry
from inbox.receive import receive
from inbox.schema import journal as rows
from inbox.words import Account, Mood
from router.patience import judge

AT_ONCE = 500
MOODS = (Mood(), Mood(-0.4, 0.3), Mood(-0.7, 0.6), Mood(-0.9, 0.9))


def fill(hilo: Hilo, count: int) -> None:
    """They write to its only account, while it is stopped; faster than they could come in one by one."""
    hilo.stop()
    office = Office(hilo.database, HeldClock())
    office.clock.now = utc_now() - timedelta(hours=4)
    [account] = office.read(accounts.all)
    wait(office, account, count)
    office.close()
    hilo.start()


def wait(office: Office, account: Account, count: int) -> None:
    """`Customer 0` to `Customer {count - 1}` write, a second after each other; every fourth is furious."""
    for start in range(0, count, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, count))
        office.write(receive, journalled(office, account, numbers), judge, office.clock())


def journalled(office: Office, account: Account, numbers: range) -> list[Read]:
    entries = [Entry(account.id, f"crowd-{number}", b"raw", {}, office.clock()) for number in numbers]
    office.write(journal.append, entries)
    [(last,)] = office.rows(select(func.max(rows.c.seq)))
    return [said(office, account, number, last - numbers[-1] + number) for number in numbers]


def said(office: Office, account: Account, number: int, seq: int) -> Read:
    who = Contact(account.channel, account.id, f"crowd-{number}", f"Customer {number}")
    at = office.clock() + timedelta(seconds=number)
    text = f"Order {number} has not come, and nobody tells me anything about it. Where is it now?"
    arrival = office.arrival(account, who, text, journal_seq=seq, mood=MOODS[number % 4], received_at=at)
    return Read(seq, (arrival,))
