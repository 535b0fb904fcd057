"""What the tests of this room start from."""

from office.fixtures import (  # noqa: F401  # pytest finds fixtures by name, where they are imported
    ana,
    ben,
    clock,
    database,
    email,
    inbox,
    migrated,
    office,
    url,
)
from office.routing import reader, trap, trapped, until  # noqa: F401  # as above
