"""A customer in the chat, who speaks to the server as the widget does."""

from datetime import UTC, datetime, timedelta
from itertools import count

import jwt
from servers.hilo import Hilo, Person

SECRET = "a secret that only the site and Hilo know"


class Visitor:
    """name: as typed in the chat; "" is nobody in particular. token: a signed one, from the site."""

    def __init__(self, hilo: Hilo, account_id: str, name: str = "", token: str = "") -> None:
        self._client = Person(hilo, "")
        self._chat = f"/chat/{account_id}"
        self._name = name
        self._numbers = count(1)
        self._knock = {"jwt": token} if token else {}
        self._client.token = self._client.post(f"{self._chat}/session", **self._knock)["token"]

    def say(self, text: str, email: str = "") -> None:
        body = {"client_id": f"m{next(self._numbers)}", "text": text, "name": self._name, "email": email}
        self._client.post(f"{self._chat}/messages", **body)

    def sees(self) -> list[str]:
        """What stands in their window when they open it again."""
        again = self._knock or {"visitor_token": self._client.token}
        return [line["text"] for line in self._client.post(f"{self._chat}/session", **again)["messages"]]


def signed(sub: str, name: str, email: str = "") -> str:
    """The token by which a site says who its visitor is."""
    soon = datetime.now(UTC) + timedelta(minutes=30)
    claims = {"sub": sub, "name": name, "exp": soon, **({"email": email} if email else {})}
    return jwt.encode(claims, SECRET, "HS256")
