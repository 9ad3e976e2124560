"""An environment for each other builder, from its own lock, kept in .cache/ until the lock changes."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
CACHE = HERE.parents[1] / ".cache" / "portability"


def environment(name: str) -> Path:
    """Return the folder of the commands of the environment that `<name>.lock` describes, made if it is not whole."""
    lock = HERE / f"{name}.lock"
    folder = CACHE / name
    stamp = folder / "papershelf-lock"
    wanted = hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()
    if not stamp.exists() or stamp.read_text(encoding="ascii") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        _install(folder, lock)
        stamp.write_text(wanted, encoding="ascii")
    return folder / "bin"


def _install(folder: Path, lock: Path) -> None:
    python = folder / "bin" / "python"
    if shutil.which("uv"):
        _run("uv", "venv", "--quiet", "--python", sys.executable, folder)
        _run("uv", "pip", "install", "--quiet", "--python", python, "--require-hashes", "-r", lock)
    else:
        _run(sys.executable, "-m", "venv", folder)
        _run(python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock)


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, timeout=900)
