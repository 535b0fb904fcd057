"""`hilo doctor` says what is wrong and what to do, and touches nothing."""

import socket
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from inbox.accounts import NewAccount
from tests.web.doctor.clinic import findings, furnish, problems
from web import folder
from web.cli import main, report
from web.doctor import Finding
from web.doctor.machine import address
from web.settings import Settings

META = {"phone_number_id": "12345", "business_account_id": "12345"}
SECRETS = {"access_token": "t", "app_secret": "s", "verify_token": "v"}
CALLED = {
    "WhatsApp (whatsapp)": NewAccount("meta_whatsapp", "WhatsApp", META, SECRETS, "whatsapp"),
    "Team (slack)": NewAccount("slack", "Team", {}, {"bot_token": "xoxb-1", "signing_secret": "s"}),
}
NOT_CALLED = [
    NewAccount("slack", "Socket", {}, {"bot_token": "xoxb-1", "app_token": "xapp-1"}),
    NewAccount("twilio_sms", "SMS", {"account_sid": "AC1", "sender": "+15550100"}, {"auth_token": "t"}, "sms"),
    NewAccount("telegram", "Bot", {}, {"bot_token": "1:x"}),
    NewAccount("api", "Shop", {}, {"secret": "s"}),
]


@pytest.mark.asyncio
async def test_before_the_first_start_all_is_well_and_nothing_is_made(settings: Settings) -> None:
    assert problems(await findings(settings)) == {}
    assert not settings.data.exists()


@pytest.mark.asyncio
async def test_in_a_used_folder_all_is_well(settings: Settings) -> None:
    await furnish(settings)
    found = await findings(settings)
    assert problems(found) == {}
    assert {"database", "key", "account Support (email)"} <= set(found)


@pytest.mark.asyncio
async def test_an_accounts_alarm_is_told(settings: Settings) -> None:
    await furnish(settings, "The mail server refused the password. Enter it again.")
    assert problems(await findings(settings)) == {
        "account Support (email)": "The mail server refused the password. Enter it again."
    }


@pytest.mark.asyncio
@pytest.mark.parametrize("subject", CALLED)
async def test_an_account_whose_provider_cannot_call_us_is_told(settings: Settings, subject: str) -> None:
    await furnish(settings, new=CALLED[subject])
    assert "set HILO_URL" in problems(await findings(settings))[f"account {subject}"]
    for url in ("https://10.0.0.7", "https://hilo.localhost"):
        assert f"account {subject}" in problems(await findings(replace(settings, url=url)))
    assert problems(await findings(replace(settings, url="https://inbox.example.com"))) == {}


@pytest.mark.asyncio
async def test_an_alarm_is_told_before_the_address(settings: Settings) -> None:
    await furnish(settings, "The token has expired.", CALLED["WhatsApp (whatsapp)"])
    assert problems(await findings(settings)) == {"account WhatsApp (whatsapp)": "The token has expired."}


@pytest.mark.asyncio
@pytest.mark.parametrize("new", NOT_CALLED, ids=lambda new: new.name)
async def test_an_account_that_asks_or_is_called_from_nearby_needs_no_public_address(
    settings: Settings, new: NewAccount
) -> None:
    await furnish(settings, new=new)
    assert problems(await findings(settings)) == {}


@pytest.mark.asyncio
async def test_a_lost_key_is_told_and_none_is_made(settings: Settings) -> None:
    await furnish(settings)
    settings.key_file.unlink()
    assert "restore" in problems(await findings(settings))["key"]
    assert not settings.key_file.exists()


@pytest.mark.asyncio
async def test_another_key_is_told_with_the_accounts_that_suffer(settings: Settings) -> None:
    await furnish(settings)
    settings.key_file.write_bytes(Fernet.generate_key())
    assert "enter them again" in problems(await findings(settings))["account Support (email)"]


@pytest.mark.asyncio
@pytest.mark.parametrize("content", [b"", b"nonsense"])
async def test_a_damaged_key_is_told(settings: Settings, content: bytes) -> None:
    await furnish(settings)
    settings.key_file.write_bytes(content)
    assert "Restore" in problems(await findings(settings))["key"]


@pytest.mark.asyncio
async def test_a_file_that_is_no_database_is_told(settings: Settings) -> None:
    folder.make(settings)
    (settings.data / "hilo.db").write_bytes(b"no database" * 1000)
    assert "file is not a database" in problems(await findings(settings))["database"]


@pytest.mark.asyncio
async def test_an_older_database_is_told(settings: Settings) -> None:
    folder.make(settings)
    (settings.data / "hilo.db").touch()
    assert problems(await findings(settings)) == {"database": "It is of another version. Run `hilo migrate`."}


@pytest.mark.asyncio
async def test_a_port_that_another_program_has_is_told_but_not_our_own(settings: Settings) -> None:
    folder.make(settings)
    with closing(socket.create_server(("127.0.0.1", settings.port))):
        assert "in use by another program" in problems(await findings(settings))[f"port {settings.port}"]
        with folder.locked(settings.data, ["web"]):
            assert problems(await findings(settings)) == {}


@pytest.mark.asyncio
async def test_pages_that_were_not_built_are_told(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "static/index.html").unlink()
    assert "make run" in problems(await findings(settings))["pages"]


@pytest.mark.parametrize(
    ("url", "well"),
    [
        ("http://localhost:8080", True),
        ("https://inbox.example.com", True),
        ("http://inbox.example.com", False),
        ("http://192.168.1.2:8080", False),
    ],
)
def test_an_address_on_which_nobody_could_stay_signed_in_is_told(settings: Settings, url: str, well: bool) -> None:
    assert (address(replace(settings, url=url)).remedy == "") is well


@pytest.mark.asyncio
async def test_a_folder_in_the_place_of_a_file_is_told(settings: Settings) -> None:
    settings.data.touch()
    found = problems(await findings(settings))
    assert "cannot be written" in found[f"data folder {settings.data}"]


@pytest.mark.asyncio
async def test_each_finding_is_a_line_and_problems_make_the_status_1(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await report(settings) == 0
    assert all(line.startswith("ok       ") for line in capsys.readouterr().out.splitlines())
    await furnish(settings, "Enter the password again.")
    assert await report(settings) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "problem  account Support (email): Enter the password again."


def test_the_command_reads_the_environment(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HILO_DATA", str(settings.data))
    monkeypatch.setenv("HILO_LISTEN", f"127.0.0.1:{settings.port}")
    assert main(["doctor"]) == 0
    assert f"ok       data folder {settings.data}" in capsys.readouterr().out


def test_a_finding_without_a_remedy_is_good_news() -> None:
    assert Finding("key").remedy == ""
