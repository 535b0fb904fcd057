"""How often agents agree with what was heard: by language, account and week."""

from datetime import date

import pytest
from office.office import Office
from office.plans import plans

from inbox import agreement, corrections, erasing, merging, profile, removal
from inbox.agreement import Cell
from inbox.profile import Profile
from inbox.words import Account, Message, Mood, Thread, User
from router.patience import judge

THIS_WEEK = date(2026, 3, 2)
"""The clock starts on a Monday."""
ANGRY, CALM = Mood(-0.7, 0.8, 0.9), Mood(0.2, 0.1, 0.5)


def report(office: Office, weeks: int = 8) -> list[Cell]:
    return office.read(agreement.report, weeks, office.clock())


def writes(office: Office, account: Account, number: int, mood: Mood) -> Message:
    thread = office.hears(account, f"customer{number}@example.com", mood=mood)
    return office.messages(thread.id)[-1]


def say(office: Office, said: Message, by: User, angry: bool | None, language: str = "") -> None:
    office.write(corrections.correct, said.id, angry, language, judge, by.id, office.clock())


def test_before_anybody_writes_there_is_nothing(office: Office, email: Account) -> None:
    assert report(office) == []


def test_whom_nobody_corrects_was_heard_well(office: Office, email: Account) -> None:
    for number, mood in enumerate([ANGRY, ANGRY, CALM]):
        writes(office, email, number, mood)
    assert report(office) == [Cell("", "Our email", THIS_WEEK, 3, 2, 0, 0, 0, 0, 1.0)]


def test_where_nobody_is_angry_there_is_nothing_to_agree_about(office: Office, email: Account) -> None:
    writes(office, email, 1, CALM)
    assert report(office) == [Cell("", "Our email", THIS_WEEK, 1, 0, 0, 0, 0, 0, None)]


def test_the_missed_and_the_wrong_ones_are_counted_among_all_who_matter(
    office: Office, email: Account, ana: User
) -> None:
    heard = [writes(office, email, number, mood) for number, mood in enumerate([ANGRY, ANGRY, ANGRY, CALM, CALM])]
    say(office, heard[0], ana, False)
    say(office, heard[3], ana, True)
    assert report(office) == [Cell("", "Our email", THIS_WEEK, 5, 3, 1, 1, 1, 1, 0.5)]


def test_to_confirm_what_was_heard_is_to_agree(office: Office, email: Account, ana: User) -> None:
    say(office, writes(office, email, 1, ANGRY), ana, True)
    say(office, writes(office, email, 2, CALM), ana, False)
    assert report(office) == [Cell("", "Our email", THIS_WEEK, 2, 1, 1, 1, 0, 0, 1.0)]


def test_what_was_taken_back_does_not_count(office: Office, email: Account, ana: User) -> None:
    said = writes(office, email, 1, ANGRY)
    say(office, said, ana, False)
    assert report(office)[0].agreed == 0.0
    say(office, said, ana, None)
    assert report(office) == [Cell("", "Our email", THIS_WEEK, 1, 1, 0, 0, 0, 0, 1.0)]


def test_every_account_has_its_own_line_removed_ones_too(office: Office, email: Account, ana: User) -> None:
    second = office.account("email", name="Sales")
    say(office, writes(office, email, 1, ANGRY), ana, False)
    writes(office, second, 2, ANGRY)
    office.write(removal.remove, second.id, office.clock())
    assert [(one.account_name, one.agreed) for one in report(office)] == [("Our email", 0.0), ("Sales", 1.0)]


def test_two_accounts_of_one_name_are_two_lines(office: Office, email: Account) -> None:
    other = office.account("chat", name=email.name)
    writes(office, email, 1, ANGRY)
    office.hears(other, "visitor", mood=ANGRY)
    assert [(one.account_name, one.heard) for one in report(office)] == [("Our email", 1), ("Our email", 1)]


def test_a_message_counts_in_the_language_it_was_told_to_be_in_or_else_its_customers(
    office: Office, email: Account, ana: User
) -> None:
    said = writes(office, email, 1, ANGRY)
    theirs = office.thread(said.thread_id).customer_id
    office.write(profile.change, theirs, Profile(language="es"), ana.id, office.clock())
    writes(office, email, 1, ANGRY)
    say(office, said, ana, False, "de")
    assert [(one.language, one.heard, one.agreed) for one in report(office)] == [("de", 1, 0.0), ("es", 1, 1.0)]


def test_the_newest_week_stands_first_and_old_ones_are_left_out(office: Office, email: Account) -> None:
    for _ in range(3):
        writes(office, email, 1, ANGRY)
        office.clock.forward(weeks=1)
    weeks = [one.week for one in report(office)]
    assert weeks == [date(2026, 3, 16), date(2026, 3, 9), THIS_WEEK]
    assert [one.week for one in report(office, 2)] == weeks[:1]


@pytest.mark.parametrize(("days", "monday"), [(6.99, THIS_WEEK), (7.0, date(2026, 3, 9))])
def test_a_week_ends_on_sunday_night(office: Office, email: Account, days: float, monday: date) -> None:
    office.clock.now = office.clock.now.replace(hour=0)
    office.clock.forward(days=days)
    writes(office, email, 1, ANGRY)
    assert [one.week for one in report(office)] == [monday]


def test_only_what_customers_wrote_is_counted(office: Office, email: Account, ana: User) -> None:
    said = writes(office, email, 1, ANGRY)
    office.reply(said.thread_id, ana)
    office.note(said.thread_id, ana)
    office.hears(email, "customer1@example.com", automatic="reply", mood=ANGRY)
    office.hears(email, "customer1@example.com", stub=True, mood=ANGRY)
    assert [(one.heard, one.marked) for one in report(office)] == [(1, 1)]


def test_who_was_forgotten_is_counted_still(office: Office, email: Account, ana: User) -> None:
    said = writes(office, email, 1, ANGRY)
    say(office, said, ana, False)
    before = report(office)
    theirs = office.thread(said.thread_id).customer_id
    looked = office.read(erasing.begin, theirs, True)
    office.write(erasing.erase, theirs, True, looked, None, office.clock())
    assert report(office) == before


def test_a_merged_customers_messages_are_counted_once(office: Office, email: Account, ana: User) -> None:
    one, other = writes(office, email, 1, ANGRY), writes(office, email, 2, ANGRY)
    customers: list[Thread] = [office.thread(said.thread_id) for said in (one, other)]
    office.write(merging.merge, customers[1].customer_id, customers[0].customer_id, "same", ana.id, office.clock())
    say(office, other, ana, False)
    assert [(cell.heard, cell.marked, cell.wrong) for cell in report(office)] == [(2, 2, 1)]


def test_only_threads_that_something_came_to_lately_are_gone_through(office: Office, email: Account) -> None:
    for number in range(20):
        office.hears(email, f"{number}@example.com")
    office.clock.forward(days=100)
    office.hears(email)
    office.write(lambda conn: conn.exec_driver_sql("ANALYZE"))
    (plan,) = plans(office, agreement.report, 8, office.clock())
    assert "SCAN message" not in plan, plan
