"""Whatever happens in an office: what is handed out goes to somebody who may have it, and nobody waits beside an empty
desk. A model of its own remembers who is there, and who let go of what."""

from collections import defaultdict
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as some
from office.office import Office
from office.staffing import ANGRY, FURIOUS, UPSET, assigned, hand_out, sits, team

from inbox import desks, events, leaving, teams, threads
from inbox.desks import LEASE, Desk, Feeling
from inbox.errors import Conflict
from inbox.words import Event, Mood, Thread, ThreadId, UserId
from router.assigning import load, weight

NUMBERS = count(1)
MOODS = (Mood(), Mood(), UPSET, ANGRY, FURIOUS)
ACTS = ("writes", "writes", "writes", "answers", "closes", "gives back", "takes", "goes", "comes", "vanishes", "passes")
DAY = some.lists(some.tuples(some.sampled_from(ACTS), some.integers(0, 4), some.sampled_from(MOODS)), max_size=25)
SIZES = some.lists(some.integers(1, 4), min_size=3, max_size=3)


class Floor:
    """Three agents of one team, some customers, and what happens between them."""

    def __init__(self, office: Office, sizes: list[int]) -> None:
        self.office, self.world = office, f"world{next(NUMBERS)}.example"
        self.account = office.account("email")
        self.agents = [office.agent(f"Agent{next(NUMBERS)}") for _ in sizes]
        self.team = team(office, *self.agents, accounts=(self.account,), name=self.world)
        for one, size in zip(self.agents, sizes, strict=True):
            sits(office, one, capacity=size)
        self.ids: list[ThreadId] = []
        self.let_go: defaultdict[ThreadId, set[UserId]] = defaultdict(set)

    def act(self, kind: str, number: int, mood: Mood) -> None:
        agent = self.agents[number % len(self.agents)]
        now = self.office.clock.forward(seconds=1)
        if kind == "writes":
            self.writes(number, mood)
        elif kind in ("goes", "comes"):
            self.office.write(desks.set_available, agent.id, kind == "comes", now)
        elif kind == "vanishes":
            stay = [one for one in self.present() if one.user_id != agent.id]
            self.office.clock.forward(seconds=LEASE.total_seconds())
            for one in stay:
                self.office.write(desks.arrive, one.user_id, self.office.clock())
            self.office.write(leaving.leave, self.office.clock())
        elif kind == "passes":
            self.passes()
        elif self.ids:
            self.touches(kind, self.office.thread(self.ids[number % len(self.ids)]), agent.id)

    def writes(self, number: int, mood: Mood) -> None:
        before = self.office.read(events.last_seq)
        stands = self.office.hears(self.account, f"{number}@{self.world}", mood=mood)
        self.ids += [stands.id] if stands.id not in self.ids else []
        if stands.unanswered == 1:
            self.let_go[stands.id].clear()
        self.office.write(leaving.free, before, self.office.read(events.last_seq), self.office.clock())

    def passes(self) -> None:
        """Time, without an answer."""
        there = self.present()
        held = {one.id: one.assignee_id for one in map(self.office.thread, self.ids)}
        self.office.clock.forward(hours=5)
        for one in self.office.write(threads.return_overdue, self.office.clock()):
            if one in held:
                self.let_go[one].add(UserId(str(held[one])))
        for desk in there:
            self.office.write(desks.arrive, desk.user_id, self.office.clock())

    def touches(self, kind: str, stands: Thread, by: UserId) -> None:
        holder = stands.assignee_id or by
        try:
            if kind == "answers":
                self.office.reply(stands.id, next(one for one in self.agents if one.id == holder))
            elif kind == "closes":
                self.office.write(threads.close, stands.id, holder, self.office.clock())
            elif kind == "takes":
                self.office.write(threads.claim, stands.id, by, self.office.clock())
            elif self.office.write(threads.release, stands.id, holder, self.office.clock()):
                self.let_go[stands.id].add(holder)
        except Conflict:
            return  # it is closed already, or nobody's, or another's: no harm done

    def present(self) -> list[Desk]:
        own = [one.id for one in self.agents]
        return [one for one in self.office.read(desks.all, self.office.clock()) if one.user_id in own and one.there]

    def able(self, stands: Thread) -> list[Desk]:
        return [one for one in self.present() if one.user_id not in self.let_go[stands.id]]


@settings(max_examples=40)
@given(DAY, SIZES)
def test_on_every_day_the_promises_of_handing_out_are_kept(
    migrated_office: Office, day: list[tuple[str, int, Mood]], sizes: list[int]
) -> None:
    floor = Floor(migrated_office, sizes)
    for kind, number, mood in day:
        floor.act(kind, number, mood)
        before = {one.user_id: one for one in floor.present()}
        seq = migrated_office.read(events.last_seq)
        hand_out(migrated_office)
        for event in assigned(migrated_office, seq):
            went_to_somebody_who_may_have_it(floor, event, before)
        nobody_waits_beside_an_empty_desk(floor)
    migrated_office.write(teams.remove, floor.team.id, floor.agents[0].id, migrated_office.clock())


def went_to_somebody_who_may_have_it(floor: Floor, event: Event, before: dict[UserId, Desk]) -> None:
    to, thread_id = UserId(event.data["to"]), event.thread_id
    assert thread_id is not None
    assert floor.office.thread(thread_id).assignee_id == to
    assert to in before, "they are there"
    assert to not in floor.let_go[thread_id], "they had not let it go"
    alone = not before[to].held
    assert alone or float(event.data["load"]) <= before[to].capacity
    assert event.data["reasons"]


def nobody_waits_beside_an_empty_desk(floor: Floor) -> None:
    """And whoever is next, of those that somebody could take, fits on nobody's desk."""
    stand = [floor.office.thread(one) for one in floor.ids]
    left = sorted((one for one in stand if one.due and one.assignee_id is None), key=lambda one: (one.due, one.id))
    takeable = [one for one in left if floor.able(one)]
    assert all(desk.held for one in takeable for desk in floor.able(one))
    for one in takeable[:1]:
        assert all(load(desk) + weight(Feeling(one.anger, one.valence)) > desk.capacity for desk in floor.able(one))
