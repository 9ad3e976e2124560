"""Small projects that are built twice: as quickly as it goes, and every page in full."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from generator import build
from generator.profile import Profile
from tests.bench.invented import invented_records
from tests.command import NOW, ROOT

PAPERS = 60
"""More than the pages of a kind that every build compares, so that others are written unseen."""


def project(
    folder: Path, settings: Mapping[str, Any] | None = None, *, papers: int = PAPERS, page_size: int = 2, **texts: str
) -> Path:
    """Write a project of invented records and return its mkdocs.yml.

    `settings` change it, those of the catalogue too; `texts` are appended to files of `overrides/`, named with `__`
    for `/` and `_` for the dot, or written where there is no such file.
    """
    folder.mkdir(exist_ok=True)
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    (folder / "content" / "papers").mkdir(parents=True)
    shutil.copyfile(ROOT / "content" / "topics.yml", folder / "content" / "topics.yml")
    records = list(invented_records(papers))
    records[30]["title"] = "An invented <b>title</b> & its $x^2$ \"quotes\" 'here'"
    lines = "".join(json.dumps(record) + "\n" for record in records)
    (folder / "content" / "papers" / "invented.jsonl").write_text(lines)
    loaded = yaml.safe_load((ROOT / "mkdocs.yml").read_text()) | dict(settings or {})
    loaded["extra"]["catalogue"]["page_size"] = page_size
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(loaded, sort_keys=False, allow_unicode=True))
    for name, text in texts.items():
        path = folder / "overrides" / re.sub("_([a-z]+)$", r".\1", name.replace("__", "/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((path.read_text() if path.is_file() else "") + text)
    return folder / "mkdocs.yml"


def built(config_file: Path, *, plain: bool) -> Path:
    """Return the site of a project, built in this process."""
    folder = config_file.parent
    output = folder / ("plain" if plain else "fast")
    options = build.Options(config_file=config_file, content=folder / "content", output=output, now=NOW, plain=plain)
    build.build(options, Profile())
    return output
