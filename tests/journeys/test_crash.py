"""SIGKILL between acknowledging and parsing: what was acknowledged is there after the restart, once."""

from collections.abc import Callable
from typing import Any

from servers.dovecot import Dovecot
from servers.hilo import Hilo, Person
from servers.postfix import Postfix
from servers.proxy import Proxy

from inbox.outbox import LEASE

TAKEN_OVER = LEASE.total_seconds() + 30
"""Seconds: on PostgreSQL whoever was sending might still live, so that its lease has to run out first."""


def test_what_was_acknowledged_but_not_yet_read_is_threaded_after_a_crash(
    hilo: Hilo, ana: Person, eventually: Callable[..., Any]
) -> None:
    """The router is away, so that nothing is read between the acknowledgement and the crash."""
    chat = ana.add_chat("*")["id"]
    hilo.stop()
    hilo.start("--only", "web")
    visitor = Person(hilo, "")
    visitor.token = visitor.post(f"/chat/{chat}/session")["token"]
    for number in range(5):
        visitor.post(f"/chat/{chat}/messages", client_id=f"m{number}", text=f"Message {number}")
    hilo.kill()
    hilo.start()
    [thread] = eventually(ana.threads)
    messages = ana.get(f"/api/v1/threads/{thread['id']}")["messages"]
    assert [one["text"] for one in messages] == [f"Message {number}" for number in range(5)]


def test_a_mail_half_sent_when_we_die_is_uncertain_and_never_sent_twice_by_itself(
    hilo: Hilo, ana: Person, dovecot: Dovecot, postfix: Postfix, address: str, proxied: Callable[[int], Proxy],
    eventually: Callable[..., Any],
) -> None:  # fmt: skip
    """The network goes silent while we send, and we are killed while we wait."""
    network = proxied(postfix.smtp)
    ana.add_mail(dovecot, address, network.port)
    customer = address.replace("support", "leo")
    dovecot.deliver(address, f"From: {customer}\r\nSubject: Hi\r\n\r\nHello\r\n".encode())
    [thread] = eventually(ana.threads)
    network.freeze()
    answer = ana.post(f"/api/v1/threads/{thread['id']}/replies", text="Good morning", client_id="one")
    state = lambda: ana.get(f"/api/v1/threads/{thread['id']}")["messages"][-1]["state"]  # noqa: E731  # said twice below
    eventually(lambda: state() == "sending")
    hilo.kill()
    network.thaw()
    hilo.start()
    eventually(lambda: state() == "uncertain", TAKEN_OVER)
    assert dovecot.mails(customer) == []
    ana.post(f"/api/v1/messages/{answer['id']}/retry")
    eventually(lambda: state() == "sent")
    assert len(eventually(lambda: dovecot.mails(customer))) == 1
