"""A real Postfix in front of a Dovecot. It needs root, as Postfix does; it reads no DNS and mails nobody outside."""

import os
import shutil
import subprocess

from servers.dovecot import Dovecot
from servers.programs import HOST, Program, answers, find, free_port

MAIN = """
compatibility_level = 3.6
queue_directory = {home}/queue
data_directory = {home}/data
maillog_file = {home}/log
maillog_file_prefixes = {home}
mail_owner = postfix
setgid_group = postdrop
import_environment = MAIL_CONFIG TZ LANG=C
myhostname = mail.example.test
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
mydestination =
alias_maps =
alias_database =
default_transport = lmtp:inet:{host}:{lmtp}
relay_transport = $default_transport
smtp_dns_support_level = disabled
smtputf8_enable = no
message_size_limit = 60000000
smtpd_peername_lookup = no
smtpd_error_sleep_time = 0
smtpd_client_connection_count_limit = 0
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 1s
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:{host}:{auth}
smtpd_tls_security_level = may
smtpd_tls_chain_files = {key}, {chain}
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_recipient_restrictions = check_recipient_access inline:{{ {{temp@ = 450 4.2.0 Mailbox is busy}},
  {{gone@ = 550 5.1.1 Nobody of that name}} }}
smtpd_end_of_data_restrictions = check_recipient_access inline:{{ {{late-temp@ = 451 4.3.0 Scanner is busy}},
  {{late-gone@ = 554 5.7.1 Content looks like spam}} }}
"""

MASTER = """
{smtp}    inet  n - n -     - smtpd
{smtps}   inet  n - n -     - smtpd -o smtpd_tls_wrappermode=yes
cleanup   unix  n - n -     0 cleanup
qmgr      unix  n - n 300   1 qmgr
tlsmgr    unix  - - n 1000? 1 tlsmgr
rewrite   unix  - - n -     - trivial-rewrite
bounce    unix  - - n -     0 bounce
defer     unix  - - n -     0 bounce
trace     unix  - - n -     0 bounce
flush     unix  n - n 1000? 0 flush
proxymap  unix  - - n -     - proxymap
error     unix  - - n -     - error
retry     unix  - - n -     - error
lmtp      unix  - - n -     - lmtp
anvil     unix  - - n -     1 anvil
scache    unix  - - n -     1 scache
postlog   unix-dgram n - n - 1 postlogd
"""


class Postfix:
    """Delivers every address of every domain into `dovecot`, whose users and password are the logins here.

    Ports on 127.0.0.1: `smtp` (STARTTLS and AUTH on offer, neither demanded) and `smtps`.
    Four local parts misbehave at any domain: `temp` answers 450 and `gone` 550 at RCPT, `late-temp` 451 and
    `late-gone` 554 after the data. It offers no SMTPUTF8. Mail that Dovecot cannot take now is tried again each second.
    """

    host = HOST

    def __init__(self, dovecot: Dovecot) -> None:
        program = find("postfix")
        if os.geteuid() != 0:
            raise RuntimeError("A real Postfix needs root. Run these tests as root or in a container.")
        self.smtp, self.smtps = free_port(), free_port()
        self._program = Program("postfix")
        home = self._program.home
        certificate = dovecot.certificate
        for name in ("conf", "queue", "data"):
            (home / name).mkdir()
        shutil.chown(home / "data", "postfix")
        (home / "conf" / "main.cf").write_text(
            MAIN.format(
                home=home,
                host=HOST,
                lmtp=dovecot.lmtp,
                auth=dovecot.auth,
                key=certificate.key,
                chain=certificate.chain,
            )
        )
        (home / "conf" / "master.cf").write_text(
            MASTER.format(smtp=f"{HOST}:{self.smtp}", smtps=f"{HOST}:{self.smtps}")
        )
        self._prepare(program)
        # Not `postfix start-fg`: its shell would take our signal and leave the daemons behind.
        self._command = (f"{self._setting('daemon_directory')}/master", "-c", str(home / "conf"), "-s")
        self.start()

    def _prepare(self, program: str) -> None:
        """Let Postfix make its queue directories with the owners that it insists on."""
        done = subprocess.run(
            (program, "-c", str(self._program.home / "conf"), "check"), capture_output=True, check=False
        )
        if done.returncode:
            said = done.stderr.decode() + self.log()
            self.remove()
            raise RuntimeError(f"postfix check: {said}")

    def _setting(self, name: str) -> str:
        command = (find("postconf"), "-c", str(self._program.home / "conf"), "-h", name)
        return subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip()

    def start(self) -> None:
        self._program.run(*self._command, ready=answers(self.smtp, b"220 "))

    def stop(self) -> None:
        """Queued mail stays, and so do the ports."""
        self._program.halt()

    def remove(self) -> None:
        self._program.remove()

    def log(self) -> str:
        return self._program.output()
