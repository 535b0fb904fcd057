"""A real Dovecot: IMAP with IDLE, LMTP to deliver into it, and logins for Postfix. Runs as root or as anybody."""

import getpass
import os
import smtplib
import subprocess
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from imap_tools import BaseMailBox, MailBoxUnencrypted
from servers.certificate import Certificate
from servers.programs import HOST, Program, answers, find, free_port

PASSWORD = "correct-horse"

CONF = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
ssl = yes
ssl_cert = <{chain}
ssl_key = <{key}
protocols = imap lmtp
listen = {host}
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
auth_cache_negative_ttl = 0
login_greeting = ready
recipient_delimiter = +
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
default_vsz_limit = 512M
first_valid_uid = 1
mail_uid = {user}
mail_gid = {group}
mail_home = {home}/mail/%d/%n
mail_location = maildir:~/Maildir
mailbox_idle_check_interval = 1 secs
imap_idle_notify_interval = 1 secs
shutdown_clients = yes
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = allow_all_users=yes
}}
namespace inbox {{
  inbox = yes
}}
protocol imap {{
  mail_max_userip_connections = 200
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = {host}
    port = {lmtp}
  }}
}}
service auth {{
  inet_listener {{
    address = {host}
    port = {auth}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""


class Dovecot:
    """Every address is a user, with the one password; mailboxes come into being when they are first used.

    Ports on 127.0.0.1: `imap` (STARTTLS on offer), `imaps`, `lmtp` and `auth` (SASL, for Postfix).
    `certificate.chain` is what a client must trust.
    """

    host = HOST
    password = PASSWORD

    def __init__(self) -> None:
        program = find("dovecot")
        self._doveadm = find("doveadm")
        self.imap, self.imaps, self.lmtp, self.auth = (free_port() for _ in range(4))
        self._program = Program("dovecot")
        home = self._program.home
        self.certificate = Certificate(home)
        self._conf = home / "dovecot.conf"
        self._conf.write_text(
            CONF.format(home=home, host=HOST, password=PASSWORD, **self._ports(), **self._files(), **_owner())
        )
        mail = home / "mail"
        mail.mkdir()
        mail.chmod(0o777)
        self._command = (program, "-F", "-c", str(self._conf))
        self.start()

    def _ports(self) -> dict[str, int]:
        return {"imap": self.imap, "imaps": self.imaps, "lmtp": self.lmtp, "auth": self.auth}

    def _files(self) -> dict[str, str]:
        return {"chain": str(self.certificate.chain), "key": str(self.certificate.key)}

    def start(self) -> None:
        self._program.run(*self._command, ready=answers(self.imap, b"* OK"))

    def stop(self) -> None:
        """Says BYE to everybody and ends; the mail stays, and so do the ports."""
        self._program.halt()

    def restart(self) -> None:
        self.stop()
        self.start()

    def remove(self) -> None:
        self._program.remove()

    def deliver(self, address: str, mail: EmailMessage | bytes) -> None:
        """Put a mail into a mailbox by LMTP, as a mail server does."""
        raw = mail if isinstance(mail, bytes) else bytes(mail)
        with smtplib.LMTP(HOST, self.lmtp, timeout=10) as lmtp:
            lmtp.sendmail("sender@example.com", [address], raw)

    def client(self, address: str, mailbox: str = "INBOX") -> BaseMailBox:
        """A logged-in mail client, to look into a mailbox or to change it; use it in a `with`."""
        return MailBoxUnencrypted(HOST, self.imap, timeout=10).login(address, PASSWORD, mailbox)

    def raws(self, address: str, mailbox: str = "INBOX") -> list[bytes]:
        """What lies in the mailbox, oldest first; looking does not set `\\Seen`."""
        with self.client(address, mailbox) as box:
            found = (box.client.uid("FETCH", uid, "(BODY.PEEK[])") for uid in box.uids())
            return [data[0][1] for _, data in found]

    def mails(self, address: str, mailbox: str = "INBOX") -> list[EmailMessage]:
        return [message_from_bytes(raw, policy=default) for raw in self.raws(address, mailbox)]

    def seen(self, address: str, mailbox: str = "INBOX") -> list[bool]:
        with self.client(address, mailbox) as box:
            return ["\\Seen" in mail.flags for mail in box.fetch(mark_seen=False, headers_only=True)]

    def admin(self, *command: str) -> str:
        """Run doveadm, for what no mail client can do: `admin("mailbox", "update", ...)`."""
        done = subprocess.run((self._doveadm, "-c", str(self._conf), *command), capture_output=True, check=False)
        if done.returncode:
            raise RuntimeError(f"doveadm {' '.join(command)}: {done.stderr.decode()}")
        return done.stdout.decode()

    def log(self) -> str:
        return self._program.output()


def _owner() -> dict[str, str]:
    """Dovecot will not let root own mail, and without root nobody else can."""
    if os.geteuid() == 0:
        return {"user": "dovecot", "group": "dovecot"}
    return {"user": getpass.getuser(), "group": str(os.getegid())}
