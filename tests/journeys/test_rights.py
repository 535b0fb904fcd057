"""A customer asks for everything, and then to be forgotten: real mail, a real chat, the real commands."""

import json
import subprocess
import sys
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from office.everything import contents
from servers.dovecot import Dovecot
from servers.hilo import Hilo, Person, RefusedError
from servers.postfix import Postfix
from servers.visitor import Visitor

from inbox.engine import open_readers

Eventually = Callable[..., Any]
PLANTED = (
    "zqmaria", "zqsubject", "zqtext", "zqmarkup", "zqfilename", "zqcontent", "zqheader", "zqnote", "zqpromise",
    "zqreply", "zqabout", "zqvalue", "zqchat", "zqvisitor",
)  # fmt: skip


@pytest.fixture
def support(ana: Person, dovecot: Dovecot, postfix: Postfix, address: str) -> str:
    ana.add_mail(dovecot, address, postfix.smtp)
    return address


def mail(support: str) -> EmailMessage:
    """The same each time, to the last byte that its writer gave it."""
    said = EmailMessage()
    said["From"], said["To"], said["Subject"] = f"Zqmaria Ruiz <zqmaria.{support}>", support, "Zqsubject: a lamp"
    said["Date"], said["Message-ID"] = "Mon, 2 Mar 2026 09:00:00 +0000", "<zqheader-1@mail.test>"
    said["X-Of-Hers"] = "zqheader"
    said.set_content("Zqtext: where is my lamp?\n")
    said.add_alternative("<p>Zqtext: where is <b>zqmarkup</b>?</p>", subtype="html")
    said.add_attachment(b"zqcontent " * 5000, maintype="application", subtype="pdf", filename="zqfilename.pdf")
    return said


def hilo_does(hilo: Hilo, *command: str) -> subprocess.CompletedProcess[str]:
    """The command, beside the server or without it."""
    env = hilo.environ | {"PATH": "/usr/bin:/bin"}
    whole = (sys.executable, "-m", "web", *command)
    root = Path(__file__).parent.parent.parent
    return subprocess.run(whole, env=env, cwd=root, capture_output=True, text=True, timeout=120, check=False)


def traces(hilo: Hilo, words: tuple[str, ...] = PLANTED) -> list[tuple[str, str]]:
    files = [path for path in sorted(hilo.data.rglob("*")) if path.is_file()]
    held = {path.name: path.read_bytes().lower() for path in files} | rows_elsewhere(hilo)
    return [(name, word) for name, content in held.items() for word in words if word.encode() in content]


def rows_elsewhere(hilo: Hilo) -> dict[str, bytes]:
    """By table, where the database is not among the files."""
    if hilo.database.startswith("sqlite"):
        return {}
    engine = open_readers(hilo.database, 1)
    try:
        return {name: repr(rows).lower().encode() for name, rows in contents(engine).items()}
    finally:
        engine.dispose()


def known(ana: Person, eventually: Eventually, name: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = eventually(
        lambda: [one for one in ana.threads("open") if name in one["customer_name"].lower()]
    )
    return found[0]


@pytest.fixture
def planted(
    ana: Person, support: str, dovecot: Dovecot, visitor: Callable[..., Visitor], eventually: Eventually
) -> dict[str, Any]:
    """Zqmaria, by mail and in the chat, with everything that a colleague may write down about her."""
    dovecot.deliver(support, mail(support))
    visitor("Zqvisitor").say("Zqchat: it is me", email=f"zqmaria.{support}")
    by_mail, by_chat = known(ana, eventually, "zqmaria"), known(ana, eventually, "zqvisitor")
    thread = f"/api/v1/threads/{by_mail['id']}"
    ana.post(f"/api/v1/customers/{by_mail['customer_id']}/merge", other_id=by_chat["customer_id"])
    ana.post(f"{thread}/notes", text="Zqnote: careful", client_id="1")
    ana.post(f"{thread}/promises", text="Zqpromise to call", due_at="2030-01-01T10:00:00Z")
    ana.patch(f"/api/v1/customers/{by_mail['customer_id']}", about="Zqabout", fields={"size": "zqvalue"})
    (way,) = [one["id"] for one in ana.get(thread)["customer"]["identities"] if one["channel"] == "email"]
    ana.post(f"{thread}/replies", text="Zqreply: on its way", client_id="2", identity_id=way)
    eventually(lambda: [one for one in ana.get(thread)["messages"] if one["state"] == "sent"])
    eventually(lambda: ana.get("/api/v1/search?q=zqtext")["messages"])
    return by_mail


def test_a_planted_string_is_absent_from_every_file_after_erase_and_nothing_brings_it_back(
    hilo: Hilo,
    ana: Person,
    planted: dict[str, Any],
    support: str,
    dovecot: Dovecot,
    eventually: Eventually,
    tmp_path: Path,
) -> None:
    assert {word for _, word in traces(hilo)} == set(PLANTED), "their absence would prove nothing"
    exported = hilo_does(hilo, "export", planted["customer_id"], "--to", str(tmp_path / "hers.zip"))
    assert exported.returncode == 0, exported.stderr
    with ZipFile(tmp_path / "hers.zip") as found:
        assert len(json.loads(found.read("messages.json"))) == 4
        assert any(name.endswith(".eml") for name in found.namelist())

    erased = hilo_does(hilo, "erase", planted["customer_id"])
    assert erased.returncode == 0, erased.stderr
    assert "Erased: 4 messages and 1 files" in erased.stdout
    assert "2 customers were shown as one" in erased.stdout
    assert traces(hilo) == []
    with pytest.raises(RefusedError, match="404"):
        ana.get(f"/api/v1/threads/{planted['id']}")

    dovecot.deliver(support, mail(support))  # as if the mailbox had moved: another number, the same mail
    marker = EmailMessage()
    marker["From"], marker["To"], marker["Subject"] = f"pedro.{support}", support, "After it"
    marker.set_content("Hello")
    dovecot.deliver(support, marker)
    known(ana, eventually, "pedro")
    assert [one["customer_name"] for one in ana.threads("open")] == [f"pedro.{support}"]
    assert ana.threads("closed") == []
    hilo.stop()
    assert hilo_does(hilo, "erase", planted["customer_id"]).returncode == 0, "which cleans the file once more"
    assert traces(hilo) == []


def test_erasing_works_beside_a_server_that_is_stopped_and_again(
    hilo: Hilo, planted: dict[str, Any], support: str
) -> None:
    hilo.stop()
    by_address = hilo_does(hilo, "erase", f"ZQMARIA.{support}")
    assert by_address.returncode == 0, by_address.stderr
    assert traces(hilo) == []
    again = hilo_does(hilo, "erase", planted["customer_id"])
    assert (again.returncode, "erased already" in again.stdout) == (0, True)
    nobody = hilo_does(hilo, "erase", f"zqmaria.{support}")
    assert nobody.returncode == 1
    assert "No customer has the id or address" in nobody.stderr
