"""The patience table as a document: what is kept, who changed it, and what is refused with a sentence."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from msgspec.structs import replace
from office.clock import START
from office.office import Office
from office.patience import DAYS, WEEK
from office.patience import tables as any_table
from sqlalchemy import insert

from inbox import audit, tables
from inbox.bus import announced
from inbox.errors import Conflict, NotFound
from inbox.schema import patience
from inbox.tables import (
    DEFAULT,
    NEVER,
    Alarms,
    Field,
    Hours,
    OfMood,
    OfTeam,
    Rule,
    Saved,
    Span,
    Step,
    Table,
    Unsound,
    When,
    demand_sound,
)  # fmt: skip
from inbox.words import Account, User

PATIENT = replace(DEFAULT, others=30.0)
OFFICE = Hours("Europe/Madrid", (Span(WEEK, "09:00", "18:00"),))


def save(office: Office, table: Table, by: User, **more: Any) -> Saved:
    return office.write(tables.save, table, by.id, office.clock(), **more)


def test_an_empty_database_goes_by_the_default(office: Office) -> None:
    assert office.read(tables.current) == Saved(0, DEFAULT)
    assert office.read(tables.stamp) == NEVER
    assert office.read(tables.history) == []
    assert office.read(tables.unapplied) is None


def test_the_default_is_what_hilo_promises() -> None:
    assert DEFAULT.patience == {"chat": 2, "sms": 15, "whatsapp": 15, "slack": 15, "email": 240, "api": 240}
    assert (DEFAULT.others, DEFAULT.shortest, DEFAULT.longest, DEFAULT.hours) == (15, 0.5, 240, None)
    demand_sound(DEFAULT)


def test_what_is_saved_holds_and_says_who_saved_it(office: Office, ana: User) -> None:
    saved = save(office, PATIENT, ana)
    assert (saved.table, saved.by_name, saved.at) == (PATIENT, "Ana", START)
    assert office.read(tables.current) == saved
    assert office.read(tables.stamp) == (saved.id, START)


def test_it_is_told_to_the_screens_the_audit_and_whoever_listens(office: Office, ana: User) -> None:
    with office.engine.begin() as conn:
        saved = tables.save(conn, replace(PATIENT, hours=OFFICE), ana.id, START)
        assert "patience" in announced(conn)
    told = office.events()[-1]
    assert (told.kind, told.actor_id, told.data) == ("patience.changed", ana.id, {"version": str(saved.id)})
    entry = office.read(audit.page, None, None).entries[0]
    assert (entry.action, entry.actor_name) == ("patience.changed", "Ana")
    assert entry.data == {"version": str(saved.id), "changed": "others, hours"}


def test_the_same_table_again_changes_nothing(office: Office, ana: User, ben: User) -> None:
    assert save(office, DEFAULT, ana).id == 0
    first, seq = save(office, PATIENT, ana), len(office.events())
    assert save(office, PATIENT, ben) == first
    assert len(office.events()) == seq
    assert len(office.read(tables.history)) == 1


def test_every_saving_stays_in_the_history_newest_first(office: Office, ana: User, ben: User) -> None:
    save(office, PATIENT, ana)
    office.clock.forward(hours=1)
    save(office, replace(PATIENT, shortest=1.0, alerts=Alarms(None)), ben)
    told = [(one.by_name, one.at - START, one.changed) for one in office.read(tables.history)]
    assert told == [("Ben", timedelta(hours=1), ("shortest", "alerts")), ("Ana", timedelta(0), ("others",))]


def test_a_long_history_is_shown_as_far_as_anybody_reads(office: Office, ana: User) -> None:
    for number in range(55):
        save(office, replace(DEFAULT, others=20.0 + number), ana)
    told = office.read(tables.history)
    assert len(told) == 50
    assert told[0].id == office.read(tables.current).id
    assert {one.changed for one in told} == {("others",)}


def test_an_earlier_table_can_hold_again(office: Office, ana: User, ben: User) -> None:
    first = save(office, PATIENT, ana)
    save(office, replace(PATIENT, shortest=1.0), ana)
    again = office.write(tables.restore, first.id, ben.id, office.clock())
    assert (again.table, again.by_name) == (PATIENT, "Ben")
    assert again.id > first.id
    back = office.write(tables.restore, 0, ben.id, office.clock())
    assert office.read(tables.current) == back
    assert back.table == DEFAULT
    assert len(office.read(tables.history)) == 4


def test_what_was_never_saved_cannot_be_restored(office: Office, ana: User) -> None:
    with pytest.raises(NotFound, match="history"):
        office.write(tables.restore, 7, ana.id, office.clock())


def test_of_two_who_edit_the_same_table_the_second_is_told(office: Office, ana: User, ben: User) -> None:
    first = save(office, PATIENT, ana, over=0)
    with pytest.raises(Conflict, match="meanwhile"):
        save(office, replace(DEFAULT, shortest=1.0), ben, over=0)
    assert save(office, replace(PATIENT, shortest=1.0), ben, over=first.id).table.shortest == 1.0
    assert save(office, PATIENT, ana).table == PATIENT


def test_a_saved_table_is_applied_until_somebody_says_so(office: Office, ana: User) -> None:
    first = save(office, PATIENT, ana).id
    assert office.read(tables.unapplied) == first
    second = save(office, replace(PATIENT, shortest=1.0), ana).id
    office.write(tables.mark_applied, first, office.clock())
    assert office.read(tables.unapplied) == second
    office.write(tables.mark_applied, second, office.clock())
    assert office.read(tables.unapplied) is None


def test_those_who_wait_are_listed_once_each_whoever_has_them(office: Office, email: Account, ana: User) -> None:
    threads = [office.hears(email, f"customer{number}@example.com") for number in range(5)]
    office.reply(threads[1].id, ana)
    waiting = sorted(one.id for one in (threads[0], *threads[2:]))
    assert office.read(tables.waiting, None, 3) == waiting[:3]
    assert office.read(tables.waiting, waiting[2], 3) == waiting[3:]
    assert office.read(tables.waiting, waiting[3], 3) == []


@pytest.mark.parametrize("document", [{"others": "soon"}, {"rules": [{"name": "x"}]}, [], {"mood": {"ladder": []}}])
def test_a_table_that_cannot_be_read_stops_nobody(office: Office, ana: User, document: Any) -> None:
    office.write(lambda conn: conn.execute(insert(patience), [{"at": START, "by_id": ana.id, "document": document}]))
    assert office.read(tables.current).table == DEFAULT
    assert save(office, PATIENT, ana).table == PATIENT
    assert len(office.read(tables.history)) == 2


def test_a_document_of_a_newer_hilo_is_read_as_far_as_we_know_it(office: Office) -> None:
    newer = {"others": 20, "moon": {"full": True}}
    office.write(lambda conn: conn.execute(insert(patience), [{"at": START, "document": newer}]))
    saved = office.read(tables.current)
    assert (saved.table, saved.by_name) == (replace(DEFAULT, others=20.0), "")


@given(table=any_table)
def test_every_table_survives_being_kept(table: Table) -> None:
    assert msgspec.json.decode(msgspec.json.encode(table), type=Table) == table
    assert msgspec.convert(msgspec.to_builtins(table), Table) == table


def ladder(*steps: tuple[float, float]) -> Callable[[Table], Table]:
    return lambda table: replace(table, mood=OfMood(tuple(Step(*step) for step in steps)))


def hours(**more: Any) -> Callable[[Table], Table]:
    return lambda table: replace(table, hours=replace(OFFICE, **more))


def rule(when: When, **more: Any) -> Callable[[Table], Table]:
    given = {"leaves": 0.5, **more}
    return lambda table: replace(table, rules=(Rule("VIP", When(tag="vip"), 0.5), Rule("Ours", when, **given)))


ZERO = replace(OFFICE, spans=())


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        (lambda table: replace(table, shortest=3.0), "shortest", "shorter"),
        (ladder((0.1, 1), (1, 0.1)), "mood.ladder", "begin at badness 0"),
        (ladder((0, 1), (0.9, 0.1)), "mood.ladder", "end at 1"),
        (ladder((0, 1), (0.5, 0.5), (0.5, 0.4), (1, 0.1)), "mood.ladder", "must be worse"),
        (ladder((0, 0.5), (1, 0.6)), "mood.ladder", "never wait longer"),
        (lambda table: replace(table, alerts=Alarms(0.4)), "alerts.furious", "fury"),
        (hours(zone="Europe"), "hours.zone", "Europe/Madrid"),
        (hours(zone="../etc/passwd"), "hours.zone", "no time zone"),
        (hours(zone=""), "hours.zone", "no time zone"),
        (hours(spans=()), "hours.spans", "never open"),
        (hours(spans=(Span(("mon",), "09:00", "18:00"), Span(("tue",), "18:00", "09:00"))), "hours.spans.1.closes",
         "after it opens"),
        (hours(spans=(Span(("mon",), "09:00", "09:00"),)), "hours.spans.0.closes", "after it opens"),
        (hours(holidays=("2026-12-24", "2026-02-29")), "hours.holidays.1", "no day 2026-02-29"),
        (hours(holidays=("13-01",)), "hours.holidays.0", "no day 13-01"),
        (lambda table: replace(table, teams={"n": OfTeam(), "s": OfTeam(hours=ZERO)}), "teams.s.hours.spans",
         "never open"),
        (lambda table: replace(table, teams={"n": OfTeam({"chat": 0.5})}, shortest=1.0), "shortest", "shorter"),
        (rule(When()), "rules.1.when", "“Ours” would hold for everybody"),
        (rule(When(tag="x"), leaves=None), "rules.1.leaves", "what “Ours” leaves"),
        (rule(When(tag="x"), minutes=5.0), "rules.1.leaves", "what “Ours” leaves"),
        (rule(When(words=("ok", "?!"))), "rules.1.when.words", "“?!” in “Ours” is no word"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_its_place_and_a_sentence(
    office: Office, ana: User, change: Callable[[Table], Table], field: str, says: str
) -> None:
    with pytest.raises(Unsound, match=says) as refused:
        save(office, change(DEFAULT), ana)
    assert refused.value.field == field
    assert office.read(tables.current) == Saved(0, DEFAULT)


@pytest.mark.parametrize(
    "change",
    [
        hours(spans=(Span(DAYS, "00:00", "24:00"),)),
        hours(holidays=("02-29", "2028-02-29")),
        hours(zone="UTC"),
        lambda table: replace(table, alerts=Alarms(None, threatened=False)),
        lambda table: replace(table, alerts=Alarms(0.5)),
        rule(When(words=("can't wait", "404"), field=Field("Plan", ""))),
        rule(When(tag="x"), leaves=None, minutes=10.0),
        ladder((0, 1), (1, 1)),
    ],
)
def test_what_is_unusual_but_makes_sense_is_kept(office: Office, ana: User, change: Callable[[Table], Table]) -> None:
    assert save(office, change(DEFAULT), ana).table == change(DEFAULT)


@given(table=any_table)
def test_every_table_that_tests_go_by_is_sound(table: Table) -> None:
    demand_sound(table)


@pytest.mark.parametrize(
    "wrong",
    [
        {"patience": {"chat": 0}}, {"patience": {"": 5}}, {"others": 4321}, {"shortest": 0},
        {"hours": {"zone": "UTC", "spans": [{"days": ["moonday"], "opens": "09:00", "closes": "10:00"}]}},
        {"hours": {"zone": "UTC", "spans": [{"days": [], "opens": "09:00", "closes": "10:00"}]}},
        {"hours": {"zone": "UTC", "spans": [{"days": ["mon"], "opens": "9:00", "closes": "10:00"}]}},
        {"hours": {"zone": "UTC", "spans": [{"days": ["mon"], "opens": "24:30", "closes": "25:00"}]}},
        {"hours": {"zone": "UTC", "spans": [], "holidays": ["tomorrow"]}},
        {"signals": {"urgent": 0}}, {"signals": {"urgent": 1.1}}, {"signals_off": ["whistles"]},
        {"mood": {"ladder": [{"badness": 0, "leaves": 1}]}}, {"mood": {"half_life": 0}},
        {"situation": {"streak_from": 0}}, {"rules": [{"name": " ", "when": {}, "leaves": 1}]},
        {"rules": [{"name": "x", "when": {"language": "spa"}, "leaves": 1}]},
        {"rules": [{"name": "x", "when": {"words": [""]}, "leaves": 1}]},
        {"rules": [{"name": "x", "when": {"tag": "y"}, "leaves": 0.01}]},
        {"alerts": {"furious": 2}},
    ],
)  # fmt: skip
def test_what_is_out_of_bounds_is_no_table(wrong: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(wrong, Table)
