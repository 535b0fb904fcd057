"""`hilo mood report`: what is counted, in columns that can be read."""

import asyncio
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inbox import accounts, corrections, journal, messages, queue
from inbox.accounts import NewAccount
from inbox.agreement import Cell
from inbox.arrivals import Arrival, Read
from inbox.door import Inbox
from inbox.identities import Contact
from inbox.journal import Entry
from inbox.receive import receive
from inbox.users import NewUser, add
from inbox.words import Message, Mood, UserId
from router.patience import judge
from web import cli, mood
from web.rights import opened
from web.settings import Settings

ANGRY = Mood(-0.7, 0.8, 0.9)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("HILO_DATA", str(tmp_path))
    return Settings(data=tmp_path, database=f"sqlite:///{tmp_path}/hilo.db")


async def furnish(settings: Settings) -> None:
    """Two angry messages have come, of which an agent called one calm."""
    async with opened(settings) as inbox:
        said = await says(inbox, ANGRY, ANGRY)
        ana = await inbox.write(add, NewUser("ana@example.com", "Ana", "agent", "x"), inbox.clock())
        more = False, "es", judge, ana.id, inbox.clock()
        await inbox.write(corrections.correct, said.id, *more)


async def says(inbox: Inbox, *moods: Mood) -> Message:
    account = await inbox.write(accounts.add, inbox.box, NewAccount("email", "Support", {}, {}), inbox.clock())
    for seq, heard in enumerate(moods, 1):
        await inbox.batch(journal.append, Entry(account.id, f"key-{seq}", b"raw", {}, inbox.clock()))
        sender = Contact("email", "", f"customer{seq}@example.org", "", "proven", "test")
        arrival = Arrival(seq, account.id, f"key-{seq}", sender, inbox.clock(), "Hey", "Hey", heard)
        await inbox.write(receive, [Read(seq, (arrival,))], judge, inbox.clock())
    newest = await inbox.read(queue.page, "open", UserId(""))
    return (await inbox.read(messages.page, newest.threads[0].id))[-1]


def test_before_anybody_writes_the_report_says_nothing_yet(settings: Settings, capsys: Any) -> None:
    assert cli.main(["mood", "report"]) == 0
    assert capsys.readouterr().out.startswith("Nothing yet")
    assert cli.main(["mood", "report", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_the_report_counts_what_agents_said(settings: Settings, capsys: Any) -> None:
    asyncio.run(furnish(settings))
    assert cli.main(["mood", "report", "--weeks", "1"]) == 0
    headings, *rows = capsys.readouterr().out.splitlines()
    assert headings.split() == ["week", "language", "account", "heard", "as", "angry", "wrong", "missed", "agreed"]
    assert [row.split()[1:] for row in rows[:2]] == [
        ["?", "Support", "1", "1", "0", "0", "100%"],
        ["es", "Support", "1", "1", "1", "0", "0%"],
    ]
    assert rows[-1] == "50% of 2 heard as angry are so, and 0 more are angry, as far as agents said."


def test_a_program_gets_it_as_json(settings: Settings, capsys: Any) -> None:
    asyncio.run(furnish(settings))
    assert cli.main(["mood", "report", "--json"]) == 0
    cells = json.loads(capsys.readouterr().out)
    assert [(one["language"], one["calm"], one["agreed"]) for one in cells] == [("", 0, 1.0), ("es", 1, 0.0)]


def cell(**more: Any) -> Cell:
    given = {"language": "es", "account_name": "Support", "heard": 120, "marked": 14, **more}
    nothing = dict.fromkeys(("angry", "calm", "missed", "wrong"), 0)
    return Cell(**{"week": date(2026, 11, 16), "agreed": None, **nothing, **given})


def test_columns_are_as_wide_as_what_stands_in_them() -> None:
    rows = mood.written([cell(), cell(account_name="The shop in Málaga", heard=7)])[:3]
    assert rows == [
        "week        language  account             heard  as angry  wrong  missed  agreed",
        "2026-11-16  es        Support               120        14      0       0       -",
        "2026-11-16  es        The shop in Málaga      7        14      0       0       -",
    ]


def test_as_long_as_nobody_corrected_anything_agreement_says_nothing() -> None:
    assert mood.written([cell(agreed=1.0)])[-1].startswith("No agent has corrected anything yet")


def test_where_nobody_was_heard_as_angry_there_is_no_share() -> None:
    assert mood.hint([cell(marked=0, angry=2, missed=2)]) == (
        "Nobody was heard as angry, and 2 more are angry, as far as agents said."
    )


@pytest.mark.parametrize("wrong", ["0", "521", "-1", "two", "1.5", "٣"])
def test_weeks_that_are_none_are_refused(settings: Settings, wrong: str, capsys: Any) -> None:
    with pytest.raises(SystemExit):
        cli.main(["mood", "report", f"--weeks={wrong}"])
    assert "choose a number from 1 to 520" in capsys.readouterr().err
