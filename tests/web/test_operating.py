"""What docs/operate.md says of metrics, settings, commands and the log is what there is, and all there is."""

import re
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from router.service import Router
from web import pressure, settings
from web.cli import parser
from web.metrics import METRICS
from web.pressure import Limits
from web.settings import Settings

ROOT = Path(__file__).parents[2]
SAID = (ROOT / "docs/operate.md").read_text()
SUFFIXES = re.compile(r"_(bucket|sum|count|created)$")


def names(text: str) -> set[str]:
    """Metrics, without what Prometheus puts behind a histogram's name."""
    return {SUFFIXES.sub("", name) for name in re.findall(r"\bhilo_[a-z_]+", text)}


@pytest.mark.asyncio
async def test_every_metric_is_explained_and_none_that_does_not_exist(house: Any) -> None:
    house.app[METRICS]._router = Router(house.inbox)
    await house.stranger().get("/healthz")
    answer = await house.stranger().get("/metrics")
    families = list(text_string_to_metric_families(answer.body.decode()))
    there = {f"{one.name}_total" if one.type == "counter" else one.name for one in families}
    assert names(SAID) == names(" ".join(there))


def test_every_reason_to_be_refused_is_explained() -> None:
    explained = next(line for line in SAID.splitlines() if "`why` says what is short" in line)
    assert set(pressure.Reason.__args__) <= set(re.findall(r"`([a-z]+)`", explained))


def test_limits_are_told_as_they_are() -> None:
    assert f"below {Limits().room >> 20} MiB nothing more is taken" in SAID
    assert Limits().unread == 1_000_000
    assert "a million unread" in SAID
    assert f"`HILO_ACCOUNT_RATE` ({Settings().account_rate:,} a second)" in SAID


def test_every_setting_that_is_named_exists() -> None:
    assert set(re.findall(r"\bHILO_[A-Z_]+", SAID)) <= set(settings.NAMES)


def commands() -> list[str]:
    """What stands in the blocks for a shell, as one would type it."""
    shown = re.findall(r"```sh\n(.*?)```", SAID, re.DOTALL)
    lines = [line.partition("  #")[0] for block in shown for line in block.splitlines()]
    parts = [part.strip() for line in lines for part in line.split("&&")]
    found = (re.match(r"(?:\w+=\S+ )*hilo (.*)", part) for part in parts)
    return [one[1] for one in found if one]


def test_every_command_is_one() -> None:
    assert {"serve --only web", "migrate", "doctor"} <= set(commands())
    for command in commands():
        parser().parse_args(command.split())


def test_every_happening_of_the_log_is_still_written() -> None:
    table = SAID.partition("## The log")[2].partition("\n## ")[0]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    events = [event for cell in cells for event in re.findall(r"`([^`]+)`", cell)]
    assert len(events) > 10
    rooms = [file for room in ("web", "router", "inbox", "connectors") for file in (ROOT / room).rglob("*.py")]
    source = "".join(file.read_text() for file in rooms)
    assert [event for event in events if f'"{event}' not in source] == []


@pytest.mark.parametrize("page", ["operate.md", "scale.md"])
def test_every_link_leads_somewhere(page: str) -> None:
    text = (ROOT / "docs" / page).read_text()
    for target, _, place in (link.partition("#") for link in re.findall(r"\]\((?!https?:)([^)]+)\)", text)):
        file = ROOT / "docs" / (target or page)
        assert file.exists(), target
        headings = [
            re.sub(r"[^a-z0-9 -]", "", one.lower()) for one in re.findall(r"^#+ (.*)$", file.read_text(), re.MULTILINE)
        ]
        assert not place or place in [one.replace(" ", "-") for one in headings], place
