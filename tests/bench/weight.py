"""What Hilo weighs, embedded: `python tests/bench/weight.py [--rounds N]`.

Memory of an idle server, seconds from its start until it answers, the size of the wheel, and of all that it installs.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
os.chdir(ROOT)

import psutil  # noqa: E402  # a script finds only its own folder by itself
from bench import ingest, rows  # noqa: E402
from bench.rows import Row  # noqa: E402
from bench.share import Meter  # noqa: E402
from bench.site import Site  # noqa: E402
from packaging.requirements import Requirement  # noqa: E402

MB = 1e6


def main(arguments: Sequence[str] | None = None) -> int:
    return rows.run(__doc__, options, measure, arguments)


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=5, help="starts, of which the median counts")
    parser.add_argument("--rest", type=float, default=10.0, help="seconds until it is called idle")


def measure(given: argparse.Namespace) -> Iterator[Row]:
    with ingest.site() as site:
        yield start(site, "first start, which makes the database", 1)
        yield start(site, f"cold start, p50 of {given.rounds}", given.rounds)
        yield idle(site, given.rest)
    yield wheel()
    names = sorted(needed("hilo"))
    yield Row("dependencies", f"{len(names)}, {sum(map(size, names)) / MB:,.0f} MB")
    largest = sorted(names, key=size, reverse=True)[:3]
    yield Row("the largest of them", ", ".join(f"{name} {size(name) / MB:,.0f}" for name in largest))


def start(site: Site, what: str, rounds: int) -> Row:
    """From the command until it says where it is, which is when it answers."""
    meter, took = Meter(), list[float]()
    for _ in range(rounds):
        began = time.monotonic()
        site.start(main="web")
        took.append(time.monotonic() - began)
        site.stop()
    return rows.figure(what, rows.quantile(took, 0.5), "s", meter.read().foreign)


def idle(site: Site, rest: float) -> Row:
    site.start(main="web")
    time.sleep(rest)
    return rows.figure("memory, idle (RSS)", psutil.Process(site.pids[0]).memory_info().rss / 2**20, "MiB")


def wheel() -> Row:
    """Built as it would be published; the screens are in it."""
    with tempfile.TemporaryDirectory(prefix="hilo-wheel-") as folder:
        build = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
        built = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
        if built.returncode:
            return rows.told("wheel", f"not built: {built.stderr.strip().splitlines()[-1]}")
        (made,) = Path(folder).glob("*.whl")
        return rows.figure("wheel", made.stat().st_size / MB, "MB")


def needed(name: str, extras: frozenset[str] = frozenset(), known: frozenset[str] = frozenset()) -> frozenset[str]:
    """What it needs, and what that needs in turn, as far as it is needed here."""
    for line in requires(name):
        wanted = Requirement(line)
        other = canonical(wanted.name)
        if other not in known and fits(wanted, extras):
            known = needed(other, frozenset(wanted.extras), known | {other})
    return known


def requires(name: str) -> Sequence[str]:
    try:
        return distribution(name).requires or ()
    except PackageNotFoundError:
        return ()


def fits(wanted: Requirement, extras: frozenset[str]) -> bool:
    marker = wanted.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras))


def canonical(name: str) -> str:
    """https://packaging.python.org/en/latest/specifications/name-normalization/"""
    return re.sub(r"[-_.]+", "-", name).lower()


def size(name: str) -> int:
    """Bytes of its files, as they lie installed."""
    files = (file.locate() for file in distribution(name).files or ())
    return sum(path.stat().st_size for path in map(Path, map(str, files)) if path.is_file())


if __name__ == "__main__":
    sys.exit(main())
