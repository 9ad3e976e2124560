"""An invented catalogue whose exports several tests read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import exports
from generator.gather import gather
from generator.profile import Profile
from generator.settings import Settings
from generator.site import Site

NOW = "2026-01-02"
RECORDS = [
    {"title": "Moss walks on $x^2$ stones", "abstract": "We walk.", "authors": ["Ada Example"], "doi": "10.9999/moss"},
    {"title": "Tide clocks", "year": 2020, "venue": "ICML 2020", "code": "https://code.example/tides"},
]
TOPICS = """
- slug: walking
  name: Walking & <climbing>
  words: [moss, walks]
- slug: sailing
  name: Sailing
  words: [no word of any paper]
"""


@pytest.fixture(scope="package")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content folder of the invented catalogue."""
    folder = tmp_path_factory.mktemp("content")
    (folder / "papers").mkdir()
    (folder / "papers/invented.jsonl").write_text("".join(json.dumps(record) + "\n" for record in RECORDS))
    (folder / "topics.yml").write_text(TOPICS)
    return folder


@pytest.fixture(scope="package")
def site(content: Path) -> Site:
    """The site of the catalogue, with some paths as pages would have them."""
    settings = Settings(site_url="https://shelf.example/repo/")
    gathered = gather(content, settings, NOW, Profile())
    paths = ("", "papers/tide-clocks/", "papers/left/", "topics/walking/", "topics/walking/page/2/", "about/")
    return Site(gathered.catalogue, settings, {}, paths, frozenset({"papers/left/"}))


@pytest.fixture(scope="package")
def files(site: Site) -> dict[str, bytes]:
    """Every exported file by its path."""
    return {item.path: item.content for item in exports.render_all(site)}
