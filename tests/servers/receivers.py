"""Every provider from the customer's end: a bad line to it, and what came out of it into the customer's hands."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from servers import graph, slack, telegram, twilio
from servers.dovecot import Dovecot
from servers.peer import SECRET, open_peer
from servers.postfix import Postfix
from servers.proxy import Proxy

from connectors.api.channel import Api
from connectors.api.settings import Settings as ApiSettings
from connectors.contract import Connector
from connectors.email.channel import Email
from connectors.email.settings import Settings as EmailSettings
from connectors.meta.graph import Places
from connectors.meta_whatsapp import MetaWhatsApp
from connectors.slack.channel import Slack
from connectors.slack.web import Provider
from connectors.telegram import Telegram
from connectors.twilio.line import Cloud
from connectors.twilio_sms import TwilioSms
from connectors.twilio_whatsapp import TwilioWhatsApp


@dataclass
class Receiver:
    """hands: how many messages the customer holds. written: bytes after which a message has been handed over."""

    connector: Connector
    proxy: Proxy
    address: str
    hands: Callable[[], int]
    written: bytes


Opened = AsyncIterator[Receiver]


@asynccontextmanager
async def email(word: bytes, dovecot: Dovecot, postfix: Postfix) -> Opened:
    proxy = Proxy(postfix.smtp)
    ours, theirs = "support@example.test", f"customer{time.monotonic_ns()}@example.test"
    imap = {"imap_host": dovecot.host, "imap_port": dovecot.imap, "imap_security": "none", "imap_user": ours}
    smtp = {"smtp_host": proxy.host, "smtp_port": proxy.port, "smtp_security": "none", "smtp_user": ours}
    secrets = {"imap_password": dovecot.password, "smtp_password": dovecot.password}
    settings: Any = {"address": ours, "name": "Acme", **imap, **smtp, **secrets}

    def hands() -> int:
        """Postfix hands on what it has taken; it knows no more than a second."""
        deadline = time.monotonic() + 2.0
        while not (found := len(dovecot.mails(theirs))) and time.monotonic() < deadline:
            time.sleep(0.05)
        return found

    yield Receiver(Email("a", EmailSettings(**settings)), proxy, theirs, hands, b"\r\n.\r\n")
    proxy.close()


@asynccontextmanager
async def twilio_line(kind: type[TwilioSms] | type[TwilioWhatsApp], word: bytes) -> Opened:
    async with twilio.open_twilio() as server:
        proxy = Proxy(server.port)
        cloud = Cloud(lambda url: url.replace("https://", f"http://127.0.0.1:{proxy.port}/", 1), None, 0.0)
        settings = kind.Settings(account_sid=twilio.ACCOUNT, auth_token=twilio.TOKEN, sender=twilio.NUMBER)
        yield Receiver(kind("a", settings, cloud=cloud), proxy, "+15550199", lambda: len(server.sent), word)
        proxy.close()


@asynccontextmanager
async def meta_whatsapp(word: bytes) -> Opened:
    async with graph.open_graph() as server:
        proxy = Proxy(server.port)
        settings = MetaWhatsApp.Settings(
            phone_number_id=graph.NUMBER_ID, business_account_id=graph.BUSINESS_ID, access_token=graph.TOKEN,
            app_secret=graph.SECRET, verify_token=graph.VERIFY,
        )  # fmt: skip
        places = Places(f"http://127.0.0.1:{proxy.port}", ("127.0.0.1",), guarded=False)
        connector = MetaWhatsApp("a", settings, places=places)
        yield Receiver(connector, proxy, "+15550199", lambda: len(server.taken), word)
        proxy.close()


@asynccontextmanager
async def slack_room(word: bytes) -> Opened:
    async with slack.open_slack() as server:
        proxy = Proxy(server.port)
        server.channels["D0ANA0001"] = {"is_im": True, "user": "U0ANA0001"}
        where = Provider(f"http://127.0.0.1:{proxy.port}/api/", (server.url,), guarded=False)
        connector = Slack("a", Slack.Settings(slack.BOT_TOKEN, "", slack.SECRET), provider=where)
        hands: Callable[[], int] = lambda: len(server.messages["D0ANA0001"])  # noqa: E731  # it reads as the others
        yield Receiver(connector, proxy, "T0TEAM001:D0ANA0001", hands, word)
        proxy.close()


@asynccontextmanager
async def telegram_chat(word: bytes) -> Opened:
    async with telegram.open_telegram() as server:
        proxy = Proxy(int(server.url.rpartition(":")[2]))
        endpoint = f"http://127.0.0.1:{proxy.port}"
        connector = Telegram("a", Telegram.Settings(bot_token=telegram.TOKEN), endpoint=endpoint)
        yield Receiver(connector, proxy, "5550100001", lambda: len(server.sent), word)
        proxy.close()


@asynccontextmanager
async def api(word: bytes) -> Opened:
    """A peer has promised to heed the key that every attempt repeats."""
    async with open_peer() as peer:
        proxy = Proxy(peer.port)
        settings = ApiSettings(SECRET, f"http://127.0.0.1:{proxy.port}/hook", allow_private=True)
        yield Receiver(Api("a", settings), proxy, "ana@shop", lambda: len({one["id"] for one in peer.taken}), word)
        proxy.close()
