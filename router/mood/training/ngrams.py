"""Makes the instant tier's table: `python -m router.mood.training.ngrams DATA MODEL.npz` (three minutes on one core).

DATA: a folder of `*.train.jsonl`, a message a line: text, label (neg, neu, pos), lang, and anger (0 or 1) where known.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, embedding_bag

from router.mood.ngrams import ANGRY, BITS, HEADS, Lines, Places, Table
from router.mood.text import passages, prepared

LABELS = {"neg": 0, "neu": 1, "pos": 2}
UNKNOWN = -1
MOST = 12_000
"""Messages of one set: the largest, of forum talk, would outvote all the others."""
PASSES = 4
BATCH = 256
RATE = 0.02
SHRINK = 4e-6
LENIENT = 0.5
"""What a label counts that was derived from an emotion."""
ENGLISH = 0.2
HOME = "umsab"
"""The set whose balance of bad, neutral and good is shipped: as many of each."""
CLIPPED = 0.9999
SOBER = np.array([0.85, 0.85, 0.9, 1.0])
"""What makes the chances true, with VADER's part in them: nearest to the smallest log loss on the development files."""
SHARP = 31
"""Steps of a weight on either side of zero: as good as 127, and half the file."""


class Row(msgspec.Struct):
    """A line of a file. home: whose usual share of bad and good messages it has."""

    text: str
    label: str
    lang: str = ""
    anger: int = UNKNOWN
    home: str = ""


@dataclass(frozen=True)
class Corpus:
    """rows: of all texts' pieces, one after the other; a text's are those from its bound to the next one's."""

    rows: Tensor
    bounds: Tensor
    lengths: Tensor
    labels: Tensor
    anger: Tensor
    english: Tensor
    homes: Tensor
    weights: Tensor


def main(data: str, model: str) -> None:
    torch.manual_seed(0)
    rows = list(read(Path(data)))
    told = corpus(rows)
    trained = fit(told)
    table_of(trained, told, homes(rows).index(HOME)).save(Path(model))


def homes(rows: Sequence[Row]) -> list[str]:
    return sorted({row.home for row in rows})


def read(folder: Path) -> Iterator[Row]:
    """Every set's messages, at most `MOST` of each."""
    decode = msgspec.json.Decoder(Row).decode
    for path in sorted(folder.glob("*.train.jsonl")):
        rows = [decode(line) for line in path.read_bytes().splitlines()]
        chosen = np.random.default_rng(0).permutation(len(rows))[:MOST]
        home = path.name.split(".")[0]
        yield from (msgspec.structs.replace(rows[at], home=home) for at in chosen)


def corpus(rows: Sequence[Row]) -> Corpus:
    lines = [Lines(passages(prepared(row.text))[:1]) for row in rows]
    pieces = [found_in(one) for one in lines]
    known = homes(rows)
    emotional = {row.home for row in rows if row.anger != UNKNOWN}
    return Corpus(
        rows=torch.from_numpy(np.concatenate(pieces)),
        bounds=torch.from_numpy(np.cumsum([0, *map(len, pieces)])),
        lengths=torch.tensor([len(one.codes) for one in lines]),
        labels=torch.tensor([LABELS[row.label] for row in rows]),
        anger=torch.tensor([float(row.anger) for row in rows]),
        english=torch.tensor([float(row.lang == "en") for row in rows]),
        homes=torch.tensor([known.index(row.home) for row in rows]),
        weights=torch.tensor([LENIENT if row.home in emotional else 1.0 for row in rows]),
    )


def found_in(line: Lines) -> Places:
    """The rows of one text's pieces, without those that start in the break after it."""
    inside = line.codes != ord("\n")
    return np.concatenate([found[inside[places]] for places, found in line.pieces()])


class Model(torch.nn.Module):
    """biases: one set for every home; those of HOME are shipped."""

    def __init__(self, homes: int) -> None:
        super().__init__()
        self.table = torch.nn.Parameter(torch.zeros(2**BITS, HEADS))
        self.biases = torch.nn.Parameter(torch.zeros(homes, HEADS))

    def forward(self, corpus: Corpus, chosen: Tensor) -> tuple[Tensor, Tensor]:
        """Logits, and the table's rows that made them."""
        counts = corpus.bounds[chosen + 1] - corpus.bounds[chosen]
        starts = counts.cumsum(0) - counts
        at = torch.arange(int(counts.sum())) + (corpus.bounds[chosen] - starts).repeat_interleave(counts)
        found = corpus.rows[at]
        sums = embedding_bag(found, self.table, starts, mode="sum")
        return sums / corpus.lengths[chosen].sqrt()[:, None] + self.biases[corpus.homes[chosen]], found


def fit(corpus: Corpus) -> Model:
    model = Model(int(corpus.homes.max()) + 1)
    steps = [part for _ in range(PASSES) for part in torch.randperm(len(corpus.labels)).split(BATCH)]
    descent = torch.optim.Adam(model.parameters(), lr=RATE)
    slowing = torch.optim.lr_scheduler.LinearLR(descent, 1.0, 0.0, len(steps))
    for chosen in steps:
        descent.zero_grad()
        logits, found = model(corpus, chosen)
        (loss(corpus, chosen, logits) + SHRINK * model.table[found].square().sum()).backward()
        descent.step()
        slowing.step()
    return model


def loss(corpus: Corpus, chosen: Tensor, logits: Tensor) -> Tensor:
    bad, good, angry, english = logits.unbind(1)
    three = torch.stack([bad, torch.zeros_like(bad), good], 1)
    mood = cross_entropy(three, corpus.labels[chosen], reduction="none", label_smoothing=0.05)
    known = corpus.anger[chosen] != UNKNOWN
    anger = binary_cross_entropy_with_logits(angry[known], corpus.anger[chosen][known])
    language = binary_cross_entropy_with_logits(english, corpus.english[chosen])
    return (mood * corpus.weights[chosen]).mean() + anger + ENGLISH * language


def table_of(model: Model, corpus: Corpus, home: int) -> Table:
    """In whole steps, and as sure of itself as it is right on the development files."""
    weights, biases = model.table.detach().numpy(), model.biases.detach()
    steps = np.quantile(np.abs(weights), CLIPPED, axis=0) / SHARP
    rounded = np.clip(np.rint(weights / steps), -SHARP, SHARP).astype(np.int8)
    shipped = biases[home].clone()
    shipped[ANGRY] = biases[corpus.homes[corpus.anger != UNKNOWN], ANGRY].mean()  # at home nobody was asked for anger
    return Table(rounded, steps * SOBER, shipped.numpy() * SOBER)


if __name__ == "__main__":
    main(*sys.argv[1:])
