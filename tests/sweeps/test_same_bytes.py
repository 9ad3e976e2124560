"""The same content, ledger and --now give the same bytes, wherever, whenever and by whom they are built."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.command import NOW, ROOT, SMALL, differences, digest, papershelf, small_catalogue

# Runs before the command: another day, and the disk lists its files the other way round.
OTHER_DAY = """
import datetime, os, time
LATER = 400 * 86400.25
_time, _localtime, _gmtime, _strftime = time.time, time.localtime, time.gmtime, time.strftime
time.time = lambda: _time() + LATER
time.localtime = lambda seconds=None: _localtime(time.time() if seconds is None else seconds)
time.gmtime = lambda seconds=None: _gmtime(time.time() if seconds is None else seconds)
time.strftime = lambda form, moment=None: _strftime(form, time.localtime() if moment is None else moment)
class Day(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())
class Moment(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)
    @classmethod
    def utcnow(cls):
        return cls.now(datetime.timezone.utc).replace(tzinfo=None)
datetime.date, datetime.datetime = Day, Moment
"""
OTHER_ORDER = """
import os
_listdir, _scandir = os.listdir, os.scandir
os.listdir = lambda *path: sorted(_listdir(*path), reverse=True)
class Backwards:
    def __init__(self, *path):
        with _scandir(*path) as entries:
            self.entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))
    def __enter__(self): return self
    def __exit__(self, *_): self.close()
    def __iter__(self): return self
    def __next__(self): return next(self.entries)
    def close(self): self.entries = iter(())
os.scandir = Backwards
"""
VARIATIONS = {
    "hash seed": {"PYTHONHASHSEED": "4242"},
    "time zone": {"TZ": "Pacific/Kiritimati"},
    "locale": {"LC_ALL": "C", "LANG": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "umask": {"TEST_UMASK": "077"},
    "clone path": {"TEST_CLONE": "somewhere else/ünïcode"},
    "day": {"TEST_CODE": OTHER_DAY},
    "order of files": {"TEST_CODE": OTHER_ORDER},
    "number of threads": {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
}
ALL_AT_ONCE = {key: value for changes in VARIATIONS.values() for key, value in changes.items()} | {
    "TEST_CODE": OTHER_DAY + OTHER_ORDER
}


def clone(folder: Path) -> Path:
    """Return a copy of what a build needs from the repository."""
    for name in ("generator", "overrides"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    return folder


def build(folder: Path, content: Path | None = None, **changes: str) -> tuple[Path, bytes]:
    """Build in a world of its own and return the site and the ledger."""
    changes = dict(changes)
    home = clone(folder / changes.pop("TEST_CLONE", "clone"))
    shutil.copytree(content, home / "content") if content else small_catalogue(home)
    (home / "early").mkdir()
    (home / "early/sitecustomize.py").write_text(changes.pop("TEST_CODE", ""))
    before = os.umask(int(changes.pop("TEST_UMASK", "022"), 8))
    try:
        done = papershelf("build", "--now", NOW, cwd=home, **{"PYTHONPATH": f"{home}:{home / 'early'}", **changes})
    finally:
        os.umask(before)
    assert done.returncode == 0, done.stderr
    return home / "site", (home / "content/permalinks.tsv").read_bytes()


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    return build(tmp_path_factory.mktemp("usual"), PYTHONHASHSEED="1", TZ="UTC")


def test_everything_else_at_once_gives_the_same_site_and_ledger(usual: tuple[Path, bytes], tmp_path: Path):
    site, ledger = build(tmp_path, **ALL_AT_ONCE)

    assert differences(usual[0], site) == []
    assert digest(usual[0]) == digest(site)
    assert ledger == usual[1]


def test_a_second_build_from_the_ledger_gives_the_same_site(usual: tuple[Path, bytes], tmp_path: Path):
    site, ledger = build(tmp_path, content=usual[0].parent / "content")

    assert differences(usual[0], site) == []
    assert ledger == usual[1]


@pytest.mark.full
@pytest.mark.parametrize("name", VARIATIONS)
def test_each_variation_gives_the_same_site(usual: tuple[Path, bytes], tmp_path: Path, name: str):
    site, ledger = build(tmp_path, **VARIATIONS[name])

    assert differences(usual[0], site) == []
    assert ledger == usual[1]


@pytest.mark.full
def test_the_whole_catalogue_has_the_same_bytes_too(tmp_path: Path):
    one, _ = build(tmp_path / "one", content=ROOT / "content", PYTHONHASHSEED="1")
    other, _ = build(tmp_path / "other", content=ROOT / "content", **ALL_AT_ONCE)

    assert differences(one, other) == []


def two_maintainers(folder: Path, content: Path) -> tuple[str, str]:
    """Let two people import the listings, and references made of them, one by one and each the other way round.

    Return the site of each as one number.
    """
    files = sorted(path for path in (content / "papers").iterdir() if path.name != "README.md")
    for form, name in (("bibtex", "refs.bib"), ("ris", "refs.ris"), ("csl-json", "refs.json"), ("csv", "refs.csv")):
        files.append(folder / name)
        words = (form, "--content", content, "--output", files[-1], "--now", NOW)
        assert papershelf("export", *words).returncode == 0
    sites = []
    for name, order in (("one", files), ("other", files[::-1])):
        shutil.copytree(content, folder / name, ignore=shutil.ignore_patterns("papers", "permalinks.tsv"))
        for file in order:
            done = papershelf("import", file, "--content", folder / name)
            assert done.returncode == 0, done.stdout + done.stderr
        done = papershelf("build", "--content", folder / name, "--output", folder / f"site-{name}", "--now", NOW)
        assert done.returncode == 0, done.stderr
        sites.append(digest(folder / f"site-{name}") + digest(folder / name))
    return sites[0], sites[1]


def test_two_maintainers_who_import_in_another_order_publish_the_same_bytes(tmp_path: Path):
    one, other = two_maintainers(tmp_path, SMALL)

    assert one == other


@pytest.mark.full
def test_two_maintainers_of_the_whole_catalogue_publish_the_same_bytes(tmp_path: Path):
    one, other = two_maintainers(tmp_path, ROOT / "content")

    assert one == other
