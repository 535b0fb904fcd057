"""What agents corrected is learnt from, and no model is replaced by a worse one."""

from collections.abc import Sequence

import pytest

from inbox.corrections import Labelled
from inbox.words import MessageId, Mood
from router.mood.lessons import FALL, FEWEST, HELD, MARGIN, Exam, Mark, examine, failed, lessons
from router.mood.training.figures import Figures


def labelled(number: int = 1, said: str = "Enough!", *, angry: bool = True, **more: str) -> Labelled:
    given = {"subject": "", "language": "en", **more}
    return Labelled(MessageId(f"m{number}"), said, angry=angry, **given)


def every(*told: Labelled) -> list[dict[str, str | int]]:
    found = lessons(told)
    return [dict(row) for row in (*found.learnt, *found.held)]


def test_whoever_is_angry_is_discontent_but_the_calm_may_be_so_too() -> None:
    assert every(labelled(language="es")) == [{"text": "Enough!", "label": "neg", "lang": "es", "anger": 1}]
    assert every(labelled(angry=False)) == [{"text": "Enough!", "label": "", "lang": "en", "anger": 0}]


def test_what_is_learnt_is_what_was_scored() -> None:
    assert every(labelled(said="Enough!\n> Dear Sir\n-- \nAnn"))[0]["text"] == "Enough!"
    assert every(labelled(said="", subject="Angry letter"))[0]["text"] == "Angry letter"
    assert every(labelled(said="> only a quote")) == []


def test_about_every_fifth_is_held_back_and_always_the_same_ones() -> None:
    told = [labelled(number, f"Enough {number}") for number in range(500)]
    found = lessons(told)
    assert len(found.learnt) + len(found.held) == 500
    assert 500 / HELD * 0.6 < len(found.held) < 500 / HELD * 1.4
    again = lessons(told[::-1][:400])
    assert {row["text"] for row in again.held} <= {row["text"] for row in found.held}
    assert not {row["text"] for row in again.held} & {row["text"] for row in found.learnt}


def exam(before: Figures, after: Figures, held: int = 0, agreed: tuple[int, int] = (0, 0), sets: int = 1) -> Exam:
    same = Figures(0.6, 0.8, 0.9)
    return Exam([Mark("es", before, after), *(Mark("en", same, same) for _ in range(sets - 1))], held, agreed)


GOOD = Figures(0.6, 0.8, 0.9)


def test_a_better_model_and_one_as_good_pass() -> None:
    assert failed(exam(GOOD, Figures(0.61, 0.82, 0.9))) == ""
    assert failed(exam(GOOD, GOOD)) == ""


def test_what_two_trainings_differ_by_anyhow_is_forgiven() -> None:
    assert failed(exam(GOOD, Figures(0.6 - MARGIN, 0.8 - MARGIN, 0.9 - MARGIN / 2))) == ""


def test_a_model_that_is_worse_on_average_fails() -> None:
    assert failed(exam(GOOD, Figures(0.6, 0.79, 0.89))) == "It is worse by 0.7 points on average."


def test_one_language_may_not_be_sold_for_another() -> None:
    sold = Exam(
        [Mark("es", GOOD, Figures(0.6, 0.8 - FALL - 0.01, 0.9)), Mark("en", GOOD, Figures(0.9, 0.9, 0.95))], 0, (0, 0)
    )
    assert failed(sold) == "It is worse by 4.0 points on es (bad)."


def test_a_figure_that_one_of_the_two_has_not_got_says_nothing() -> None:
    assert failed(exam(Figures(0.6, 0.8, None), Figures(0.61, 0.8, 0.1))) == ""


def test_without_any_figure_nobody_can_say_that_it_is_better() -> None:
    assert "nobody can say" in failed(exam(Figures(None, None, None), GOOD))
    assert "nobody can say" in failed(Exam([], 0, (0, 0)))


@pytest.mark.parametrize(("held", "passes"), [(FEWEST, False), (FEWEST - 1, True)])
def test_corrections_that_were_held_back_decide_where_there_are_enough(held: int, passes: bool) -> None:
    why = failed(exam(GOOD, Figures(0.7, 0.9, 0.95), held, (15, 14)))
    assert (why == "") is passes
    if not passes:
        assert f"14 of {held} corrections" in why


class Loud:
    """Hears anger in every exclamation mark, from so many on."""

    def __init__(self, marks: int) -> None:
        self.marks = marks

    def score(self, texts: Sequence[str]) -> list[Mood]:
        return [Mood(-0.5, 0.9) if text.count("!") >= self.marks else Mood(0.5, 0.1) for text in texts]


def test_both_models_sit_the_same_exam() -> None:
    rows = [{"text": "No" + "!" * (number % 4), "label": "neg" if number % 4 else "pos"} for number in range(100)]
    held = [{"text": "No!", "anger": 1}, {"text": "No", "anger": 0}, {"text": "No!!", "anger": 0}]
    found = examine(Loud(2), Loud(1), [("shop.en", rows)], held)
    ((mark),) = found.marks
    assert mark.name == "shop.en"
    assert mark.before.negative is not None
    assert mark.after.negative == 1.0 > mark.before.negative
    assert (found.held, found.agreed) == (3, (1, 2))
    assert failed(found) == ""
    assert failed(examine(Loud(1), Loud(2), [("shop.en", rows)], held))
