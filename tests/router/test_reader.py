"""Journal to thread, through the real cell: order, repetitions, and what stands where reading fails."""

import asyncio
import os
import signal
from pathlib import Path

import pytest
from msgspec import json
from office.journalled import journalled, kept_files, outcomes, pressed
from office.office import Office
from office.routing import Until
from office.spy import FOREVER, Script
from office.trap import Trap
from sqlalchemy import select

from connectors.contract import (
    Address,
    Consent,
    Edited,
    Happening,
    Incoming,
    Media,
    Moved,
    Person,
    Pressed,
    Reacted,
)
from connectors.registry import CONNECTORS
from inbox import alerts, journal
from inbox.door import Inbox
from inbox.errors import Away
from inbox.identities import Contact
from inbox.journal import Entry
from inbox.schema import account as account_table
from inbox.schema import journal as journal_table
from inbox.schema import message
from inbox.words import Account, AccountId, Message, Reaction, User
from router import pressing, sandbox
from router import reader as reader_module
from router.reader import Reader


def why(office: Office, seq: int) -> str:
    return str(office.rows(select(journal_table.c.error).where(journal_table.c.seq == seq))[0].error)


def said(office: Office, address: str = "maria@example.com") -> list[Message]:
    return office.messages(office.thread_of(address, "trap").id)


@pytest.mark.asyncio
async def test_what_was_journalled_stands_in_its_thread_in_order(office: Office, trap: Account, reader: Reader) -> None:
    journalled(office, trap, *(f"say maria@example.com\n{number}" for number in range(7)), "say omar@example.com")
    assert await reader.read_some() == 8
    assert [one.text[-1] for one in said(office)] == list("0123456")
    assert len(said(office, "omar@example.com")) == 1
    assert outcomes(office) == ["threaded"] * 8
    assert await reader.read_some() == 0


@pytest.mark.asyncio
async def test_what_a_cell_must_read_is_stored_in_small_groups(
    office: Office, trap: Account, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_module, "HOSTILE", 2)
    journalled(office, trap, *(f"say maria@example.com\n{number}" for number in range(3)))
    assert await reader.read_some() == 2
    assert [one.text[-1] for one in said(office)] == list("01")
    assert await reader.read_some() == 1
    assert [one.text[-1] for one in said(office)] == list("012")


@pytest.mark.asyncio
async def test_moods_are_scored_and_shorten_the_patience(office: Office, trap: Account, reader: Reader) -> None:
    journalled(
        office, trap, "say maria@example.com\nI am furious, this is unacceptable, you liars!", "say omar@example.com"
    )
    await reader.read_some()
    (angry,), (calm,) = said(office), said(office, "omar@example.com")
    assert angry.mood is not None
    assert calm.mood is not None
    assert angry.mood.anger > 0.5 > calm.mood.anger
    furious, patient = office.thread(angry.thread_id), office.thread(calm.thread_id)
    assert furious.due is not None
    assert patient.due is not None
    assert furious.due < patient.due


@pytest.mark.asyncio
async def test_ignored_payloads_receipts_and_repetitions_are_settled_as_what_they_are(
    office: Office, trap: Account, reader: Reader
) -> None:
    journalled(office, trap, "ignore", "receipt", "two")
    journalled(office, trap, "say", "say", remote="same")
    await reader.read_some()
    assert outcomes(office) == ["ignored", "receipt", "threaded", "threaded", "repeated"]
    assert [one.position for one in said(office)] == [1, 2, 3]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("order", "reason"),
    [
        ("raise", "The parser failed (LookupError)."),
        ("hoard", "The parser failed (MemoryError)."),
        ("crash", "Reading it took too much memory, or broke the parser."),
        ("nonsense", "The parser's answer made no sense."),
        ("write", "The parser failed (OSError)."),
    ],
)
async def test_a_hostile_payload_costs_one_stub_and_blocks_nobody(
    office: Office, trap: Account, reader: Reader, order: str, reason: str
) -> None:
    before, bad, after = journalled(office, trap, "say", f"{order} mallory@example.net", "say")
    await reader.read_some()
    assert outcomes(office) == ["threaded", "stub", "threaded"]
    assert why(office, bad) == reason
    assert [one.position for one in said(office)] == [1, 2]
    assert before < bad < after
    stub = office.rows(select(message).where(message.c.stub))[0]
    assert f"as number {bad}" in stub.text
    assert (stub.mood["anger"], stub.mood["valence"]) == (0, 0), "our own words say nothing of the customer's mood"


@pytest.mark.asyncio
async def test_a_payload_that_takes_too_long_is_cut_off(
    office: Office, trap: Account, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "PATIENCE", 8.0)  # a fresh cell may take its time on a busy machine
    bad, _ = journalled(office, trap, "loop", "say")
    await reader.read_some()
    assert outcomes(office) == ["stub", "threaded"]
    assert why(office, bad) == "Reading it took longer than 8 seconds."


@pytest.mark.asyncio
async def test_a_cell_killed_in_mid_read_is_replaced(
    office: Office, trap: Account, reader: Reader, until: Until
) -> None:
    journalled(office, trap, "say")
    await reader.read_some()
    journalled(office, trap, "loop", "say")
    reading = asyncio.ensure_future(reader.read_some())
    for _ in range(2):  # the payload, and then its head alone
        cell = reader._sandbox._cell
        assert cell is not None
        await asyncio.sleep(0.1)
        os.kill(cell.pid, signal.SIGKILL)
        await until(lambda old=cell: reader._sandbox._cell not in (old, None))
    await reading
    assert outcomes(office) == ["threaded", "stub", "threaded"]


@pytest.mark.asyncio
async def test_a_stub_stands_with_its_sender_where_the_head_tells_who_it_is(
    office: Office, trap: Account, reader: Reader
) -> None:
    (seq,) = journalled(office, trap, "long maria@example.com\n" + "x" * 30_000)
    await reader.read_some()
    (stub,) = said(office)
    assert (stub.stub, stub.attachments, outcomes(office)) == (True, (), ["stub"])
    assert f"number {seq}" in stub.text
    assert office.thread(stub.thread_id).due is not None, "a human must look at it"


@pytest.mark.asyncio
async def test_after_a_fix_the_real_message_joins_the_thread(
    office: Office, trap: Account, reader: Reader, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    journalled(office, trap, "long maria@example.com\n" + "x" * 30_000)
    await reader.read_some()
    assert await inbox.write(journal.reread) == 1
    await reader.read_some()
    assert [one.stub for one in said(office)] == [True], "still broken: the same stub, not another one"
    assert await inbox.write(journal.reread) == 1
    monkeypatch.setattr(Trap, "hostile", False)
    monkeypatch.setattr(Trap, "read", lambda self, raw: fixed(raw))
    await reader.read_some()
    assert [one.stub for one in said(office)] == [True, False]
    assert outcomes(office) == ["threaded"]


def fixed(raw: object) -> list[object]:
    from office.trap import obey  # noqa: PLC0415  # what the fixed parser does

    return list(obey("say", "maria@example.com", raw, Trap.Settings()))  # type: ignore[arg-type]


@pytest.mark.asyncio
async def test_what_no_database_keeps_is_replaced_and_not_lost(office: Office, trap: Account, reader: Reader) -> None:
    journalled(office, trap, "say maria@example.com\n\ud800 and \x00 and ñ")
    await reader.read_some()
    assert said(office)[0].text.endswith("\ufffd and \ufffd and ñ")
    assert outcomes(office) == ["threaded"]


@pytest.mark.asyncio
async def test_a_parser_that_prints_does_not_disturb_the_line(office: Office, trap: Account, reader: Reader) -> None:
    journalled(office, trap, "print", "say")
    await reader.read_some()
    assert outcomes(office) == ["threaded", "threaded"]


@pytest.mark.asyncio
async def test_the_cell_knows_neither_our_environment_nor_the_accounts_secrets(
    office: Office, trap: Account, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HILO_KEY", "the key to everything")
    account = office.account("trap", name="With a secret", secrets={"password": "open sesame"})
    journalled(office, account, "environment")
    await reader.read_some()
    seen, _, password = said(office)[0].text.partition("|")
    assert "PYTHONPATH" in seen
    assert "HILO" not in seen
    assert password == ""


@pytest.mark.asyncio
async def test_an_account_that_cannot_be_used_blocks_nobody(
    office: Office, trap: Account, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = office.account("carrier-pigeon")
    broken = office.account("email", settings={})
    first, second = journalled(office, gone, "x")[0], journalled(office, broken, "x")[0]
    journalled(office, trap, "say")
    await reader.read_some()
    assert outcomes(office) == ["stub", "stub", "threaded"]
    assert "no carrier-pigeon channel" in why(office, first)
    assert "cannot be used" in why(office, second)


@pytest.mark.asyncio
async def test_files_are_kept_and_those_of_a_repetition_are_not(
    office: Office, trap: Account, reader: Reader, tmp_path: Path, inbox: Inbox
) -> None:
    journalled(office, trap, "file", remote="same")
    journalled(office, trap, "file", remote="same")
    await reader.read_some()
    journalled(office, trap, "file", remote="same")
    await reader.read_some()
    assert outcomes(office) == ["threaded", "repeated", "repeated"]
    (only,) = said(office)
    assert [(one.name, one.size) for one in only.attachments] == [("photo.png", 4)]
    (path,) = kept_files(tmp_path)
    assert path.read_bytes() == b"\x89PNG"


@pytest.mark.asyncio
async def test_a_row_that_cannot_be_stored_is_set_aside_with_its_files_and_the_others_go_on(
    office: Office, trap: Account, reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = reader_module.receive

    def refuse_the_second(conn: object, reads: list[object], *rest: object) -> object:
        if any(arrival.text.endswith("poison") for read in reads for arrival in read.arrivals):  # type: ignore[attr-defined]
            raise ValueError("constraint failed")
        return really(conn, reads, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(reader_module, "receive", refuse_the_second)
    _, poison, _ = journalled(office, trap, "say", "file maria@example.com\npoison", "file")
    await reader.read_some()
    assert outcomes(office) == ["threaded", "stub", "threaded"]
    assert "could be read but not stored" in why(office, poison)
    assert [one.position for one in said(office)] == [1, 2]
    assert len(kept_files(tmp_path)) == 1
    monkeypatch.setattr(reader_module, "receive", really)
    office.write(journal.reread)
    await reader.read_some()
    assert [one.text.endswith("poison") for one in said(office)] == [False, False, True]


@pytest.mark.asyncio
async def test_it_reads_as_soon_as_something_is_journalled_until_it_is_cancelled(
    office: Office, trap: Account, reader: Reader, inbox: Inbox, until: Until
) -> None:
    running = asyncio.ensure_future(reader.run())
    for number in range(3):
        entry = Entry(trap.id, str(number), b"say", {}, inbox.clock())
        assert await inbox.batch(journal.append, entry)
        await until(lambda done=number: outcomes(office) == ["threaded"] * (done + 1))
    cell = reader._sandbox._cell
    assert cell is not None
    running.cancel()
    await asyncio.wait([running])
    assert cell.returncode is not None
    assert CONNECTORS["trap"] is Trap
    assert office.rows(select(account_table.c.last_in_at))[0][0] is not None


@pytest.mark.asyncio
async def test_a_button_is_heeded_once_its_row_is_settled(
    office: Office, email: Account, spy: Account, script: Script, reader: Reader, ana: User,
    monkeypatch: pytest.MonkeyPatch, until: Until,
) -> None:  # fmt: skip
    seen = []
    really = pressing.heed

    async def heed(inbox: Inbox, account_id: AccountId, one: Pressed) -> None:
        seen.append((outcomes(office), account_id))
        await really(inbox, account_id, one)

    monkeypatch.setattr(pressing, "heed", heed)
    stands = office.hears(email)
    script.then("introduce", Person("Ana", "ana@hilo.example"))
    pressed(office, spy, stands.id)
    await reader.read_some()
    await until(lambda: script.what("answer"))
    assert seen == [(["threaded", "ignored"], spy.id)]
    assert office.thread(stands.id).assignee_id == ana.id
    await until(lambda: not reader._heeding)


@pytest.mark.asyncio
async def test_a_provider_that_does_not_answer_a_button_holds_up_no_message(
    office: Office, email: Account, spy: Account, trap: Account, script: Script, reader: Reader, until: Until
) -> None:
    script.then("introduce", FOREVER, FOREVER)
    stands = office.hears(email)
    running = asyncio.ensure_future(reader.run())
    pressed(office, spy, stands.id, stands.id)
    await until(lambda: len(script.what("introduce")) == 2)
    journalled(office, trap, "say")
    await until(lambda: outcomes(office)[-1] == "threaded")
    assert len(reader._heeding) == 2
    running.cancel()
    await asyncio.wait([running])
    assert running.cancelled()
    assert not reader._heeding, "nothing is left behind when it stops"


@pytest.mark.asyncio
async def test_a_button_in_a_row_that_had_to_be_read_twice_is_heeded_once(
    office: Office, email: Account, spy: Account, script: Script, reader: Reader, monkeypatch: pytest.MonkeyPatch,
    until: Until,
) -> None:  # fmt: skip
    def down(*_: object) -> None:
        raise OSError("the disk is gone for a moment")

    stands = office.hears(email)
    pressed(office, spy, stands.id)
    with monkeypatch.context() as patched:
        patched.setattr(reader_module, "receive", down)
        for _ in range(2):
            with pytest.raises(OSError, match="for a moment"):
                await reader.read_some()
    assert script.asked == []
    await reader.read_some()
    await until(lambda: script.what("answer"))
    await until(lambda: not reader._heeding)
    assert len(script.what("introduce")) == 1


@pytest.mark.asyncio
async def test_everything_that_a_payload_holds_takes_effect(
    office: Office, spy: Account, script: Script, reader: Reader, ana: User
) -> None:
    maria, there = Address("spy", "1", "Maria", "proven", "spy"), Address("spy", "2", "", "proven", "spy")
    at = office.clock()
    media = (Media("photo.jpg", "image/jpeg", "here"),)
    found: list[Happening] = [
        Incoming("m1", maria, "I will sue you!", "I will sue you!", media=media), Edited("m1", "I will wait.", at),
        Reacted("m1", maria, "👍", at), Consent(maria, given=False), Moved(maria, there),
    ]  # fmt: skip
    journalled(office, spy, *(json.encode([one]).decode() for one in found))
    assert await reader.read_some() == len(found)
    (only,) = office.messages(office.thread_of("1", "spy").id)
    assert (only.text, only.reactions) == ("I will wait.", (Reaction("👍", "1"),))
    assert [one.state for one in only.attachments] == ["wanted"]
    shuts = [office.identity(Contact("spy", "", address)).shut for address in ("1", "2")]
    assert shuts == ["opted_out", "opted_out"]
    (due,) = office.write(alerts.claim, office.clock())
    assert (due.kind, due.thread_id) == ("threatened", only.thread_id)


@pytest.mark.asyncio
async def test_a_database_that_goes_away_while_it_stores_costs_no_message(
    office: Office, trap: Account, reader: Reader, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be back the next moment: then nothing must have been set aside that was sound."""
    journalled(office, trap, "say")
    really, left = inbox.write, [Away("gone")]

    async def write(*work: object) -> object:
        if left:
            raise left.pop()
        return await really(*work)  # type: ignore[arg-type]  # whatever it was given

    monkeypatch.setattr(inbox, "write", write)
    with pytest.raises(Away):
        await reader.read_some()
    assert outcomes(office) == [""]
    await reader.read_some()
    assert outcomes(office) == ["threaded"]
