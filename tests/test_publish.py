"""Publishing: the old site or the new one, whole, and nobody's files but our own."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from generator import switch
from generator.errors import GateError, PapershelfError, UsageError
from generator.publish import publish, staging
from generator.standing import check_complete, settle


def fill(site: Path, text: str) -> None:
    """Write an invented site of two pages."""
    (site / "api").mkdir(parents=True)
    (site / "index.html").write_text(text)
    (site / "api/papers.jsonl").write_text(text)


def put(output: Path, text: str, ledger: tuple[Path, bytes] | None = None) -> None:
    with staging(output) as stage:
        fill(stage.site, text)
        publish(stage, ledger)


def shown(output: Path) -> set[str]:
    return {path.read_text() for path in output.rglob("*") if path.is_file()}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_first_build_makes_the_output_and_leaves_nothing_beside_it(tmp_path: Path):
    put(tmp_path / "deep/site", "one")

    assert shown(tmp_path / "deep/site") == {"one"}
    assert names(tmp_path / "deep") == {"site"}


def test_nothing_of_an_earlier_build_stays(tmp_path: Path):
    put(tmp_path / "site", "one")
    (tmp_path / "site/old.html").write_text("old")

    put(tmp_path / "site", "two")

    assert shown(tmp_path / "site") == {"two"}
    assert names(tmp_path) == {"site"}


def test_an_empty_folder_may_be_the_output(tmp_path: Path):
    (tmp_path / "site").mkdir()

    put(tmp_path / "site", "one")

    assert shown(tmp_path / "site") == {"one"}


def test_systems_without_exchange_rename_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(switch, "_exchange", lambda _one, _other: False)
    put(tmp_path / "site", "one")

    put(tmp_path / "site", "two")

    assert shown(tmp_path / "site") == {"two"}
    assert names(tmp_path) == {"site"}


def test_a_build_killed_between_two_renames_is_undone_by_the_next(tmp_path: Path):
    fill(tmp_path / f".site.{'a' * 16}.staging/old", "one")

    with staging(tmp_path / "site"):
        assert shown(tmp_path / "site") == {"one"}


def test_a_second_rename_that_fails_brings_the_old_site_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(switch, "_exchange", lambda _one, _other: False)
    put(tmp_path / "site", "one")

    with staging(tmp_path / "site") as stage, pytest.raises(FileNotFoundError):
        switch.switch(stage.site, stage.output, stage.folder / "old")

    assert shown(tmp_path / "site") == {"one"}


def test_an_output_that_is_a_link_is_flipped_and_its_first_target_stays(tmp_path: Path):
    fill(tmp_path / "mine", "mine")
    (tmp_path / "site").symlink_to("mine")

    put(tmp_path / "site", "one")
    first = (tmp_path / "site").resolve()
    put(tmp_path / "site", "two")

    assert (tmp_path / "site").is_symlink()
    assert shown(tmp_path / "site") == {"two"}
    assert shown(tmp_path / "mine") == {"mine"}
    assert not first.exists()
    assert len(names(tmp_path)) == 3


def test_a_failing_build_leaves_the_site_and_no_staging(tmp_path: Path):
    put(tmp_path / "site", "one")

    with pytest.raises(ZeroDivisionError), staging(tmp_path / "site") as stage:
        fill(stage.site, str(1 // 0))

    assert shown(tmp_path / "site") == {"one"}
    assert names(tmp_path) == {"site"}


def test_staging_of_killed_builds_goes_and_lookalikes_stay(tmp_path: Path):
    dead = tmp_path / f".site.{'0' * 16}.staging"
    others = [".site.mine.staging", f".other.{'0' * 16}.staging", "site.staging"]
    for path in (dead, *(tmp_path / name for name in others)):
        path.mkdir()

    put(tmp_path / "site", "one")

    assert names(tmp_path) == {"site", *others}


def test_a_second_build_is_told_who_writes_the_output(tmp_path: Path):
    with staging(tmp_path / "site"), pytest.raises(GateError, match=f"process {os.getpid()}"):
        put(tmp_path / "site", "two")


def test_builds_of_two_outputs_do_not_share_a_docs_folder(tmp_path: Path):
    with (
        staging(tmp_path / "one", docs=tmp_path / "docs"),
        pytest.raises(GateError, match=r"writing .*docs"),
        staging(tmp_path / "other", docs=tmp_path / "docs"),
    ):
        pass


def test_the_lock_file_of_a_killed_build_is_no_lock(tmp_path: Path):
    (tmp_path / ".site.lock").write_text("4194304\n")

    put(tmp_path / "site", "one")

    assert names(tmp_path) == {"site"}


@pytest.mark.parametrize("name", ["letter.txt", ".ssh", "index.html"])
def test_a_folder_that_is_no_catalogue_is_not_replaced(tmp_path: Path, name: str):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / name).write_text("dear")

    with pytest.raises(UsageError, match="refused to replace"):
        put(tmp_path / "home", "one")

    assert shown(tmp_path / "home") == {"dear"}


def test_a_large_catalogue_whose_records_are_compressed_is_replaced(tmp_path: Path):
    put(tmp_path / "site", "one")
    (tmp_path / "site/api/papers.jsonl").rename(tmp_path / "site/api/papers.jsonl.gz")

    put(tmp_path / "site", "two")

    assert shown(tmp_path / "site") == {"two"}


def test_a_catalogue_under_version_control_is_not_replaced(tmp_path: Path):
    put(tmp_path / "site", "one")
    (tmp_path / "site/.git").mkdir()

    with pytest.raises(UsageError, match=r"it holds \.git"):
        put(tmp_path / "site", "two")


def test_a_file_is_no_output(tmp_path: Path):
    (tmp_path / "site").write_text("dear")

    with pytest.raises(UsageError, match="no folder"):
        put(tmp_path / "site", "one")


@pytest.mark.parametrize("output", [".", "..", "/", "content"])
def test_an_output_that_holds_the_sources_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str):
    (tmp_path / "work/content/papers").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "work")

    with (
        pytest.raises(UsageError, match="choose a folder for the site alone"),
        staging(Path(output), [Path("content")]),
    ):
        pass


def test_files_that_appear_during_the_build_are_not_replaced(tmp_path: Path):
    with staging(tmp_path / "site") as stage:
        fill(stage.site, "one")
        (tmp_path / "site").mkdir()
        (tmp_path / "site/letter.txt").write_text("dear")

        with pytest.raises(UsageError, match="refused to replace"):
            publish(stage)

    assert shown(tmp_path / "site") == {"dear"}


def test_the_ledger_is_written_with_the_site(tmp_path: Path):
    ledger = tmp_path / "content/permalinks.tsv"

    put(tmp_path / "site", "one", (ledger, b"entries\n"))

    assert ledger.read_bytes() == b"entries\n"
    assert names(ledger.parent) == {"permalinks.tsv"}


def test_published_files_are_readable_by_others_whatever_the_umask(tmp_path: Path):
    before = os.umask(0o077)
    try:
        fill(tmp_path / "site", "12345")
        files = settle(tmp_path / "site")
    finally:
        os.umask(before)

    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "site").rglob("*") if path.is_file()}
    assert sum(size for _, size, _ in files.values()) == 10
    assert modes == {0o644}
    assert stat.S_IMODE((tmp_path / "site").stat().st_mode) == 0o755


def test_a_site_holds_no_links(tmp_path: Path):
    fill(tmp_path / "site", "one")
    (tmp_path / "site/secret").symlink_to("/etc/hostname")

    with pytest.raises(PapershelfError, match="secret is no plain file"):
        settle(tmp_path / "site")


def test_a_missing_or_empty_page_is_a_fault(tmp_path: Path):
    fill(tmp_path, "one")
    (tmp_path / "topics").mkdir()
    (tmp_path / "topics/index.html").touch()

    with pytest.raises(PapershelfError, match=r"2 pages were not built, among them topics/index\.html"):
        check_complete(settle(tmp_path), ["", "topics/", "years/", "api/papers.jsonl"])
