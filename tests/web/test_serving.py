"""The server as a process: started, asked, stopped, and started wrongly."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest
from cryptography.fernet import Fernet
from servers.postgresql import PostgreSQL

from inbox.migrate import is_current

Hilo = Callable[..., subprocess.Popen[str]]
ROOT = Path(__file__).parent.parent.parent
PACE = 30.0  # seconds that a start may take on a busy machine


@pytest.fixture
def hilo(tmp_path: Path) -> Iterator[Hilo]:
    """Runs `hilo` with the given arguments and environment; whatever is left is ended with the test."""
    running: list[subprocess.Popen[str]] = []

    def run(*arguments: str, **environ: str) -> subprocess.Popen[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("HILO_", "DATABASE_"))}
        env = clean | {"HILO_DATA": str(tmp_path / "data"), "PYTHONPATH": str(ROOT)} | environ
        command = [sys.executable, "-c", "import sys; from web.cli import main; sys.exit(main())", *arguments]
        process = subprocess.Popen(
            command, env=env, cwd=tmp_path, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )  # fmt: skip
        running.append(process)
        return process

    yield run
    for process in running:
        process.kill()
        process.communicate()


def url_of(process: subprocess.Popen[str]) -> str:
    """Waits for the line that says where it is."""
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.fullmatch(r"Hilo is at (http://localhost:\d+)\n", line)
    assert found, (line, process.stderr.read() if process.stderr and process.poll() is not None else "")
    return found[1]


def ended(process: subprocess.Popen[str], typed: str = "") -> tuple[int, str, str]:
    out, err = process.communicate(typed, timeout=PACE)
    return process.returncode, out, err


def complaint(process: subprocess.Popen[str], status: int = 2) -> str:
    """The one sentence with which it gave up."""
    code, out, err = ended(process)
    assert (code, out) == (status, ""), err
    assert err.startswith("hilo: ")
    assert err.count("\n") == 1, err
    assert "Traceback" not in err
    return err.removeprefix("hilo: ").strip()


def ask(url: str, body: Any = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        return int(found.getsockname()[1])


def test_it_starts_in_an_empty_folder_and_says_where_it_is(hilo: Hilo, tmp_path: Path) -> None:
    process = hilo("serve", "--port", "0")
    url = url_of(process)
    assert ask(f"{url}/api/v1/setup") == {"needed": True, "demo": False}
    assert ask(f"{url}/readyz") == {"ok": True}
    assert process.stdout is not None
    assert process.stdout.readline() == "Open it to create the first admin.\n"
    assert is_current(f"sqlite:///{tmp_path}/data/hilo.db")
    assert (tmp_path / "data/key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_stop_it_stops_though_streams_are_open(hilo: Hilo, number: signal.Signals) -> None:
    process = hilo("serve", "--port", "0")
    url = url_of(process)
    first = {"name": "Ana", "email": "ana@example.com", "password": "a long password"}
    request = urllib.request.Request(
        f"{url}/api/v1/setup", json.dumps(first).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        cookie = answer.headers["Set-Cookie"].partition(";")[0]
    request = urllib.request.Request(f"{url}/api/v1/stream", headers={"Cookie": cookie})
    with urllib.request.urlopen(request, timeout=10) as stream:
        assert stream.readline() == b"retry: 1000\n"
        began = time.monotonic()
        process.send_signal(number)
        rest = stream.read()
    code, _, err = ended(process)
    assert code == 0, err
    assert "Traceback" not in err, err
    assert rest.endswith(b"\n\n"), "the stream was ended, not broken off"
    assert time.monotonic() - began < 30, "it waited for something that does not end"


def test_started_again_it_still_knows_everything(hilo: Hilo) -> None:
    first = hilo("serve", "--port", "0")
    ask(f"{url_of(first)}/api/v1/setup", {"name": "A", "email": "a@example.com", "password": "a long password"})
    first.kill()
    ended(first)
    second = hilo("serve", "--port", "0")
    url = url_of(second)
    assert ask(f"{url}/api/v1/setup")["needed"] is False
    assert ask(f"{url}/api/v1/session", {"email": "a@example.com", "password": "a long password"})["csrf"]


def test_a_port_in_use_is_named(hilo: Hilo) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        sentence = complaint(hilo("serve", "--port", str(port)))
    assert sentence == (
        f"Port {port} is in use by another program. "
        "Stop that program, or choose another port with --port, --metrics-port or HILO_LISTEN."
    )


def test_an_address_that_is_not_ours_is_named(hilo: Hilo) -> None:
    sentence = complaint(hilo("serve", HILO_LISTEN="192.0.2.1:8080"))
    assert sentence.startswith("192.0.2.1 is no address of this machine. Set HILO_LISTEN")


def test_a_second_server_on_the_same_folder_is_refused(hilo: Hilo) -> None:
    url_of(hilo("serve", "--port", "0"))
    assert "already runs on" in complaint(hilo("serve", "--port", "0"))


def test_web_and_router_run_as_two_processes_on_one_folder(hilo: Hilo) -> None:
    web, router = hilo("serve", "--only", "web", "--port", "0"), hilo("serve", "--only", "router")
    assert ask(f"{url_of(web)}/readyz") == {"ok": True}
    assert router.stdout is not None
    assert router.stdout.readline() == "Hilo's router runs\n"
    assert "Another Hilo (router) already runs" in complaint(hilo("serve", "--only", "router"))
    router.terminate()
    assert ended(router)[0] == 0


def test_a_router_alone_tells_how_it_is_where_it_is_asked_to_and_nothing_else(hilo: Hilo) -> None:
    router = hilo("serve", "--only", "router", "--metrics-port", "0")
    assert router.stdout is not None
    assert router.stdout.readline() == "Hilo's router runs\n"
    assert router.stdout.readline() == "It has no users yet.\n"
    found = re.fullmatch(r"It tells /metrics on port (\d+)\.\n", router.stdout.readline())
    assert found
    url = f"http://127.0.0.1:{found[1]}"
    assert ask(f"{url}/healthz") == ask(f"{url}/readyz") == {"ok": True}
    with urllib.request.urlopen(f"{url}/metrics", timeout=PACE) as answer:
        told = answer.read().decode()
    assert "hilo_router_read_total 0.0\n" in told
    assert 'hilo_router_broken_total{loop="reader"} 0.0\n' in told
    assert "\nhilo_journal_rows 0.0\n" in told
    assert "\nprocess_resident_memory_bytes " in told
    for path in ("/", "/api/v1/setup", "/hooks/x"):
        assert refused(f"{url}{path}") == 404
    assert refused(f"{url}/metrics", **{"X-Forwarded-For": "192.0.2.7"}) == 404
    router.terminate()
    code, _, err = ended(router)
    assert code == 0, err


def refused(url: str, **headers: str) -> int:
    with pytest.raises(HTTPError) as error:
        urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=PACE)
    error.value.close()
    return error.value.code


def test_a_port_for_figures_that_is_in_use_is_named(hilo: Hilo) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = str(taken.getsockname()[1])
        sentence = complaint(hilo("serve", "--only", "router", "--metrics-port", port))
    assert sentence.startswith(f"Port {port} is in use by another program.")


def test_a_port_for_figures_is_a_routers_alone(hilo: Hilo) -> None:
    for only in ([], ["--only", "web"]):
        assert "Leave out --metrics-port" in complaint(hilo("serve", *only, "--metrics-port", "0"))


def test_on_a_database_server_any_number_may_start_at_once(hilo: Hilo, postgresql: PostgreSQL, tmp_path: Path) -> None:
    """On one machine or on several: two share a folder, and all find an empty database."""
    shared = {"DATABASE_URL": postgresql.url(postgresql.new_database()), "HILO_KEY": Fernet.generate_key().decode()}
    folders = [tmp_path / "one", tmp_path / "one", tmp_path / "two"]
    routers = [hilo("serve", "--only", "router", **shared, HILO_DATA=str(folder)) for folder in folders]
    for router in routers:
        assert router.stdout is not None
        assert router.stdout.readline() == "Hilo's router runs\n"
    for router in routers:
        router.terminate()
    for router in routers:
        code, _, err = ended(router)
        assert code == 0, err
        assert "Traceback" not in err, err


def test_an_unknown_setting_is_named_with_the_nearest_one(hilo: Hilo) -> None:
    sentence = complaint(hilo("serve", HILO_KEYS="x"))
    assert sentence.startswith("There is no setting HILO_KEYS; did you mean HILO_KEY?")


def test_a_bad_setting_is_explained_by_every_command(hilo: Hilo) -> None:
    for command in (["serve"], ["doctor"], ["migrate"], ["user", "add", "--email", "a@b.c", "--name", "A"]):
        assert "HILO_LOG is 'loud'" in complaint(hilo(*command, HILO_LOG="loud"))


def test_a_folder_that_cannot_be_written_is_named(hilo: Hilo, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    sentence = complaint(hilo("serve", "--port", "0", HILO_DATA=str(tmp_path / "file" / "data")))
    assert "Set HILO_DATA to a folder that this user may write." in sentence


def test_a_file_that_is_no_database_is_named(hilo: Hilo, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/hilo.db").write_bytes(b"no database" * 1000)
    assert "file is not a database" in complaint(hilo("serve", "--port", "0"))


def test_a_lost_key_is_missed_before_the_doors_open(hilo: Hilo, tmp_path: Path) -> None:
    process = hilo("serve", "--port", "0")
    url = url_of(process)
    admin = sign_up(url)
    settings = {"title": "Shop", "jwt_secret": "x" * 40}
    admin(f"{url}/api/v1/accounts", {"connector": "chat", "name": "Site", "settings": settings})
    process.terminate()
    ended(process)
    key = tmp_path / "data/key"
    kept = key.read_bytes()
    key.unlink()
    assert complaint(hilo("serve", "--port", "0")).startswith("The key to the accounts' passwords is missing: restore")
    assert not key.exists()
    key.write_bytes(kept)
    assert ask(f"{url_of(hilo('serve', '--port', '0'))}/readyz") == {"ok": True}


def sign_up(url: str) -> Callable[[str, Any], Any]:
    body = json.dumps({"name": "A", "email": "a@example.com", "password": "a long password"}).encode()
    request = urllib.request.Request(f"{url}/api/v1/setup", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        headers = {"Cookie": answer.headers["Set-Cookie"].partition(";")[0], "Content-Type": "application/json"}
        headers["X-CSRF-Token"] = json.load(answer)["csrf"]

    def post(url: str, body: Any) -> Any:
        with urllib.request.urlopen(urllib.request.Request(url, json.dumps(body).encode(), headers)) as answer:
            return json.load(answer)

    return post


def test_the_demo_shows_a_day_and_says_how_to_get_in(hilo: Hilo) -> None:
    process = hilo("serve", "--demo", "--port", "0")
    url = url_of(process)
    assert process.stdout is not None
    found = re.search(r"Log in as (\S+) .*password (\S+)\.", process.stdout.readline())
    assert found
    assert ask(f"{url}/api/v1/setup") == {"needed": False, "demo": True}
    assert ask(f"{url}/api/v1/session", {"email": found[1], "password": found[2]})["user"]["role"] == "admin"


def test_the_demo_leaves_an_inbox_in_use_alone(hilo: Hilo) -> None:
    process = hilo("serve", "--port", "0")
    sign_up(url_of(process))
    process.terminate()
    ended(process)
    assert "the demo fills only an empty one" in complaint(hilo("serve", "--demo", "--port", "0"), 1)


def test_the_demo_needs_both_parts(hilo: Hilo) -> None:
    assert "The demo needs both parts" in complaint(hilo("serve", "--demo", "--only", "web"))


def test_logs_are_one_json_object_a_line_and_on_standard_error(hilo: Hilo) -> None:
    process = hilo("serve", "--port", "0")
    url_of(process)
    process.terminate()
    _, _, err = ended(process)
    events = [json.loads(line) for line in err.splitlines()]
    assert events[-1]["event"] == "stopping"
    assert set(events[-1]) == {"event", "level", "timestamp"}


def test_a_user_is_added_and_can_sign_in_while_the_server_runs(hilo: Hilo) -> None:
    url = url_of(hilo("serve", "--port", "0"))
    adding = ["user", "add", "--email", "ben@example.com", "--name", "Ben", "--role", "supervisor", "--password-stdin"]
    code, out, err = ended(hilo(*adding), "a long password\n")
    assert (code, err) == (0, "")
    assert out == "ben@example.com can sign in at http://localhost:8080\n"
    me = ask(f"{url}/api/v1/session", {"email": "ben@example.com", "password": "a long password"})
    assert me["user"]["role"] == "supervisor"
    code, out, err = ended(hilo(*adding), "a long password\n")
    assert (code, out) == (1, "")
    assert err.startswith("hilo: There is already a user with the address ben@example.com.")


@pytest.mark.parametrize(
    ("arguments", "password", "says"),
    [
        (["--email", "b@example.com", "--name", "B"], "short\n", "Choose a password of at least 10 characters."),
        (["--email", "b@example.com", "--name", "B"], "", "Choose a password of at least 10 characters."),
        (["--email", "nonsense", "--name", "B"], "a long password\n", "This does not fit"),
        (["--email", "b@example.com", "--name", " "], "a long password\n", "This does not fit"),
    ],
)
def test_a_user_that_does_not_fit_is_refused(hilo: Hilo, arguments: list[str], password: str, says: str) -> None:
    code, out, err = ended(hilo("user", "add", *arguments, "--password-stdin"), password)
    assert (code, out) == (1, "")
    assert says in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["fly"], ["serve", "--port", "x"], ["serve", "--port", "70000"], ["user"],
                                       ["user", "add"], ["serve", "--only", "inbox"]])  # fmt: skip
def test_what_is_no_command_is_explained(hilo: Hilo, arguments: list[str]) -> None:
    code, out, err = ended(hilo(*arguments))
    assert (code, out) == (2, "")
    assert "usage: hilo" in err
    assert "Traceback" not in err


def test_migrating_makes_the_database_and_does_nothing_the_second_time(hilo: Hilo, tmp_path: Path) -> None:
    for _ in range(2):
        assert ended(hilo("migrate"))[:2] == (0, "The database is at this version.\n")
    assert is_current(f"sqlite:///{tmp_path}/data/hilo.db")


def test_nobody_but_the_owner_of_the_session_gets_in(hilo: Hilo) -> None:
    url = url_of(hilo("serve", "--port", "0"))
    with pytest.raises(HTTPError) as error, urllib.request.urlopen(f"{url}/api/v1/threads"):
        pass
    assert error.value.code == 401
    error.value.close()
