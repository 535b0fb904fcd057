"""Whatever arrives, is merged, split, answered or closed: nothing is lost, doubled or shown to the wrong one.

Everything happens twice: in the inbox under test, and in a twin where nobody was ever merged and no answer taken back.
Whenever the merges are undone and the answers taken back, the two must stand alike, to the last column: that is what
"a split restores both threads exactly" means, and "an answer that is taken back has never been".
"""

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, precondition, rule
from office.clock import HeldClock
from office.databases import Databases, examples
from office.office import Office
from sqlalchemy import select

from inbox import customers, erasing, groups, merging, messages, moods, proofs, queue, threads, undoing
from inbox.errors import Conflict
from inbox.identities import Contact
from inbox.mentions import Looked
from inbox.schema import identity, merge, message, thread
from inbox.standings import FIELDS
from inbox.words import Account, CustomerId, Identity, IdentityId, MergeId, MessageId, Mood, ThreadId, User
from router.patience import judge

EXAMPLES = int(os.environ.get("EXAMPLES", examples(25)))
"""Enough to notice what breaks; look longer after a change to merging: EXAMPLES=300, nine minutes."""
PEOPLE = [
    Contact("email", "", "maria@example.com"),
    Contact("email", "", "bea@example.com"),
    Contact("email", "", "info@example.com"),
    Contact("sms", "", "+34600000001"),
    Contact("sms", "", "+34600000002"),
]
WHO = some.sampled_from(PEOPLE)
MOODS = some.sampled_from([Mood(), Mood(anger=0.9, valence=-0.8), Mood(valence=0.7), Mood(signals=("asks_human",))])


class World:
    """One inbox, with what both of them must have: the same accounts, the same agent, the same clock."""

    def __init__(self, databases: Databases, folder: Path, clock: HeldClock) -> None:
        folder.mkdir()
        self.url = databases.new(folder)
        self.office = Office(self.url, clock)
        self.accounts: dict[str, Account] = {one: self.office.account(one) for one in ("email", "sms")}
        self.ana: User = self.office.agent("Ana")

    def receive(self, batch: list[dict[str, Any]]) -> None:
        arrivals = []
        for given in batch:
            who = given["who"]
            also = () if given["also"] is None else (given["also"],)
            arrivals.append(
                self.office.arrival(
                    self.accounts[who.channel], who, given["text"], remote_id=given["text"], mood=given["mood"],
                    also=also, claims=given["claims"], automatic=given["automatic"],
                )
            )  # fmt: skip
        self.office.receive(*arrivals)

    def identity(self, who: Contact) -> Identity:
        scope = self.accounts[who.channel].id if who.scope else ""
        return self.office.identity(Contact(who.channel, scope, who.address))

    def writer(self, text: str) -> Contact:
        """Under which address it stands: its own, or the same but for this account alone (scope "apart")."""
        joined = select(identity).join(message, message.c.identity_id == identity.c.id)
        [row] = self.office.rows(joined.where(message.c.text == text))
        return Contact(row.channel, "apart" if row.scope else "", row.address)

    def thread(self, who: Contact) -> ThreadId:
        owner = self.identity(who).customer_id
        return ThreadId(self.office.rows(select(thread.c.id).where(thread.c.customer_id == owner))[0].id)

    def standing(self, who: Contact) -> dict[str, Any]:
        """All that the queue goes by; whose it is by name, since the twin's ids are its own."""
        (row,) = self.office.rows(select(thread).where(thread.c.id == self.thread(who)))
        found = {name: getattr(row, name) for name in FIELDS if name != "assignee_id"}
        found["stretch"] = found["stretch"] and {**found["stretch"], "ids": self.texts(found["stretch"]["ids"])}
        return {**found, "mine": row.assignee_id == self.ana.id, "head": row.head_id}

    def texts(self, ids: list[MessageId]) -> list[str]:
        """Of these messages, whose ids are each world's own."""
        rows = {row.id: row.text for row in self.office.rows(select(message).where(message.c.id.in_(ids)))}
        return [rows[one] for one in ids]

    def said(self, who: Contact) -> list[tuple[str, str]]:
        rows = select(message).where(message.c.thread_id == self.thread(who)).order_by(message.c.position)
        return [(row.direction, row.text) for row in self.office.rows(rows)]


class Memory(RuleBasedStateMachine):
    databases: Databases
    merges = Bundle("merges")

    @initialize()
    def two_worlds(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.clock = HeldClock()
        self.real = World(self.databases, self.folder / "real", self.clock)
        self.twin = World(self.databases, self.folder / "twin", self.clock)
        self.written: dict[str, Contact] = {}
        self.standing: list[MergeId] = []
        self.held: dict[str, MessageId] = {}
        self.proven: set[tuple[IdentityId, IdentityId]] = set()
        self.number = 0

    def teardown(self) -> None:
        if not hasattr(self, "real"):
            return
        for merge_id in reversed(self.standing):
            self.undo(merge_id)
        self.take_all_back(self.held)
        if self.comparable():
            self.stand_alike()
        for world in (self.real, self.twin):
            world.office.close()
            self.databases.drop(world.url)
        shutil.rmtree(self.folder)

    def text(self) -> str:
        self.number += 1
        return f"words {self.number}"

    def known(self) -> list[Contact]:
        return list(dict.fromkeys(self.written.values()))

    @rule(
        batch=some.lists(
            some.fixed_dictionaries(
                {
                    "who": WHO,
                    "proven": some.booleans(),
                    "also": some.none() | WHO,
                    "claims": some.lists(WHO, max_size=1),
                    "mood": MOODS,
                    "automatic": some.sampled_from(["", "", "", "auto-reply"]),
                }
            ),
            min_size=1,
            max_size=3,
        )
    )
    def arrive(self, batch: list[dict[str, Any]]) -> None:
        told = []
        for one in batch:
            text = self.text()
            evidence = ("proven", "DKIM") if one["proven"] else ("claimed", "")
            who = Contact(one["who"].channel, "", one["who"].address, "", *evidence)
            also = one["also"] and Contact(one["also"].channel, "", one["also"].address, "", *evidence)
            told.append({**one, "who": who, "also": also, "text": text, "claims": tuple(one["claims"])})
        for world in (self.real, self.twin):
            world.receive(told)
        self.written |= {one["text"]: self.whose(one) for one in told}

    def whose(self, told: dict[str, Any]) -> Contact:
        """Only somebody without proof may stand apart from the address that they came under."""
        found = self.real.writer(told["text"])
        assert (found.channel, found.address) == (told["who"].channel, told["who"].address)
        assert not (found.scope and told["proven"])
        return found

    @rule(minutes=some.sampled_from([0, 1, 30, 60 * 24]))
    def wait(self, minutes: int) -> None:
        self.clock.forward(minutes=minutes)

    @precondition(lambda self: self.written)
    @rule(data=some.data(), target=merges)
    def merge(self, data: Any) -> Any:
        one, other = (data.draw(some.sampled_from(self.known())) for _ in range(2))
        part, head = (self.real.identity(who).customer_id for who in (one, other))
        try:
            made = self.real.office.write(merging.merge, part, head, "test", self.real.ana.id, self.clock())
        except Conflict:
            return None
        self.standing.append(made)
        return made

    @rule(merge_id=consumes(merges))
    def split(self, merge_id: Any) -> None:
        if merge_id in self.standing:
            self.undo(merge_id)

    def undo(self, merge_id: MergeId) -> None:
        self.real.office.write(merging.split, merge_id, self.real.ana.id, self.clock())
        self.standing.remove(merge_id)

    @precondition(lambda self: self.written)
    @rule(data=some.data())
    def answer(self, data: Any) -> None:
        who = data.draw(some.sampled_from(self.known()))
        text = self.text()
        self.written[text] = who
        for world in (self.real, self.twin):
            to, own = world.identity(who), world.thread(who)
            shown = world.office.read(groups.head_of, own)
            world.office.reply(shown, world.ana, text, identity_id=to.id)

    @precondition(lambda self: self.written)
    @rule(data=some.data())
    def hold(self, data: Any) -> None:
        """An answer that will be taken back: in the twin it never is."""
        who = data.draw(some.sampled_from(self.known()))
        text, office = self.text(), self.real.office
        self.written[text] = who
        shown = office.read(groups.head_of, self.real.thread(who))
        to = self.real.identity(who).id
        self.held[text] = office.reply(shown, self.real.ana, text, identity_id=to, hold=10**9).id

    @precondition(lambda self: self.held)
    @rule(data=some.data())
    def take_back(self, data: Any) -> None:
        self.take_all_back([data.draw(some.sampled_from(sorted(self.held)))])

    def take_all_back(self, texts: Iterable[str]) -> None:
        for text in tuple(texts):
            undo = self.held.pop(text), self.real.ana.id, judge, self.clock()
            assert self.real.office.write(undoing.undo, *undo).text == text
            del self.written[text]

    def held_among(self, thread_ids: Iterable[ThreadId]) -> list[str]:
        among = set(thread_ids)
        return [text for text in self.held if self.real.thread(self.written[text]) in among]

    @precondition(lambda self: self.written)
    @rule(data=some.data(), mood=MOODS)
    def read_again(self, data: Any, mood: Mood) -> None:
        """A second opinion on something that came in: whoever waits with it is judged anew."""
        text = data.draw(some.sampled_from(sorted(self.written)))
        for world in (self.real, self.twin):
            came = select(message.c.id).where(message.c.text == text, message.c.direction == "in")
            heard = {row.id: mood for row in world.office.rows(came)}
            world.office.write(moods.put, heard, judge, self.clock())

    @precondition(lambda self: self.written)
    @rule(data=some.data())
    def close(self, data: Any) -> None:
        who = data.draw(some.sampled_from(self.known()))
        together = self.real.office.read(groups.members, self.real.thread(who))
        self.take_all_back(self.held_among(together))  # taken back later, they would open it again, and the twin not
        mine = {self.real.thread(one): one for one in self.known()}
        try:
            self.real.office.write(threads.close, self.real.thread(who), self.real.ana.id, self.clock())
        except Conflict:
            return
        for one in together:
            own = self.twin.thread(mine[one])
            if self.twin.office.thread(own).status == "open":
                self.twin.office.write(threads.close, own, self.twin.ana.id, self.clock())

    @precondition(lambda self: len(self.known()) > 1)
    @rule(data=some.data())
    def prove(self, data: Any) -> None:
        """Who writes from one address proves to be the other; they may read what went there."""
        one, other = (self.real.identity(data.draw(some.sampled_from(self.known()))).id for _ in range(2))
        if one != other:
            self.real.office.write(proofs.prove, one, other, "one-time code", self.clock())
            self.proven.add((one, other))

    @precondition(lambda self: self.written)
    @rule(data=some.data(), merged=some.booleans())
    def erase(self, data: Any, merged: bool) -> None:
        """merged: with all who are shown as one with them; otherwise the others stay, as if it had been a split."""
        who = data.draw(some.sampled_from(self.known()))
        owner = self.real.identity(who).customer_id
        together = set(self.real.office.read(groups.customers, owner)) if merged else {owner}
        going = [one for one in self.known() if self.real.identity(one).customer_id in together]
        self.take_all_back(self.held_among(self.real.thread(one) for one in going))
        theirs = {self.twin.identity(one).customer_id for one in going}
        self.real.office.write(erasing.erase, owner, merged, Looked(), None, self.clock())
        for one in theirs:
            self.twin.office.write(erasing.erase, one, False, Looked(), None, self.clock())
        gone = {text for text, writer in self.written.items() if writer in going}
        assert not self.real.office.rows(select(message.c.id).where(message.c.text.in_(gone)))
        self.written = {text: writer for text, writer in self.written.items() if text not in gone}
        still = select(merge.c.id).where(merge.c.undone_at.is_(None))
        left = {row.id for row in self.real.office.rows(still)}
        self.standing = [one for one in self.standing if one in left]

    @invariant()
    def every_message_stands_once_where_its_writer_is(self) -> None:
        if not hasattr(self, "real"):
            return
        standing = thread.c.head_id.is_(None), thread.c.status != "erased"
        heads = self.real.office.rows(select(thread.c.id).where(*standing))
        shown = {row.id: self.real.office.messages(row.id) for row in heads}
        assert sorted(one.text for said in shown.values() for one in said) == sorted(self.written)
        for head, said in shown.items():
            assert [one.threaded_at for one in said] == sorted(one.threaded_at for one in said)
            together = set(self.real.office.read(groups.members, head))
            assert {self.real.thread(self.written[one.text]) for one in said} <= together

    @invariant()
    def merged_or_not_every_thread_holds_what_its_twin_holds(self) -> None:
        if hasattr(self, "real"):
            for who in self.known():
                held = {("out", text) for text in self.held}
                assert [one for one in self.real.said(who) if one not in held] == self.twin.said(who)

    @invariant()
    def whoever_waits_is_in_the_queue_once(self) -> None:
        if not hasattr(self, "real"):
            return
        office, found = self.real.office, []
        for view in ("queue", "mine"):
            found += [one for one in office.read(queue.page, view, self.real.ana.id).threads if one.due]
        assert len({one.id for one in found}) == len(found)
        theirs = [who for who in self.known() if not self.held_among([self.real.thread(who)])]
        waiting = {office.thread(self.real.thread(who)).id for who in theirs if self.must_wait(who)}
        assert waiting <= {one.id for one in found}

    def must_wait(self, who: Contact) -> bool:
        """Whoever would wait without any merge, and is shown with nobody else, waits."""
        together = self.real.office.read(groups.members, self.real.thread(who))
        return len(together) == 1 and self.twin.office.thread(self.twin.thread(who)).due is not None

    @invariant()
    def nobody_sees_what_they_have_not_proven(self) -> None:
        if not hasattr(self, "real"):
            return
        office = self.real.office
        for row in office.rows(select(identity.c.id)):
            allowed = {row.id} | {other for one, other in self.proven if one == row.id}
            sights = dict.fromkeys(office.read(proofs.seen_by, row.id), 0)
            assert {one.identity_id for one in office.read(messages.of_visitor, sights)} <= allowed

    @invariant()
    def without_merges_both_stand_alike(self) -> None:
        if hasattr(self, "real") and not self.standing and not self.held and self.comparable():
            self.stand_alike()

    def comparable(self) -> bool:
        return bool(self.known())

    def stand_alike(self) -> None:
        for who in self.known():
            assert self.real.standing(who) == self.twin.standing(who)
        for row in self.real.office.rows(select(thread.c.customer_id).where(thread.c.status != "erased")):
            assert self.real.office.read(customers.get, CustomerId(row.customer_id)).merges == ()


@pytest.fixture(scope="module")
def machine(databases: Databases) -> type[Memory]:
    return type("MemoryMachine", (Memory,), {"databases": databases})


@pytest.mark.timeout(120 * EXAMPLES)  # seconds; on a busy machine PostgreSQL takes forty for one
def test_memory_can_be_trusted(machine: type[Memory]) -> None:
    machine.TestCase.settings = settings(max_examples=EXAMPLES, stateful_step_count=25, deadline=None)
    machine.TestCase("runTest").debug()
