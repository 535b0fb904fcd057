"""What speaks for one agent or another: who answered last and well, who let it go, what language it is in."""

import pytest
from office.office import Office
from office.staffing import ANGRY, FURIOUS, team
from sqlalchemy import select

from inbox import cases, episodes, merging, profile, threads
from inbox.cases import HEARD, LONGEST, Case
from inbox.profile import Profile
from inbox.schema import thread
from inbox.words import Account, Mood, Thread, User

GLAD = Mood(0.8, 0.0)


@pytest.fixture(autouse=True)
def _assigning(office: Office, email: Account, ana: User) -> None:
    team(office, ana, accounts=(email,))


def case(office: Office, which: Thread) -> Case:
    rows = office.read(cases.waiting, office.read(cases.assigning_teams))
    (row,) = [one for one in rows if one.id == which.id]
    return office.read(cases.case_of, row)


def episode(office: Office, email: Account, by: User, *moods: Mood, stars: int | None = None) -> Thread:
    """One from the first message to its end, after which days go by."""
    for mood in moods or (GLAD,):
        stands = office.hears(email, mood=mood)
        office.reply(stands.id, by)
    office.write(threads.close, stands.id, by.id, office.clock())
    if stars:
        (row,) = office.rows(select(thread.c.episode_id).where(thread.c.id == stands.id))
        office.write(episodes.conclude, row.episode_id, "", stars, by.id, office.clock())
    office.clock.forward(days=10)
    return stands


def test_a_stranger_is_known_to_nobody(office: Office, email: Account) -> None:
    found = case(office, office.hears(email))
    assert (found.knows, found.gave_back) == (None, frozenset())


def test_whoever_answered_last_knows_them(office: Office, email: Account, ana: User, ben: User) -> None:
    episode(office, email, ana)
    episode(office, email, ben)
    assert case(office, office.hears(email)).knows == ben.id


@pytest.mark.parametrize(
    ("moods", "stars", "good"),
    [
        ([FURIOUS], None, False),
        ([GLAD, ANGRY], None, False),
        ([FURIOUS, GLAD], None, True),
        ([GLAD], 2, False),
        ([FURIOUS], 3, True),
    ],
)
def test_an_episode_that_ended_badly_recommends_nobody(
    office: Office, email: Account, ana: User, ben: User, moods: list[Mood], stars: int | None, *, good: bool
) -> None:
    """How it ended counts, not how it began; and where the customer said it in stars, these alone."""
    episode(office, email, ana)
    episode(office, email, ben, *moods, stars=stars)
    assert case(office, office.hears(email)).knows == (ben.id if good else ana.id)


def test_in_an_episode_that_goes_on_whoever_answers_knows_them_however_angry_they_are(
    office: Office, email: Account, ana: User, ben: User
) -> None:
    episode(office, email, ana)
    stands = office.hears(email)
    office.reply(stands.id, ben)
    office.write(threads.release, stands.id, ben.id, office.clock())
    assert case(office, office.hears(email, mood=FURIOUS)).knows == ben.id


def test_what_was_said_elsewhere_counts_once_both_are_one(
    office: Office, email: Account, chat: Account, ana: User, ben: User
) -> None:
    visitor = office.hears(chat, "visitor")
    office.reply(visitor.id, ben)
    stands = office.hears(email)
    office.write(merging.merge, visitor.customer_id, stands.customer_id, "same", ana.id, office.clock())
    office.write(threads.release, stands.id, ana.id, office.clock())
    assert case(office, stands).knows == ben.id


def test_their_words_are_read_only_where_nobody_wrote_their_language_down(
    office: Office, email: Account, ana: User
) -> None:
    for number in range(HEARD + 2):
        stands = office.hears(email, text=f"{number} " + "x" * 2 * LONGEST)
    found = case(office, stands)
    assert (found.language, len(found.said)) == ("", HEARD)
    assert {len(one) for one in found.said} == {LONGEST}
    assert {one[0] for one in found.said} == {"2", "3", "4", "5", "6"}, "the last ones"
    office.write(profile.change, stands.customer_id, Profile(language="es"), ana.id, office.clock())
    assert (case(office, stands).language, case(office, stands).said) == ("es", ())


def test_what_weighs_and_why_it_ranks_where_it_does_is_told(office: Office, email: Account) -> None:
    stands = office.hears(email, mood=FURIOUS)
    found = case(office, stands)
    assert (found.anger, found.valence) == (stands.anger, stands.valence)
    assert found.reasons == tuple(one.code for one in stands.reasons)


def test_several_who_let_it_go_are_all_named(office: Office, email: Account, ana: User, ben: User) -> None:
    stands = office.hears(email)
    for one in (ana, ben):
        office.write(threads.claim, stands.id, one.id, office.clock.forward(seconds=1))
        office.write(threads.release, stands.id, one.id, office.clock())
    assert case(office, stands).gave_back == {ana.id, ben.id}


def test_only_teams_that_hand_out_are_looked_at_and_only_what_nobody_has(
    office: Office, email: Account, chat: Account, ana: User
) -> None:
    team(office, ana, accounts=(chat,), name="Chat", assigns=False)
    office.hears(chat, "visitor")
    first, second, taken = (office.hears(email, f"{name}@example.com") for name in "abc")
    office.write(threads.claim, taken.id, ana.id, office.clock())
    found = office.read(cases.waiting, office.read(cases.assigning_teams))
    assert [row.id for row in found] == [first.id, second.id]
