"""What a Redis server says of itself."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from urllib.parse import urlsplit

from msgspec import Struct
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import NoPermissionError, RedisError
from redis.retry import Retry

from inbox.clock import Clock
from inbox.errors import Unreachable
from inbox.servers.clocks import ahead

PATIENCE = 5.0
"""Seconds that connecting, and each answer, may take."""
CHANNEL = "hilo:doctor"
NEEDED = "+@connection +@pubsub +info +time &hilo:*"


class RedisServer(Struct, frozen=True):
    """place: host and port. maxmemory: bytes; 0 without a bound. ahead: its clock, of ours, at the least."""

    place: str
    version: str
    replica: bool
    maxmemory: int
    policy: str
    ahead: timedelta


def look(url: str, clock: Clock) -> RedisServer:
    """Ask once, keep nothing. Raises Unreachable, whose text is the server's or the driver's reason."""
    if not is_address(url):
        raise Unreachable("it is no address; write redis://user:password@host:6379/0")
    client = Redis.from_url(url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE, retry=Retry(NoBackoff(), 0))
    try:
        return facts(client, place(url), clock)
    except NoPermissionError as wrong:
        raise Unreachable(f"{wrong}; `ACL SETUSER` it with {NEEDED}") from wrong
    except RedisError as wrong:
        raise Unreachable(str(wrong)) from wrong
    finally:
        client.close()


def is_address(url: str) -> bool:
    """Whether the driver can read all of it. What it does not know it takes for a parameter of its connections, and
    tells only when it makes one; a database that is no number it silently takes for none."""
    try:
        Redis.from_url(url).connection_pool.make_connection()
    except Exception:  # it raises of every kind, and quotes parts of the password
        return False
    parts = urlsplit(url)
    return bool(parts.path if parts.scheme == "unix" else parts.hostname and re.fullmatch(r"/?\d*", parts.path))


def facts(client: Redis, place: str, clock: Clock) -> RedisServer:
    exchange(client)
    asked = clock()
    seconds, micros = cast("tuple[int, int]", client.time())
    heard = clock()
    told = datetime.fromtimestamp(seconds, UTC) + timedelta(microseconds=micros)
    said = cast("dict[str, Any]", client.info())
    return RedisServer(
        place=place,
        version=str(said["redis_version"]),
        replica=said["role"] != "master",
        maxmemory=int(said["maxmemory"]),
        policy=str(said["maxmemory_policy"]),
        ahead=ahead(asked, told, heard),
    )


def exchange(client: Redis) -> None:
    """Say and hear a word, as the bus does: since Redis 7 a new user may do so on no channel (`acl-pubsub-default`)."""
    with client.pubsub() as heard:  # type: ignore[no-untyped-call]  # redis-py leaves it without types
        heard.subscribe(CHANNEL)
        heard.get_message(timeout=PATIENCE)
        client.publish(CHANNEL, b"")


def place(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or 6379}" if parts.hostname else parts.path
