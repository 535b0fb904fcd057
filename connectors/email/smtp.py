"""Handing a mail to an SMTP server (RFC 5321), phase by phase, so that nobody is written to twice.

Until we have sent the dot that ends the data, the server cannot have taken the mail: whatever fails, it is safe to try
again. From the dot to the answer nobody can know: `Uncertain`. The answer settles it.
"""

import asyncio
import contextlib
import re
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import cast

from aiosmtplib import SMTP, SMTPException, SMTPResponse, SMTPResponseException

from connectors.contract import Refused, TryLater, Uncertain
from connectors.email.compose import Letter
from connectors.email.refusals import not_let_in, refusal, unsupported
from connectors.email.server import ACCOUNT_PAUSE, Server, explain

STUFFING = re.compile(rb"^\.", re.MULTILINE)  # RFC 5321, 4.5.2
FAILURES = (OSError, SMTPException, EOFError)


@dataclass(frozen=True)
class Pace:
    """Seconds: for one answer; for everything before the final dot; for the answer to the dot.

    RFC 5321 grants ten minutes for the last; a message shown as uncertain after less is worth more than a late one.
    """

    answer: float = 20.0
    hand_over: float = 45.0
    verdict: float = 50.0


async def post(server: Server, letter: Letter, pace: Pace = Pace()) -> str:
    """Returns the accepting server's words (its queue id is in them). Raises `Refused`, `TryLater` or `Uncertain`."""
    async with _session(server, pace) as smtp:
        answer = await _hand_over(smtp, server, letter, pace)
        if not 200 <= answer.code < 300:
            raise refusal(server, answer.code, answer.message)
        return answer.message


async def check(server: Server, pace: Pace = Pace()) -> None:
    """Log in. Raises `TryLater`."""
    async with _session(server, pace):
        pass


@asynccontextmanager
async def _session(server: Server, pace: Pace) -> AsyncIterator[SMTP]:
    smtp = SMTP(
        hostname=server.host,
        port=server.port,
        use_tls=server.security == "tls",
        start_tls=server.security == "starttls",
        tls_context=await asyncio.to_thread(ssl.create_default_context),  # reads every CA there is
        timeout=pace.answer,
        local_hostname="[127.0.0.1]",  # as Thunderbird does; finding our true name can take a slow look-up
    )
    try:
        await _sign_in(smtp, server)
        yield smtp
        if smtp.protocol is not None:  # nobody waits for the answer: what counts has been said
            with contextlib.suppress(*FAILURES):
                smtp.protocol.write(b"QUIT\r\n")
    finally:
        smtp.close()


async def _sign_in(smtp: SMTP, server: Server) -> None:
    """Whatever fails here is the account's trouble and no message's, so everything is `TryLater`."""
    try:
        await smtp.connect()
        if server.user:
            await smtp.login(server.user, server.password)
    except SMTPResponseException as error:
        raise not_let_in(server, error) from error
    except FAILURES as error:
        # aiosmtplib wraps what the socket said, which is what a person can use.
        cause = error.__cause__ if isinstance(error.__cause__, OSError) else error
        raise TryLater(unsupported(server, str(cause)) or str(explain(server, cause)), ACCOUNT_PAUSE) from error


async def _hand_over(smtp: SMTP, server: Server, letter: Letter, pace: Pace) -> SMTPResponse:
    try:
        async with asyncio.timeout(pace.hand_over):
            await _envelope(smtp, server, letter)
            verdict = await _data(smtp, letter.body)
    except SMTPResponseException as error:
        raise refusal(server, error.code, error.message) from error
    except FAILURES as error:
        raise TryLater(f"{server} broke off before it had the whole message. It is tried again.") from error
    return await _verdict(server, verdict, pace)


async def _envelope(smtp: SMTP, server: Server, letter: Letter) -> None:
    if smtp.is_ehlo_or_helo_needed:
        await smtp.ehlo()
    options = [f"SIZE={len(letter.body)}"] if smtp.supports_extension("size") else []
    if letter.utf8 and not smtp.supports_extension("smtputf8"):
        raise Refused(
            f"{server} cannot write to {letter.recipient}: it carries no addresses with letters beyond a-z. "
            "Ask the customer for another address."
        )
    options += ["SMTPUTF8"] if letter.utf8 else []
    encoding = "utf-8" if letter.utf8 else "ascii"
    await smtp.mail(letter.sender, options=options, encoding=encoding)
    await smtp.rcpt(letter.recipient, encoding=encoding)


async def _data(smtp: SMTP, body: bytes) -> "asyncio.Task[SMTPResponse]":
    """Send everything and, last of all, the dot. Returns who waits for the verdict; raises while there can be none."""
    start = await smtp.execute_command(b"DATA")
    protocol, transport = smtp.protocol, smtp.transport
    if start.code != 354 or protocol is None or transport is None:
        raise SMTPResponseException(start.code, start.message)
    verdict = asyncio.create_task(protocol.read_response())
    await asyncio.sleep(0)  # it listens before we write, else a refusal in the middle would be dropped
    try:
        protocol.write(STUFFING.sub(b"..", body) + (b"" if body.endswith(b"\r\n") else b"\r\n"))
        await _flushed(cast(asyncio.WriteTransport, transport), verdict)
        protocol.write(b".\r\n")
    except BaseException:
        verdict.cancel()
        raise
    return verdict


async def _flushed(transport: asyncio.WriteTransport, verdict: "asyncio.Task[SMTPResponse]") -> None:
    while transport.get_write_buffer_size() and not verdict.done():  # noqa: ASYNC110  # a transport has no event for it
        await asyncio.sleep(0.01)
    if verdict.done():
        raise SMTPResponseException(*verdict.result())


async def _verdict(server: Server, verdict: "asyncio.Task[SMTPResponse]", pace: Pace) -> SMTPResponse:
    try:
        answer = await asyncio.wait_for(verdict, pace.verdict)
        if answer.code // 100 not in (2, 4, 5):
            raise SMTPException("no verdict")
    except FAILURES as error:
        raise Uncertain(
            f"{server} had the whole message but broke off before it said whether it took it. It may have arrived: "
            "ask the customer before you send it again."
        ) from error
    return answer
