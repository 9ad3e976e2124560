"""What tells this program from every other: its files, Python, and the installed packages."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).parent


def version() -> str:
    """Return a digest of the program as it stands on the disk now."""
    state = hashlib.blake2b(sys.version.encode(), digest_size=20)
    for path in sorted(_PACKAGE.rglob("[!.]*")):
        name = path.relative_to(_PACKAGE).as_posix()
        if path.is_file() and path.suffix != ".pyc" and "/." not in f"/{name}":
            state.update(name.encode() + b"\n" + path.read_bytes())
    for folder in filter(os.path.isdir, sys.path):
        # The name of this folder holds the version: `numpy-2.3.1.dist-info`.
        state.update("\n".join(sorted(name for name in os.listdir(folder) if name.endswith(".dist-info"))).encode())  # noqa: PTH208
    return state.hexdigest()
