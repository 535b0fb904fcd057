"""What the tests of this room start from."""

from office.carrier import answer, deliverer, provider  # noqa: F401  # as below
from office.fixtures import (  # noqa: F401  # pytest finds fixtures by name, where they are imported
    ana,
    ben,
    chat,
    clock,
    database,
    email,
    inbox,
    office,
)
from office.routing import reader, script, spy, trap, trapped, until  # noqa: F401  # as above
