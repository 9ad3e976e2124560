"""Which Papershelf a new catalogue asks for: the one that made it, from where that was installed (PEP 610)."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

_NAME = "papershelf"
_ALONE = (
    "# This Papershelf was installed from a place that other machines do not have. What builds the site for the web\n"
    "# needs one that they have, as in `{name} @ git+https://HOST/OWNER/papershelf@COMMIT`.\n"
)
# How people write the address of a repository that they push to; who only reads it needs no key.
_BY_KEY = re.compile(r"(?:ssh://)?git@([\w.-]+)[:/]([\w./-]+)")


def requirement(version: str, told: str | None) -> str:
    """Return the requirements file for the program that runs; `told` is its `direct_url.json`, None from an index."""
    if not told:
        return f"{_NAME}=={version}\n"
    origin: dict[str, Any] = json.loads(told)
    address = str(origin["url"])
    if "vcs_info" in origin:
        address = _of_commit(address, str(origin["vcs_info"]["commit_id"]))
    elif "dir_info" in origin:
        address = _published(Path(unquote(urlsplit(address).path))) or address
    alone = _ALONE.format(name=_NAME) if urlsplit(address).scheme.endswith("file") else ""
    return f"{alone}{_NAME} @ {address}\n"


def _of_commit(repository: str, commit: str) -> str:
    return f"git+{repository}@{commit}"


def _published(clone: Path) -> str | None:
    """Return the address of the commit that is checked out, or None where it is nowhere else than here."""
    commit, remote = _git(clone, "rev-parse", "HEAD"), _git(clone, "remote", "get-url", "origin")
    if not commit or not remote or not _git(clone, "branch", "--remotes", "--contains", commit, "--list", "origin/*"):
        return None
    if by_key := _BY_KEY.fullmatch(remote):
        remote = f"https://{by_key[1]}/{by_key[2]}"
    parts = urlsplit(remote)
    # A token before the @ is the maintainer's own, and this file is committed.
    public = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    return _of_commit(public, commit) if parts.scheme == "https" else None


def _git(folder: Path, *words: str) -> str:
    """Return what git answers; nothing where there is no git or no repository."""
    git = shutil.which("git")
    if git is None or not (folder / ".git").exists():
        return ""
    done = subprocess.run([git, "-C", str(folder), *words], capture_output=True, text=True, check=False)  # noqa: S603  # our own words
    return done.stdout.strip()
