"""The cache keeps values between builds, and never gives one that was not put under that key by this program."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from generator import cache as caches
from generator.cache import FILE, NO_CACHE, Cache, digest, opened
from tests.command import NOW, ROOT, environment, papershelf, small_catalogue
from tests.command import digest as digest_of


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the cache tells the user."""
    told: list[str] = []
    monkeypatch.setattr(Cache.__init__, "__defaults__", (told.append,))
    return told


def keep(folder: Path, **values: bytes) -> None:
    """Let a build that ends well put the values."""
    with opened(folder) as cache:
        for name, value in values.items():
            cache.put("invented", name.encode(), value)


def kept(folder: Path, *names: str) -> list[bytes | None]:
    """Return the values as another build gets them."""
    with opened(folder) as cache:
        return [cache.get("invented", name.encode()) for name in names]


def test_a_later_build_gets_what_an_earlier_one_put(tmp_path: Path):
    keep(tmp_path, one=b"1", empty=b"")

    assert kept(tmp_path, "one", "empty", "other") == [b"1", b"", None]


def test_namespaces_are_apart(tmp_path: Path):
    keep(tmp_path, one=b"1")

    with opened(tmp_path) as cache:
        assert cache.get("another", b"one") is None


def test_what_a_build_did_not_use_goes(tmp_path: Path):
    keep(tmp_path, one=b"1", two=b"2")
    assert kept(tmp_path, "one") == [b"1"]

    assert kept(tmp_path, "one", "two") == [b"1", None]


def test_a_build_that_fails_keeps_what_it_put_and_what_it_did_not_use(tmp_path: Path):
    keep(tmp_path, one=b"1")

    with suppress(KeyboardInterrupt), opened(tmp_path) as cache:
        cache.put("invented", b"two", b"2")
        raise KeyboardInterrupt

    assert kept(tmp_path, "one", "two") == [b"1", b"2"]


def test_a_killed_build_changes_nothing(tmp_path: Path):
    keep(tmp_path, one=b"1")
    code = (
        "import os, signal; from pathlib import Path; from generator.cache import opened\n"
        f"with opened(Path({str(tmp_path)!r})) as cache:\n"
        "    for number in range(9000): cache.put('invented', b'one' if not number else b'%d' % number, bytes(4000))\n"
        "    os.kill(os.getpid(), signal.SIGKILL)"
    )

    subprocess.run([sys.executable, "-c", code], env=environment(), check=False)

    assert kept(tmp_path, "one", "8999") == [b"1", None]


def test_a_build_that_is_killed_after_it_committed_keeps_what_it_had_put_by_then(tmp_path: Path):
    keep(tmp_path, one=b"1", unused=b"3")
    code = (
        "import os, signal; from pathlib import Path; from generator.cache import opened\n"
        f"with opened(Path({str(tmp_path)!r})) as cache:\n"
        "    cache.put('invented', b'two', b'2')\n"
        "    cache.commit()\n"
        "    cache.put('invented', b'two', b'late')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)"
    )

    subprocess.run([sys.executable, "-c", code], env=environment(), check=False)

    assert kept(tmp_path, "one", "two", "unused") == [b"1", b"2", b"3"]


def test_what_a_build_used_before_it_committed_does_not_go(tmp_path: Path):
    keep(tmp_path, one=b"1", two=b"2")
    with opened(tmp_path) as cache:
        assert cache.get("invented", b"one") == b"1"
        cache.commit()

    assert kept(tmp_path, "one", "two") == [b"1", None]


def test_another_version_of_the_program_starts_afresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    keep(tmp_path, one=b"1")
    monkeypatch.setattr(caches, "_version", lambda: "another")

    assert kept(tmp_path, "one") == [None]


@pytest.mark.parametrize("place", range(0, 20_000, 1_700))
def test_a_damaged_file_gives_no_wrong_value_and_is_made_anew(tmp_path: Path, said: list[str], place: int):
    names = [f"name{number}" for number in range(200)]
    keep(tmp_path, **{name: name.encode() * 10 for name in names})
    content = bytearray((tmp_path / FILE).read_bytes())
    content[place : place + 700] = os.urandom(700)
    (tmp_path / FILE).write_bytes(content)

    values = kept(tmp_path, *names)

    assert all(value in (None, name.encode() * 10) for name, value in zip(names, values, strict=True))
    assert len(said) <= 1
    keep(tmp_path, one=b"1")
    assert kept(tmp_path, "one") == [b"1"]


@pytest.mark.parametrize(
    "content", [b"", b"no database", b"SQLite format 3\0" + bytes(4080)], ids=["empty", "text", "cut"]
)
def test_what_is_no_cache_is_replaced(tmp_path: Path, content: bytes):
    (tmp_path / FILE).write_bytes(content)

    keep(tmp_path, one=b"1")

    assert kept(tmp_path, "one") == [b"1"]


def test_damage_is_told_once(tmp_path: Path, said: list[str]):
    (tmp_path / FILE).write_bytes(b"no database at all" * 100)

    keep(tmp_path, one=b"1", two=b"2")

    assert len(said) == 1
    assert "is damaged" in said[0]


def test_a_second_build_at_the_same_time_goes_without(tmp_path: Path, said: list[str]):
    keep(tmp_path, one=b"1")

    with opened(tmp_path) as first:
        assert kept(tmp_path, "one") == [None]
        assert first.get("invented", b"one") == b"1"

    assert said == [f"papershelf: the cache {tmp_path / FILE} is in use by another build; this build goes without it"]


def test_a_folder_that_cannot_be_made_is_told_and_done_without(tmp_path: Path, said: list[str]):
    (tmp_path / "file").write_text("in the way")

    keep(tmp_path / "file", one=b"1")

    assert [line.startswith("papershelf: no cache: ") for line in said] == [True]


def test_without_a_folder_nothing_is_kept():
    NO_CACHE.put("invented", b"one", b"1")

    assert NO_CACHE.get("invented", b"one") is None


def test_parts_of_a_key_are_told_apart():
    assert len({digest(b"ab", b"c"), digest(b"a", b"bc"), digest(b"abc"), digest(b"", b"abc")}) == 4


def build(content: Path, site: Path, *more: str | Path) -> subprocess.CompletedProcess[str]:
    return papershelf("build", "--content", content, "--output", site, "--now", NOW, *more)


def test_a_disk_that_is_full_costs_the_cache_and_not_the_build(tmp_path: Path):
    with_room = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, with_room[1]))
    try:
        with opened(tmp_path) as cache:
            for number in range(100):
                cache.put("invented", b"%d" % number, bytes(50_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, with_room)

    assert kept(tmp_path, "1") == [None]


def test_a_build_with_the_cache_is_equal_to_one_without(tmp_path: Path):
    content = small_catalogue(tmp_path)
    first = build(content, tmp_path / "first", "--cache", tmp_path / "cache")
    lines = (content / "papers/invented.jsonl").read_text().splitlines(keepends=True)
    title = "An invented newcomer among made-up papers"
    (content / "papers/invented.jsonl").write_text(f'{{"title": "{title}"}}\n' + "".join(lines[1:]))

    again = build(content, tmp_path / "again", "--cache", tmp_path / "cache", "--allow-shrink")
    afresh = build(content, tmp_path / "afresh", "--no-cache", "--allow-shrink")

    assert [first.returncode, again.returncode, afresh.returncode] == [0, 0, 0]
    assert digest_of(tmp_path / "again") == digest_of(tmp_path / "afresh")
    assert again.stderr == afresh.stderr


def test_the_cache_stands_beside_the_settings(tmp_path: Path):
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "overrides").symlink_to(ROOT / "overrides")
    small_catalogue(tmp_path)

    done = papershelf("build", "--now", NOW, cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / ".papershelf" / FILE).is_file()
