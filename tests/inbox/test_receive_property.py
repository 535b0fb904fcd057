"""Whatever arrives, in whatever batches: nothing lost, nothing doubled, positions dense, one thread per customer."""

from collections import defaultdict
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as some
from office.databases import examples
from office.office import Office
from sqlalchemy import func, select

from inbox.arrivals import Arrival
from inbox.identities import Contact
from inbox.ids import new_id
from inbox.schema import customer, identity, message, thread
from inbox.schema import journal as journal_table
from inbox.words import Mood
from router.patience import LONGEST

ARRIVING = some.fixed_dictionaries(
    {
        "who": some.integers(0, 4),
        "remote": some.integers(0, 12),
        "automatic": some.sampled_from(["", "", "", "auto-reply", "list", "loop"]),
        "anger": some.floats(0, 1),
        "proves": some.none() | some.integers(0, 4),
        "claims": some.none() | some.integers(0, 4),
        "text": some.text(some.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20),  # storable
    }
)
DAY = some.lists(some.lists(ARRIVING, max_size=6), min_size=1, max_size=6)


def arrival(office: Office, account: object, world: str, one: dict[str, object]) -> Arrival:
    def address(number: object) -> Contact:
        return Contact("email", "", f"{number}@{world}", "", "proven", "DKIM")

    return office.arrival(
        account,  # type: ignore[arg-type]  # an Account
        address(one["who"]),
        str(one["text"]),
        remote_id=str(one["remote"]),
        automatic=str(one["automatic"]),
        mood=Mood(anger=float(str(one["anger"]))),
        also=() if one["proves"] is None else (address(one["proves"]),),
        claims=() if one["claims"] is None else (Contact("email", "", f"{one['claims']}@{world}"),),
    )


@given(day=DAY)
@settings(max_examples=examples(60), deadline=None)
def test_arrivals_in_any_order(migrated_office: Office, day: list[list[dict[str, object]]]) -> None:
    office, world = migrated_office, new_id()
    account = office.account("email", name=world)
    offered: list[tuple[str, str]] = []
    for batch in day:
        arrivals = [arrival(office, account, world, one) for one in batch]
        office.receive(*arrivals)
        offered += [(one.remote_id, one.text) for one in arrivals]
        office.clock.forward(minutes=7)

    stored = office.rows(select(message).where(message.c.account_id == account.id).order_by(message.c.id))
    first_of_each = dict(reversed(offered))
    assert {row.remote_id: row.text for row in stored} == first_of_each
    assert len(stored) == len(first_of_each)

    positions, seqs = defaultdict(list), defaultdict(list)
    for row in stored:
        positions[row.thread_id].append(row.position)
        seqs[row.thread_id].append(row.journal_seq)
    for thread_id, found in positions.items():
        assert found == list(range(1, len(found) + 1)), "dense, in the order of storing"
        assert seqs[thread_id] == sorted(seqs[thread_id]), "which is the order of arrival"
        stands = office.thread(thread_id)
        assert stands.last_position == len(found)
        if stands.due is not None and stands.waiting_since is not None:
            assert stands.due <= stands.waiting_since + LONGEST

    unsettled = select(journal_table.c.seq).where(
        journal_table.c.account_id == account.id, journal_table.c.read_at.is_(None)
    )
    assert office.rows(unsettled) == []


def test_afterwards_every_customer_has_exactly_one_thread_and_somebody_they_are(migrated_office: Office) -> None:
    threads = select(thread.c.customer_id, func.count()).group_by(thread.c.customer_id)
    owners = {row[0]: row[1] for row in migrated_office.rows(threads)}
    people = {row.id for row in migrated_office.rows(select(customer))}
    assert set(owners) == people
    assert set(owners.values()) <= {1}
    assert {row[0] for row in migrated_office.rows(select(identity.c.customer_id))} == people


@given(waits=some.lists(some.integers(0, 600), min_size=2, max_size=6))
@settings(max_examples=examples(25), deadline=None)
def test_writing_more_never_makes_anyone_due_later(migrated_office: Office, waits: list[int]) -> None:
    office, who = migrated_office, f"{new_id()}@example.com"
    account = office.account("email", name=who)
    dues = []
    for minutes in waits:
        office.clock.now += timedelta(minutes=minutes)
        dues.append(office.hears(account, who).due)
    assert dues == sorted(dues, reverse=True)  # type: ignore[type-var]  # none is None: somebody waits
