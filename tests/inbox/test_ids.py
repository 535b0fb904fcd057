"""Ids are UUIDv7 (RFC 9562) and increase."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from inbox.clock import utc_now
from inbox.ids import new_id


def test_an_id_is_a_version_7_uuid_that_tells_its_time() -> None:
    made = uuid.UUID(new_id())
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    told = datetime.fromtimestamp((made.int >> 80) / 1000, UTC)
    assert abs((utc_now() - told).total_seconds()) < 5


def test_ids_increase_within_a_process() -> None:
    made = [new_id() for _ in range(10_000)]
    assert made == sorted(set(made))


def test_ids_from_many_threads_are_different() -> None:
    with ThreadPoolExecutor(8) as pool:
        made = [one for found in pool.map(lambda _: [new_id() for _ in range(1000)], range(8)) for one in found]
    assert len(set(made)) == 8000


def test_now_is_aware_and_utc() -> None:
    assert utc_now().tzinfo is UTC
