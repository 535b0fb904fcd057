"""The deep tier: a small multilingual encoder (MODEL.md) that hears anger in the customer's own language."""

import ctypes
import json
import zipfile
import zlib
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np
from onnxruntime import InferenceSession, SessionOptions

from inbox.words import Mood
from router.mood.instant import NOTHING, Instant
from router.mood.opinions import Chances, Logits, beside, chances_of, logits_of
from router.mood.pieces import END, START, Pieces
from router.mood.signals import heard
from router.mood.text import lowered, passages, prepared
from router.mood.whole import valences, whole

SHIPPED = Path(__file__).with_name("deep.zip")
"""The model that comes with the product; `hilo mood train` makes another one."""

GRAPH = "model.onnx"
VOCABULARY = "pieces.json"
"""What the file holds: the encoder, and the pieces that it knows."""

LONGEST = 96
"""Pieces of a passage that are read: no more were ever learnt together."""
EMPTY = [START, END]

NEWS = 40
"""Bytes by which a passage makes the text larger, compressed, that does not only repeat it."""
SIGNS = 3
"""In words at least every third sign is a letter, whatever the script; pages of emoji are none."""


class ModelError(Exception):
    """The deep tier cannot work; the sentence says why, for people."""


class Deep:
    """Safe to call from several threads at once; nearly all of its work leaves Python's lock to others."""

    def __init__(self, session: InferenceSession, rows: Sequence[tuple[str, float, int]]) -> None:
        """rows: of every piece, how likely it is, and whether tuning met it."""
        self._session = session
        self._pieces = Pieces([(piece, score) for piece, score, _ in rows], LONGEST)
        self._taught = np.array([taught for *_, taught in rows])
        self._instant = Instant()

    @classmethod
    def load(cls, path: Path = SHIPPED, threads: int = 1) -> "Deep":
        """threads: how many cores one run may use. Raises ModelError when the file is missing, broken or another."""
        try:
            with zipfile.ZipFile(path) as file:  # which also knows a damaged one by its checksums
                deep = cls(_session(file.read(GRAPH), threads), json.loads(file.read(VOCABULARY)))
            deep.chances(["Hola"])
        except FileNotFoundError as error:
            raise ModelError(f"The mood model is missing: there is no file {path.name}.") from error
        except Exception as error:  # the libraries raise plain ones of their own for a file they cannot use
            raise ModelError(f"The mood model {path.name} cannot be used: the file is broken.") from error
        return deep

    def score(self, texts: Sequence[str]) -> list[Mood]:
        spoken = [_passages(text) for text in texts]
        chances = self.chances([passage for parts in spoken for passage in parts])
        ends = accumulate(map(len, spoken))
        return [
            _mood(text, parts, chances[end - len(parts) : end])
            for text, parts, end in zip(texts, spoken, ends, strict=True)
        ]

    def chances(self, spoken: Sequence[str]) -> Chances:
        """Prepared passages x 4: that it is negative, neutral, positive (together 1), and that its writer is angry."""
        encoded, first = self.logits(spoken)
        chances = chances_of(encoded + first)
        chances[[not passage for passage in spoken]] = NOTHING
        return chances

    def logits(self, spoken: Sequence[str]) -> tuple[Logits, Logits]:
        """The encoder's own, noughts of an empty passage; and what the first impression adds to them."""
        read = [self._pieces.read(lowered(passage)) for passage in spoken]
        found = np.array([self._encoded(ids) for ids in read]).reshape(-1, 4)
        return found, beside(self._instant.chances(spoken), np.array([self._known(ids) for ids in read]))

    def _encoded(self, read: list[int]) -> Logits:
        """Of one passage in a run of its own: numbers of a run share their 8 bits, so that in company a passage would
        be heard otherwise than alone. It costs no more time: on few cores a run of many takes as long as many of one.
        """
        if read == EMPTY:
            return np.zeros(4)
        (chances,) = self._session.run(None, {"ids": np.array([read], np.int64)})
        return logits_of(chances.astype(np.float64)).reshape(4)

    def _known(self, read: list[int]) -> float:
        """The share of the pieces that tuning met."""
        said = read[1:-1]
        return float(self._taught[said].mean()) if said else 0.0


def _session(graph: bytes, threads: int) -> InferenceSession:
    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 4  # errors are raised; they need not go to the terminal as well
    options.add_session_config_entry("session.disable_quant_qdq", "1")  # else 4-bit weights are widened at every run
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # an idle tier costs nothing
    options.enable_mem_pattern = False  # a plan of memory for every length of text there is costs 10 MB
    session = InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    session._model_bytes = None  # it keeps the file's 30 MB for other providers, which we do not try
    _give_back()
    return session


def _give_back() -> None:
    """What loading took for a moment, 160 MB, which malloc else keeps (glibc alone can be told)."""
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)


def _passages(text: str) -> list[str]:
    """The first one, and those after it that say something more."""
    first, *others = passages(prepared(text))
    told = [first]
    for passage in others:
        if _in_words(passage) and _packed([*told, passage]) - _packed(told) > NEWS:
            told.append(passage)
    return told


def _in_words(passage: str) -> bool:
    return sum(map(str.isalpha, passage)) * SIGNS > len(passage)


def _packed(told: list[str]) -> int:
    return len(zlib.compress(" ".join(told).encode()))


def _mood(text: str, parts: list[str], chances: Chances) -> Mood:
    """Of a long text the worst passage counts. Which words moved it costs more to say, and only `why` is asked."""
    valence, anger, worst = whole(valences(chances), chances[:, 3].tolist())
    sure = 1.5 * float(chances[worst, :3].max()) - 0.5 if parts[worst] else 0.0
    shown = heard(text)
    return Mood(round(valence, 3), round(anger, 3), round(sure, 3), tuple(shown), (), shown, "deep")
