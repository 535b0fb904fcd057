"""Everything of one customer as a ZIP: complete, readable, and nobody else's."""

import io
import json
from typing import Any
from zipfile import ZipFile

import pytest
from office.office import Office
from office.planted import ADDRESS, plant
from sqlalchemy import update

from inbox import audit, exporting
from inbox.door import Inbox
from inbox.errors import NotFound
from inbox.exporting import Payload
from inbox.identities import Contact
from inbox.schema import journal
from inbox.words import Account, CustomerId, Thread, User
from router.exporting import export, is_theirs, place_of

MARIA = Contact("email", "", "maria@example.com", "Maria", "proven")


@pytest.fixture
def planted(office: Office, inbox: Inbox, email: Account, ana: User) -> Thread:
    return plant(office, inbox.files, email, office.account("sms"), ana)


async def exported(inbox: Inbox, customer_id: CustomerId, by: User | None = None) -> ZipFile:
    file = io.BytesIO()
    await export(inbox, customer_id, file, by.id if by else None)
    found = ZipFile(file)
    assert found.testzip() is None
    return found


def held(found: ZipFile, name: str) -> Any:
    return json.loads(found.read(name))


@pytest.mark.asyncio
async def test_whatever_is_held_of_them_is_in_it(planted: Thread, inbox: Inbox) -> None:
    found = await exported(inbox, planted.customer_id)
    whole = b"".join(found.read(name) for name in found.namelist()).lower().decode()
    for word in (
        "zqname", ADDRESS, "+34600987123", "zqsubject", "zqhtml", "zqcontent", "zqnote", "zqpromise", "zqvalue",
        "zqabout", "zqclaim", "zqbody", "zqbefore", "zqafter", "zqpart", "zqreply", "zqattempt", "zqdetail", "zqemoji",
        "zqoutcome", "zqdraft",
    ):  # fmt: skip
        assert word in whole, word
    assert "pedro" not in whole


@pytest.mark.asyncio
async def test_it_is_one_file_about_them_one_with_messages_and_what_came_as_it_came(
    planted: Thread, inbox: Inbox
) -> None:
    found = await exported(inbox, planted.customer_id)
    about, said = held(found, "customer.json"), held(found, "messages.json")
    assert [one["name"] for one in about["customers"]] == ["Zqname", "Zqname"]
    assert {one["address"]: one["evidence"] for one in about["identities"]} == {
        ADDRESS: "proven", "+34600987123": "proven",
    }  # fmt: skip
    assert [one["how"] for one in about["merges"]] == ["same person"]
    assert {one["action"] for one in about["audit"]} >= {"customer.merged", "thread.read"}
    assert [one["direction"] for one in said] == ["in", "out", "in", "out", "note", "in"]
    (file,) = said[0]["attachments"]
    assert file["name"] == "ZQfilename.pdf"
    assert found.read(file["file"]).startswith(b"%PDF zqcontent")
    assert [one["text"] for one in said[0]["versions"]] == ["Zqtext zqbefore"]
    assert [one["detail"] for one in said[1]["attempts"]] == ["zqattempt", "zqremote@acme.example"]
    assert any(name.startswith("raw/") and name.endswith(".eml") for name in found.namelist())


@pytest.mark.asyncio
async def test_what_opens_doors_is_left_out(planted: Thread, inbox: Inbox) -> None:
    found = await exported(inbox, planted.customer_id)
    assert "token" not in held(found, "customer.json")["threads"][0]


@pytest.mark.asyncio
async def test_it_is_noted_who_exported_whom(planted: Thread, inbox: Inbox, ana: User) -> None:
    await exported(inbox, planted.customer_id, ana)
    entry = (await inbox.read(audit.page, None, None)).entries[0]
    assert (entry.action, entry.actor_name, entry.customer_id) == ("customer.exported", "Ana", planted.customer_id)


@pytest.mark.asyncio
async def test_a_long_history_is_whole_and_in_order(
    office: Office, inbox: Inbox, email: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "PIECE", 3)
    thread = office.hears(email, MARIA, "0")
    office.receive(*(office.arrival(email, MARIA, str(number)) for number in range(1, 11)))
    said = held(await exported(inbox, thread.customer_id), "messages.json")
    assert [one["text"] for one in said] == [str(number) for number in range(11)]


@pytest.mark.asyncio
async def test_somebody_without_any_message_can_be_exported(office: Office, inbox: Inbox, email: Account) -> None:
    thread = office.hears(email, MARIA)
    with office.engine.begin() as conn:
        conn.execute(update(journal).values(outcome="erased"))
        conn.exec_driver_sql("DELETE FROM message")
    found = await exported(inbox, thread.customer_id)
    assert held(found, "messages.json") == []
    assert found.namelist() == ["customer.json", "messages.json"]


@pytest.mark.asyncio
async def test_nobody_is_not_exported(inbox: Inbox) -> None:
    file = io.BytesIO()
    with pytest.raises(NotFound):
        await export(inbox, CustomerId("nobody"), file)
    assert file.getvalue() == b""
    assert (await inbox.read(audit.page, None, None)).entries == []


@pytest.mark.asyncio
async def test_a_file_that_is_missing_does_not_stop_the_rest(planted: Thread, inbox: Inbox) -> None:
    files = await inbox.read(exporting.files, planted.id)
    inbox.files.discard(files[0].path)
    found = await exported(inbox, planted.customer_id)
    assert place_of(files[0]) not in found.namelist()
    assert len(held(found, "messages.json")) == 6


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a.PDF", ".pdf"), ("../../etc/passwd", ""), ("a.b/c", ""), ("x.tar.gz", ".gz"), ("evil.p\u202edf", ""), ("", "")],
)
def test_no_sender_chooses_a_path(name: str, suffix: str) -> None:
    assert place_of(exporting.Kept("id", name, "")) == f"files/id{suffix}"  # type: ignore[arg-type]


def call(office: Office, account: Account, body: bytes) -> Payload:
    return Payload(1, account.id, "k", office.clock(), {}, body)


def test_a_call_with_several_peoples_messages_is_nobodys(office: Office) -> None:
    api = office.account("api")
    one = json.dumps({"kind": "message", "id": "1", "text": "hi", "from": {"address": "maria"}}).encode()
    assert is_theirs(api, call(office, api, one), {"maria"})
    assert not is_theirs(api, call(office, api, one), {"pedro"})
    assert not is_theirs(api, call(office, api, b"{}"), {"maria"}), "nobody can tell whose it is"
