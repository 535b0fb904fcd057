"""A vocabulary small enough to reckon with by hand."""

import pytest

from router.mood.pieces import END, START, UNKNOWN, Pieces

SCORED = [
    ("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0),
    ("▁", -2.0), ("▁no", -3.0), ("▁n", -5.0), ("o", -4.0), ("ok", -4.5), ("k", -6.0), ("n", -6.0), ("▁nok", -11.0),
]  # fmt: skip
NUMBER = {piece: number for number, (piece, _) in enumerate(SCORED)}


@pytest.fixture
def pieces() -> Pieces:
    return Pieces(SCORED, 12)


def spelled(pieces: Pieces, text: str) -> list[str]:
    return [SCORED[number][0] for number in pieces.read(text)[1:-1]]


def test_a_text_begins_and_ends(pieces: Pieces) -> None:
    assert pieces.read("no") == [START, NUMBER["▁no"], END]
    assert pieces.read("") == [START, END]


def test_the_likeliest_pieces_spell_a_word_not_the_longest(pieces: Pieces) -> None:
    assert spelled(pieces, "nok") == ["▁no", "k"]  # -9; "▁n" "ok" is -9.5, and the word's own piece -11


def test_every_word_begins_with_the_space_before_it(pieces: Pieces) -> None:
    assert spelled(pieces, "no ok") == ["▁no", "▁", "ok"]
    assert spelled(pieces, "  no   no ") == ["▁no", "▁no"]


def test_unknown_signs_in_a_row_are_one_piece(pieces: Pieces) -> None:
    assert spelled(pieces, "noxyz") == ["▁no", "<unk>"]
    assert spelled(pieces, "xnoy") == ["▁", "<unk>", "n", "o", "<unk>"]


def test_a_known_sign_is_never_swallowed_by_unknown_ones(pieces: Pieces) -> None:
    assert pieces.read("xkx").count(UNKNOWN) == 2


def test_a_long_text_is_cut_and_still_ends(pieces: Pieces) -> None:
    read = pieces.read("no " * 50)
    assert len(read) == 12
    assert read[0] == START
    assert read[-1] == END


def test_a_word_of_ten_thousand_letters_is_read(pieces: Pieces) -> None:
    assert len(pieces.read("no" * 5_000)) == 12


def test_the_same_word_reads_the_same_a_second_time(pieces: Pieces) -> None:
    first = pieces.read("nok ok nok")
    assert pieces.read("nok ok nok") == first
    assert spelled(pieces, "nok ok nok")[:2] == ["▁no", "k"]


def test_special_pieces_are_never_read_from_a_text(pieces: Pieces) -> None:
    assert START not in pieces.read("<s> </s> <pad>")[1:-1]
    assert END not in pieces.read("<s> </s> <pad>")[1:-1]
