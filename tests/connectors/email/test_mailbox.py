"""What Dovecot never does but other IMAP servers do: a server that answers by script."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from connectors.contract import Refused, TryLater
from connectors.email import fetched
from connectors.email.imap import Follower
from connectors.email.line import connect
from connectors.email.mailbox import Mailbox
from connectors.email.server import Server

from .conftest import FAST, Keeper, until

SIZES = "* 1 FETCH (UID 1 RFC822.SIZE 9)\r\n* 2 FETCH (RFC822.SIZE 9 UID 2)\r\n"
CAPABLE = "* CAPABILITY IMAP4rev1 IDLE\r\n"


class Script:
    """Answers by the first pattern that a command matches; `{tag}` stands for its tag. Remembers what it heard."""

    def __init__(self, **answers: str) -> None:
        self.heard: list[str] = []
        self.answers = {
            "CAPABILITY": CAPABLE + "{tag} OK done\r\n",
            "LOGIN": "{tag} OK in\r\n",
            "SELECT": "* 2 EXISTS\r\n{tag} OK [READ-WRITE] open\r\n",
            "STATUS": "* STATUS INBOX (UIDVALIDITY 7 UIDNEXT 3)\r\n{tag} OK done\r\n",
            "UID SEARCH": "* SEARCH 1 2\r\n{tag} OK done\r\n",
            "UID FETCH .*SIZE": SIZES + "{tag} OK done\r\n",
            "IDLE": "+ idling\r\n",
            "DONE": "{tag} OK done\r\n",
        } | {name.replace("_", " "): answer for name, answer in answers.items()}

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"* OK ready\r\n")
        tag = ""
        while line := (await reader.readline()).decode().strip():
            self.heard.append(line)
            tag, _, command = (tag, "", line) if line == "DONE" else line.partition(" ")
            found = (answer for pattern, answer in self.answers.items() if re.match(pattern, command))
            writer.write(next(found, "{tag} OK done\r\n").replace("{tag}", tag).encode())


@asynccontextmanager
async def serving(script: Script) -> AsyncIterator[Server]:
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tasks.add(asyncio.current_task())  # type: ignore[arg-type]  # a handler always runs in a task
        with contextlib.suppress(ConnectionError, asyncio.CancelledError):
            await script.serve(reader, writer)
        writer.transport.abort()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield Server("IMAP", "127.0.0.1", server.sockets[0].getsockname()[1], "none", "ana", "secret")
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks)
        await asyncio.sleep(0)  # an aborted transport closes its socket in the next round


async def call(script: Script, work: Callable[[Mailbox], object]) -> object:
    async with serving(script) as server, connect(server, "INBOX", 2.0) as line:
        return await line.call(work)


@asynccontextmanager
async def followed(script: Script, keeper: Keeper) -> AsyncIterator[None]:
    async with serving(script) as server:
        task = asyncio.create_task(Follower(server, "INBOX", "all", FAST).listen("", keeper.keep))
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


@pytest.mark.asyncio
async def test_a_password_is_never_sent_where_logins_are_disabled() -> None:
    script = Script(CAPABILITY="* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\r\n{tag} OK done\r\n")
    with pytest.raises(Refused, match="takes no password over an open line"):
        await call(script, Mailbox.reopen)
    assert not any("secret" in line for line in script.heard)


@pytest.mark.asyncio
async def test_starttls_that_is_not_on_offer_is_refused_before_the_password() -> None:
    script = Script()
    async with serving(script) as server:
        strict = Server("IMAP", server.host, server.port, "starttls", "ana", "secret")
        with pytest.raises(Refused, match="does not offer STARTTLS"):
            async with connect(strict, "INBOX", 2.0):
                pass
    assert not any("secret" in line for line in script.heard)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"LOGIN": "{tag} NO [UNAVAILABLE] busy\r\n"}, TryLater),
        ({"LOGIN": "{tag} NO [AUTHENTICATIONFAILED] no\r\n"}, Refused),
        ({"LOGIN": "* BYE too many\r\n"}, TryLater),
        ({"SELECT": "{tag} OK [READ-ONLY] look only\r\n"}, Refused),
        ({"SELECT": "{tag} NO [NONEXISTENT] what\r\n"}, Refused),
        ({"STATUS": "* STATUS INBOX ()\r\n{tag} OK done\r\n"}, TryLater),
        ({"CAPABILITY": "{tag} BAD what\r\n"}, TryLater),
    ],
)
async def test_what_a_server_says_at_the_door_is_understood(answers: dict[str, str], expected: type[Exception]) -> None:
    with pytest.raises(expected):
        await call(Script(**answers), Mailbox.reopen)


@pytest.mark.asyncio
async def test_news_in_one_packet_with_the_start_of_idle_are_heard_at_once() -> None:
    script = Script(IDLE="+ idling\r\n* 3 EXISTS\r\n")
    assert await asyncio.wait_for(call(script, lambda box: box.wait(60)), 30) is True


@pytest.mark.asyncio
async def test_news_before_the_start_of_idle_do_not_break_it() -> None:
    script = Script(IDLE="* 3 EXISTS\r\n+ idling\r\n")
    assert await asyncio.wait_for(call(script, lambda box: box.wait(0.2)), 30) is False


@pytest.mark.asyncio
async def test_short_mails_news_of_others_and_late_uids_are_told_apart(keeper: Keeper) -> None:
    bodies = (
        '* 1 FETCH (UID 1 BODY[] "a: \\"b\\"")\r\n'
        "* 9 FETCH (FLAGS (\\Seen))\r\n"
        "* 2 FETCH (BODY[] {6}\r\nc: d\r\n UID 2)\r\n"
        "* 2 FETCH (UID 2 FLAGS (\\Recent))\r\n{tag} OK done\r\n"
    )
    async with followed(Script(**{"UID FETCH .*BODY": bodies}), keeper):
        raws = await keeper.has(2)
    assert [(raw.key, raw.body) for raw in raws] == [("INBOX:7:1", b'a: "b"'), ("INBOX:7:2", b"c: d\r\n")]


@pytest.mark.asyncio
async def test_a_mail_that_the_server_cannot_read_does_not_hold_up_the_others(keeper: Keeper) -> None:
    script = Script(
        **{
            "UID FETCH 1.*BODY.PEEK.HEADER": "* 1 FETCH (UID 1 BODY[HEADER] {6}\r\nc: d\r\n)\r\n{tag} OK done\r\n",
            "UID FETCH 2 .*BODY": "* 2 FETCH (UID 2 BODY[] {6}\r\ne: f\r\n)\r\n{tag} OK done\r\n",
            "UID FETCH 1.*BODY": "{tag} NO [SERVERBUG] corrupt\r\n",
            "UID SEARCH UID 1$": "* SEARCH 1\r\n{tag} OK done\r\n",
        }
    )
    script.answers = {name: script.answers[name] for name in [*list(script.answers)[-4:], *list(script.answers)[:-4]]}
    async with followed(script, keeper):
        raws = await keeper.has(2)
    assert [raw.body for raw in raws] == [b"X-Hilo-Truncated: 9\r\nc: d\r\n", b"e: f\r\n"]


@pytest.mark.asyncio
async def test_idle_refused_leads_to_another_connection_and_no_loss(keeper: Keeper) -> None:
    bodies = "* 1 FETCH (UID 1 BODY[] NIL)\r\n* 2 FETCH (UID 2 BODY[] NIL)\r\n{tag} OK done\r\n"
    script = Script(**{"UID FETCH .*BODY": bodies, "IDLE": "{tag} NO not today\r\n"})
    async with followed(script, keeper):
        await keeper.has(2)
        await until(lambda: sum("LOGIN" in line for line in script.heard) >= 3)
    assert len(keeper.keys) == 2


def test_anything_that_is_no_fetch_answer_is_passed_over() -> None:
    odd = [None, b"", b")", (b"1 (FLAGS ()", b"x"), b")", b"1 (UID 4)", 7, (None, None)]
    assert list(fetched.sections(odd)) == []
    assert list(fetched.sizes(odd)) == []
    assert list(fetched.sections([])) == []
