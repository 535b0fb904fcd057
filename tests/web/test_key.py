"""The key to the accounts' passwords: made once, never replaced, missed loudly."""

import stat
from pathlib import Path

import pytest
import pytest_asyncio
from cryptography.fernet import Fernet

from inbox import accounts
from inbox.accounts import NewAccount
from inbox.migrate import upgrade
from inbox.words import Account
from web.key import find_key, make_key, open_inbox, unopenable
from web.settings import Settings, WrongSetting


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(data=tmp_path, database=f"sqlite:///{tmp_path}/hilo.db")
    upgrade(settings.database)
    return settings


@pytest_asyncio.fixture
async def account(settings: Settings) -> Account:
    """With a password, sealed with the key that the first run made."""
    inbox = await open_inbox(settings)
    new = NewAccount("email", "Support", {"host": "mail"}, {"password": "hunter2"})
    account = await inbox.write(accounts.add, inbox.box, new, inbox.clock())
    await inbox.close()
    return account


@pytest.mark.asyncio
async def test_the_first_run_makes_a_key_that_only_its_owner_reads(settings: Settings) -> None:
    assert find_key(settings) is None
    await (await open_inbox(settings)).close()
    assert stat.S_IMODE(settings.key_file.stat().st_mode) == 0o600
    key = find_key(settings)
    assert key is not None
    Fernet(key)


@pytest.mark.asyncio
async def test_the_next_run_uses_the_same_key(settings: Settings, account: Account) -> None:
    before = find_key(settings)
    inbox = await open_inbox(settings)
    assert (await inbox.read(accounts.full_settings, inbox.box, account.id))["password"] == "hunter2"
    await inbox.close()
    assert find_key(settings) == before


@pytest.mark.asyncio
async def test_a_key_in_the_environment_needs_no_file(settings: Settings, tmp_path: Path) -> None:
    given = Settings(data=tmp_path, database=settings.database, key=Fernet.generate_key().decode())
    await (await open_inbox(given)).close()
    assert not given.key_file.exists()


@pytest.mark.asyncio
async def test_a_lost_key_is_missed_before_anything_is_done(settings: Settings, account: Account) -> None:
    settings.key_file.unlink()
    with pytest.raises(WrongSetting, match="key to the accounts' passwords is missing: restore") as error:
        await open_inbox(settings)
    assert str(settings.key_file) in str(error.value)
    assert not settings.key_file.exists(), "a new key would hide that the old one is gone"


@pytest.mark.asyncio
async def test_a_lost_key_is_not_missed_where_nothing_was_sealed(settings: Settings) -> None:
    await (await open_inbox(settings)).close()
    settings.key_file.unlink()
    await (await open_inbox(settings)).close()
    assert settings.key_file.exists()


@pytest.mark.asyncio
async def test_another_key_opens_the_inbox_and_names_the_accounts_it_cannot_open(
    settings: Settings, account: Account
) -> None:
    settings.key_file.write_bytes(Fernet.generate_key())
    inbox = await open_inbox(settings)
    assert await inbox.read(unopenable, inbox) == ["Support"]
    await inbox.close()


@pytest.mark.asyncio
@pytest.mark.parametrize("content", [b"", b"nonsense", b"\xff\x00", b"x" * 44])
async def test_a_damaged_key_file_is_explained(settings: Settings, content: bytes) -> None:
    settings.key_file.write_bytes(content)
    with pytest.raises(WrongSetting, match="Restore"):
        await open_inbox(settings)


def test_a_key_file_that_is_none_is_explained(settings: Settings) -> None:
    settings.key_file.mkdir()
    with pytest.raises(WrongSetting, match=r"cannot be read \(Is a directory\)"):
        find_key(settings)


def test_a_key_is_never_written_over(settings: Settings) -> None:
    make_key(settings.key_file)
    with pytest.raises(FileExistsError):
        make_key(settings.key_file)


def test_a_key_may_end_in_a_line_break(settings: Settings) -> None:
    settings.key_file.write_bytes(b"abc\r\n")
    assert find_key(settings) == b"abc"
