"""The patience table over the API: shown, changed, tried out on today's queue, and taken back."""

from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest
import pytest_asyncio
from office.clock import HeldClock

from inbox import audit, events, queue, tables
from inbox.arrivals import Arrival, Read
from inbox.identities import Contact
from inbox.journal import Entry, append
from inbox.receive import receive
from inbox.tables import DEFAULT
from inbox.words import Mood, Thread, UserId
from router.patience import judge

pytestmark = pytest.mark.asyncio

PATH = "/api/v1/patience"
USUAL: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(DEFAULT))
QUICK_MAIL = {"patience": {**USUAL["patience"], "email": 10}}


class Queue:
    """Customers who wrote, one a minute."""

    def __init__(self, house: Any) -> None:
        self.house, self.clock, self.count = house, HeldClock(), 0
        self.clock.now = house.inbox.clock()

    async def hears(self, text: str, mood: Mood | None = None) -> Thread:
        self.count += 1
        now, name = self.clock.forward(minutes=1), f"customer{self.count}"
        await self.house.inbox.batch(append, Entry(self.house.account, name, text.encode(), {}, now))
        sender = Contact("email", "", f"{name}@example.org", name, "proven", "test")
        arrival = Arrival(self.count, self.house.account, name, sender, now, text, text, mood or Mood())
        await self.house.inbox.write(receive, [Read(self.count, (arrival,))], judge, now)
        return (await self.house.inbox.read(queue.page, "open", UserId(""))).threads[0]

    async def shown(self) -> tuple[Thread, ...]:
        return (await self.house.inbox.read(queue.page, "queue", UserId(""))).threads


@pytest_asyncio.fixture
async def boss(house: Any) -> Any:
    return await house.browser("supervisor", "Sofia")


async def test_at_first_it_is_the_default_that_nobody_saved(boss: Any) -> None:
    answer = await boss.get(PATH)
    assert answer.status == 200
    assert answer.json == {"id": 0, "table": USUAL, "at": None, "by_name": ""}


async def test_what_is_saved_is_shown_with_who_did_it_and_when(house: Any, boss: Any) -> None:
    answer = await boss.ask("PUT", PATH, {"table": {**USUAL, **QUICK_MAIL}})
    assert answer.status == 200, answer.body
    assert answer.json == (await boss.get(PATH)).json
    assert (answer.json["by_name"], answer.json["table"]["patience"]["email"]) == ("Sofia", 10)
    assert abs(datetime.fromisoformat(answer.json["at"]) - house.inbox.clock()) < timedelta(minutes=5)


async def test_what_is_left_out_is_as_in_the_default(boss: Any) -> None:
    answer = await boss.ask("PUT", PATH, {"table": {"others": 20}})
    assert answer.json["table"] == {**USUAL, "others": 20}


async def test_it_is_told_to_the_screens_and_noted(house: Any, boss: Any) -> None:
    seq = await house.inbox.read(events.last_seq)
    saved = (await boss.ask("PUT", PATH, {"table": QUICK_MAIL})).json
    told = [(one.kind, one.data) for one in await house.inbox.read(events.since, seq)]
    assert told == [("patience.changed", {"version": str(saved["id"])})]
    [entry, *_] = (await house.inbox.read(audit.page, None, None)).entries
    assert (entry.action, entry.actor_name, entry.data["changed"]) == ("patience.changed", "Sofia", "patience")


async def test_everything_that_a_table_can_say_comes_back_as_it_was_said(boss: Any) -> None:
    table = {
        **USUAL,
        "hours": {
            "zone": "Europe/Madrid",
            "spans": [{"days": ["mon", "fri"], "opens": "09:00", "closes": "24:00"}],
            "holidays": ["12-25", "2026-04-03"],
        },
        "teams": {"9f": {"patience": {"chat": 1}, "hours": None}},
        "signals_off": ["urgent"],
        "rules": [
            {"name": "Money", "when": {"words": ["refund"], "language": "en"}, "leaves": 0.5, "minutes": None,
             "on": True},
            {"name": "VIP", "when": {"field": {"name": "Plan", "value": "gold"}}, "leaves": None, "minutes": 5,
             "on": False},
        ],
    }  # fmt: skip
    answer = await boss.ask("PUT", PATH, {"table": table})
    assert answer.status == 200, answer.body
    assert answer.json["table"] == table


@pytest.mark.parametrize(
    ("table", "field", "says"),
    [
        ({"shortest": 5}, "shortest", "Make it shorter"),
        ({"hours": {"zone": "Nowhere", "spans": []}}, "hours.zone", "Europe/Madrid"),
        ({"hours": {"zone": "UTC", "spans": []}}, "hours.spans", "never open"),
        ({"teams": {"9f": {"hours": {"zone": "UTC", "spans": []}}}}, "teams.9f.hours.spans", "never open"),
        ({"rules": [{"name": "VIP", "when": {}, "leaves": 0.5}]}, "rules.0.when", "everybody"),
        ({"rules": [{"name": "VIP", "when": {"tag": "vip"}}]}, "rules.0.leaves", "minutes"),
    ],
)
@pytest.mark.parametrize(("method", "path"), [("PUT", PATH), ("POST", f"{PATH}/preview")])
async def test_what_makes_no_sense_is_refused_at_its_field(
    boss: Any, method: str, path: str, table: dict[str, Any], field: str, says: str
) -> None:
    answer = await boss.ask(method, path, {"table": table})
    assert (answer.status, answer.code, answer.json["error"]["field"]) == (422, "unsound", field)
    assert says in answer.sentence
    assert (await boss.get(PATH)).json["id"] == 0


@pytest.mark.parametrize(
    "body",
    [
        {}, {"table": None}, {"table": []}, {"table": {"patience": {"chat": -1}}}, {"table": {"others": "soon"}},
        {"table": {"hours": {"zone": "UTC", "spans": [{"days": ["mon"], "opens": "9", "closes": "10"}]}}},
        {"table": {}, "over": -1}, {"table": {}, "over": "x"},
    ],
)  # fmt: skip
async def test_what_is_no_table_is_invalid(boss: Any, body: Any) -> None:
    answer = await boss.ask("PUT", PATH, body)
    assert (answer.status, answer.code) == (422, "invalid")


async def test_of_two_who_edit_at_once_the_second_is_told(house: Any, boss: Any) -> None:
    other = await house.browser("admin")
    first = await boss.ask("PUT", PATH, {"table": {"others": 20}, "over": 0})
    late = await other.ask("PUT", PATH, {"table": {"others": 30}, "over": 0})
    assert (late.status, late.code) == (409, "conflict")
    assert "meanwhile" in late.sentence
    again = await other.ask("PUT", PATH, {"table": {"others": 30}, "over": first.json["id"]})
    assert again.json["table"]["others"] == 30


async def test_the_history_tells_who_changed_what_and_any_of_it_can_hold_again(boss: Any) -> None:
    first = (await boss.ask("PUT", PATH, {"table": {"others": 20}})).json
    await boss.ask("PUT", PATH, {"table": {"others": 20, "shortest": 1}})
    told = (await boss.get(f"{PATH}/history")).json
    assert [(one["by_name"], one["changed"]) for one in told] == [("Sofia", ["shortest"]), ("Sofia", ["others"])]
    back = await boss.post(f"{PATH}/restore", {"id": first["id"]})
    assert back.json["table"] == first["table"]
    assert (await boss.post(f"{PATH}/restore", {"id": 0})).json["table"] == USUAL
    assert len((await boss.get(f"{PATH}/history")).json) == 4


@pytest.mark.parametrize(("body", "status"), [({"id": 99}, 404), ({"id": -1}, 422), ({"id": 2**54}, 422), ({}, 422)])
async def test_what_is_not_in_the_history_is_not_restored(boss: Any, body: Any, status: int) -> None:
    assert (await boss.post(f"{PATH}/restore", body)).status == status


async def test_a_preview_shows_who_would_move_and_changes_nothing(house: Any, boss: Any) -> None:
    waiting = Queue(house)
    first, second = await waiting.hears("Hello"), await waiting.hears("About my refund")
    before, seq = await waiting.shown(), await house.inbox.read(events.last_seq)
    table = {"rules": [{"name": "Money", "when": {"words": ["refund"]}, "leaves": 0.5}]}
    answer = await boss.post(f"{PATH}/preview", {"table": table})
    assert answer.status == 200, answer.body
    assert [answer.json[name] for name in ("waiting", "earlier", "later")] == [2, 1, 0]
    up, down = answer.json["moved"]
    assert (up["thread_id"], up["rank_before"], up["rank_after"]) == (second.id, 2, 1)
    assert (down["thread_id"], down["rank_before"], down["rank_after"]) == (first.id, 1, 2)
    assert (up["customer_name"], up["channel"]) == (second.customer_name, "email")
    assert moment(up["due_before"]) - moment(up["due_after"]) == timedelta(hours=2)
    assert up["reasons"][0] == {"code": "rule", "name": "Money", "words": ["refund"]}
    assert await waiting.shown() == before
    assert await house.inbox.read(events.last_seq) == seq
    assert await house.inbox.read(tables.current) == tables.Saved(0, DEFAULT)


def moment(written: str) -> datetime:
    return datetime.fromisoformat(written)


async def test_a_preview_of_the_table_that_holds_moves_nobody(house: Any, boss: Any) -> None:
    waiting = Queue(house)
    await waiting.hears("Hello")
    await waiting.hears("This is a scandal", Mood(-0.9, 0.9, 1.0, ("threatens",), ("scandal",)))
    answer = await boss.post(f"{PATH}/preview", {"table": USUAL})
    assert answer.json == {"moved": [], "waiting": 2, "earlier": 0, "later": 0}


async def test_if_all_wait_longer_nobody_moves_but_it_is_said(house: Any, boss: Any) -> None:
    waiting = Queue(house)
    for _ in range(3):
        await waiting.hears("Hello")
    answer = await boss.post(f"{PATH}/preview", {"table": {"patience": {"email": 480}}})
    assert answer.json == {"moved": [], "waiting": 3, "earlier": 0, "later": 3}


async def test_threads_that_somebody_has_are_not_in_the_queue(house: Any, boss: Any) -> None:
    waiting = Queue(house)
    taken = await waiting.hears("Hello")
    agent = await house.browser("agent", "Ana")
    assert (await agent.post(f"/api/v1/threads/{taken.id}/take")).status == 200
    assert (await boss.post(f"{PATH}/preview", {"table": QUICK_MAIL})).json["waiting"] == 0


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", PATH, None),
        ("PUT", PATH, {"table": {}}),
        ("POST", f"{PATH}/preview", {"table": {}}),
        ("GET", f"{PATH}/history", None),
        ("POST", f"{PATH}/restore", {"id": 0}),
    ],
)
async def test_it_is_for_supervisors(house: Any, method: str, path: str, body: Any) -> None:
    assert (await (await house.browser("agent")).ask(method, path, body)).status == 403
    assert (await house.stranger().ask(method, path, body)).status == 401
    assert (await (await house.browser("admin")).ask(method, path, body)).status == 200
