"""The same message, as others would have typed it."""

import random
from collections import Counter

from router.mood.training import variants

TEXT = "@user ¿Dónde está mi maleta? #iberia Qué vergüenza..."


def test_most_messages_stay_as_they_are_and_some_change() -> None:
    chance = random.Random(1)
    made = Counter(variants.varied(TEXT, "es", chance) for _ in range(500))
    assert made.most_common(1)[0][0] == TEXT
    assert 250 < made[TEXT] < 400
    assert len(made) > 8


def test_accents_go_where_people_leave_them_out() -> None:
    assert variants.without_accents("¿Dónde está la señora?") == "¿Donde esta la senora?"
    chance = random.Random(1)
    assert any("donde esta" in variants.varied(TEXT, "es", chance).lower() for _ in range(100))


def test_accents_stay_where_they_make_another_letter() -> None:
    chance = random.Random(1)
    hindi = "हिन्दी में लिखा है"
    assert {variants.varied(hindi, "hi", chance) for _ in range(300)} == {hindi}


def test_a_message_never_becomes_empty() -> None:
    chance = random.Random(2)
    assert {variants.varied(text, "en", chance) for text in ("@user", "...", "#") for _ in range(200)} == {
        "@user",
        "...",
        "#",
    }


def test_mentions_hashes_and_ends_are_left_out() -> None:
    assert variants.without_mentions("@user hola @user") == "hola"
    assert variants.without_hashes("#iberia mal") == "iberia mal"
    assert variants.without_end("¡Qué mal!!! ...") == "¡Qué mal"
