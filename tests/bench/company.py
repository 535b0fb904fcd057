"""Whom the bench's messages are for: eight teams, each with its number, and their agents; 2,000 customers write."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.line import request
from bench.load import Asked
from servers.callers.call import Call
from servers.callers.twilio import TwilioSms

from connectors.twilio.hook import form_of, key_of
from inbox import accounts, teams, users
from inbox.accounts import NewAccount
from inbox.clock import utc_now
from inbox.door import Inbox
from inbox.journal import Entry
from inbox.migrate import upgrade
from inbox.teams import Wanted
from inbox.users import NewUser
from inbox.words import AccountId, UserId
from web import folder, login
from web.key import open_inbox
from web.settings import Settings

TEAMS = 8
AGENTS = 40
CUSTOMERS = 2000
SPOKEN = ("Where is my order? This is message {number}.",)


@dataclass(frozen=True)
class Seat:
    """An agent who is logged in, as a browser would show it."""

    cookie: str
    csrf: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Cookie": f"{login.COOKIE}={self.cookie}", "X-CSRF-Token": self.csrf}


class Company:
    """numbers: each with the provider that calls us about it. spoken: what customers say, in turns."""

    def __init__(self, numbers: list[tuple[AccountId, TwilioSms]], seats: list[Seat], spoken: Sequence[str]) -> None:
        self.seats = seats
        self._numbers = numbers
        self._spoken = spoken
        self._counts = itertools.count(1)

    def messages(self, count: int) -> list[Asked]:
        """Signed, each by a customer who has not written for longest."""
        return [Asked(text, request(f"/hooks/{way}", call.body, call.headers)) for way, text, call in self._said(count)]

    def entries(self, count: int) -> list[Entry]:
        """The same as they stand in the journal."""
        said, now = ((way, call.body) for way, _, call in self._said(count)), utc_now()
        return [Entry(way, key_of(body, form_of(body)), body, {}, now) for way, body in said]

    def _said(self, count: int) -> Iterator[tuple[AccountId, str, Call]]:
        for number in itertools.islice(self._counts, count):
            customer = number % CUSTOMERS
            way, provider = self._numbers[customer % len(self._numbers)]
            text = self._spoken[number % len(self._spoken)].replace("{number}", str(number))
            yield way, text, provider.message(customer, number, text)


async def found(settings: Settings, agents: int = AGENTS, spoken: Sequence[str] = SPOKEN) -> Company:
    """On a database of its own, which nobody serves yet."""
    folder.make(settings)
    upgrade(settings.database)
    inbox = await open_inbox(settings)
    try:
        admin = await inbox.write(users.add, NewUser("admin@desk.example", "Admin", "admin", "", "en"), utc_now())
        people = [await employ(inbox, number) for number in range(agents)]
        ways = [await connect(inbox, number) for number in range(TEAMS)]
        for number, way in enumerate(ways):
            await inbox.write(teams.add, f"Team {number}", team(people[number::TEAMS], way), admin.id, utc_now())
        numbers = [(way, TwilioSms(f"{settings.url}/hooks/{way}")) for way in ways]
        return Company(numbers, [seat for _, seat in people], spoken)
    finally:
        await inbox.close()


async def employ(inbox: Inbox, number: int) -> tuple[UserId, Seat]:
    new = NewUser(f"agent{number}@desk.example", f"Agent {number}", "agent", "", "en")
    session, cookie = await login.begin(inbox, await inbox.write(users.add, new, utc_now()))
    return session.user.id, Seat(cookie, session.csrf)


async def connect(inbox: Inbox, number: int) -> AccountId:
    settings = {**TwilioSms.settings, "sender": f"+155501{number:02}"}
    new = NewAccount(TwilioSms.name, f"Number {number}", settings, TwilioSms.secrets, "sms")
    return (await inbox.write(accounts.add, inbox.box, new, utc_now())).id


def team(people: list[tuple[UserId, Seat]], way: AccountId) -> Wanted:
    return Wanted(assigns=False, member_ids=[one for one, _ in people], account_ids=[way])
