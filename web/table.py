"""The route table: what can be asked, by whom, with what, and what comes back.

It is the single source for routing, authorisation, validation and the OpenAPI document; nothing outside it is served.

    routes = Table()

    @routes.on("POST", "/api/v1/threads/{id}/notes", "agent", takes=NewNote, gives=Message)
    async def note(call: Call[NewNote]) -> Message:
        '''Write a note that only colleagues see.'''

`takes` is read from the query of a GET and from the JSON body of everything else. `StreamReader` is the body while it
still comes, of which the document shows what it `means`: its handler sees to how much that may be, and for how long.
The first line of the docstring is the summary. A handler that gives `web.StreamResponse` builds its own answer; one
that gives `None` answers 204. Public routes say so: `PUBLIC` needs no session. With `foreign=True` the call may also
come from other people's pages (the chat widget) or servers (hooks): such a handler sees to origins or signatures
itself, and a POST needs no JSON content type.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import NoneType
from typing import Any, Final, Literal, TypeVar

from msgspec import Struct

from inbox.words import Role
from web.call import Call

T = TypeVar("T")
R = TypeVar("R")
Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
Access = Role | Literal["public"]
PUBLIC: Final = "public"
RANK: dict[str, int] = {PUBLIC: 0, "agent": 1, "supervisor": 2, "admin": 3}


class Nothing(Struct, frozen=True):
    """The empty object."""


@dataclass(frozen=True)
class Route:
    method: Method
    path: str
    role: Access
    takes: type[Any]
    gives: type[Any]
    handler: Callable[[Call[Any]], Awaitable[Any]]
    foreign: bool = False
    means: type[Any] | None = None

    @property
    def listed(self) -> bool:
        """Whether the OpenAPI document shows it: pages and static files are no API."""
        return self.path.startswith("/api/")

    @property
    def limited(self) -> bool:
        """Whoever watches the process must be answered above all when there is too much to do."""
        return self.path not in ("/healthz", "/readyz", "/metrics")

    @property
    def shown(self) -> type[Any]:
        """What the document says that it takes."""
        return self.means or self.takes

    @property
    def status(self) -> int:
        return 204 if self.gives is NoneType else 200

    def admits(self, role: Role) -> bool:
        return RANK[role] >= RANK[self.role]


class Table:
    """Routes of one noun, in the order in which they are matched."""

    def __init__(self) -> None:
        self.routes: list[Route] = []

    def on(
        self,
        method: Method,
        path: str,
        role: Access,
        *,
        takes: type[T],
        gives: type[R],
        foreign: bool = False,
        means: Any = None,
    ) -> Callable[[Callable[[Call[T]], Awaitable[R]]], Callable[[Call[T]], Awaitable[R]]]:
        """Register the decorated handler.

        Raises ValueError for a role that does not exist: better no server than an open door.
        """
        if role not in RANK:
            raise ValueError(f"{method} {path}: there is no role {role!r}")
        if foreign and role != PUBLIC:
            raise ValueError(f"{method} {path}: only public routes may be called from other people's pages")

        def register(handler: Callable[[Call[T]], Awaitable[R]]) -> Callable[[Call[T]], Awaitable[R]]:
            self.routes.append(Route(method, path, role, takes, gives, handler, foreign, means))
            return handler

        return register
