"""How the database answers a search: it walks the index from the newest on, and sorts and scans nothing else."""

from collections.abc import Iterator

import pytest
from office.clock import START, HeldClock
from office.databases import Databases
from office.office import Office
from office.plans import plans
from sqlalchemy import Connection, insert, text

from inbox import search
from inbox.fulltext import messages, people
from inbox.fulltext.numbering import number_of
from inbox.ids import new_id
from inbox.schema import account, customer, episode, identity, message, tag, thread
from router.asked import asked
from router.indexing import level

MANY = 2000


@pytest.fixture(scope="module")
def full(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = Office(databases.new(tmp_path_factory.mktemp("full")), HeldClock())
    office.write(fill)
    yield office
    office.close()


def fill(conn: Connection) -> None:
    ids = [new_id() for _ in range(MANY)]
    mailbox = {"id": ids[0], "connector": "email", "channel": "email", "name": "x", "settings": {}, "created_at": START}
    conn.execute(insert(account), [mailbox])
    conn.execute(
        insert(customer), [{"id": one, "name": f"Ana N{at}", "created_at": START} for at, one in enumerate(ids)]
    )
    conn.execute(insert(thread), [{"id": one, "customer_id": one, "token": one, "last_at": START} for one in ids])
    conn.execute(insert(episode), [{"id": one, "thread_id": one, "opened_at": START} for one in ids])
    known = {"channel": "email", "evidence": "claimed", "evidence_at": START, "created_at": START}
    conn.execute(
        insert(identity), [{"id": one, "customer_id": one, "address": f"{one}@x.example", **known} for one in ids]
    )
    said = {"direction": "in", "channel": "email", "created_at": START, "position": 1, "text": "hello there"}
    conn.execute(insert(message), [{"id": one, "thread_id": one, "episode_id": one, **said} for one in ids])
    conn.execute(insert(tag), [{"episode_id": one, "name": name(at), "at": START} for at, one in enumerate(ids)])
    messages.index(conn, ids, level)  # type: ignore[arg-type]
    people.index(conn, set(ids))  # type: ignore[arg-type]
    conn.execute(text("ANALYZE"))


def name(number: int) -> str:
    return "many" if number % 3 else str(number)


def asking(office: Office, typed: str) -> list[str]:
    """The plans of every statement that the question sends; it finds something."""
    question = asked(typed, START)
    assert office.read(search.find, question).messages
    return plans(office, search.find, question)


@pytest.mark.parametrize(
    "typed",
    ["hello ", "hel", '"hello there"', "hello -other", "from:n17 hello ", "tag:many hello ", "tag:300",
     "is:open hello ", "channel:email", "hello since yesterday", "today"],
)  # fmt: skip
def test_no_search_scans_a_table_or_sorts_what_it_walks(full: Office, typed: str) -> None:
    for plan in asking(full, typed):
        steps = plan.split("\n")
        assert all("VIRTUAL TABLE INDEX" in step for step in steps if step.startswith("SCAN")), plan
        if "VIRTUAL TABLE INDEX" in plan:
            assert "TEMP B-TREE" not in plan, "a page may be sorted; what is walked for it never"


def test_the_end_of_a_row_of_numbers_is_found_by_walking_it(full: Office) -> None:
    first = number_of(START)
    assert full.read(messages.end_of_row, first) == first + MANY
    (walk,) = plans(full, messages.end_of_row, first)
    assert "SCAN" not in walk
    assert "TEMP B-TREE" not in walk


def test_dates_alone_walk_the_numbers(full: Office) -> None:
    walk, *_ = [plan for plan in asking(full, "today") if "search_message" in plan]
    assert "SEARCH search_message USING" in walk
    assert "INDEX pk_search_message" in walk
    assert "TEMP B-TREE" not in walk
