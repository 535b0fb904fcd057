"""What a text tells, and that no text can stop the telling."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from router.mood.vader import Vader

ANGRY = "This is unacceptable! I am furious, you are liars and the service is the worst I have ever seen."
CALM = "Hello, thank you for the lovely lamp. Could you tell me which bulb fits?"
FURIOSO = "Esto es inaceptable, estoy harta y voy a poner una denuncia."


@pytest.fixture(scope="module")
def vader() -> Vader:
    return Vader()


def test_an_angry_text_is_angrier_and_worse_than_a_calm_one(vader: Vader) -> None:
    angry, calm = vader.score([ANGRY, CALM])
    assert angry.anger > 0.5 > calm.anger
    assert angry.valence < 0 < calm.valence
    assert set(angry.words) <= {"unacceptable", "furious", "liars", "worst"}
    assert angry.words
    assert calm.words == ()


def test_anger_is_heard_in_spanish_too(vader: Vader) -> None:
    (mood,) = vader.score([FURIOSO])
    assert mood.anger > 0.5
    assert "inaceptable" in mood.words


@pytest.mark.parametrize(
    "text",
    ["Let me speak to a human", "I want to talk with a real person!", "Quiero hablar con una persona", "a REAL human"],
)
def test_asking_for_a_human_is_heard(vader: Vader, text: str) -> None:
    assert vader.score([text])[0].signals == ("asks_human",)


@pytest.mark.parametrize("text", ["The agent was kind", "Our humans love your lamps", "una persona muy amable"])
def test_mentioning_people_is_not_asking_for_one(vader: Vader, text: str) -> None:
    assert vader.score([text])[0].signals == ()


@pytest.mark.parametrize(
    "text",
    [
        "You will hear from my lawyer", "Our solicitors have been told.", "I'm getting a lawyer",
        "I will take you to court", "See you in court!", "I’ll sue", "We are going to sue you",
        "I'M TAKING YOU TO COURT", "small claims it is then",
        "I am considering legal action.", "The ombudsman will be interested", "I reported you to Trading Standards",
        "I asked my bank for a chargeback", "charge back today", "Mi abogado se pondrá en contacto",
        "Mis abogadas ya lo saben", "Tomaré acciones legales", "voy a demandarles", "Os voy a denunciar",
        "Vamos a denunciar a su empresa", "Voy a poner una denuncia", "pienso presentar una demanda", "Iremos a juicio",
        "nos vemos en los tribunales", "Lo llevo a la oficina del consumidor", "Quiero la hoja de reclamaciones",
        "quiero una hoja de reclamación",
    ],
)  # fmt: skip
def test_a_threat_is_heard(vader: Vader, text: str) -> None:
    assert "threatens" in vader.score([text])[0].signals


@pytest.mark.parametrize(
    "text",
    [
        "My lawyer friend loves your lamps", "I am a lawyer and work until six", "Thanks! Sue",
        "Send it to my lawyer's office, please", "Will Sue be there?", "I will pursue it",
        "Do you deliver to the courtyard?", "The tennis court", "Voy a denunciar el robo del paquete",
        "Is it legal in Spain?", "Soy abogada y trabajo hasta las seis", "a mi juicio es perfecta",
        "¿Hay mucha demanda?", "me quitaron la muela del juicio", "No hay quejas", "Quiero reclamar la factura",
    ],
)  # fmt: skip
def test_mentioning_the_law_is_no_threat(vader: Vader, text: str) -> None:
    assert "threatens" not in vader.score([text])[0].signals


def test_several_signals_are_heard_together(vader: Vader) -> None:
    (mood,) = vader.score(["Let me talk to a manager or I will sue you"])
    assert set(mood.signals) == {"asks_human", "threatens"}


def test_without_fury_the_worst_words_are_shown_worst_first(vader: Vader) -> None:
    (mood,) = vader.score(["The lamp arrived broken, it is a terrible, horrible disappointment."])
    assert mood.words[0] in {"terrible", "horrible"}
    assert len(mood.words) <= 3


def test_moods_come_in_the_order_of_the_texts(vader: Vader) -> None:
    assert vader.score([CALM, ANGRY, CALM]) == [vader.score([one])[0] for one in (CALM, ANGRY, CALM)]
    assert vader.score([]) == []


HOSTILE = {
    "nothing": "",
    "spaces": " \n\t" * 1000,
    "one letter, a million times": "a" * 1_000_000,
    "a million words": "bad " * 1_000_000,
    "exclamations": "!" * 1_000_000,
    "question marks": "? " * 500_000,
    "lone surrogates": "\ud800\udfff" * 1000,
    "NUL": "\x00" * 1000,
    "ten thousand emoji": "😡" * 10_000,
    "emoji as words": "😡 " * 10_000,
    "right to left": "\u202eslower " * 2000,
    "apostrophes": "'" * 100_000,
    "almost asking": "speak to a " * 50_000,
    "almost furious": "outrag" * 50_000,
    "but but but": "but " * 10_000,
    "capitals": "BAD AWFUL " * 10_000,
    "almost suing": "i am going to " * 50_000,
    "almost at court": "voy a poner una " * 50_000,
    "combining": "e\u0301" * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_text_is_slow_or_raises(vader: Vader, text: str) -> None:
    started = time.perf_counter()
    (mood,) = vader.score([text])
    assert time.perf_counter() - started < 0.5
    assert 0 <= mood.anger <= 1
    assert 0 <= mood.confidence <= 1


@given(text=some.text(some.characters(), max_size=300))
@settings(max_examples=150, deadline=None)
def test_whatever_is_written_gets_a_mood_within_bounds(vader: Vader, text: str) -> None:
    (mood,) = vader.score([text])
    assert -1 <= mood.valence <= 1
    assert 0 <= mood.anger <= 1
    assert 0 <= mood.confidence <= 1
    assert len(mood.words) <= 3
