"""What is so about a customer while they wait."""

from datetime import timedelta

from office.office import Office
from sqlalchemy import update

from inbox import calling, customers, episodes, merging, promises, threads
from inbox.around import BAD, PRESENT, YEAR, Around, Surroundings
from inbox.identities import Contact
from inbox.promises import NewPromise
from inbox.schema import customer, identity
from inbox.standings import Standings
from inbox.words import Account, Mood, Thread, ThreadId, User

ANGRY = Mood(valence=-0.9, anger=0.9)


def around(office: Office, thread_id: ThreadId) -> Around:
    """As the whole counts that is shown in this thread."""
    with office.engine.begin() as conn:
        standings = Standings(conn, [thread_id])
        head = standings.head(thread_id)
        return Surroundings(conn, standings, office.clock()).of(thread_id, standings.tops[head])


def gone_badly(office: Office, account: Account, ana: User, sender: str = "maria@example.com") -> Thread:
    """An episode that began in anger and is over."""
    stands = office.hears(account, sender, mood=ANGRY)
    office.write(threads.close, stands.id, ana.id, office.clock())
    office.clock.forward(days=4)
    return stands


def test_of_a_stranger_there_is_nothing_to_say(office: Office, email: Account) -> None:
    assert around(office, office.hears(email).id) == Around()


def test_earlier_episodes_that_went_badly_are_counted_for_a_year(office: Office, email: Account, ana: User) -> None:
    for _ in range(2):
        stands = gone_badly(office, email, ana)
    office.hears(email, mood=ANGRY)
    assert around(office, stands.id).streak == 2  # the one that goes on is none of them
    office.clock.forward(days=YEAR.days - 5)
    assert around(office, stands.id).streak == 1
    office.clock.forward(days=10)
    assert around(office, stands.id).streak == 0


def test_what_was_merely_unpleasant_is_not(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email, mood=Mood(anger=BAD - 0.01))
    office.write(threads.close, stands.id, ana.id, office.clock())
    office.clock.forward(days=4)
    office.hears(email)
    assert around(office, stands.id).streak == 0


def test_a_promise_is_broken_from_its_moment_until_it_is_kept(office: Office, email: Account, ana: User) -> None:
    stands = office.hears(email)
    made = office.write(
        promises.make, NewPromise(stands.id, "I will call", office.clock() + timedelta(hours=1)), ana.id, office.clock()
    )
    assert around(office, stands.id).broken == 0
    office.write(calling.call_due, office.clock.forward(hours=1))
    assert around(office, stands.id).broken == 1
    office.write(promises.keep, made.id, ana.id, office.clock())
    assert around(office, stands.id).broken == 0


def test_who_has_the_chat_open_is_there(office: Office, chat: Account) -> None:
    stands = office.hears(chat, "visitor")
    assert not around(office, stands.id).present
    office.write(lambda conn: conn.execute(update(identity).values(seen_at=office.clock())))
    assert around(office, stands.id).present
    office.clock.forward(seconds=PRESENT.total_seconds() + 1)
    assert not around(office, stands.id).present


def test_language_fields_and_tags_are_those_of_the_customer_and_of_what_is_open(
    office: Office, email: Account, ana: User
) -> None:
    stands = office.hears(email)
    episode_id = office.read(lambda conn: Standings(conn, [stands.id], lock=False).own[stands.id].episode_id)
    assert episode_id is not None
    office.write(episodes.set_tags, episode_id, ["vip", "billing"], ana.id, office.clock())
    told = {"language": "es", "fields": {"plan": "gold"}}
    office.write(lambda conn: conn.execute(update(customer).values(**told)))
    assert around(office, stands.id) == Around("es", {"plan": "gold"}, tags=("billing", "vip"))


def test_of_who_is_shown_as_one_all_of_it_counts_and_by_themselves_only_their_own(
    office: Office, email: Account, chat: Account, ana: User
) -> None:
    bad = gone_badly(office, email, ana)
    office.hears(email)
    visitor = office.hears(chat, Contact("chat", chat.id, "visitor"))
    one, other = (office.read(customers.get, office.thread(at.id).customer_id).id for at in (visitor, bad))
    office.write(merging.merge, one, other, "test", ana.id, office.clock())
    assert around(office, visitor.id).streak == 1
    with office.engine.begin() as conn:
        standings = Standings(conn, [visitor.id])
        alone = standings.path(visitor.id)[0]
        assert Surroundings(conn, standings, office.clock()).of(visitor.id, alone).streak == 0
