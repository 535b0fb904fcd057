"""What the environment says, and what is said about it when it is wrong."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from web.settings import Settings, WrongSetting


def wrong(**environ: str) -> str:
    with pytest.raises(WrongSetting) as error:
        Settings.from_env(environ)
    sentence = str(error.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_an_empty_environment_serves_on_localhost_and_keeps_all_in_var() -> None:
    settings = Settings.from_env({})
    assert (settings.host, settings.port, settings.url) == ("127.0.0.1", 8080, "http://localhost:8080")
    assert settings.data == Path.cwd() / "var"
    assert settings.database == f"sqlite:///{Path.cwd()}/var/hilo.db"
    assert settings.key_file == Path.cwd() / "var/key"
    assert settings.embedded
    assert settings.log == "info"


def test_an_empty_value_is_as_good_as_none() -> None:
    names = ("HILO_DATA", "HILO_LISTEN", "HILO_URL", "HILO_KEY", "HILO_LOG", "HILO_METRICS_TOKEN", "HILO_ACCOUNT_RATE")
    names += ("HILO_PROXIES",)
    names += ("DATABASE_URL", "REDIS_URL")
    assert Settings.from_env(dict.fromkeys(names, "")) == Settings.from_env({})


def test_the_database_lies_in_the_data_folder() -> None:
    settings = Settings.from_env({"HILO_DATA": "/srv/hilo"})
    assert settings.database == "sqlite:////srv/hilo/hilo.db"
    assert settings.files == Path("/srv/hilo/files")


def test_another_database_is_chosen_by_its_url_alone() -> None:
    settings = Settings.from_env({"DATABASE_URL": "postgresql+psycopg://db/hilo", "REDIS_URL": "redis://r"})
    assert (settings.database, settings.redis) == ("postgresql+psycopg://db/hilo", "redis://r")
    assert not settings.embedded


@pytest.mark.parametrize(
    ("listen", "host", "port"),
    [
        ("0.0.0.0:80", "0.0.0.0", 80),
        (":9000", "0.0.0.0", 9000),
        ("[::1]:9000", "::1", 9000),
        ("localhost:1", "localhost", 1),
        ("127.0.0.1:0", "127.0.0.1", 0),
    ],
)
def test_where_to_listen(listen: str, host: str, port: int) -> None:
    settings = Settings.from_env({"HILO_LISTEN": listen})
    assert (settings.host, settings.port) == (host, port)
    assert settings.url == f"http://localhost:{port}"


def test_the_command_line_is_stronger_than_the_environment() -> None:
    settings = Settings.from_env({"HILO_LISTEN": "10.0.0.1:9000"}, port=7000)
    assert (settings.host, settings.port, settings.url) == ("10.0.0.1", 7000, "http://localhost:7000")


@pytest.mark.parametrize("listen", ["8080", "localhost", "a:b", "127.0.0.1:99999", "127.0.0.1:-1", "::1:80", "a b:80"])
def test_a_bad_place_to_listen_is_explained(listen: str) -> None:
    assert "write it as host:port, such as 127.0.0.1:8080" in wrong(HILO_LISTEN=listen)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://Inbox.Example.com", "https://inbox.example.com"),
        ("https://inbox.example.com/", "https://inbox.example.com"),
        ("http://localhost:9", "http://localhost:9"),
    ],
)
def test_the_public_url_is_kept_as_an_origin(given: str, kept: str) -> None:
    assert Settings.from_env({"HILO_URL": given}).url == kept


@pytest.mark.parametrize(
    "url", ["inbox.example.com", "ftp://x", "https://", "https://x/path", "https://x?q", "https://x:port", "http://[x"]
)
def test_a_bad_public_url_is_explained(url: str) -> None:
    assert "write it without a path, such as https://inbox.example.com" in wrong(HILO_URL=url)


def test_a_good_key_is_taken_and_a_bad_one_explained_without_showing_it() -> None:
    key = Fernet.generate_key().decode()
    assert Settings.from_env({"HILO_KEY": key}).key == key
    for bad in ("hunter2", key[:-2], "x" * 44, "ñ" * 44):
        sentence = wrong(HILO_KEY=bad)
        assert "44 characters" in sentence
        assert bad not in sentence


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_may_be_named_as_hosters_name_it(scheme: str) -> None:
    settings = Settings.from_env({"DATABASE_URL": f"{scheme}://hilo:postgres://@db/hilo"})
    assert settings.database == "postgresql+psycopg://hilo:postgres://@db/hilo"
    assert not settings.embedded


def test_a_bad_database_url_is_explained_without_showing_its_password() -> None:
    sentence = wrong(DATABASE_URL="mysql://hilo:hunter2@db/hilo")
    assert "begins with 'mysql'" in sentence
    assert "hunter2" not in sentence


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ana:hunter2@db",
        "postgresql://ana:hunter2@db/",
        "postgres://ana:hunter2@db:port/hilo",
        "postgresql://ana:hunter2@db:99999/hilo",
        "postgresql://ana:hunter2@db/hilo?foo=bar",
    ],
)
def test_an_address_of_postgresql_that_leads_nowhere_is_explained(url: str) -> None:
    sentence = wrong(DATABASE_URL=url)
    assert "write it as postgresql://user:password@host:5432/name" in sentence
    assert "hunter2" not in sentence


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://db/hilo?sslmode=require&connect_timeout=3",
        "postgresql:///hilo",
        "postgresql://ana@/hilo?host=/run/postgresql",
        "postgresql://?service=hilo",
    ],
)
def test_what_postgresql_knows_may_stand_in_its_address(url: str) -> None:
    assert Settings.from_env({"DATABASE_URL": url}).database == url.replace("postgresql", "postgresql+psycopg", 1)


@pytest.mark.parametrize(
    "url",
    ["redis://r", "redis://:hunter2@r:6379/1", "rediss://ana:hunter2@[::1]:6380/0?db=1", "unix:///run/redis.sock"],
)
def test_the_address_of_a_redis_server_is_taken_as_it_is(url: str) -> None:
    assert Settings.from_env({"REDIS_URL": url}).redis == url


@pytest.mark.parametrize(
    "url",
    [
        "hunter2",
        "http://:hunter2@r",
        "redis://",
        "redis://:hunter2@r:port",
        "redis://:hunter2@r:99999",
        "redis://:hunter2@r/hilo",
        "redis://:hunter2@r/1/2",
        "redis://:hunter2@r?foo=bar",
        "redis://:hunter2@r?db=a",
        "redis://:hunter2@r?protocol=9",
        "rediss://:hunter2@r?ssl_cert_reqs=perhaps",
        "unix://",
        "redis://[",
    ],
)
def test_a_bad_redis_url_is_explained_without_showing_its_password(url: str) -> None:
    sentence = wrong(REDIS_URL=url)
    assert "redis://host:6379/0, or rediss:// for TLS" in sentence
    assert "hunter2" not in sentence


def test_a_level_that_is_none_is_explained() -> None:
    assert wrong(HILO_LOG="loud") == "HILO_LOG is 'loud'; choose one of debug, info, warning, error."
    assert Settings.from_env({"HILO_LOG": "DEBUG"}).log == "debug"


def test_a_token_that_is_easy_to_guess_is_explained_without_showing_it() -> None:
    token = "0123456789abcdef0123"
    assert Settings.from_env({"HILO_METRICS_TOKEN": token}).metrics_token == token
    for bad in ("hunter2", token[:-1], "with a space in it, yet long", "ñ" * 20, token + "\n"):
        sentence = wrong(HILO_METRICS_TOKEN=bad)
        assert "openssl rand" in sentence
        assert bad not in sentence


def test_a_rate_is_a_whole_number_of_messages() -> None:
    assert Settings.from_env({}).account_rate == 1000
    assert Settings.from_env({"HILO_ACCOUNT_RATE": "5"}).account_rate == 5
    for bad in ("0", "-1", "1.5", "many", "1000000", "٣"):
        assert "messages a second" in wrong(HILO_ACCOUNT_RATE=bad)


def test_proxies_are_addresses_and_networks() -> None:
    given = Settings.from_env({"HILO_PROXIES": "10.0.0.5, 10.0.1.0/24,2001:db8::/32,"}).proxies
    assert [str(one) for one in given] == ["127.0.0.0/8", "::1/128", "10.0.0.5/32", "10.0.1.0/24", "2001:db8::/32"]
    for bad in ("everybody", "10.0.0.5/24", "10.0.0", "0.0.0.0/0", "10.0.0.5,::/0", "10.0.0.5 10.0.0.6", "lb.internal"):
        assert "such as 10.0.0.5, 10.0.1.0/24" in wrong(HILO_PROXIES=bad)


@pytest.mark.parametrize(
    ("name", "meant"),
    [("HILO_LISTENS", "HILO_LISTEN"), ("HILO_DATABASE", "HILO_DATA"), ("HILO_KEYS", "HILO_KEY"), ("HILO_", "HILO_")],
)
def test_an_unknown_setting_is_named_with_the_nearest_known_one(name: str, meant: str) -> None:
    sentence = wrong(**{name: "x"})
    assert sentence.startswith(f"There is no setting {name}; did you mean {meant}")
    assert all(known in sentence for known in ("HILO_DATA", "HILO_LISTEN", "HILO_URL", "HILO_KEY", "HILO_LOG"))


def test_variables_of_others_are_left_alone() -> None:
    assert Settings.from_env({"PATH": "/bin", "HILOS": "x", "hilo_port": "1"}) == Settings.from_env({})


def test_settings_never_change_once_read() -> None:
    with pytest.raises(AttributeError):
        Settings.from_env({}).port = 1  # type: ignore[misc]  # frozen
