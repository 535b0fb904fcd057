"""The doctor looks into the database: does its key open what was sealed, and do its files lie where it looks?"""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from servers.postgresql import PostgreSQL, driven

from inbox import uploads, users
from inbox.clock import utc_now
from inbox.users import NewUser
from tests.web.doctor.clinic import findings, furnish, problems
from web import folder
from web.key import open_inbox
from web.settings import Settings


@pytest.fixture
def scaled(settings: Settings, postgresql: PostgreSQL) -> Iterator[Settings]:
    name = postgresql.new_database()
    url = driven(postgresql.url(name))
    yield replace(settings, database=url, key=Fernet.generate_key().decode())
    postgresql.drop(name)


async def bring(settings: Settings, count: int) -> list[Path]:
    """An agent uploads files; where they lie, the oldest first."""
    inbox = await open_inbox(settings)
    ana = await inbox.write(users.add, NewUser("ana@hilo.example", "Ana", "agent", "$argon2id$", "en"), utc_now())
    kept = [inbox.files.keep(f"{number}.txt", "text/plain", b"said") for number in range(count)]
    for one in kept:
        await inbox.write(uploads.keep, one, ana.id, utc_now())
    await inbox.close()
    return [settings.files / one.path for one in kept]


def about_files(settings: Settings, found: dict[str, str]) -> str:
    return found[f"attachments {settings.files}"]


@pytest.mark.asyncio
async def test_files_that_lie_where_they_should_are_well(settings: Settings) -> None:
    await furnish(settings)
    await bring(settings, 3)
    assert about_files(settings, await findings(settings)) == ""


@pytest.mark.asyncio
async def test_a_database_that_was_restored_without_its_files_is_told(settings: Settings) -> None:
    await furnish(settings)
    for file in await bring(settings, 3):
        file.unlink()
    told = about_files(settings, await findings(settings))
    assert told == "Of the newest 3 files 3 are missing. Restore them from your backup."


@pytest.mark.asyncio
async def test_only_the_newest_files_are_looked_for(settings: Settings) -> None:
    await furnish(settings)
    old, *_, newest = await bring(settings, 6)
    old.unlink()
    assert about_files(settings, await findings(settings)) == ""
    newest.unlink()
    assert "Of the newest 5 files 1 are missing." in about_files(settings, await findings(settings))


@pytest.mark.asyncio
async def test_a_process_that_has_another_folder_than_the_others_is_told(scaled: Settings, tmp_path: Path) -> None:
    await furnish(scaled)
    await bring(scaled, 1)
    elsewhere = replace(scaled, data=tmp_path / "elsewhere")
    folder.make(elsewhere)
    told = about_files(elsewhere, await findings(elsewhere))
    assert "mount there the folder that the other processes write" in told
    shutil.copytree(scaled.files, elsewhere.files, dirs_exist_ok=True)
    assert about_files(elsewhere, await findings(elsewhere)) == ""


@pytest.mark.asyncio
async def test_a_folder_for_files_that_cannot_be_written_is_told(settings: Settings) -> None:
    await furnish(settings)
    settings.files.rmdir()
    settings.files.touch()
    assert "It cannot be written" in about_files(settings, await findings(settings))


@pytest.mark.asyncio
async def test_processes_without_a_common_key_are_told_and_none_is_made(scaled: Settings) -> None:
    await furnish(scaled)
    told = problems(await findings(replace(scaled, key="")))
    assert "set HILO_KEY" in told["key"]
    assert not scaled.key_file.exists()


@pytest.mark.asyncio
async def test_a_key_of_the_folder_serves_many_processes_and_is_told_as_such(scaled: Settings) -> None:
    await furnish(scaled)
    scaled.key_file.write_text(scaled.key)
    found = await findings(replace(scaled, key=""))
    assert problems(found) == {"PostgreSQL: durability": found["PostgreSQL: durability"]}
    assert [one for one in found if one.startswith("key (in ")]


@pytest.mark.asyncio
async def test_another_key_than_the_other_processes_have_is_told(scaled: Settings) -> None:
    await furnish(scaled)
    told = problems(await findings(replace(scaled, key=Fernet.generate_key().decode())))
    assert "Restore that key" in told["account Support (email)"]
