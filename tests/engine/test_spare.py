"""A site is made of the one before the published one where that is kept, and is that of a build from nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.command import differences
from tests.engine.projects import project
from tests.engine.test_published import built, records, write_records


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project that was built twice, so that its first site is kept."""
    made = tmp_path / "project"
    project(made, papers=40, page_size=5)
    built(made)
    change(made, 3)
    built(made)
    return made


def change(folder: Path, number: int, sentence: str = "It is changed.") -> None:
    found = records(folder)
    found[number]["abstract"] = f"{found[number]['abstract']} {sentence}"
    write_records(folder, found)


def kept(folder: Path) -> Path:
    """Return the site that is kept."""
    [spare] = (folder / ".cache").glob("spare-*")
    return spare


def folders(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_dir()}


def assert_as_from_nothing(folder: Path) -> None:
    afresh = built(folder, "afresh", cached=False)

    assert differences(folder / "site", afresh) == []
    assert folders(folder / "site") == folders(afresh)


def test_the_new_site_is_the_kept_folder_and_the_published_one_is_kept(folder: Path):
    stood, published = kept(folder).stat().st_ino, (folder / "site").stat().st_ino
    change(folder, 5)

    assert built(folder).stat().st_ino == stood
    assert kept(folder).stat().st_ino == published
    assert_as_from_nothing(folder)


def test_what_the_new_site_lacks_goes_with_its_folders(folder: Path):
    by_hand = folder / "content/pages/ours/more.md"
    by_hand.parent.mkdir(parents=True)
    by_hand.write_text("# Ours\n\nThese [papers](../papers.md).\n")
    home = folder / "content/pages/about.md"
    home.write_text("# About\n\nSee [ours](ours/more.md).\n")
    built(folder)
    built(folder)
    assert (kept(folder) / "ours/more/index.html").is_file()
    shutil.rmtree(folder / "content/pages")
    write_records(folder, records(folder)[:30])
    site = built(folder)

    assert not (site / "ours").exists()
    assert_as_from_nothing(folder)


def test_nobody_publishes_through_the_kept_folder(folder: Path):
    for name in ("papers/slipped-in/index.html", "slipped-in.txt"):
        path = kept(folder) / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("slipped in")
    page = min(kept(folder).glob("papers/*/index.html"))
    page.unlink()
    page.write_text("put in its place")
    change(folder, 5)
    with pytest.raises(
        Exception, match=r"1 files of the site are not the files that were put there, among them papers/"
    ):
        built(folder)

    built(folder)
    assert_as_from_nothing(folder)


def test_published_pages_never_change_while_a_site_is_built_of_the_kept_one(folder: Path):
    before = {path: path.read_bytes() for path in (folder / "site").rglob("*") if path.is_file()}
    files = {path: path.open("rb") for path in before}
    change(folder, 5)
    footer = folder / "overrides/partials/footer.html"
    footer.write_text(footer.read_text() + "{{ config._current_page.title | upper }}")
    built(folder)

    assert {path: file.read() for path, file in files.items()} == before
    for file in files.values():
        file.close()


def test_a_page_changed_by_hand_is_made_anew_though_the_kept_site_has_the_same_file(folder: Path):
    page = min((folder / "site").glob("papers/*/index.html"))
    with page.open("a") as file:
        file.write("<!-- by hand -->")
    built(folder)

    assert_as_from_nothing(folder)


def test_sites_of_two_outputs_with_one_cache_are_told_apart(folder: Path):
    for number, output in enumerate(["other", "site", "other", "other", "site", "site"]):
        change(folder, number, f"For {output}.")
        site = built(folder, output)

        assert differences(site, built(folder, "afresh", cached=False)) == []


def test_a_folder_that_the_cache_does_not_know_goes(folder: Path):
    unknown = folder / ".cache/spare-0123456789abcdef"
    kept(folder).rename(unknown)
    change(folder, 5)
    built(folder)

    assert not unknown.exists()
    assert_as_from_nothing(folder)


def test_the_first_target_of_a_link_is_not_kept(folder: Path):
    site = folder / "site"
    site.rename(folder / "mine")
    site.symlink_to("mine")
    change(folder, 5)
    built(folder)

    assert (folder / "mine/index.html").is_file()
    assert_as_from_nothing(folder)
