"""A mail server as an account names it: how to reach it, and what to tell a person when that fails."""

import asyncio
import socket
import ssl
from dataclasses import dataclass, field
from datetime import timedelta

from connectors.contract import ConnectorError, Refused, TryLater

ACCOUNT_PAUSE = timedelta(minutes=5)
"""How long a message waits when the account, not the message, is at fault: a person has to mend it first."""


@dataclass(frozen=True)
class Server:
    """protocol: "IMAP" or "SMTP". security: "tls" (from the first byte), "starttls" or "none"."""

    protocol: str
    host: str
    port: int
    security: str = "tls"
    user: str = ""
    password: str = field(default="", repr=False)

    def __str__(self) -> str:
        return f"The {self.protocol} server at {self.host}:{self.port}"


async def dial(server: Server, seconds: float) -> socket.socket:
    """A connected, non-blocking socket; from the loop, so that cancelling takes effect at once. Raises `OSError`."""
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(seconds):
        found = await loop.getaddrinfo(server.host, server.port, type=socket.SOCK_STREAM)
        failure: OSError = OSError("no address")
        for family, kind, protocol, _, address in found:
            end = socket.socket(family, kind, protocol)
            end.setblocking(False)
            try:
                await loop.sock_connect(end, address)
            except OSError as error:
                end.close()
                failure = error
            except BaseException:
                end.close()
                raise
            else:
                return end
    raise failure


def secure(end: socket.socket, server: Server) -> socket.socket:
    """Speak TLS from the first byte where the account says so. Blocks; raises `OSError`."""
    if server.security != "tls":
        return end
    try:
        return ssl.create_default_context().wrap_socket(end, server_hostname=server.host)
    finally:
        end.close()  # wrapping moves the descriptor away, failing leaves it here


def explain(server: Server, error: BaseException) -> ConnectorError:
    """The sentence for a failed connection; `Refused` where waiting will not mend it."""
    if isinstance(error, ConnectorError):
        return error
    if isinstance(error, ssl.SSLError):
        return Refused(f"{server} {_insecure(error)}")
    return TryLater(f"{server} {_broken(error)}")


def _insecure(error: ssl.SSLError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return (
            f"shows a certificate that cannot be trusted ({error.verify_message}). "
            "Check the host name, or ask the server's operator for a valid certificate."
        )
    return "does not speak TLS there. Check the port, or choose another security setting."


def _broken(error: BaseException) -> str:
    match error:
        case socket.gaierror():
            return "cannot be found. Check its host name for a typing error."
        case ConnectionRefusedError():
            return "cannot be reached: nothing answers there. Check the host name and the port."
        case TimeoutError():
            return (
                "did not answer in time. Check the host name, the port and the security setting, "
                "and whether a firewall stands between."
            )
        case _:
            return f"broke off the connection ({error}). Check the port and the security setting."
