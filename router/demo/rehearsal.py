"""Rehearsed: while the demo plays, its own accounts have no provider at the other end, and real ones are themselves."""

from collections.abc import Iterator
from contextlib import contextmanager

from connectors.contract import Connector
from connectors.registry import CONNECTORS
from router.demo.meta import RehearsedWhatsApp
from router.demo.post import RehearsedEmail
from router.demo.twilio import RehearsedSms

REHEARSED: dict[str, type[Connector]] = {
    one.name: one
    for one in (
        RehearsedEmail,
        RehearsedWhatsApp,
        RehearsedSms,
    )
}


@contextmanager
def rehearsal() -> Iterator[None]:
    """In this process alone."""
    real = {name: CONNECTORS[name] for name in REHEARSED}
    CONNECTORS.update(REHEARSED)
    try:
        yield
    finally:
        CONNECTORS.update(real)
