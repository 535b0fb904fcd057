"""Another inbox from PyPI, installed into an environment of its own: nothing of it is near ours."""

import os
import subprocess
import venv
from pathlib import Path

ROOT = Path(__file__).parents[3]
KEPT = ROOT / ".cache" / "peers"
WORKERS = (os.cpu_count() or 1) + 1
THREADS = 8
"""Of each worker; together they serve 32 connections that stay open, on two cores."""


class Environment:
    """Installed the first time, and kept. Raises RuntimeError where that does not work, such as without a network."""

    def __init__(self, name: str, *wanted: str) -> None:
        self.folder = KEPT / name
        if self._says(wanted):
            return
        venv.create(self.folder, with_pip=True, clear=True)
        self.call("-m", "pip", "--disable-pip-version-check", "install", "--quiet", *wanted)
        self._note.write_text("\n".join(wanted))

    @property
    def _note(self) -> Path:
        return self.folder / "installed"

    def _says(self, wanted: tuple[str, ...]) -> bool:
        return self._note.exists() and self._note.read_text() == "\n".join(wanted)

    @property
    def python(self) -> str:
        return str(self.folder / "bin" / "python")

    def call(self, *arguments: str, cwd: Path = ROOT, **env: str) -> str:
        """What it prints. Raises RuntimeError with what it complained of."""
        command = (self.python, *arguments)
        done = subprocess.run(command, cwd=cwd, env=own(env), capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(arguments[:4])} failed: {done.stderr.strip()[-2000:]}")
        return done.stdout

    def gunicorn(self, application: str, port: int) -> tuple[str, ...]:
        served = ("--workers", str(WORKERS), "--threads", str(THREADS), "--no-control-socket")
        return (self.python, "-m", "gunicorn", *served, "--bind", f"127.0.0.1:{port}", application)


def own(env: dict[str, str]) -> dict[str, str]:
    """Without anything of ours that would lead its Python back here."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return kept | env
