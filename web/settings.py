"""What the environment says. Everything a person may change at run time is a row, edited on a screen."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from cryptography.fernet import Fernet

from web.proxies import HERE, Networks, networks

NAMES: Final = (
    "HILO_DATA", "HILO_LISTEN", "HILO_URL", "HILO_KEY", "HILO_LOG", "HILO_METRICS_TOKEN", "HILO_ACCOUNT_RATE",
    "HILO_PROXIES",
)  # fmt: skip
LEVELS: Final = ("debug", "info", "warning", "error")


class WrongSetting(Exception):
    """Its text is one sentence that says what to do."""


@dataclass(frozen=True)
class Settings:
    """data: the folder of everything we keep. url: where browsers find us, without a final slash. key: as given,
    or "" for the file <data>/key. redis: the URL of the server that carries hints between processes, or "".
    metrics_token: lets its bearer see /metrics from elsewhere. account_rate: messages a second that one may bring.
    proxies: whose word about a caller's address is believed."""

    data: Path = Path("var")
    host: str = "127.0.0.1"
    port: int = 8080
    url: str = "http://localhost:8080"
    key: str = ""
    database: str = "sqlite:///var/hilo.db"
    redis: str = ""
    log: str = "info"
    metrics_token: str = ""
    account_rate: int = 1000
    proxies: Networks = HERE

    @property
    def files(self) -> Path:
        return self.data / "files"

    @property
    def key_file(self) -> Path:
        return self.data / "key"

    @property
    def embedded(self) -> bool:
        """One SQLite file beside us, rather than a server."""
        return self.database.startswith("sqlite")

    @classmethod
    def from_env(cls, environ: Mapping[str, str], port: int | None = None) -> "Settings":
        """port: given on the command line, stronger than HILO_LISTEN's. Raises WrongSetting."""
        _demand_known(environ)
        data = Path(environ.get("HILO_DATA") or "var").expanduser().absolute()
        host, listed_port = _listen(environ.get("HILO_LISTEN") or "127.0.0.1:8080")
        port = listed_port if port is None else port
        return cls(
            data=data,
            host=host,
            port=port,
            url=_url(environ.get("HILO_URL") or f"http://localhost:{port}"),
            key=_key(environ.get("HILO_KEY") or ""),
            database=_database(environ.get("DATABASE_URL") or f"sqlite:///{data}/hilo.db"),
            redis=_redis(environ.get("REDIS_URL") or ""),
            log=_level(environ.get("HILO_LOG") or "info"),
            metrics_token=_token(environ.get("HILO_METRICS_TOKEN") or ""),
            account_rate=_rate(environ.get("HILO_ACCOUNT_RATE") or "1000"),
            proxies=_proxies(environ.get("HILO_PROXIES") or ""),
        )


def _demand_known(environ: Mapping[str, str]) -> None:
    for name in environ:
        if name.startswith("HILO_") and name not in NAMES:
            near = get_close_matches(name, NAMES, 1, 0)
            raise WrongSetting(f"There is no setting {name}; did you mean {near[0]}? There are {', '.join(NAMES)}.")


def _listen(value: str) -> tuple[str, int]:
    """ "host:port", "[::1]:port" or ":port" for every address of this machine."""
    found = re.fullmatch(r"(?:\[([0-9A-Fa-f:.]+)\]|([^:/\s]*)):(\d{1,5})", value)
    if not found or not 0 <= int(found[3]) <= 65535:
        raise WrongSetting(f"HILO_LISTEN is {value!r}; write it as host:port, such as 127.0.0.1:8080.")
    return found[1] or found[2] or "0.0.0.0", int(found[3])  # noqa: S104  # it was asked for: nothing before the colon


def _url(value: str) -> str:
    try:
        parts = urlsplit(value)
        ok = parts.scheme in ("http", "https") and parts.hostname and parts.path in ("", "/") and not parts.query
        _ = parts.port
    except ValueError:
        ok = False
    if not ok:
        raise WrongSetting(f"HILO_URL is {value!r}; write it without a path, such as https://inbox.example.com.")
    return f"{parts.scheme}://{parts.netloc}".lower()


def _key(value: str) -> str:
    try:
        _ = Fernet(value.encode()) if value else None
    except ValueError:
        raise WrongSetting(
            "HILO_KEY is not a key: it must be 44 characters of URL-safe base64. Restore it from your backup, "
            "or remove it to use the key file in the data folder."
        ) from None
    return value


def _database(value: str) -> str:
    """Names the driver that we bring along; hosters write `postgres://`. It may hold a password, as below."""
    if not re.match(r"(sqlite|postgresql\+psycopg|postgresql|postgres)://", value):
        scheme = value.partition(":")[0][:20]
        raise WrongSetting(
            f"DATABASE_URL begins with {scheme!r}; write postgresql://user:password@host/name, "
            "or remove it to keep everything in HILO_DATA."
        )
    driven = re.sub(r"^(postgresql|postgres)://", "postgresql+psycopg://", value)
    if driven.startswith("postgresql"):
        from inbox.servers.postgresql import fault  # noqa: PLC0415  # who has no PostgreSQL loads nothing of it

        if wrong := fault(driven):
            raise WrongSetting(f"DATABASE_URL {wrong}; write it as postgresql://user:password@host:5432/name.")
    return driven


def _redis(value: str) -> str:
    """It may hold a password, so it is never shown. Whether anybody answers there is the doctor's question."""
    if value:
        from inbox.servers.redis import is_address  # noqa: PLC0415  # as above

        if not is_address(value):
            raise WrongSetting(
                "REDIS_URL is no address of a Redis server, or has an option that is unknown; write it as "
                "redis://host:6379/0, or rediss:// for TLS, or remove it: processes then see what others do "
                "up to 2 s later."
            )
    return value


def _level(value: str) -> str:
    if value.lower() not in LEVELS:
        raise WrongSetting(f"HILO_LOG is {value!r}; choose one of {', '.join(LEVELS)}.")
    return value.lower()


def _token(value: str) -> str:
    if value and not re.fullmatch(r"[!-~]{20,}", value):
        raise WrongSetting(
            "HILO_METRICS_TOKEN is too easy to guess, or no text that a header can carry. Make one of 20 characters or "
            "more, for example with `openssl rand -hex 20`."
        )
    return value


def _rate(value: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,5}", value):
        raise WrongSetting(f"HILO_ACCOUNT_RATE is {value!r}; write how many messages a second one account may bring.")
    return int(value)


def _proxies(value: str) -> Networks:
    try:
        return networks(value)
    except ValueError:
        raise WrongSetting(
            f"HILO_PROXIES is {value!r}; write the addresses or networks of the proxies in front of Hilo, "
            "such as 10.0.0.5, 10.0.1.0/24, but never everybody's."
        ) from None
