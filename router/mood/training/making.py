"""From messages to the file that the deep tier reads."""

import json
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import wordfreq

from router.mood.deep import GRAPH, LONGEST, VOCABULARY, Deep
from router.mood.pieces import Pieces, Scored
from router.mood.training.calibrating import Head, baked, heated, toned
from router.mood.training.corpus import UNKNOWN, Corpus, Example, Row, example, sets
from router.mood.training.former import Begun
from router.mood.training.graph import graph
from router.mood.training.network import Above, Below
from router.mood.training.source import Encoder, start
from router.mood.training.tuning import ANGER, OUTPUTS, TONE, Plan, tune
from router.mood.training.vocabulary import CIRCLES, kept, taught

FROZEN = 6
"""Layers that stay as they are, in 4 bits. The six above them are tuned, and kept in 8."""
SHIPPED = [*range(OUTPUTS)[TONE], ANGER]
"""Of what tuning puts out, what the model keeps."""
HEARD = [0, 1, 2, 0, 1, 2, 3]
"""Where each output of tuning begins in a model that is gone on from: feeling begins as tone."""
DEVELOPING = ("dev", "val")
"""Splits that calibrate what the training splits taught."""
CALIBRATING = 100
"""Messages of a kind of label without which the chances stay as they were learnt."""
WHEN = (1980, 1, 1, 0, 0, 0)
"""The same model makes the same file."""

ANEW = Plan()
"""Two passes, which take 40 minutes on one core of 2025."""
ON = Plan(passes=1.0, rate=8e-5, head_rate=1.2e-4)
"""Of a model that has learnt already: half as fast, so that it forgets little of that."""


def make(
    data: Sequence[Path],
    out: Path,
    more: Iterable[Row] = (),
    *,
    former: Begun | None = None,
    plan: Plan | None = None,
    tell: Callable[[str], None] = print,
) -> Path:
    """Writes `out` when all is done, and nothing before. former: the model to go on from, by default the bare encoder.

    Raises OSError or ValueError for data that cannot be read.
    """
    corpus = Corpus(data, more)
    tell(f"{len(corpus)} messages a pass")
    begun = former or _pruned(corpus)
    finished, head = _tuned(begun, corpus, plan or (ON if former else ANEW), tell)
    known, part = _met(begun, corpus), out.with_suffix(".part")
    write(finished, head, begun.vocabulary, known, part)
    write(finished, calibrated(head, Deep.load(part), _developing(data)), begun.vocabulary, known, part)
    tell(f"{part.stat().st_size / 1e6:.1f} MB")
    return part.replace(out)


def _pruned(corpus: Corpus) -> Begun:
    whole, scored = start()
    pieces = kept(scored, corpus, _frequencies())
    encoder = replace(whole, pieces=whole.pieces.rows(np.array(pieces)))
    return Begun(encoder, None, [scored[piece] for piece in pieces], [0] * len(pieces))


def _frequencies() -> Mapping[str, Mapping[str, float]]:
    languages = [language for circle in CIRCLES for language in circle.languages.split()]
    return {language: wordfreq.get_frequency_dict(language, "best") for language in languages}


def _tuned(begun: Begun, corpus: Corpus, plan: Plan, tell: Callable[[str], None]) -> tuple[Encoder, Head]:
    encoder, head = begun.encoder, begun.head and (begun.head[0][HEARD], begun.head[1][HEARD])
    below, above = Below(encoder, FROZEN), Above(encoder, FROZEN, OUTPUTS, head)
    layers, (weights, bias) = tune(below, above, corpus, Pieces(begun.vocabulary, LONGEST), plan, tell).trained()
    return replace(encoder, layers=encoder.layers[:FROZEN] + layers), (weights[SHIPPED], bias[SHIPPED])


def _met(begun: Begun, corpus: Corpus) -> list[int]:
    """Of every piece, whether it was met now or before."""
    return [int(now or before) for now, before in zip(taught(begun.vocabulary, corpus), begun.known, strict=True)]


def _developing(data: Sequence[Path]) -> list[Example]:
    return [example(source, row) for source, rows in sets(data, DEVELOPING) for row in rows]


def calibrated(head: Head, deep: Deep, examples: Sequence[Example]) -> Head:
    """head: the one that `deep` has, not calibrated yet. Of few examples nothing is learnt."""
    encoded, beside = deep.logits([one.text for one in examples])
    tones, angry = np.array([one.tone for one in examples]), np.array([one.angry for one in examples])
    judged, told = tones != UNKNOWN, angry != UNKNOWN
    if min(judged.sum(), told.sum()) < CALIBRATING:
        return head
    tone = toned(encoded[judged, :3], beside[judged, :3], tones[judged])
    return baked(head, tone, heated(encoded[told, 3], beside[told, 3], angry[told] == 1))


def write(finished: Encoder, head: Head, vocabulary: Sequence[Scored], known: Sequence[int], out: Path) -> None:
    rows = [[piece, round(score, 4), met] for (piece, score), met in zip(vocabulary, known, strict=True)]
    pieces = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in ((GRAPH, graph(finished, head).SerializeToString()), (VOCABULARY, pieces)):
            file.writestr(zipfile.ZipInfo(name, WHEN), content, zipfile.ZIP_DEFLATED, compresslevel=9)
