"""What the tests of this room start from."""

from office.fixtures import (  # noqa: F401  # pytest finds fixtures by name, where they are imported
    ana,
    ben,
    chat,
    clock,
    database,
    email,
    inbox,
    migrated,
    migrated_office,
    office,
    url,
)
