"""Views that agents make of their own."""

import pytest
from office.office import Office
from office.staffing import team

from inbox import views
from inbox.errors import Conflict, NotFound
from inbox.ids import new_id
from inbox.views import SavedView, Shows, TeamName
from inbox.words import TeamId, User, UserId, ViewId

ANGRY_SMS = Shows(view="open", channel="sms", angry=True)


def keep(office: Office, user: User, name: str, shows: Shows = ANGRY_SMS) -> SavedView:
    return office.write(views.add, user.id, name, shows, office.clock())


def names(office: Office, user: User) -> list[str]:
    return [one.name for one in office.read(views.all, user.id)]


def test_a_view_is_kept_as_it_was_made(office: Office, ana: User) -> None:
    whole = Shows("email", "refund", TeamId(new_id()), UserId(new_id()), True, "es", view="mine")
    made = keep(office, ana, "  My refunds ", whole)
    assert (made.name, made.document) == ("My refunds", whole)
    assert office.read(views.all, ana.id) == [made]


def test_views_stand_in_the_order_in_which_they_were_made(office: Office, ana: User) -> None:
    for name in ("Zebras", "Apes", "Moles"):
        keep(office, ana, name)
        office.clock.forward(seconds=1)
    assert names(office, ana) == ["Zebras", "Apes", "Moles"]


def test_everybody_has_their_own(office: Office, ana: User, ben: User) -> None:
    hers = keep(office, ana, "Refunds")
    his = keep(office, ben, "Refunds")
    assert names(office, ana) == names(office, ben) == ["Refunds"]
    with pytest.raises(NotFound, match="no such view"):
        office.write(views.change, ben.id, hers.id, "Stolen", ANGRY_SMS)
    office.write(views.remove, ben.id, hers.id)
    assert office.read(views.all, ana.id) == [hers]
    assert office.read(views.all, ben.id) == [his]


def test_a_view_is_changed_and_removed(office: Office, ana: User) -> None:
    made = keep(office, ana, "Refunds")
    changed = office.write(views.change, ana.id, made.id, "Angry refunds ", Shows(view="queue", tag="refund"))
    assert changed == SavedView(made.id, "Angry refunds", Shows(view="queue", tag="refund"))
    assert office.read(views.all, ana.id) == [changed]
    for _ in range(2):
        office.write(views.remove, ana.id, made.id)
    assert names(office, ana) == []
    with pytest.raises(NotFound, match="no such view"):
        office.write(views.change, ana.id, made.id, "Refunds", ANGRY_SMS)


def test_a_name_is_used_once_in_whatever_case(office: Office, ana: User) -> None:
    first, second = keep(office, ana, "Refunds"), keep(office, ana, "Moles")
    with pytest.raises(Conflict, match="You have a view called REFUNDS already"):
        keep(office, ana, "REFUNDS")
    with pytest.raises(Conflict, match="Choose another name"):
        office.write(views.change, ana.id, second.id, "refunds", ANGRY_SMS)
    office.write(views.change, ana.id, first.id, "refunds", ANGRY_SMS)
    assert names(office, ana) == ["refunds", "Moles"]


def test_nobody_has_more_views_than_can_be_found_again(
    office: Office, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MOST", 2)
    for name in ("One", "Two"):
        keep(office, ana, name)
    with pytest.raises(Conflict, match="You have 2 views of your own"):
        keep(office, ana, "Three")


def test_a_view_that_was_kept_by_an_older_hilo_is_still_read(office: Office, ana: User) -> None:
    made = keep(office, ana, "All", Shows(view="open"))
    assert office.read(views.all, ana.id)[0].document == Shows(view="open")
    assert office.write(views.change, ana.id, ViewId(made.id), "All", Shows(view="closed")).document.view == "closed"


def test_teams_are_named_to_everybody_by_name(office: Office, ana: User) -> None:
    assert office.read(views.teams) == []
    zoo, ark = team(office, ana, name="zoo"), team(office, ana, name="Ark")
    assert office.read(views.teams) == [TeamName(ark.id, "Ark"), TeamName(zoo.id, "zoo")]
