"""A provider as it calls our hooks: what it says, signed as its own library signs."""

from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol


@dataclass(frozen=True)
class Call:
    """query: what follows the hook's address, "?" included. cause: the message that it is about, or ""."""

    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    query: str = ""


class Caller(Protocol):
    """Everything it makes is genuine: `settings` and `secrets` are those of the account that it calls."""

    name: ClassVar[str]
    settings: ClassVar[dict[str, Any]]
    secrets: ClassVar[dict[str, str]]

    def __init__(self, hook: str) -> None:
        """hook: the account's public address, which some providers sign too."""
        ...

    def address(self, number: int) -> str:
        """Of the customer of that number, as our connector normalises it."""
        ...

    def remote_id(self, number: int, count: int) -> str:
        """Of that customer's message of that count, as our connector gives it."""
        ...

    def message(self, number: int, count: int, text: str) -> Call: ...

    def signed(self, body: bytes) -> Call:
        """Whatever the body is, it comes from the provider."""
        ...

    def unknown(self) -> Call:
        """Something genuine that no version of Hilo has heard of."""
        ...


class Reports(Protocol):
    """Tells what became of a message of ours, by our name for it and its own."""

    STATES: ClassVar[tuple[str, ...]]

    def receipt(self, number: int, ref: str, remote_id: str, state: str) -> Call:
        """state: one of ours, which it puts into its own words."""
        ...


class Changes(Protocol):
    """Tells what a customer did to a message afterwards. at: seconds since 1970."""

    def edit(self, number: int, count: int, text: str, at: int) -> Call: ...

    def delete(self, number: int, count: int, at: int) -> Call: ...

    def react(self, number: int, count: int, emoji: str, at: int) -> Call: ...
