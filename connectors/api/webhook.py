"""The address of the peer: is it one that we may call?"""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from connectors.contract import Refused
from connectors.reach import Private, demand_public

INSIDE = (
    "{host} is inside a private network. If that is meant, switch on private addresses; else enter one of the internet."
)
PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True)
class Webhook:
    url: str
    secret: str = field(repr=False)
    allow_private: bool

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    async def check(self) -> None:
        """Look its name up; nothing is sent. Raises Refused."""
        self.demand_usable()
        parts = urlsplit(self.url)
        try:
            await demand_public(self.host, parts.port or PORTS[parts.scheme])
        except Private:
            if not self.allow_private:
                raise Refused(INSIDE.format(host=self.host)) from None
        except (OSError, UnicodeError) as error:
            raise Refused(
                f"There is no host {self.host!r}. Check the webhook's spelling, and this server's DNS."
            ) from error

    def demand_usable(self) -> None:
        """Raises Refused."""
        if not self.url:
            raise Refused(
                "This account has no webhook for answers to leave by. An admin can enter one in the settings."
            )
        if not well_formed(self.url):
            raise Refused("The webhook is no usable address. Write it without a password: https://example.com/hook.")
        if self.url.startswith("http:") and not self.allow_private:
            raise Refused("Customers' messages must not cross the internet in the clear. Use https:// for the webhook.")


def well_formed(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    shown = url.isprintable() and " " not in url
    return shown and parts.scheme in PORTS and bool(parts.hostname) and "@" not in parts.netloc
