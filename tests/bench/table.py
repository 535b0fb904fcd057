"""Every figure in one table, taken in one run: `python tests/bench/table.py [--quick] [NAME ...]`, or `make bench`.

Each program can be run alone, too. Compare ratios, never rates of two machines; rows with much foreign processor time
are worth little.
"""

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import DecodeError, json

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from bench.rows import HEAD, Row, as_line, columns, told  # noqa: E402  # a script finds only its own folder by itself

PROGRAMS = {
    "ingest": ("--seconds", "0.5", "--steps", "2", "--agents", "2"),
    "scaled": ("--seconds", "0.5", "--steps", "2", "--agents", "2", "--backlog", "100"),
    "streams": ("--streams", "50", "--rounds", "3"),
    "cost": ("--messages", "100"),
    "sizes": ("--threads", "400", "800", "--rounds", "5"),
    "search": ("--sizes", "1000", "--rounds", "2"),
    "peers": ("--seconds", "1"),
    "weight": ("--rounds", "1", "--rest", "1"),
    "journey": ("--rounds", "2"),
    "loading": ("--rounds", "1"),
}  # fmt: skip
"""In their order, each with what makes it quick: only to see that it runs, its figures then mean nothing."""


def main(arguments: Sequence[str] | None = None) -> int:
    """0: all of them ran; whether the gates are met is printed. 1: one did not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(PROGRAMS)}; all by default")
    parser.add_argument("--quick", action="store_true", help="as small as can be, to see that everything runs")
    given = parser.parse_args(arguments)
    if strange := set(given.names) - set(PROGRAMS):
        parser.error(f"there is no {', '.join(sorted(strange))}; there are {', '.join(PROGRAMS)}")
    introduce()
    ran = [show(name, PROGRAMS[name] if given.quick else ()) for name in given.names or PROGRAMS]
    return 0 if all(ran) else 1


def introduce() -> None:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    print(
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}. Servers, clients and others (foreign) shared them; loopback."
    )
    print(columns(*HEAD), flush=True)


def show(name: str, arguments: Sequence[str]) -> bool:
    """Every row as soon as it is there. Returns whether the program ended well."""
    print(f"-- {name}", flush=True)
    command = (sys.executable, str(Path(__file__).with_name(f"{name}.py")), "--json", *arguments)
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True) as program:
        assert program.stdout is not None
        for row in rows(program.stdout):
            print(as_line(row), flush=True)
    if program.returncode:
        print(as_line(told(name, f"FAILED with status {program.returncode}; see above")), flush=True)
    return program.returncode == 0


def rows(lines: Iterator[str]) -> Iterator[Row]:
    """Whatever is no row is passed on as it is."""
    for line in lines:
        try:
            yield json.decode(line, type=Row)
        except DecodeError:
            print(line, end="")


if __name__ == "__main__":
    sys.exit(main())
