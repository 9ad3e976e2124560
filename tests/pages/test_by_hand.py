"""The maintainer's own pages: which files are pages, and which have an address that another one has."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import generate
from generator.errors import ContentError
from generator.gather import gather
from generator.profile import Profile
from generator.settings import Settings
from generator.site import Site


def planned(folder: Path, *names: str) -> Site:
    """Write pages of these names and return the planned site."""
    for name in names:
        page = folder / "pages" / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("# Invented\n")
    gathered = gather(folder, Settings(), "2026-01-02", Profile())
    return generate.plan(Site(gathered.catalogue, Settings(), gathered.hand_written), Profile())[0]


def test_hidden_files_are_no_pages(tmp_path: Path):
    site = planned(tmp_path, "guide.md", "._guide.md", ".notes/old.md", "guide/.draft.md")

    assert list(site.hand_written) == ["guide.md"]


@pytest.mark.parametrize("other", ["guide/index.md", "guide/README.md"])
def test_two_pages_with_one_address_are_refused(tmp_path: Path, other: str):
    with pytest.raises(ContentError) as refusal:
        planned(tmp_path, "guide.md", other)

    told = "another page has this address; give the file another name"
    assert sorted((item.file, item.message) for item in refusal.value.problems) == [
        ("pages/guide.md", told),
        (f"pages/{other}", told),
    ]


def test_a_page_may_be_the_index_of_its_folder(tmp_path: Path):
    assert {"guide/", "more/"} <= set(planned(tmp_path, "guide/index.md", "more/README.md").paths)
