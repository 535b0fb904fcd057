"""Who did what to whose data."""

from office.office import Office

from inbox import audit
from inbox.audit import PAGE
from inbox.words import Account, Thread, User


def entries(office: Office, thread: Thread | None = None) -> list[audit.Entry]:
    return office.read(audit.page, None if thread is None else [thread.customer_id], None).entries


def actions(office: Office, thread: Thread | None = None) -> list[str]:
    return [one.action for one in entries(office, thread)]


def test_an_act_names_who_did_it_to_whom(office: Office, email: Account, ana: User) -> None:
    maria = office.hears(email)
    office.write(
        audit.note, "customer.exported", office.clock(), actor_id=ana.id, customer_id=maria.customer_id, data={"n": "1"}
    )
    (entry,) = entries(office, maria)
    assert (entry.at, entry.actor_name, entry.action) == (office.clock(), "Ana", "customer.exported")
    assert (entry.customer_id, entry.customer_name, entry.data) == (maria.customer_id, maria.customer_name, {"n": "1"})


def test_hilo_itself_has_no_name(office: Office) -> None:
    office.write(audit.note, "account.forgot", office.clock())
    assert [(one.actor_name, one.customer_id, one.customer_name) for one in entries(office)] == [("", None, "")]


def test_reading_the_same_again_soon_is_one_read(office: Office, email: Account, ana: User, ben: User) -> None:
    maria, pedro = office.hears(email), office.hears(email, "pedro@example.com")

    def read(user: User, thread: Thread) -> None:
        office.write(audit.note_read, thread.customer_id, user.id, office.clock())

    read(ana, maria)
    office.clock.forward(minutes=9)
    read(ana, maria)
    assert actions(office, maria) == ["thread.read"]
    read(ben, maria)
    read(ana, pedro)
    assert len(actions(office, maria)) == 2
    office.clock.forward(minutes=1)
    read(ana, maria)
    assert [one.actor_name for one in entries(office, maria)] == ["Ana", "Ben", "Ana"]
    assert len(actions(office, pedro)) == 1


def test_pages_go_from_the_newest_to_the_first_without_gap_or_double(office: Office) -> None:
    for number in range(2 * PAGE + 1):
        office.write(audit.note, str(number), office.clock())
    seen: list[str] = []
    page = office.read(audit.page, None, None)
    while True:
        seen += [one.action for one in page.entries if one.action.isdigit()]
        if page.next is None:
            break
        page = office.read(audit.page, None, int(page.next))
    assert seen == [str(number) for number in reversed(range(2 * PAGE + 1))]


def test_a_last_page_that_is_full_is_the_last(office: Office) -> None:
    for number in range(PAGE):
        office.write(audit.note, str(number), office.clock())
    assert office.read(audit.page, None, None).next is None


def test_merges_and_new_colleagues_are_noted(office: Office, ana: User) -> None:
    (entry,) = entries(office)
    assert (entry.action, entry.data) == ("user.added", {"user_id": ana.id, "user": "Ana", "role": "agent"})
