"""How soon a tier answers, and how much memory it takes: `python tests/bench/cold.py`, in a process of its own.

Prints JSON: seconds from nothing to a first answer, and MiB that each tier adds to a server's imports and keeps after
the texts that come in as a JSON list.
"""

import json
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import psutil  # noqa: E402  # a script finds only its own folder by itself

import web.app  # noqa: E402, F401  # what a server holds anyway
from router.mood.deep import Deep, ModelError  # noqa: E402
from router.mood.instant import Instant  # noqa: E402

MIB = 2**20


def main() -> None:
    texts = json.load(sys.stdin)
    before, began = resident(), time.perf_counter()
    instant = Instant()
    instant.score(texts[:1])
    told = {"instant_seconds": time.perf_counter() - began}
    instant.score(texts)
    told["instant_mib"] = resident() - before
    print(json.dumps(told | deep(texts)))


def deep(texts: list[str]) -> dict[str, float]:
    before, began = resident(), time.perf_counter()
    try:
        model = Deep.load()
    except ModelError:
        return {}
    model.score(texts[:1])
    seconds = time.perf_counter() - began
    model.score(texts)
    return {"deep_seconds": seconds, "deep_mib": resident() - before}


def resident() -> float:
    return float(psutil.Process().memory_info().rss / MIB)


if __name__ == "__main__":
    main()
