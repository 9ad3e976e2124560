"""Every list leads to a search that stays within it: what that search finds is the list."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.search.conftest import ask

WITHIN = re.compile(r'<p class="count">([\d,]+) papers?[^<]*<a href="([^"]*search/\?[^"]+)">')
KINDS = ("topics", "venues", "years", "authors")


def asked(address: str) -> tuple[str, dict[str, Any]]:
    """Return query and options of an address, as the search page takes them."""
    words = parse_qs(urlsplit(unescape(address)).query)
    years = [int(year) if year.isdigit() else 0 for year in words.get("year", [])]
    options = {"topics": words.get("topic", []), "venues": words.get("venue", []), "years": years}
    return words.get("q", [""])[0], {key: values for key, values in options.items() if values}


@pytest.mark.parametrize("kind", KINDS)
def test_a_search_within_a_list_finds_the_papers_of_the_list(real_site: Path, kind: str) -> None:
    """Papers of more authors than the index names may come too: whether they have the name cannot be seen."""
    pages = sorted((real_site / kind).glob("*/index.html"))
    links = {page.parent.name: WITHIN.search(page.read_text(encoding="utf-8")) for page in pages}
    found = {name: link for name, link in links.items() if link}
    answers = ask(real_site, [asked(link[2]) for link in found.values()])
    expected = {name: int(link[1].replace(",", "")) for name, link in found.items()}
    unsure = {
        name: sum(hit["authorCount"] > len(hit["authors"]) for hit in answer["hits"]) if kind == "authors" else 0
        for name, answer in zip(found, answers, strict=True)
    }

    assert len(found) >= len(pages) - 1 > 1
    assert [
        (name, answer["total"], expected[name])
        for name, answer in zip(found, answers, strict=True)
        if not expected[name] <= answer["total"] <= expected[name] + unsure[name]
    ] == []
