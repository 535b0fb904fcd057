"""How the database answers the questions that are asked all the time: by an index, with nothing to sort or scan."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from office.clock import START, HeldClock
from office.databases import Databases
from office.office import Office
from office.plans import plans
from sqlalchemy import Connection, insert, select, text, update

from inbox import (
    accounts,
    alerts,
    changes,
    health,
    identities,
    journal,
    landing,
    media,
    messages,
    outbox,
    queue,
    snoozing,
    strangers,
    threads,
    uploads,
    ways,
)
from inbox.filters import Filter
from inbox.ids import new_id
from inbox.queue import bookmark
from inbox.receive import unseen
from inbox.schema import (
    account,
    alert,
    attachment,
    change,
    customer,
    episode,
    identity,
    member,
    message,
    skip,
    team,
    thread,
    user,
)
from inbox.schema import journal as journal_table
from inbox.schema import outbox as outbox_table
from inbox.words import TeamId

MANY = 4000
ME = new_id()


@pytest.fixture(scope="module")
def busy(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Some thousand threads, a tenth of them waiting, with all that belongs to them; and statistics."""
    office = Office(databases.new(tmp_path_factory.mktemp("busy")), HeldClock())
    office.write(fill)
    yield office
    office.close()


def fill(conn: Connection) -> None:
    ids = [new_id() for _ in range(MANY)]
    account_id = new_id()
    mailbox = {"connector": "email", "channel": "email", "name": "x", "settings": {}, "created_at": START}
    conn.execute(insert(account), [{"id": one, **mailbox} for one in (account_id, *ids[:20])])
    person = {"name": "Ana", "role": "agent", "password_hash": "x", "created_at": START}
    conn.execute(insert(user), [{"id": one, "email": one, **person} for one in (ME, *ids[:200])])
    conn.execute(insert(customer), [{"id": one, "name": "x", "created_at": START} for one in ids])
    conn.execute(insert(thread), [thread_row(number, one) for number, one in enumerate(ids)])
    conn.execute(insert(episode), [{"id": one, "thread_id": one, "opened_at": START} for one in ids])
    known = {"channel": "email", "evidence": "claimed", "evidence_at": START, "created_at": START}
    people = [{"id": one, "customer_id": one, "address": one, **known, "ask_at": some(n)} for n, one in enumerate(ids)]
    conn.execute(insert(identity), people)
    conn.execute(insert(message), [row for one in ids for row in message_rows(one, account_id)])
    read = [{"read_at": START if number < MANY - 20 else None, "key": str(number)} for number in range(MANY)]
    raw = {"account_id": account_id, "body": b"x" * 100, "received_at": START}
    conn.execute(insert(journal_table), [{**raw, **row} for row in read])
    sent = {"account_id": account_id, "position": 2, "queued_at": START}
    conn.execute(insert(outbox_table), [{**sent, **outbox_row(number, one)} for number, one in enumerate(ids)])
    fill_aside(conn, ids, account_id)
    conn.execute(text("ANALYZE"))


def fill_aside(conn: Connection, ids: list[str], account_id: str) -> None:
    """What hangs on messages and episodes: of each kind many that are done with, and a few that are not."""
    file = {"name": "a", "mime": "image/png", "size": 1, "sha256": "", "path": "", "created_at": START}
    files = [{"id": one, "message_id": one, "next_at": some(number), **file} for number, one in enumerate(ids)]
    conn.execute(insert(attachment), files)
    conn.execute(insert(attachment), [{"id": new_id(), "uploader_id": ME, **file}])
    told = {"kind": "furious", "created_at": START}
    rows = [{"episode_id": one, "thread_id": one, "next_at": some(number), **told} for number, one in enumerate(ids)]
    conn.execute(insert(alert), rows)
    edit = {"kind": "edited", "account_id": account_id, "at": START}
    conn.execute(insert(change), [{"id": one, "message_id": one, "remote_id": one, **edit} for one in ids])
    passed = {"position": 1, "reason": "", "at": START}
    conn.execute(insert(skip), [{"user_id": ids[n % 200], "thread_id": one, **passed} for n, one in enumerate(ids)])
    conn.execute(insert(team), [{"id": one, "name": one, "created_at": START} for one in ids[:2]])
    conn.execute(insert(member), [{"user_id": who, "team_id": one} for one in ids[:2] for who in (ME, *ids[:200])])
    conn.execute(update(thread).where(thread.c.id.in_(ids[1::50])).values(head_id=ids[0], status="merged"))


def some(number: int) -> Any:
    """A time for a few of many: the rest is done with."""
    return START if number % 400 == 0 else None


def thread_row(number: int, thread_id: str) -> dict[str, Any]:
    waits = number % 10 == 0
    return {
        "id": thread_id, "customer_id": thread_id, "token": thread_id, "last_at": START + timedelta(seconds=number),
        "last_position": 2, "status": "open" if number % 4 == 0 else "closed",
        "due": START + timedelta(seconds=number // 50) if waits else None,
        "assignee_id": ME if number % 100 == 8 else None, "held_until": START if number % 500 == 8 else None,
        "snoozed_at": START if number % 400 == 8 else None, "wake_at": START if number % 800 == 8 else None,
    }  # fmt: skip


def message_rows(thread_id: str, account_id: str) -> list[dict[str, Any]]:
    both = {"thread_id": thread_id, "episode_id": thread_id, "channel": "email", "created_at": START}
    both |= {"account_id": account_id, "identity_id": thread_id, "threaded_at": START}
    return [
        {"id": new_id(), "position": 1, "direction": "in", "remote_id": new_id(), "ref": new_id(), **both},
        {"id": thread_id, "position": 2, "direction": "out", "remote_id": new_id(), "ref": thread_id, **both},
    ]


def outbox_row(number: int, message_id: str) -> dict[str, Any]:
    state = "queued" if some(number) else "failed" if number % 400 == 1 else "sent"
    return {"message_id": message_id, "thread_id": message_id, "state": state, "next_at": some(number)}


@pytest.mark.parametrize("later", [False, True])
def test_the_queue_walks_its_index_and_sorts_nothing(busy: Office, *, later: bool) -> None:
    after = None
    if later:
        after = bookmark(busy.read(queue.page, "queue", ME, None, 200).threads[-1], "queue")  # type: ignore[arg-type]
    (plan,) = plans(busy, queue.page, "queue", ME, after)
    assert "ix_thread_queue" in plan
    assert "TEMP B-TREE" not in plan
    assert "SCAN" not in plan


@pytest.mark.parametrize("view", ["open", "closed", "unassigned", "waiting"])
def test_the_other_views_walk_the_index_of_recent_threads(busy: Office, view: Any) -> None:
    first = busy.read(queue.page, view, ME, None, 100)  # type: ignore[arg-type]
    for after in (None, first.next):
        (plan,) = plans(busy, queue.page, view, ME, after)
        assert "ix_thread_recent" in plan
        assert "SCAN" not in plan
        assert "TEMP B-TREE FOR ORDER BY" not in plan, "the ties of one moment may be sorted, the whole view never"


def test_what_is_snoozed_or_mentioned_is_found_without_looking_at_all_the_others(busy: Office) -> None:
    (snoozed,) = plans(busy, queue.page, "snoozed", ME)
    assert "ix_thread_wake" in snoozed
    (mentions,) = plans(busy, queue.page, "mentions", ME)
    assert "ix_mention_unseen" in mentions
    assert "SCAN" not in mentions


def test_a_teams_threads_are_looked_for_among_those_that_are_open(busy: Office) -> None:
    (plan,) = plans(busy, queue.page, "team", ME)
    assert "SEARCH thread USING INDEX ix_thread_" in plan
    assert "SCAN" not in plan


def test_a_narrowed_queue_still_walks_its_index(busy: Office) -> None:
    for team_id, index in ((None, "ix_thread_queue"), (TeamId(ME), "ix_thread_team")):
        only = Filter("email", "refund", team_id, angry=True, language="en")
        (plan,) = plans(busy, queue.page, "queue", ME, None, 50, only)
        assert index in plan
        assert "SCAN" not in plan
        assert "TEMP B-TREE" not in plan


def test_ones_own_threads_are_found_without_looking_at_all_the_others(busy: Office) -> None:
    (plan,) = plans(busy, queue.page, "mine", ME)
    assert "ix_thread_mine" in plan
    assert "SCAN" not in plan


def test_counts_look_only_at_what_they_count(busy: Office) -> None:
    waiting, mine, team, snoozed, mentions = plans(busy, queue.counts, ME)
    assert re.search("SEARCH thread USING (?:COVERING )?INDEX ix_thread_queue", waiting)
    assert "ix_thread_mine" in mine
    assert "SEARCH thread USING INDEX ix_thread_" in team
    assert "ix_thread_wake" in snoozed
    assert "ix_mention_unseen" in mentions


def test_the_reader_finds_what_is_unread_without_passing_what_was_read(busy: Office) -> None:
    lengths, rows = plans(busy, journal.unread, 50)
    assert "ix_journal_unread" in lengths
    assert "TEMP B-TREE" not in lengths
    assert "SCAN journal\n" not in f"{rows}\n"
    assert "SEARCH journal USING INDEX pk_journal" in rows


def test_the_deliverer_finds_what_may_be_sent_without_passing_what_was_sent(busy: Office) -> None:
    (plan,) = plans(busy, outbox.anything, START)
    assert "SEARCH outbox USING INDEX ix_outbox_next" in plan
    assert "SEARCH earlier USING INDEX ix_outbox_" in plan


def test_looking_for_half_sent_messages_passes_none_that_were_sent(busy: Office) -> None:
    for alone in (True, False):
        (plan,) = plans(busy, outbox.half_sent, START, alone=alone)
        assert "ix_outbox_next" in plan
        assert "SCAN message" not in plan


def test_a_page_of_a_thread_is_read_in_order_from_its_index(busy: Office) -> None:
    thread_id = busy.rows(select(thread.c.id).limit(1))[0][0]
    for before in (None, thread_id):
        *_, page, _ = found = plans(busy, messages.page, thread_id, before)
        assert "uq_message_thread_id_position" in page
        assert "TEMP B-TREE" not in page
        assert not [plan for plan in found if "SCAN" in plan]


def test_a_visitors_messages_are_read_in_order_from_their_index(busy: Office) -> None:
    identity_id = busy.rows(select(identity.c.id).limit(1))[0][0]
    page, _ = plans(busy, messages.of_visitor, {identity_id: 0})
    assert "ix_message_identity" in page
    assert "TEMP B-TREE" not in page


def test_a_visitor_with_several_addresses_reads_each_from_its_index(busy: Office) -> None:
    ids = [row[0] for row in busy.rows(select(identity.c.id).limit(3))]
    pages = [plan for plan in plans(busy, messages.of_visitor, dict.fromkeys(ids, 0)) if "ix_message_identity" in plan]
    assert len(pages) == 3
    assert not [page for page in pages if "TEMP B-TREE" in page]


def test_the_watch_asks_the_index_for_the_next_return(busy: Office) -> None:
    (plan,) = plans(busy, threads.next_return)
    assert "ix_thread_held" in plan
    assert "TEMP B-TREE" not in plan


def test_the_timer_asks_the_index_for_the_next_that_was_put_aside(busy: Office) -> None:
    (plan,) = plans(busy, snoozing.next_wake)
    assert "ix_thread_wake" in plan
    assert "TEMP B-TREE" not in plan


def test_who_is_next_is_found_in_the_order_of_the_queue(busy: Office) -> None:
    teamless, _, *of_teams = plans(busy, landing.waiting, ME, ())
    assert "INDEX ix_thread_teamless" in teamless  # which holds no others
    assert len(of_teams) == 2
    for plan in of_teams:
        assert re.search("SEARCH thread USING INDEX ix_thread_team( |$)", plan, re.MULTILINE)
        assert "SCAN thread" not in plan
    for plan in (teamless, *of_teams):
        assert "TEMP B-TREE" not in plan
        assert not re.search("SCAN thread$", plan, re.MULTILINE)
    (own,) = plans(busy, landing.own, ME, None)
    assert "ix_thread_mine" in own
    assert "SCAN" not in own


@pytest.mark.parametrize("mailboxes", [1, 3])
def test_repetitions_are_looked_up_by_their_unique_index(busy: Office, mailboxes: int) -> None:
    ids = [row[0] for row in busy.rows(select(account.c.id).limit(mailboxes))]
    names = [(one, str(number)) for one in ids for number in range(50)]
    given = {"body": b"", "headers": {}, "received_at": busy.clock(), "mark": ""}
    asked = plans(
        busy, lambda conn: [conn.execute(journal.ROW, given | {"account_id": one, "key": key}) for one, key in names]
    )
    assert len(asked) == len(names)
    for plan in asked:
        assert len(re.findall("SEARCH journal USING (?:COVERING )?INDEX uq_journal_account_id_key", plan)) == 1
        assert "SCAN journal" not in plan
    arrivals = [busy.arrival(busy.read(accounts.get, one), journal_seq=1) for one, _ in names]
    (plan,) = plans(busy, unseen, arrivals)
    assert "SCAN" not in plan
    (plan,) = plans(busy, identities.known, [("chat", *name) for name in names])
    assert "SCAN" not in plan


def test_files_to_fetch_are_found_without_passing_those_that_are_here(busy: Office) -> None:
    (looked,) = plans(busy, media.anything, START)
    (claimed,) = plans(busy, lambda conn: conn.execute(media.wanted(START).limit(4)))
    for plan in (looked, claimed):
        assert "SEARCH attachment USING INDEX ix_attachment_wanted" in plan
        assert "SCAN" not in plan


def test_an_agents_unsent_files_are_found_without_passing_those_that_went(busy: Office) -> None:
    for question in ((uploads.size_of_unsent, ME), (uploads.stale, START)):
        (plan,) = plans(busy, *question)
        assert "SEARCH attachment USING INDEX ix_attachment_message_id" in plan
        assert "SCAN" not in plan


def test_alerts_to_tell_are_found_without_passing_those_that_were_told(busy: Office) -> None:
    (plan,) = plans(busy, alerts.anything, START)
    assert "SEARCH alert USING INDEX ix_alert_next" in plan
    assert "TEMP B-TREE" not in plan


def test_strangers_are_found_without_passing_those_whose_name_is_known(busy: Office) -> None:
    (plan,) = plans(busy, strangers.find, ["slack", "email"], START, 20)
    assert "SEARCH identity USING INDEX ix_identity_stranger" in plan
    assert "SEARCH message USING INDEX ix_message_identity" in plan
    assert "SCAN" not in plan


def test_changes_find_their_messages_and_messages_their_changes_by_name(busy: Office) -> None:
    account_id = busy.rows(select(message.c.account_id).limit(1))[0][0]
    names = [(account_id, row[0]) for row in busy.rows(select(message.c.remote_id).limit(50))]
    (plan,) = plans(busy, changes.waited_for, names)
    assert "SEARCH change USING INDEX ix_change_" in plan
    assert "SEARCH message USING" in plan
    assert "SCAN" not in plan


def test_a_customers_addresses_are_each_asked_for_their_last_message_by_its_index(busy: Office) -> None:
    thread_id = busy.rows(select(thread.c.id).limit(1))[0][0]
    (plan,) = plans(busy, lambda conn: conn.execute(ways.heard().where(thread.c.id == thread_id)))
    assert "SEARCH identity USING INDEX ix_identity_customer_id" in plan
    assert "SEARCH message USING INDEX ix_message_identity" in plan
    assert "SCAN" not in plan


def test_the_figures_of_health_pass_nothing_that_went_well(busy: Office) -> None:
    unread, queued, failed, _ = plans(busy, health.all, START)
    assert "ix_journal_unread" in unread
    assert "ix_outbox_next" in queued
    assert "ix_outbox_failed" in failed
