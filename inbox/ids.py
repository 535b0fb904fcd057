"""UUIDv7 (RFC 9562): unique without asking anybody, and new rows land at the end of an index."""

from uuid_utils import uuid7


def new_id() -> str:
    return str(uuid7())
