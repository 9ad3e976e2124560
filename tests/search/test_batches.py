"""An index that takes over what an earlier one has found is the index made from nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from generator import search
from generator.cache import Cache, opened
from generator.paper import Paper
from generator.search import batches, words
from generator.search.scripts import scripts
from tests.search import invented


def files(papers: list[Paper], cache: Cache | None = None) -> list[tuple[str, bytes]]:
    found = search.index(papers, invented.TOPICS, cache) if cache else search.index(papers, invented.TOPICS)
    return [(item.path, item.content) for item in found]


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> list[Paper]:
    """Return invented papers that make eight batches."""
    monkeypatch.setattr(batches, "_BATCH", 16)
    return invented.papers(120)


def test_batches_that_are_recalled_give_the_same_files(papers: list[Paper], tmp_path: Path) -> None:
    with opened(tmp_path) as cache:
        assert files(papers, cache) == files(papers)
    papers[7] = msgspec.structs.replace(papers[7], title=f"{papers[7].title} unheard", abstract=papers[9].abstract)
    del papers[30:32]

    with opened(tmp_path) as cache:
        assert files(papers, cache) == files(papers)


def test_a_change_has_one_batch_read_again(
    papers: list[Paper], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    counted = batches._counted  # noqa: SLF001  # watched, not replaced

    def watched(texts: Any, count: int) -> Any:
        read.append(count)
        return counted(texts, count)

    monkeypatch.setattr(batches, "_counted", watched)
    for title in (papers[7].title, "Unheard"):
        papers[7] = msgspec.structs.replace(papers[7], title=title)
        with opened(tmp_path) as cache:
            files(papers, cache)

    assert len(read) == 9


def test_offered_words_are_recalled_until_one_changes_its_level(
    papers: list[Paper], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    pieces = words.pieces

    def watched(given: Any) -> Any:
        made.append(None)
        return pieces(given)

    monkeypatch.setattr(words, "pieces", watched)
    changes: tuple[dict[str, Any], ...] = ({}, {"year": 1999}, {"title": "Unheard"})
    for change in changes:
        papers[7] = msgspec.structs.replace(papers[7], **change)
        expected = files(papers)
        made.clear()
        with opened(tmp_path) as cache:
            assert files(papers, cache) == expected
        assert len(made) == (0 if "year" in change else 2)


def test_scripts_that_are_recalled_are_the_same(tmp_path: Path) -> None:
    for _ in range(2):
        with opened(tmp_path) as cache:
            assert list(scripts(cache)) == list(scripts())
