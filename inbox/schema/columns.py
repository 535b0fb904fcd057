"""What the tables are made of: moments, ids, running numbers."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, MetaData, Text, TypeDecorator, Uuid

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """An aware UTC moment as microseconds since 1970: sorts, compares and indexes alike on every engine."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """For what is written into a statement's text; where it is a parameter, one call less is worth it."""
        return counted(value)

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], int | None]:
        return counted

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[int | None], datetime | None]:
        return moment


def counted(value: datetime | None) -> int | None:
    return None if value is None else (value - EPOCH) // MICROSECOND


def moment(value: int | None) -> datetime | None:
    return None if value is None else EPOCH + timedelta(microseconds=value)


class Reference(TypeDecorator[str]):
    """An id as 16 bytes. Whatever is asked for under what is no id at all is not there, as on SQLite."""

    impl = Uuid(as_uuid=False)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return value if value is None or WRITTEN.fullmatch(value) else NOBODY


WRITTEN = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
NOBODY = "00000000-0000-0000-0000-000000000000"
"""Given to nothing (RFC 9562, 5.9)."""

Id = Reference().with_variant(Text, "sqlite")  # SQLite has no such type, and converting costs 10 % of the ingest
Seq = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up by itself only on INTEGER PRIMARY KEY
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
