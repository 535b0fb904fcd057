"""How long a person waits, end to end, through real servers: `python tests/bench/journey.py [--rounds N]`.

A mail is given to Postfix and shown on an agent's open stream; the answer is in the customer's Dovecot mailbox. A chat
message is posted and shown; the answer is on the visitor's stream. Milliseconds, in one run on one machine.
"""

import argparse
import smtplib
import statistics
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from bench import rows  # noqa: E402  # a script finds only its own folder by itself
from bench.rows import Row  # noqa: E402
from bench.share import Meter  # noqa: E402
from servers.dovecot import Dovecot  # noqa: E402
from servers.hilo import Hilo, Person  # noqa: E402
from servers.postfix import Postfix  # noqa: E402

SUPPORT, CUSTOMER = "support@example.test", "maria@example.test"


class Ear(threading.Thread):
    """Follows a stream of server-sent events and notes when a word was first heard in it."""

    def __init__(self, url: str, headers: dict[str, str]) -> None:
        super().__init__(daemon=True)
        self._stream = urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=60)
        self._heard: list[tuple[float, bytes]] = []
        self.start()

    def run(self) -> None:
        with self._stream, suppress(OSError, ValueError):  # the server has ended
            for line in self._stream:
                self._heard.append((time.perf_counter(), line))

    def hears(self, word: str) -> float:
        """When; raises TimeoutError after 20 s."""
        return soon(lambda: next((at for at, line in self._heard if word.encode() in line), 0.0))


def soon(look: Callable[[], float]) -> float:
    deadline = time.perf_counter() + 20
    while not (found := look()):
        if time.perf_counter() > deadline:
            raise TimeoutError("it never arrived")
        time.sleep(0.001)
    return found


class Round:
    """Sends and measures, one thing after the other."""

    def __init__(self, hilo: Hilo, dovecot: Dovecot, postfix: Postfix) -> None:
        self.dovecot, self.postfix = dovecot, postfix
        self.ana = hilo.admin("Ana")
        self.ana.add_mail(dovecot, SUPPORT, postfix.smtp)
        self.chat = f"/chat/{self.ana.add_chat('*')['id']}"
        self.visitor = Person(hilo, "")
        self.visitor.token = self.visitor.post(f"{self.chat}/session")["token"]
        name, value = self.ana.cookie()
        self.agent = Ear(f"{hilo.url}/api/v1/stream", {"Cookie": f"{name}={value}"})
        self.window = Ear(f"{hilo.url}{self.chat}/stream?token={self.visitor.token}", {})

    def times(self, number: int) -> Iterator[tuple[str, float]]:
        began = time.perf_counter()
        self.mail(f"mail-{number}-in")
        yield "mail to the agent's screen", self.agent.hears(f"mail-{number}-in") - began
        began = time.perf_counter()
        self.answer(CUSTOMER, f"mail-{number}-out")
        yield "answer to the customer's mailbox", soon(lambda: self.delivered(number)) - began
        began = time.perf_counter()
        self.visitor.post(f"{self.chat}/messages", client_id=f"c{number}", text=f"chat-{number}-in")
        yield "chat to the agent's screen", self.agent.hears(f"chat-{number}-in") - began
        began = time.perf_counter()
        self.answer("", f"chat-{number}-out")
        yield "answer to the chat window", self.window.hears(f"chat-{number}-out") - began

    def mail(self, text: str) -> None:
        with smtplib.SMTP("127.0.0.1", self.postfix.smtp) as smtp:
            smtp.sendmail(CUSTOMER, [SUPPORT], f"From: {CUSTOMER}\r\nSubject: {text}\r\n\r\n{text}\r\n")

    def answer(self, name: str, text: str) -> None:
        thread = next(one for one in self.ana.threads("open") if one["customer_name"] == name)
        self.ana.post(f"/api/v1/threads/{thread['id']}/replies", text=text, client_id=text)

    def delivered(self, number: int) -> float:
        return time.perf_counter() if len(self.dovecot.raws(CUSTOMER)) > number else 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    return rows.run(__doc__, options, measure, arguments)


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=20)


def measure(given: argparse.Namespace) -> Iterator[Row]:
    dovecot = Dovecot()
    postfix, hilo = Postfix(dovecot), Hilo()
    try:
        meter, found = Meter(hilo.pid), followed(Round(hilo, dovecot, postfix), given.rounds)
        foreign = meter.read().foreign
    finally:
        for server in (hilo, postfix, dovecot):
            server.remove()
    for what, times in found.items():
        worst = f"{what}, p50; at worst {max(times):.0f} ms of {given.rounds}"
        yield rows.figure(worst, statistics.median(times), "ms", foreign)


def followed(round_: Round, rounds: int) -> dict[str, list[float]]:
    """Milliseconds, by what was sent where."""
    found: dict[str, list[float]] = {}
    for number in range(rounds):
        for what, seconds in round_.times(number):
            found.setdefault(what, []).append(seconds * 1000)
    return found


if __name__ == "__main__":
    sys.exit(main())
