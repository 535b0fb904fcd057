"""The command line: `hilo serve`, `user add`, `doctor`, `migrate`, `reread`, `export`, `erase` and `mood`."""

import argparse
import asyncio
import getpass
import os
import sys
from collections.abc import Sequence

from inbox import journal, users
from inbox.clock import utc_now
from inbox.errors import Away, InboxError
from inbox.users import NewUser
from web import body, doctor, folder, mood, rights
from web.answers import Denied
from web.api.users import NewColleague
from web.key import open_inbox
from web.login import Login
from web.logs import write_logs
from web.serving import serve
from web.settings import Settings, WrongSetting

PARTS = ("web", "router")


def main(arguments: Sequence[str] | None = None) -> int:
    """0: done; 1: it did not work, and a sentence says why; 2: what was asked makes no sense as it stands."""
    asked = parser().parse_args(arguments)
    try:
        settings = Settings.from_env(os.environ, getattr(asked, "port", None))
        write_logs(settings.log)
        return int(asked.run(settings, asked))
    except WrongSetting as wrong:
        return say(str(wrong), 2)
    except (InboxError, Away, Denied) as wrong:
        return say(str(wrong), 1)
    except KeyboardInterrupt:
        return 130


def say(sentence: str, status: int) -> int:
    print(f"hilo: {sentence}", file=sys.stderr)
    return status


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(prog="hilo", description="One thread per customer, whatever they write on.")
    commands = whole.add_subparsers(required=True, metavar="command")
    serving = commands.add_parser("serve", help="run the inbox")
    serving.add_argument("--demo", action="store_true", help="fill an empty inbox with a believable day")
    serving.add_argument("--only", choices=PARTS, help="run this part alone; the other runs elsewhere")
    serving.add_argument("--port", type=port, help="listen on this port instead of HILO_LISTEN's")
    serving.add_argument("--metrics-port", type=port, help="with --only router: tell /metrics and /readyz on this port")
    serving.set_defaults(run=run_server)
    add_user_commands(commands.add_parser("user", help="people who sign in").add_subparsers(required=True))
    examining = commands.add_parser("doctor", help="say what is wrong, and what to do")
    examining.set_defaults(run=run_doctor)
    migrating = commands.add_parser("migrate", help="bring the database to this version, or into PostgreSQL")
    migrating.add_argument("--to", metavar="URL", help="copy the inbox to postgresql://user:password@host/name")
    migrating.set_defaults(run=run_migrate)
    rereading = commands.add_parser("reread", help="read once more what could not be read, after an update")
    rereading.set_defaults(run=run_reread)
    rights.add_commands(commands)
    mood.add_commands(commands)
    return whole


def port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; choose a number up to 65535")
    return int(text)


def add_user_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    adding = commands.add_parser("add", help="add somebody")
    adding.add_argument("--email", required=True)
    adding.add_argument("--name", required=True)
    adding.add_argument("--role", choices=("agent", "supervisor", "admin"), default="agent")
    adding.add_argument("--language", choices=("en", "es"), default="en")
    adding.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
    adding.set_defaults(run=run_user_add)


def run_server(settings: Settings, asked: argparse.Namespace) -> int:
    if asked.demo and asked.only:
        raise WrongSetting("The demo needs both parts. Leave out --only, or --demo.")
    if asked.metrics_port is not None and asked.only != "router":
        raise WrongSetting("The web part tells /metrics on its own port. Leave out --metrics-port.")
    parts = (asked.only,) if asked.only else PARTS
    asyncio.run(serve(settings, parts, demo=asked.demo, metrics_port=asked.metrics_port))
    return 0


def run_user_add(settings: Settings, asked: argparse.Namespace) -> int:
    given = {name: getattr(asked, name) for name in ("email", "name", "role", "language")}
    new = body.fit({**given, "password": read_password(asked.password_stdin)}, NewColleague)
    asyncio.run(add_user(settings, new))
    print(f"{new.email} can sign in at {settings.url}")
    return 0


def read_password(from_stdin: bool) -> str:
    return sys.stdin.readline().rstrip("\r\n") if from_stdin else getpass.getpass("Password: ")


async def add_user(settings: Settings, new: NewColleague) -> None:
    hashed = await Login().hash(new.password)
    folder.make(settings)
    with folder.alone(settings):
        folder.upgrade(settings)
        inbox = await open_inbox(settings)
    try:
        person = NewUser(new.email, new.name, new.role, hashed, new.language)
        await inbox.write(users.add, person, utc_now())
    finally:
        await inbox.close()


def run_doctor(settings: Settings, asked: argparse.Namespace) -> int:
    return asyncio.run(report(settings))


async def report(settings: Settings) -> int:
    problems = 0
    async for finding in doctor.examine(settings):
        problems += bool(finding.remedy)
        print(f"problem  {finding.subject}: {finding.remedy}" if finding.remedy else f"ok       {finding.subject}")
    return 1 if problems else 0


def run_migrate(settings: Settings, asked: argparse.Namespace) -> int:
    if asked.to:
        from web import relocate  # noqa: PLC0415  # as `inbox.door` does: who has no PostgreSQL loads nothing of it

        return relocate.run(settings, asked.to, PARTS)
    folder.make(settings)
    with folder.alone(settings):
        folder.upgrade(settings)
    print("The database is at this version.")
    return 0


def run_reread(settings: Settings, asked: argparse.Namespace) -> int:
    again = asyncio.run(offer_again(settings))
    print(f"{again} messages are read once more as soon as `hilo serve` runs." if again else "Nothing was unreadable.")
    return 0


async def offer_again(settings: Settings) -> int:
    """Works beside a running server, which notices within seconds."""
    inbox = await open_inbox(settings)
    try:
        return await inbox.write(journal.reread)
    finally:
        await inbox.close()
