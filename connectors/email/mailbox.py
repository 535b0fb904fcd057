"""One logged-in IMAP connection (RFC 3501): plain blocking calls, for a thread.

imap_tools gives login, mailbox names in UTF-7, search and tagged answers over the standard library's imaplib. Two
things of it are not used: its `flag` expunges whatever other people marked as deleted, and its IDLE sleeps through
news that came in one packet with "+ idling".
"""

import contextlib
import imaplib
import re
import select
import socket
import ssl
from collections.abc import Sequence
from io import BufferedReader
from typing import cast

from imap_tools import BaseMailBox
from imap_tools.errors import (
    MailboxFetchError,
    MailboxFolderSelectError,
    MailboxLoginError,
    UnexpectedCommandStatusError,
)
from imap_tools.utils import check_command_status

from connectors.contract import Refused, TryLater
from connectors.email import fetched
from connectors.email.server import ACCOUNT_PAUSE, Server, secure

BROKEN = (OSError, imaplib.IMAP4.error, UnexpectedCommandStatusError)
"""What any call here may raise when the connection, or the server's idea of it, is broken."""

PASSING = re.compile(r"\[(UNAVAILABLE|INUSE|LIMIT|SERVERBUG|ALERT)\b", re.IGNORECASE)  # RFC 5530: not the password


class _Wire(imaplib.IMAP4):
    """imaplib over a socket that is connected already."""

    def __init__(self, server: Server, end: socket.socket) -> None:
        self._end = end
        super().__init__(server.host, server.port)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        return self._end


class Mailbox(BaseMailBox):
    """`uidvalidity` and `uidnext` are as they were when it was last opened."""

    uidvalidity = 0
    uidnext = 1

    def __init__(self, server: Server, name: str, end: socket.socket) -> None:
        """Log in and open the mailbox. Raises one of `BROKEN`, `Refused` or `TryLater`; then `end` is closed."""
        self._server, self._name = server, name
        self._end = secure(end, server)
        super().__init__()
        try:
            self._start_tls()
            self._sign_in()
            self.reopen()
        except BaseException:
            with contextlib.suppress(OSError):  # a failed STARTTLS has closed it already
                self.client.shutdown()
            raise

    def _get_mailbox_client(self) -> imaplib.IMAP4:
        return _Wire(self._server, self._end)

    def _start_tls(self) -> None:
        if self._server.security != "starttls":
            return
        if "STARTTLS" not in self.client.capabilities:
            raise Refused(f"{self._server} does not offer STARTTLS. Choose another security setting.")
        self.client.starttls(ssl.create_default_context())

    def _sign_in(self) -> None:
        server = self._server
        if "LOGINDISABLED" in self.client.capabilities:
            raise Refused(f"{server} takes no password over an open line. Choose the security setting tls or starttls.")
        plain = (server.user + server.password).isascii() and (server.user + server.password).isprintable()
        try:
            (self.login if plain else self.login_utf8)(server.user, server.password, initial_folder=None)
        except imaplib.IMAP4.abort:
            raise
        except (MailboxLoginError, imaplib.IMAP4.error) as error:
            if PASSING.search(str(error)):
                raise TryLater(f"{server} does not let {server.user} in for now.", ACCOUNT_PAUSE) from error
            raise Refused(
                f"{server} refused the password for {server.user}. "
                "Check the user name and the password, or create an app password with your provider."
            ) from error

    def reopen(self) -> None:
        name = self._name
        try:
            self.folder.set(name)
        except MailboxFolderSelectError as error:
            raise Refused(f"{self._server} has no mailbox {name} for {self._server.user}. Check its name.") from error
        except imaplib.IMAP4.readonly as error:
            raise Refused(
                f"{self._server} lets {self._server.user} only read the mailbox {name}. "
                "Give that user the right to mark mail as read, or choose another mailbox."
            ) from error
        try:
            found = self.folder.status(name, ["UIDVALIDITY", "UIDNEXT"])
            self.uidvalidity, self.uidnext = found["UIDVALIDITY"], found["UIDNEXT"]
        except (KeyError, ValueError, IndexError) as error:
            raise imaplib.IMAP4.abort("STATUS was not answered") from error

    def newer(self, uid: int) -> list[int]:
        # "N:*" names the last mail even when its UID is below N (RFC 3501, 6.4.8).
        return [found for found in self.search(f"UID {uid + 1}:*") if found > uid]

    def search(self, criteria: str) -> list[int]:
        """UIDs in ascending order."""
        return sorted(int(uid) for uid in self.uids(criteria, charset=None))

    def sizes(self, uids: Sequence[int]) -> dict[int, int]:
        """Bytes by UID, in the order given; expunged mails are missing."""
        found = dict(fetched.sizes(self._fetch(uids, "(UID RFC822.SIZE)")))
        return {uid: found[uid] for uid in uids if uid in found}

    def bodies(self, uids: Sequence[int]) -> dict[int, bytes]:
        """Raw mails by UID, not marked as seen. Those expunged, or that the server cannot give, are missing."""
        try:
            return dict(fetched.sections(self._fetch(uids, "(UID BODY.PEEK[])")))
        except MailboxFetchError:
            # One mail that the server itself cannot read must not hold up the others.
            return {uid: body for each in uids for uid, body in self.bodies([each]).items()} if len(uids) > 1 else {}

    def headers(self, uids: Sequence[int]) -> dict[int, bytes]:
        """Like `bodies`, but of every mail only its headers and the empty line."""
        try:
            return dict(fetched.sections(self._fetch(uids, "(UID BODY.PEEK[HEADER])")))
        except MailboxFetchError:
            return {}

    def still_there(self, uids: Sequence[int]) -> list[int]:
        return self.search(f"UID {_set(uids)}")

    def _fetch(self, uids: Sequence[int], what: str) -> list[object]:
        if not uids:
            return []
        answer = self.client.uid("FETCH", _set(uids), what)
        check_command_status(answer, MailboxFetchError)
        return list(answer[1])

    def mark_seen(self, uids: Sequence[int]) -> None:
        self.client.uid("STORE", _set(uids), "+FLAGS.SILENT", r"(\Seen)")

    @property
    def can_idle(self) -> bool:
        return "IDLE" in self.client.capabilities

    def wait(self, seconds: float) -> bool:
        """IDLE (RFC 2177) until the server says anything, or for so long. Whether it did. A warning (RFC 3501, 7.1.2)
        is raised: Dovecot lets a mailbox that was deleted meanwhile say nothing else, at once and as often as asked."""
        client = self.client
        tag = client._command("IDLE")
        while client._get_response() is not None:  # None stands for "+ idling"
            if client.tagged_commands[tag]:
                raise imaplib.IMAP4.abort(f"IDLE refused: {client.tagged_commands.pop(tag)}")
        heard = self._heard() or self._hears(seconds)
        client.send(b"DONE\r\n")
        _, said = self.consume_until_tagged_response(tag)
        if any(line.startswith((b"* NO ", b"* BAD ")) for line in said):
            raise imaplib.IMAP4.abort("the server warned while idle")
        return heard

    def _heard(self) -> bool:
        """Whether something lies in our own buffers, where `poll` cannot see it."""
        sock, patience = self.client.sock, self.client.sock.gettimeout()
        sock.settimeout(0)
        try:
            return bool(cast(BufferedReader, self.client.file).peek(1))
        except ssl.SSLWantReadError:
            return False
        finally:
            sock.settimeout(patience)

    def _hears(self, seconds: float) -> bool:
        poller = select.poll()
        poller.register(self.client.sock, select.POLLIN)
        return bool(poller.poll(seconds * 1000))


def _set(uids: Sequence[int]) -> str:
    return ",".join(map(str, uids))
