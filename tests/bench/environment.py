"""An environment in `.cache/` for a package that is measured beside ours and has no place in our own environment."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

CACHE = Path(__file__).parents[2] / ".cache" / "bench"


def environment(name: str, *packages: str) -> Path:
    """Return the folder of the commands of an environment that holds the newest of each package."""
    folder = CACHE / name
    python = folder / "bin" / "python"
    install: list[str | Path]
    make: list[str | Path]
    if shutil.which("uv"):
        install = ["uv", "pip", "install", "--quiet", "--python", python]
        make = ["uv", "venv", "--quiet", "--python", sys.executable, folder]
    else:
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        make = [sys.executable, "-m", "venv", folder]
    if not python.exists():
        _run(*make)
    _run(*install, "--upgrade", *packages)
    return folder / "bin"


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, timeout=600)
