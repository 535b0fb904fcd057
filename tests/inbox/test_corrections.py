"""An agent says that somebody is angry, or is not: the label is kept, and their thread moves at once."""

from typing import Any

import pytest
from office.office import Office
from sqlalchemy import select

from inbox import corrections, erasing, merging, moods, profile
from inbox.corrections import Labelled
from inbox.errors import Conflict, NotFound
from inbox.profile import Profile
from inbox.schema import correction, episode, message
from inbox.words import Account, Message, MessageId, Mood, ThreadId, User
from router.patience import judge

CALM = Mood(0.1, 0.1, 0.4)
FURIOUS = Mood(-0.8, 0.85, 0.9, ("threatens",), ("scam", "lawyer"), {"threatens": "my lawyer"}, "deep")
GRATEFUL = Mood(0.7, 0.0, 0.9, ("solved",), (), {"solved": "thanks"}, "deep")


def say(office: Office, said: Message, by: User, angry: bool | None, language: str = "en") -> Message:
    return office.write(corrections.correct, said.id, angry, language, judge, by.id, office.clock())


def last(office: Office, thread_id: ThreadId) -> Message:
    return office.messages(thread_id)[-1]


def kept(office: Office) -> list[Any]:
    return office.rows(select(correction))


def weighed(office: Office, said: Message) -> bool | None:
    ((found,),) = office.rows(select(message.c.weighed).where(message.c.id == said.id))
    return found


@pytest.fixture
def calm(office: Office, email: Account) -> Message:
    return last(office, office.hears(email, text="Oh great, the third broken lamp", mood=CALM).id)


@pytest.fixture
def furious(office: Office, email: Account) -> Message:
    return last(office, office.hears(email, text="This scam! My lawyer will love it", mood=FURIOUS).id)


def test_whoever_is_angry_is_due_sooner_and_the_reason_says_so(office: Office, calm: Message, ana: User) -> None:
    before = office.thread(calm.thread_id)
    said = say(office, calm, ana, True)
    assert said.mood == Mood(-0.6, 0.9, 1.0, tier="agent")
    after = office.thread(calm.thread_id)
    assert before.due
    assert after.due
    assert after.due < before.due
    assert "angry" in [one.code for one in after.reasons]
    assert "angry" not in [one.code for one in before.reasons]


def test_whoever_is_not_angry_goes_back_to_where_calm_ones_wait(office: Office, email: Account, ana: User) -> None:
    other = office.hears(email, "pedro@example.com", mood=Mood())
    mistaken = last(office, office.hears(email, "omar@example.com", mood=Mood(-0.7, 0.8, 0.9, (), ("sick",))).id)
    assert office.thread(mistaken.thread_id).due != other.due
    assert say(office, mistaken, ana, False).mood == Mood(0.0, 0.0, 1.0, tier="agent")
    stands = office.thread(mistaken.thread_id)
    assert (stands.due, stands.reasons) == (other.due, other.reasons)


def test_signals_stay_with_whoever_is_calm_but_the_words_of_anger_go(
    office: Office, furious: Message, ana: User
) -> None:
    mood = say(office, furious, ana, False).mood
    assert mood == Mood(0.0, 0.0, 1.0, ("threatens",), (), {"threatens": "my lawyer"}, "agent")


def test_whoever_is_angry_has_thanked_nobody(office: Office, email: Account, ana: User) -> None:
    thread = office.hears(email, text="Well, thanks for nothing", mood=GRATEFUL)
    assert say(office, last(office, thread.id), ana, True).mood == Mood(-0.6, 0.9, 1.0, tier="agent")
    assert office.thread(thread.id).valence < 0


def test_the_worst_that_was_heard_is_not_made_better_by_agreeing(office: Office, furious: Message, ana: User) -> None:
    mood = say(office, furious, ana, True).mood
    assert mood == Mood(-0.8, 0.9, 1.0, ("threatens",), ("scam", "lawyer"), {"threatens": "my lawyer"}, "agent")


def test_the_label_is_kept_with_what_was_heard(office: Office, furious: Message, email: Account, ana: User) -> None:
    say(office, furious, ana, False, "de")
    ((row),) = kept(office)
    assert (row.message_id, row.account_id, row.language) == (furious.id, email.id, "de")
    assert (row.angry, row.anger, row.by_id, row.at) == (False, 0.85, ana.id, office.clock())
    assert (row.mood["valence"], row.mood["signals"], row.mood["tier"]) == (-0.8, ["threatens"], "deep")


def test_of_the_customers_words_nothing_is_kept_there(office: Office, furious: Message, ana: User) -> None:
    say(office, furious, ana, False)
    assert not {"scam", "lawyer"} & set(str(kept(office)[0]).lower().replace("'", " ").split())
    assert (kept(office)[0].mood["words"], kept(office)[0].mood["shown"]) == ([], {})


def test_a_second_opinion_replaces_the_first_but_not_what_had_been_heard(
    office: Office, furious: Message, ana: User, ben: User
) -> None:
    say(office, furious, ana, False)
    office.clock.forward(minutes=1)
    mood = say(office, furious, ben, True).mood
    assert mood
    assert (mood.anger, mood.valence, mood.tier) == (0.9, -0.8, "agent")
    ((row),) = kept(office)
    assert (row.angry, row.anger, row.mood["anger"], row.by_id, row.at) == (True, 0.85, 0.85, ben.id, office.clock())


def test_saying_it_again_changes_nothing_and_tells_nobody(
    office: Office, furious: Message, ana: User, ben: User
) -> None:
    once = say(office, furious, ana, False)
    seen, events = kept(office), len(office.events())
    assert say(office, furious, ben, False) == once
    assert (kept(office), len(office.events())) == (seen, events)


def test_a_correction_taken_back_leaves_no_trace(office: Office, furious: Message, ana: User) -> None:
    before = office.thread(furious.thread_id)
    say(office, furious, ana, True)
    assert say(office, furious, ana, None).mood == FURIOUS
    assert kept(office) == []
    after = office.thread(furious.thread_id)
    assert (after.due, after.anger, after.valence, after.reasons) == (
        before.due, before.anger, before.valence, before.reasons,
    )  # fmt: skip


def test_taken_back_after_two_opinions_it_is_as_it_was_heard_first(office: Office, furious: Message, ana: User) -> None:
    say(office, furious, ana, False)
    say(office, furious, ana, True)
    mood = say(office, furious, ana, None).mood
    assert mood
    assert (mood.valence, mood.anger, mood.confidence, mood.tier) == (-0.8, 0.85, 0.9, "deep")


def test_taking_back_what_nobody_said_changes_nothing(office: Office, furious: Message, ana: User) -> None:
    events = len(office.events())
    assert say(office, furious, ana, None).mood == FURIOUS
    assert len(office.events()) == events


def test_the_deep_tier_never_overrides_an_agent(office: Office, calm: Message, ana: User) -> None:
    assert weighed(office, calm) is False
    said = say(office, calm, ana, True)
    assert weighed(office, calm) is None
    assert office.read(moods.unweighed, office.clock(), 10) == []
    assert office.write(moods.weigh, {calm.id: GRATEFUL}, judge, office.clock()) == []
    assert last(office, calm.thread_id).mood == said.mood


def test_once_it_is_taken_back_the_deep_tier_may_read_it(office: Office, calm: Message, ana: User) -> None:
    say(office, calm, ana, True)
    say(office, calm, ana, None)
    assert [one.id for one in office.read(moods.unweighed, office.clock(), 10)] == [calm.id]
    office.write(moods.weigh, {calm.id: FURIOUS}, judge, office.clock())
    assert last(office, calm.thread_id).mood == FURIOUS


def test_what_a_machine_sent_is_never_read_by_the_deep_tier(office: Office, email: Account, ana: User) -> None:
    office.hears(email)
    said = last(office, office.hears(email, text="I am on holiday", automatic="reply").id)
    say(office, said, ana, True)
    say(office, said, ana, None)
    assert weighed(office, said) is None


def test_every_screen_hears_of_it(office: Office, calm: Message, ana: User) -> None:
    seq = office.events()[-1].seq
    say(office, calm, ana, True)
    assert [(one.kind, one.thread_id, one.message_id) for one in office.events(seq)] == [
        ("thread.judged", calm.thread_id, calm.id)
    ]


def test_the_episode_remembers_how_angry_they_were_as_agents_say(office: Office, furious: Message, ana: User) -> None:
    theirs = select(episode.c.anger).where(episode.c.id == furious.episode_id)
    assert office.rows(theirs) == [(0.85,)]
    say(office, furious, ana, False)
    assert office.rows(theirs) == [(0.0,)]
    say(office, furious, ana, None)
    assert office.rows(theirs) == [(0.85,)]


def test_one_of_several_messages_is_corrected_and_the_others_count_on(
    office: Office, furious: Message, email: Account, ana: User
) -> None:
    office.clock.forward(minutes=3)
    office.hears(email, text="Still nothing", mood=Mood(-0.5, 0.6, 0.8))
    say(office, furious, ana, False)
    stands = office.thread(furious.thread_id)
    assert stands.unanswered == 2
    assert stands.waiting_since == furious.created_at
    assert stands.anger >= 0.5


def test_an_answered_message_may_be_corrected_and_nobody_waits_again(
    office: Office, furious: Message, ana: User
) -> None:
    office.reply(furious.thread_id, ana)
    assert say(office, furious, ana, False).mood == Mood(
        0.0, 0.0, 1.0, ("threatens",), (), {"threatens": "my lawyer"}, "agent"
    )
    assert office.thread(furious.thread_id).due is None


def test_where_the_text_does_not_tell_the_customers_language_counts(office: Office, calm: Message, ana: User) -> None:
    theirs = office.thread(calm.thread_id).customer_id
    office.write(profile.change, theirs, Profile(language="pt"), ana.id, office.clock())
    say(office, calm, ana, True, "")
    assert kept(office)[0].language == "pt"


def test_only_what_a_customer_wrote_has_a_mood(office: Office, calm: Message, ana: User) -> None:
    for ours in (office.reply(calm.thread_id, ana), office.note(calm.thread_id, ana)):
        with pytest.raises(Conflict, match="Choose one of their messages"):
            say(office, ours, ana, True)


def test_what_could_not_be_read_has_none_either(office: Office, email: Account, ana: User) -> None:
    stub = last(office, office.hears(email, stub=True).id)
    with pytest.raises(Conflict, match="could not be read"):
        say(office, stub, ana, True)


def test_what_was_forgotten_stays_as_it_is_and_so_does_its_label(office: Office, furious: Message, ana: User) -> None:
    say(office, furious, ana, False)
    theirs = office.thread(furious.thread_id).customer_id
    looked = office.read(erasing.begin, theirs, True)
    office.write(erasing.erase, theirs, True, looked, None, office.clock())
    with pytest.raises(Conflict, match="kept no longer"):
        say(office, furious, ana, True)
    assert [row.angry for row in kept(office)] == [False]
    assert office.read(corrections.labelled) == []


def test_what_is_not_there_cannot_be_corrected(office: Office, ana: User) -> None:
    with pytest.raises(NotFound):
        office.write(corrections.correct, MessageId("nothing"), True, "", judge, ana.id, office.clock())


def test_a_merged_customers_message_moves_the_thread_that_shows_it(
    office: Office, calm: Message, email: Account, ana: User
) -> None:
    whole, part = office.thread(calm.thread_id), office.hears(email, "maria@pub.example", mood=CALM)
    said = last(office, part.id)
    office.write(merging.merge, part.customer_id, whole.customer_id, "the same", ana.id, office.clock())
    before, seq = office.thread(whole.id).due, office.events()[-1].seq
    say(office, said, ana, True)
    after = office.thread(whole.id).due
    assert before
    assert after
    assert after < before
    assert [one.thread_id for one in office.events(seq) if one.kind == "thread.judged"] == [whole.id]


def test_the_labels_are_there_to_learn_from_in_the_order_in_which_they_were_given(
    office: Office, calm: Message, email: Account, ana: User
) -> None:
    other = last(office, office.hears(email, "omar@example.com", text="Sick lamp, mate!", subject="Lamp").id)
    say(office, other, ana, False, "en")
    office.clock.forward(minutes=1)
    say(office, calm, ana, True, "")
    assert office.read(corrections.labelled) == [
        Labelled(other.id, "Sick lamp, mate!", "Lamp", "en", False),
        Labelled(calm.id, "Oh great, the third broken lamp", "", "", True),
    ]
