"""`hilo mood train`: the new model is examined, and put in place of the old one only if it is no worse."""

import asyncio
import json
import shutil
import stat
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from inbox.corrections import Labelled
from inbox.words import MessageId
from router.mood.deep import SHIPPED, VOCABULARY, Deep
from router.mood.training.corpus import Row
from web import cli, mood, training
from web.settings import Settings, WrongSetting
from web.training import train

BAD = ("The {} is broken and nobody answers", "Worst {} ever, I want my money back", "Qué vergüenza de {}, no funciona")
PLAIN = ("When does the {} arrive?", "I have a question about the {}", "¿A qué hora abre la tienda de {}?")
FINE = ("Thank you, the {} is wonderful", "I love the new {}", "Muchas gracias, el {} es perfecto")
THINGS = ("lamp", "table", "radio", "chair", "phone", "carpet", "mirror", "clock")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """What models are examined with: 24 messages of each kind."""
    rows = [
        {"text": text.format(thing), "label": label, "lang": "en", "anger": int(label == "neg")}
        for label, texts in (("neg", BAD), ("neu", PLAIN), ("pos", FINE))
        for text in texts
        for thing in THINGS
    ]
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "shop.en.dev.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return folder


class Course:
    """A training of no time: what comes out of it is made beforehand."""

    def __init__(self, model: Path | None) -> None:
        self.model = model
        self.more: list[Row] = []
        self.former: Path | None = None

    def __call__(self, data: Sequence[Path], out: Path, more: Sequence[Row], former: Path | None) -> bool:
        self.more, self.former = list(more), former
        if self.model:
            shutil.copy(self.model, out)
        return self.model is not None


@pytest.fixture(scope="session")
def deaf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model that Hilo comes with, which takes every word for another one."""
    path = tmp_path_factory.mktemp("deaf") / "deaf.zip"
    with zipfile.ZipFile(SHIPPED) as whole, zipfile.ZipFile(path, "w") as made:
        for name in whole.namelist():
            content = whole.read(name)
            made.writestr(name, confused(content) if name == VOCABULARY else content)
    return path


def confused(content: bytes) -> bytes:
    pieces = json.loads(content)
    first, words = pieces[:10], [piece for piece, *_ in pieces[10:]]
    others = [[word, *rest] for word, (_, *rest) in zip(words[::-1], pieces[10:], strict=True)]
    return json.dumps([*first, *others]).encode()


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_model_that_is_no_worse_takes_the_place_of_the_old_one(data: Path, tmp_path: Path, capsys: Any) -> None:
    out = tmp_path / "mood.model"
    assert train([data], out, None, None, trainer=Course(SHIPPED)) == 0
    assert out.read_bytes() == SHIPPED.read_bytes()
    said = capsys.readouterr().out
    assert "shop.en (bad)" in said
    assert "from its next start" in said
    assert left(tmp_path) == ["data", "mood.model"]


def test_a_worse_model_is_refused_and_the_old_one_stays(data: Path, deaf: Path, tmp_path: Path, capsys: Any) -> None:
    out = Path(shutil.copy(SHIPPED, tmp_path / "mood.model"))
    assert train([data], out, None, None, trainer=Course(deaf)) == 1
    assert out.read_bytes() == SHIPPED.read_bytes()
    said = capsys.readouterr().err
    assert "It is worse by" in said
    assert "The model that is there stays." in said
    assert left(tmp_path) == ["data", "mood.model"]


def test_without_an_older_one_it_is_held_against_that_which_hilo_comes_with(
    data: Path, deaf: Path, tmp_path: Path
) -> None:
    assert train([data], tmp_path / "mood.model", None, None, trainer=Course(deaf)) == 1
    assert left(tmp_path) == ["data"]


def test_it_is_held_against_the_one_in_use_wherever_it_is_written(data: Path, deaf: Path, tmp_path: Path) -> None:
    assert train([data], tmp_path / "other.model", None, deaf, trainer=Course(deaf)) == 0


def test_any_model_is_better_than_a_broken_one(data: Path, deaf: Path, tmp_path: Path, capsys: Any) -> None:
    out = tmp_path / "mood.model"
    out.write_bytes(b"broken")
    assert train([data], out, None, None, trainer=Course(deaf)) == 0
    assert out.read_bytes() == deaf.read_bytes()
    assert "not held against it" in capsys.readouterr().out


def test_what_came_out_broken_replaces_nothing(data: Path, tmp_path: Path, capsys: Any) -> None:
    broken, out = tmp_path / "broken.zip", Path(shutil.copy(SHIPPED, tmp_path / "mood.model"))
    broken.write_bytes(SHIPPED.read_bytes()[:1000])
    assert train([data], out, None, None, trainer=Course(broken)) == 1
    assert out.read_bytes() == SHIPPED.read_bytes()
    assert "stays" in capsys.readouterr().err


def test_a_training_that_fails_leaves_everything_as_it_was(data: Path, tmp_path: Path) -> None:
    assert train([data], tmp_path / "mood.model", None, None, trainer=Course(None)) == 1
    assert left(tmp_path) == ["data"]


def test_it_goes_on_from_the_model_in_use_unless_it_is_asked_to_begin_anew(
    data: Path, deaf: Path, tmp_path: Path
) -> None:
    course, out = Course(SHIPPED), tmp_path / "mood.model"
    began = []
    for own, anew in ((None, False), (deaf, False), (deaf, True)):
        assert train([data], out, None, own, anew=anew, trainer=course) == 0
        began.append(course.former)
    assert began == [SHIPPED, deaf, None]


def told(count: int = 40) -> list[Labelled]:
    return [Labelled(MessageId(f"m{n}"), f"Awful {THINGS[n % 8]} {n}", "", "en", True) for n in range(count)]


def test_corrections_are_learnt_from_but_for_those_of_the_exam(data: Path, tmp_path: Path, capsys: Any) -> None:
    course = Course(SHIPPED)
    assert train([data], tmp_path / "mood.model", told(), None, trainer=course) == 0
    assert {row["anger"] for row in course.more} == {1}
    held = 40 - len(course.more)
    assert held > 0
    said = capsys.readouterr().out
    assert f"{40 - held} corrections to learn from" in said
    assert f"of {held} corrections heard as agents do" in said


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('{"text": "Hi", "label": "negative"}', "another label than neg, neu, pos"),
        ('{"label": "neg"}', "has no text"),
        ('["Hi"]', "has no text"),
        ("Hi", "cannot be read"),
        ("\xff", "cannot be read"),
        ("", "nothing to examine"),
    ],
)
def test_data_that_is_none_is_said_before_anything_is_trained(
    data: Path, tmp_path: Path, content: str, why: str
) -> None:
    for file in data.iterdir():
        file.write_bytes(content.encode("latin-1"))
    course = Course(SHIPPED)
    with pytest.raises(WrongSetting, match=why):
        train([data], tmp_path / "mood.model", told(), None, trainer=course)
    assert course.more == []


def test_data_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="no file or folder"):
        train([tmp_path / "nowhere"], tmp_path / "mood.model", None, None, trainer=Course(SHIPPED))


def test_a_place_that_cannot_be_written_is_said(data: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="Choose another place with --out"):
        train([data], tmp_path / "nowhere" / "mood.model", None, None, trainer=Course(SHIPPED))


def test_what_customers_wrote_reaches_the_training_through_a_pipe_and_never_the_disk(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program stands in for Python, and notes how it was called and what it was told."""
    stand_in, out = tmp_path / "stand-in", tmp_path / "model"
    stand_in.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/called\ncat > {tmp_path}/told\n')
    stand_in.chmod(stat.S_IRWXU)
    monkeypatch.setattr(sys, "executable", str(stand_in))
    rows: list[Row] = [{"text": "¡Basta!\n", "label": "neg", "lang": "es", "anger": 1}]
    assert training.learn([data], out, rows, None)
    assert (tmp_path / "called").read_text() == f"-m router.mood.training {data} --out {out} --more\n"
    assert [json.loads(line) for line in (tmp_path / "told").read_text().splitlines()] == rows
    assert training.learn([data], out, rows, SHIPPED)
    assert f"--from {SHIPPED}" in (tmp_path / "called").read_text()


def test_the_real_training_says_what_it_lacks(tmp_path: Path, capfd: Any) -> None:
    assert not training.learn([tmp_path / "nowhere.train.jsonl"], tmp_path / "model", [], None)
    assert capfd.readouterr().out.strip().endswith((".", "'."))


def test_the_command_writes_beside_the_data_and_reads_the_corrections_there(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setenv("HILO_DATA", str(tmp_path / "hilo"))
    monkeypatch.setattr(mood, "train", lambda *given, anew: asked.append((*given, anew)) or 0)
    assert cli.main(["mood", "train", str(data), "--with-corrections"]) == 0
    assert cli.main(["mood", "train", str(data), "--out", "x.model", "--anew"]) == 0
    assert asked == [
        ([data], tmp_path / "hilo" / "mood.model", [], None, False),
        ([data], Path("x.model"), None, None, True),
    ]


def test_the_command_reads_labels_from_the_database(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, database=f"sqlite:///{tmp_path}/hilo.db")
    assert asyncio.run(mood.corrected(settings)) == []


def test_the_shipped_model_can_be_examined(data: Path) -> None:
    [(name, rows)] = training.developing([data])
    assert (name, len(rows)) == ("shop.en", 72)
    assert all(-1 <= one.valence <= 1 for one in Deep.load().score([str(row["text"]) for row in rows]))
