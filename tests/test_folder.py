"""The generated folder holds what was asked for, and nothing else."""

from pathlib import Path

import pytest

from generator.errors import PapershelfError
from generator.folder import Folder, fill_folder


def test_second_write_touches_only_what_changed(tmp_path: Path):
    fill_folder(tmp_path, [("a.md", b"1"), ("b/c.md", b"2")])

    assert fill_folder(tmp_path, [("a.md", b"1"), ("b/c.md", b"3")]) == 1
    assert (tmp_path / "b/c.md").read_bytes() == b"3"


def test_stale_files_and_empty_folders_go(tmp_path: Path):
    fill_folder(tmp_path, [("a.md", b"1"), ("b/c/d.md", b"2")])
    fill_folder(tmp_path, [("a.md", b"1")])

    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md"]


def test_a_file_that_readers_see_is_replaced_and_not_written_into(tmp_path: Path):
    seen = Folder(tmp_path / "seen", tmp_path / "spare")
    seen.write("a/b.txt", b"old")
    with (tmp_path / "seen/a/b.txt").open("rb") as old:
        seen.write("a/b.txt", b"new")

        assert old.read() == b"old"
    assert (tmp_path / "seen/a/b.txt").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["seen"]


def test_gitignore_that_keeps_the_folder_stays(tmp_path: Path):
    (tmp_path / ".gitignore").write_text("*\n")
    fill_folder(tmp_path, [])

    assert (tmp_path / ".gitignore").exists()


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/../../x", "a\0b"])
def test_names_that_leave_the_folder_are_refused(tmp_path: Path, name: str):
    with pytest.raises(PapershelfError, match="refused to write outside"):
        fill_folder(tmp_path / "docs", [(name, b"x")])


def test_link_in_the_way_is_refused(tmp_path: Path):
    target = tmp_path / "elsewhere"
    target.write_text("precious")
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "a.md").symlink_to(target)

    with pytest.raises(PapershelfError, match="in the way"):
        fill_folder(docs, [("a.md", b"x")])
    assert target.read_text() == "precious"
