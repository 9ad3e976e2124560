"""`papershelf search` gives what the site's search page gives, and says what it lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import UsageError
from generator.paper import Paper
from generator.search.terminal import search_site
from tests.search.conftest import ask


def test_the_order_is_that_of_the_page(site: Path, papers: list[Paper]) -> None:
    words = papers[7].title
    hits = ask(site, [(words, {"limit": 5})])[0]["hits"]
    shown = [line[5:] for line in search_site(site, words, 5) if line[:5].strip(" .").isdigit()]

    assert shown == [hit["title"] for hit in hits]
    assert shown[0] == words


def test_a_correction_is_told(site: Path, papers: list[Paper]) -> None:
    word = max(papers[7].title.lower().split(), key=len)
    lines = list(search_site(site, f"{word[:-2]}q{word[-2:]}", 3))

    assert lines[0].startswith("Showing results for: ")


def test_without_node_the_message_says_so(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(UsageError, match="needs Node"):
        list(search_site(site, "word", 3))


def test_a_folder_that_is_no_site_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="papershelf build"):
        list(search_site(tmp_path, "word", 3))
