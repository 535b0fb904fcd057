"""`python -m router.mood.training DATA... --out FILE [--from FILE] [--more]`: what `hilo mood train` runs, in a process
of its own.

DATA: files, or folders of them, of JSON lines (router/mood/training/corpus.py). --from: the model to go on from, by
default the bare encoder. --more: further rows come on standard input. 0: the model is written; 1: it is not, and the
last line says why.
"""

import argparse
import importlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    asked = parser().parse_args(arguments)
    try:
        making = importlib.import_module("router.mood.training.making")
        former = importlib.import_module("router.mood.training.former")
    except ModuleNotFoundError as missing:
        return say(f"Training needs {missing.name}, which is not installed: pip install 'hilo[train]'.")
    try:
        begun = former.read(asked.former) if asked.former else None
    except (OSError, ValueError) as wrong:
        return say(f"The model to go on from cannot be read: {wrong}.")
    try:
        more = [json.loads(line) for line in sys.stdin if line.strip()] if asked.more else []
        making.make(asked.data, asked.out, more, former=begun, tell=tell)
    except (OSError, ValueError, KeyError) as wrong:
        return say(f"The messages to learn from cannot be read: {wrong}.")
    return 0


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(prog="python -m router.mood.training")
    whole.add_argument("data", nargs="+", type=Path, help="files or folders of *.train.jsonl, *.dev.jsonl")
    whole.add_argument("--out", required=True, type=Path, help="the model's file")
    whole.add_argument("--from", dest="former", type=Path, help="the model to go on from")
    whole.add_argument("--more", action="store_true", help="further rows come on standard input")
    return whole


def tell(progress: str) -> None:
    """At once, for whoever watches."""
    sys.stdout.write(f"{progress}\n")
    sys.stdout.flush()


def say(sentence: str) -> int:
    tell(sentence)
    return 1


if __name__ == "__main__":
    sys.exit(main())
