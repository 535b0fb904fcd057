"""What a reply promises, and until when: a table of sentences as agents write them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from router.promising import LONGEST, guess

MADRID = ZoneInfo("Europe/Madrid")
MONDAY = datetime(2026, 3, 2, 10, 20, tzinfo=MADRID)


def due(text: str, now: datetime = MONDAY) -> str | None:
    """In Madrid, as a person would write it."""
    found = guess(text, "Europe/Madrid", now.astimezone(UTC))
    if found is None:
        return None
    assert found.due_at.tzinfo is UTC
    return found.due_at.astimezone(MADRID).strftime("%-d %b %H:%M")


ENGLISH = [
    ("I will call you tomorrow.", "3 Mar 09:00"),
    ("I'll call you tomorrow at 10", "3 Mar 10:00"),
    ("I’ll call you tomorrow at 3", "3 Mar 15:00"),
    ("I'll call you tomorrow morning", "3 Mar 09:00"),
    ("I'll call you back tomorrow afternoon.", "3 Mar 14:00"),
    ("I'll ring you tomorrow in the afternoon at 4:30", "3 Mar 16:30"),
    ("We'll get back to you by Friday.", "6 Mar 09:00"),
    ("We'll get back to you before Friday.", "5 Mar 09:00"),
    ("We will get back to you within 2 hours", "2 Mar 12:20"),
    ("I'll let you know in a couple of hours.", "2 Mar 12:20"),
    ("We'll fix it in half an hour", "2 Mar 10:50"),
    ("I'll be in touch within the hour.", "2 Mar 11:20"),
    ("We will answer within 24 hours.", "3 Mar 10:20"),
    ("We'll reply in 30 minutes.", "2 Mar 10:50"),
    ("I'll send it before noon.", "2 Mar 12:00"),
    ("I will call you before 5pm", "2 Mar 17:00"),
    ("I'll call you at 4", "2 Mar 16:00"),
    ("I'll phone you at 15:00.", "2 Mar 15:00"),
    ("I'll call you today at 3 p.m. and explain everything.", "2 Mar 15:00"),
    ("We will ship it next week.", "9 Mar 09:00"),
    ("We'll ship it by the end of next week.", "13 Mar 09:00"),
    ("We will have an answer by the end of the week: I'll send it by the end of this week.", "6 Mar 09:00"),
    ("I'll send you the invoice next Friday", "13 Mar 09:00"),
    ("I'll send you the invoice this Friday", "6 Mar 09:00"),
    ("I'll send you the invoice on Monday", "9 Mar 09:00"),
    ("I'll send you the invoice on Wednesday morning", "4 Mar 09:00"),
    ("We'll refund you within 3-5 business days.", "9 Mar 09:00"),
    ("We'll refund you within 3 days.", "5 Mar 09:00"),
    ("We'll refund you in two weeks.", "16 Mar 09:00"),
    ("We will deliver it on 3 April.", "3 Apr 09:00"),
    ("We will deliver it on April 3rd at 11am.", "3 Apr 11:00"),
    ("We will deliver it on the 15th.", "15 Mar 09:00"),
    ("We will deliver it on the 1st of February.", "1 Feb 09:00"),
    ("I'm going to check this today.", "2 Mar 18:00"),
    ("I'll look into it this afternoon.", "2 Mar 14:00"),
    ("I'll look into it tonight", "2 Mar 18:00"),
    ("I'll look into it by end of day", "2 Mar 17:00"),
    ("I'll send it first thing in the morning.", "3 Mar 09:00"),
    ("I'll call the day after tomorrow", "4 Mar 09:00"),
    ("Tomorrow morning I will call you.", "3 Mar 09:00"),
    ("Hi Maria, on Friday at 12 I'll call you.", "6 Mar 12:00"),
    ("Don't worry, I will call you tomorrow.", "3 Mar 09:00"),
    ("Let me check and get back to you tomorrow.", "3 Mar 09:00"),
    ("Our technician will call you tomorrow between 10 and 12.", "3 Mar 10:00"),
    ("You will receive your refund by Thursday.", "5 Mar 09:00"),
    ("As promised, we'll email you next month.", "1 Apr 09:00"),
    ("Will call you tomorrow!", "3 Mar 09:00"),
    ("I will definitely update you tomorrow, 10:30.", "3 Mar 10:30"),
    ("I'll give you a ring at half past ten tomorrow.", "3 Mar 10:30"),
    ("Tomorrow I'll call you at quarter to four.", "3 Mar 15:45"),
    ("I'll call you tomorrow at ten.", "3 Mar 10:00"),
    ("We will send the part within 48h.", "4 Mar 10:20"),
    ("We will deliver on Tuesday, 10 March between 9 and 12.", "10 Mar 09:00"),
    ("I will ship order 4417 of 2 March on Thursday.", "5 Mar 09:00"),
    ("I'll call you at 600 000 001 tomorrow.", "3 Mar 09:00"),
    ("Thanks for waiting. I'll write to you tomorrow.\nBest, Ana", "3 Mar 09:00"),
]

SPANISH = [
    ("Le llamo mañana.", "3 Mar 09:00"),
    ("Le llamo mañana a las 10.", "3 Mar 10:00"),
    ("Te llamo mañana a las 10 y media", "3 Mar 10:30"),
    ("Te llamo mañana a las 3", "3 Mar 15:00"),
    ("Te llamo mañana a las 3 de la tarde", "3 Mar 15:00"),
    ("Le llamaré mañana por la mañana.", "3 Mar 09:00"),
    ("Le llamaremos mañana por la tarde.", "3 Mar 14:00"),
    ("Le llamamos mañana.", "3 Mar 09:00"),
    ("te respondo el viernes", "6 Mar 09:00"),
    ("Le respondemos antes del viernes.", "5 Mar 09:00"),
    ("Se lo enviaré en dos horas.", "2 Mar 12:20"),
    ("Le contesto en media hora", "2 Mar 10:50"),
    ("Le contestaremos en un plazo de 24 horas.", "3 Mar 10:20"),
    ("Le contesto dentro de un par de días", "4 Mar 09:00"),
    ("Recibirá el reembolso en 3 días hábiles.", "5 Mar 09:00"),
    ("Se lo confirmo antes de las 12.", "2 Mar 12:00"),
    ("Se lo confirmo antes del mediodía.", "2 Mar 12:00"),
    ("Lo miro esta tarde y le digo algo.", "2 Mar 14:00"),
    ("Le escribo esta tarde.", "2 Mar 14:00"),
    ("Le escribo hoy mismo.", "2 Mar 18:00"),
    ("Le escribo a última hora.", "2 Mar 17:00"),
    ("Le escribo mañana a primera hora.", "3 Mar 09:00"),
    ("La semana que viene te lo envío.", "9 Mar 09:00"),
    ("Te lo enviaremos la próxima semana.", "9 Mar 09:00"),
    ("Se lo entregaremos el 3 de abril.", "3 Apr 09:00"),
    ("Se lo entregaremos el 3 de marzo", "3 Mar 09:00"),
    ("Se lo entregaremos el día 15", "15 Mar 09:00"),
    ("Voy a llamarle pasado mañana", "4 Mar 09:00"),
    ("Vamos a enviárselo el lunes que viene.", "9 Mar 09:00"),
    ("Vamos a enviarselo el lunes que viene.", "9 Mar 09:00"),
    ("Me pongo en contacto con usted el miércoles.", "4 Mar 09:00"),
    ("Nos pondremos en contacto con usted el próximo martes.", "3 Mar 09:00"),
    ("No se preocupe, le llamo mañana.", "3 Mar 09:00"),
    ("Hola María, mañana le llamo.", "3 Mar 09:00"),
    ("El viernes le llamaremos.", "6 Mar 09:00"),
    ("El viernes por la tarde le llamo", "6 Mar 14:00"),
    ("Lo tendré listo para el jueves.", "5 Mar 09:00"),
    ("Le llamo a las 5 p. m. de hoy", "2 Mar 17:00"),
    ("Mañana le envío un correo a las 16.", "3 Mar 16:00"),
    ("Mañana mismo se lo envío.", "3 Mar 09:00"),
    ("Le llamo mañana a las 10 menos cuarto", "3 Mar 09:45"),
    ("Le envío el pedido el martes 10 de marzo.", "10 Mar 09:00"),
    ("Nuestro técnico pasará el jueves por la mañana.", "5 Mar 09:00"),
    ("Lo revisaremos a lo largo de la mañana.", "2 Mar 12:00"),
    ("Nos pondremos en contacto en las próximas 24-48 horas.", "4 Mar 10:20"),
    ("Mañana es festivo y le llamo el martes.", "3 Mar 09:00"),
    ("Le damos una respuesta el mes que viene.", "1 Apr 09:00"),
]

NEITHER = [
    "Can I call you tomorrow?",
    "¿Le llamo mañana?",
    "Shall we call you tomorrow? Or on Friday?",
    "I won't call you tomorrow.",
    "I will not call you tomorrow.",
    "I can't call you tomorrow.",
    "No le llamaré mañana.",
    "No te llamo mañana, sino otro día",
    "If you call tomorrow, I will help you.",
    "If you write to us before Friday, we'll send it on Monday.",
    "Once you have paid, we'll ship it next week.",
    "Si llama mañana, le ayudaré.",
    "Cuando lo tenga, le llamo mañana.",
    'You wrote: "I will call you tomorrow".',
    "Usted escribió «le llamo mañana».",
    "> I will call you tomorrow",
    "Please call us tomorrow.",
    "Llámenos mañana, por favor.",
    "You said you will call me tomorrow, and I will check.",
    "Perhaps I'll call you tomorrow.",
    "A lo mejor le llamo mañana.",
    "I hope to hear from you by Friday.",
    "I will check the order of 3 March.",
    "I'll check the parcel that was sent on Friday.",
    "I'll check the parcel you ordered on Friday.",
    "I'll refund the order from last Friday.",
    "Le enviaré la factura del viernes.",
    "Reviso el pedido que hizo el viernes.",
    "Le llamamos el viernes y nadie contestó.",
    "Le confirmo la cita para mañana.",
    "I'll send you the manual. The shop opens tomorrow.",
    "I'll call you, but the office is closed tomorrow.",
    "Le llamo, pero mañana está cerrado.",
    "The parcel arrives tomorrow.",
    "Your order will arrive tomorrow.",
    "I will be back on Monday.",
    "I'll be on holiday next week.",
    "We will be closed on Friday.",
    "We will send you another once the parcel is back on Friday.",
    "Let me know by Friday.",
    "You will have to wait until Friday.",
    "We'll update you every Friday.",
    "I may call you on Sunday.",
    "Le confirmo que su pedido llega mañana.",
    "Le informo de que el viernes cerramos.",
    "Le recuerdo que mañana vence su plazo.",
    "No le puedo confirmar hasta mañana.",
    "Te escribo luego.",
    "I'll call you in 0 minutes.",
    "I'll call you at 27:00 tomorrow.",
    "I'll call you tomorrow at 10:99.",
    "El paquete llega mañana.",
    "I will call you.",
    "Le llamo en cuanto pueda.",
    "I called you yesterday at 10.",
    "I'll check tomorrow's delivery.",
    "I'll call you at 9 today",
    "I'll send you 10 of them",
    "I'll call you about 4 orders",
    "I'll give you 20 % at 10 euros each",
    "We'll meet again on 31 February, so I'll call you on 31 February.",
    "We will process your orders until Friday.",
    "La mañana es bonita y le escribo.",
    "",
    "   \n\n",
    "💥" * 50,
]


@pytest.mark.parametrize(("text", "expected"), [*ENGLISH, *SPANISH])
def test_a_promise_is_found_with_its_moment(text: str, expected: str | None) -> None:
    assert due(text) == expected


@pytest.mark.parametrize("text", NEITHER)
def test_what_is_not_clearly_a_promise_is_none(text: str) -> None:
    assert due(text) is None


@pytest.mark.parametrize(
    ("at", "text", "expected"),
    [
        ((2026, 3, 2, 19, 0), "I'll call you in the morning", "3 Mar 09:00"),
        ((2026, 3, 2, 8, 0), "I'll call you in the morning", "2 Mar 09:00"),
        ((2026, 3, 2, 15, 0), "I'll call you this afternoon", "2 Mar 18:00"),
        ((2026, 3, 2, 19, 0), "I'll call you this afternoon", None),
        ((2026, 3, 2, 19, 0), "I'll call you today", None),
        ((2026, 3, 2, 19, 0), "I'll call you at 4", None),
        ((2026, 3, 2, 19, 0), "Le llamo a las 8 de la noche", "2 Mar 20:00"),
        ((2026, 3, 2, 19, 0), "Le llamo a las 8 de la mañana", "3 Mar 08:00"),
        ((2026, 3, 2, 19, 0), "Le llamo mañana a las 8 de la mañana", "3 Mar 08:00"),
        ((2026, 3, 5, 16, 0), "I'll send it before Friday", "5 Mar 18:00"),
        ((2026, 3, 6, 16, 0), "I'll send it by Friday", "13 Mar 09:00"),
        ((2026, 3, 6, 16, 0), "I'll send it this week", "6 Mar 18:00"),
        ((2026, 3, 7, 16, 0), "I'll send it next week", "9 Mar 09:00"),
        ((2026, 3, 8, 16, 0), "I'll send it within two working days", "10 Mar 09:00"),
        ((2026, 3, 8, 16, 0), "I'll send it at the weekend", None),
        ((2026, 3, 8, 23, 30), "I'll send it in an hour", "9 Mar 00:30"),
        ((2026, 12, 30, 10, 0), "I'll send it on 3 January", "3 Jan 09:00"),
        ((2026, 12, 30, 10, 0), "I'll send it on the 5th", "5 Jan 09:00"),
        ((2026, 12, 30, 10, 0), "I'll send it next month", "1 Jan 09:00"),
        ((2026, 4, 10, 10, 0), "I'll send it next month", "1 May 09:00"),
        ((2026, 7, 10, 10, 0), "I'll send it next month", "3 Aug 09:00"),
        ((2026, 3, 2, 10, 0), "I'll send it on 3 April 2019", None),
        ((2026, 3, 28, 10, 0), "I'll call you tomorrow at 2:30am", "29 Mar 03:30"),
        ((2026, 3, 28, 22, 0), "We will answer within 24 hours", "29 Mar 23:00"),
    ],
)
def test_the_moment_depends_on_when_it_is_said(
    at: tuple[int, int, int, int, int], text: str, expected: str | None
) -> None:
    assert due(text, datetime(*at, tzinfo=MADRID)) == expected


def test_hours_are_those_of_whoever_writes() -> None:
    said, now = "I'll call you tomorrow at 10", MONDAY.astimezone(UTC)
    for zone, expected in (("America/New_York", 15), ("UTC", 10), ("+05:30", 4), ("Nowhere", 10), ("", 10)):
        found = guess(said, zone, now)
        assert found is not None
        assert (found.due_at.hour, found.due_at.tzinfo) == (expected, UTC)


def test_tomorrow_is_the_writers_tomorrow() -> None:
    """At half past eleven in Madrid it is still Sunday in New York, and Monday already in Auckland."""
    late = datetime(2026, 3, 1, 23, 30, tzinfo=MADRID).astimezone(UTC)
    days = {zone: guess("I'll call you tomorrow", zone, late) for zone in ("America/New_York", "Pacific/Auckland")}
    assert {zone: one.due_at.astimezone(ZoneInfo(zone)).day for zone, one in days.items() if one} == {
        "America/New_York": 2,
        "Pacific/Auckland": 3,
    }


def test_the_sentence_is_given_as_it_was_written() -> None:
    text = "Dear Maria,\n\nthank you for waiting.  I’ll   call you tomorrow at 10 a.m. sharp!\nBest, Ana"
    found = guess(text, "Europe/Madrid", MONDAY.astimezone(UTC))
    assert found is not None
    assert found.text == "I’ll call you tomorrow at 10 a.m. sharp!"


def test_the_first_of_two_promises_is_offered() -> None:
    found = guess("I will check it today. I will call you tomorrow.", "UTC", MONDAY.astimezone(UTC))
    assert found is not None
    assert found.text == "I will check it today."


def test_a_sentence_that_never_ends_promises_nothing() -> None:
    assert due(f"I will call you tomorrow {'and ' * LONGEST}") is None
    assert due("I will call you for tomorrow " * 500 + "\nI will call you tomorrow") == "3 Mar 09:00"


@pytest.mark.parametrize(
    "piece", ["“", "«", '"', "tomorrow ", "for tomorrow ", "le ", "you had ", "1 to ", "\n", " ", "."]
)
def test_nonsense_of_any_length_is_read_to_its_end(piece: str) -> None:
    assert due(piece * 20_000) is None


WORDS = (
    "I will call you", "we'll send it", "le llamo", "se lo enviaré", "no", "not", "if", "si", "tomorrow", "mañana",
    "by Friday", "el viernes", "at 10", "a las 3", "in the afternoon", "por la tarde", "within 2 hours", "en 2 días",
    "on 31", "on the 31st", "el 29 de febrero", "2 weeks", "next month", "half past", "media", "before", "antes de",
    "of", "de", "the", "99", "25:61", "p.m.", ".", ",", "?", "\n", "“", "”", ">",
)  # fmt: skip


@given(
    st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001  # hypothesis adds the zone
    st.sampled_from(["Europe/Madrid", "America/St_Johns", "Pacific/Apia", "UTC"]),
)
@settings(max_examples=400, deadline=None)
def test_whatever_is_written_a_promise_is_one_sentence_and_lies_ahead(text: str, now: datetime, zone: str) -> None:
    if found := guess(text, zone, now):
        assert found.due_at > now
        assert found.text.strip() == found.text
        assert 0 < len(found.text) <= LONGEST
        assert not {"\n", "?"} & set(found.text)


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_at_all_is_read(text: str) -> None:
    guess(text, "Europe/Madrid", MONDAY.astimezone(UTC))
    assert due(f"{text}\nI will call you tomorrow at 11.") is not None
