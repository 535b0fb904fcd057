"""Teaches the encoder's upper layers to hear moods.

Three heads share them: tone as people judged it, tone as emotions imply it (noisier, so that it only helps), and anger.
"""

import math
import random
import time
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional
from torch.nn.utils import clip_grad_norm_

from router.mood.pieces import PAD, Pieces
from router.mood.text import lowered
from router.mood.training.corpus import UNKNOWN, Corpus, Example
from router.mood.training.network import Above, Below
from router.mood.training.variants import varied

OUTPUTS = 7
TONE, FEELING, ANGER = slice(0, 3), slice(3, 6), 6
"""Which outputs are which head's."""

BATCH = 32
NEAR = 40
"""Batches that are sorted by length together: long ones pad each other, and yet no batch is of one kind."""
WARM_UP = 150
"""Steps in which the rate rises from nothing."""
LOWER = 0.9
"""A layer learns so much slower than the one above it: the lower, the more general is what it knows."""
KEPT = 0.996
"""The model that is kept is an average: at every step so much of it stays, the rest is the newest weights."""

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Plan:
    """passes: how often the corpus is read; rate: how fast the top layer learns; head_rate: and the head."""

    passes: float = 2.0
    rate: float = 1.5e-4
    head_rate: float = 4e-4
    seed: int = 1


def tune(below: Below, above: Above, corpus: Corpus, pieces: Pieces, plan: Plan, tell: Tell) -> Above:
    """The average of the trained weights. tell: hears every 50 steps how far it is."""
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)  # noqa: S311  it draws examples, no secrets
    average: Above = deepcopy(above).eval()
    steps, began = math.ceil(plan.passes * len(corpus) / BATCH), time.monotonic()
    learner = torch.optim.AdamW(_rates(above, plan), weight_decay=0.01, fused=True)
    cooling = torch.optim.lr_scheduler.LambdaLR(learner, lambda step: _warmth(step, steps))
    above.train()
    for step, (examples, ids) in zip(range(1, steps + 1), _batches(corpus, pieces, chance), strict=False):
        wrong = _step(below, above, learner, examples, torch.from_numpy(padded(ids)))
        cooling.step()
        _follow(average, above, min(KEPT, step / (step + 20)))
        if step % 50 == 0 or step == steps:
            left = (time.monotonic() - began) / step * (steps - step)
            tell(f"step {step} of {steps}, wrong by {wrong:.3f}, {left / 60:.0f} minutes left")
    return average


def _rates(above: Above, plan: Plan) -> list[dict[str, object]]:
    layers = [
        {"params": list(layer.parameters()), "lr": plan.rate * LOWER**depth}
        for depth, layer in enumerate(reversed(list(above.layers)))
    ]
    return [*layers, {"params": list(above.head.parameters()), "lr": plan.head_rate}]


def _warmth(step: int, steps: int) -> float:
    return min(1.0, (step + 1) / WARM_UP) * max(0.02, 1 - step / steps)


def _batches(corpus: Corpus, pieces: Pieces, chance: random.Random) -> Iterator[tuple[list[Example], list[list[int]]]]:
    """Pass after pass, without end."""
    while True:
        drawn = corpus.drawn(chance)
        for start in range(0, len(drawn), BATCH * NEAR):
            yield from _near(drawn[start : start + BATCH * NEAR], pieces, chance)


def _near(
    examples: list[Example], pieces: Pieces, chance: random.Random
) -> list[tuple[list[Example], list[list[int]]]]:
    ids = [pieces.read(lowered(varied(example.text, example.language, chance))) for example in examples]
    order = sorted(range(len(ids)), key=lambda index: len(ids[index]) + chance.random())
    batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
    chance.shuffle(batches)
    return [([examples[index] for index in batch], [ids[index] for index in batch]) for batch in batches]


def padded(pieces: list[list[int]]) -> npt.NDArray[np.int64]:
    """One row per passage, as long as the longest."""
    padded = np.full((len(pieces), max(map(len, pieces))), PAD, np.int64)
    for row, ids in zip(padded, pieces, strict=True):
        row[: len(ids)] = ids
    return padded


def _step(below: Below, above: Above, learner: torch.optim.Optimizer, examples: list[Example], ids: Tensor) -> float:
    with torch.no_grad():
        state = below(ids)
    with torch.autocast("cpu", torch.bfloat16):
        logits = above(state, ids)
    wrong = loss(logits, examples)
    wrong.backward()
    clip_grad_norm_(above.parameters(), 1.0)
    learner.step()
    learner.zero_grad()
    return float(wrong.detach())


def loss(logits: Tensor, examples: list[Example]) -> Tensor:
    """Per example. Labels are smoothed: people disagree on many of them."""
    weights = torch.tensor([example.weight for example in examples])
    tones = _cross(logits[:, TONE], torch.tensor([example.tone for example in examples]), 0.06)
    feelings = _cross(logits[:, FEELING], torch.tensor([example.feeling for example in examples]), 0.1)
    return ((tones + 0.4 * feelings + _heat(logits[:, ANGER], examples)) * weights).mean()


def _cross(logits: Tensor, wanted: Tensor, smoothing: float) -> Tensor:
    return functional.cross_entropy(
        logits, wanted, ignore_index=UNKNOWN, reduction="none", label_smoothing=smoothing
    )  # 0 where the label is not known


def _heat(logits: Tensor, examples: list[Example]) -> Tensor:
    angry = torch.tensor([float(example.angry) for example in examples])
    wrong = functional.binary_cross_entropy_with_logits(logits, angry.clamp(0.03, 0.97), reduction="none")
    return cast(Tensor, wrong * (angry != UNKNOWN))


def _follow(average: Above, above: Above, kept: float) -> None:
    with torch.no_grad():
        for mean, newest in zip(average.parameters(), above.parameters(), strict=True):
            mean.lerp_(newest, 1 - kept)
