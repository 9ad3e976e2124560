"""Watching: a change is seen once it has settled, and what editors leave does not count."""

from __future__ import annotations

from pathlib import Path

from generator.serve.watch import settled, snapshot


def test_every_file_below_a_path_counts(tmp_path: Path):
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/c.txt").write_text("1")
    (tmp_path / "mkdocs.yml").write_text("1")

    assert set(snapshot([tmp_path / "a", tmp_path / "mkdocs.yml", tmp_path / "none"])) == {
        str(tmp_path / "a/b/c.txt"),
        str(tmp_path / "mkdocs.yml"),
    }


def test_hidden_files_and_backups_do_not_count(tmp_path: Path):
    (tmp_path / ".git").mkdir()
    for name in (".git/x", ".c.txt.swp", "c.txt~"):
        (tmp_path / name).write_text("1")

    assert snapshot([tmp_path]) == {}


def test_a_change_is_reported_when_it_has_settled():
    looks = iter([{"a": (1, 1)}, {"a": (2, 0)}, {"a": (3, 1)}, {"a": (3, 1)}, {"a": (4, 1)}])

    assert settled(lambda: next(looks), {"a": (1, 1)}, 0) == {"a": (3, 1)}
