"""The shipped model, as the server uses it."""

import random
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from router.mood.deep import (
    GRAPH,
    LONGEST,
    SHIPPED,
    VOCABULARY,
    Deep,
    ModelError,
    _in_words,
    _passages,
)
from router.mood.training.figures import NEUTRAL

COMPLAINTS = {
    "ca": "El servei és pèssim, ningú em contesta i m'heu perdut la maleta.",
    "de": "Unverschämt! Seit drei Stunden warte ich und niemand meldet sich.",
    "en": "This is outrageous, you lost my luggage and nobody answers the phone!",
    "es": "Sois unos sinvergüenzas, me habéis perdido la maleta y nadie contesta.",
    "fr": "C'est une honte, trois heures d'attente et personne ne répond !",
    "it": "Vergognoso, mi avete perso la valigia e nessuno risponde!",
    "nl": "Schandalig, ik wacht al drie uur en niemand geeft antwoord!",
    "pl": "To skandal, czekam trzy godziny i nikt nie odpowiada, okropna obsługa!",
    "pt": "Que vergonha, perderam a minha mala e ninguém responde!",
    "ru": "Ужасное обслуживание, жду три часа, и никто не отвечает!",
    "tr": "Rezalet bir hizmet, üç saattir bekliyorum, kimse cevap vermiyor!",
}
THANKS = {
    "ca": "Moltes gràcies, tot perfecte, sou molt amables!",
    "de": "Vielen Dank für die schnelle Hilfe, alles perfekt!",
    "en": "Thank you so much, everything was perfect, great service!",
    "es": "Muchas gracias, todo perfecto, sois un encanto.",
    "fr": "Merci beaucoup, tout est parfait, super service !",
    "it": "Grazie mille, tutto perfetto, siete gentilissimi!",
    "nl": "Hartelijk dank, alles perfect, geweldige service!",
    "pl": "Bardzo dziękuję, wszystko świetnie, wspaniała obsługa!",
    "pt": "Muito obrigada, tudo perfeito, ótimo atendimento!",
    "ru": "Большое спасибо, всё прекрасно, отличное обслуживание!",
    "tr": "Çok teşekkürler, her şey mükemmel, harika bir hizmet!",
}
HOSTILE = {
    "one letter": "a" * 1_000_000,
    "joiners": "\u200d" * 1_000_000,
    "mixed directions": "\u202eabc\u202cאבג" * 100_000,
    "half characters": "\ud83d" * 1_000_000,
    "nought": "\0" * 1_000_000,
    "one emoji": "😡" * 10_000,
    "many emoji": "".join(chr(0x1F600 + at % 80) for at in random.Random(1).choices(range(999), k=10_000)),
    "one sentence": "No me han dado nada de lo que pedí. " * 20_000,
}
ABOUT = 0.02
"""Of chances, where the words are the same and the instant tier hears them otherwise."""


@pytest.fixture(scope="module")
def deep() -> Deep:
    return Deep.load()


@pytest.mark.parametrize("language", COMPLAINTS)
def test_a_complaint_is_told_from_thanks_in_any_language(deep: Deep, language: str) -> None:
    complaint, thanks = deep.score([COMPLAINTS[language], THANKS[language]])
    assert complaint.valence < -0.3
    assert thanks.valence > NEUTRAL
    assert complaint.anger > thanks.anger


def test_moods_come_in_the_order_of_their_texts_whatever_their_length(deep: Deep) -> None:
    texts = [text for pair in zip(COMPLAINTS.values(), THANKS.values(), strict=True) for text in pair]
    texts[3] += " " + THANKS["en"] * 3
    bad = [mood.valence < 0 for mood in deep.score(texts)]
    assert bad == [True, False] * len(COMPLAINTS)


def test_a_message_is_heard_the_same_in_whatever_company(deep: Deep) -> None:
    texts = [*COMPLAINTS.values(), *THANKS.values()]
    alone = [deep.score([text])[0] for text in texts]
    assert deep.score(texts) == alone
    assert deep.score(texts[::-1]) == alone[::-1]


def test_shouting_is_heard_as_the_words_it_shouts(deep: Deep) -> None:
    calm, loud = deep.chances(_passages(COMPLAINTS["es"]) + _passages(COMPLAINTS["es"].upper()))
    assert loud == pytest.approx(calm, abs=ABOUT)


def test_one_furious_paragraph_is_what_a_long_polite_mail_says(deep: Deep) -> None:
    polite = "Buenos días, les escribo por el pedido que hice la semana pasada desde la tienda de mi barrio. " * 4
    (mail,) = deep.score([f"{polite}\n\n{COMPLAINTS['es']}\n\n{polite}"])
    (quiet,) = deep.score([f"{polite}\n\n{polite}"])
    assert mail.valence < -0.25 < quiet.valence
    assert mail.anger > quiet.anger


def test_signals_are_heard_beside_the_mood_and_the_tier_is_named(deep: Deep) -> None:
    (mood,) = deep.score(["I want to speak to a human being, please."])
    assert mood.tier == "deep"
    assert mood.signals == ("asks_human",)
    assert mood.shown["asks_human"] in "I want to speak to a human being, please."


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b", "\0", "https://"])
def test_of_a_text_that_says_nothing_nothing_is_known(deep: Deep, text: str) -> None:
    (mood,) = deep.score([text])
    assert -1 <= mood.valence <= 1
    assert mood.anger < 0.5
    if text != "https://":
        assert (mood.valence, mood.anger, mood.confidence) == (0, 0, 0)


def test_no_texts_have_no_moods(deep: Deep) -> None:
    assert deep.score([]) == []


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_scored_in_one_short_passage(deep: Deep, kind: str) -> None:
    (mood,) = deep.score([HOSTILE[kind]])
    assert np.isfinite([mood.valence, mood.anger, mood.confidence]).all()
    assert len(_passages(HOSTILE[kind])) == 1


def test_any_nonsense_is_scored(deep: Deep) -> None:
    chance = random.Random(7)
    texts = ["".join(map(chr, chance.choices(range(0x11000), k=chance.randrange(600)))) for _ in range(60)]
    for mood in deep.score(texts):
        assert -1 <= mood.valence <= 1
        assert 0 <= mood.anger <= 1
        assert 0 <= mood.confidence <= 1


def test_a_long_mail_in_its_own_words_is_read_to_its_end() -> None:
    parts = _passages(" ".join([*COMPLAINTS.values(), *THANKS.values()]))
    assert len(parts) > 3
    assert parts[-1].endswith(THANKS["tr"])


def test_a_script_that_writes_few_letters_is_words_as_well() -> None:
    assert _in_words("मेरा ऑर्डर अभी तक नहीं आया और कोई जवाब नहीं देता।")
    assert _in_words("คำสั่งซื้อของฉันยังไม่มาถึงและไม่มีใครตอบ")
    assert not _in_words("😡🤬 !!! 👎👎 ... ❌")


def test_what_a_mail_says_after_repeating_itself_is_read() -> None:
    mail = "¿Hola? ¿Hay alguien? " * 60 + "Es el tercer pedido que perdéis este año y me quiero dar de baja."
    assert "dar de baja" in _passages(mail)[-1]
    assert len(_passages(mail)) == 2


def test_several_threads_may_score_at_once(deep: Deep) -> None:
    texts = [*COMPLAINTS.values()]
    expected = deep.score(texts)
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda _: deep.score(texts), range(8))) == [expected] * 8


def test_the_file_is_no_larger_than_promised() -> None:
    assert SHIPPED.stat().st_size <= 32_000_000


def test_the_model_that_ships_is_read_without_training_s_libraries() -> None:
    with zipfile.ZipFile(SHIPPED) as file:
        assert sorted(file.namelist()) == [GRAPH, VOCABULARY]
    assert Deep.load(threads=2).score(["Gracias"])[0].valence > 0


def test_a_missing_model_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"missing: there is no file mood\.model"):
        Deep.load(tmp_path / "mood.model")


def damaged(kind: str) -> bytes:
    whole = SHIPPED.read_bytes()
    if kind == "flipped":
        middle = len(whole) // 2
        return whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    return {"empty": b"", "text": b"not a model", "cut": whole[: len(whole) // 2]}[kind]


@pytest.mark.parametrize("kind", ["empty", "text", "cut", "flipped"])
def test_a_damaged_model_is_said_to_be_broken(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "mood.model"
    path.write_bytes(damaged(kind))
    with pytest.raises(ModelError, match=r"mood\.model cannot be used: the file is broken"):
        Deep.load(path)


@pytest.mark.parametrize(
    "members", [{}, {VOCABULARY: b"[]"}, {GRAPH: b"x", VOCABULARY: b"[]"}, {GRAPH: b"", VOCABULARY: b"{"}]
)
def test_a_zip_that_is_no_model_is_said_to_be_broken(tmp_path: Path, members: dict[str, bytes]) -> None:
    path = tmp_path / "mood.model"
    with zipfile.ZipFile(path, "w") as file:
        for name, content in members.items():
            file.writestr(name, content)
    with pytest.raises(ModelError, match="broken"):
        Deep.load(path)


def test_no_more_is_read_of_a_passage_than_was_learnt_together(deep: Deep) -> None:
    wide = " ".join("क़ि" for _ in range(300))
    assert len(deep._pieces.read(wide)) == LONGEST
