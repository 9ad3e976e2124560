"""The files and the table of the map, from invented papers: the same papers in both, by topic, each where it stands."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import msgspec
import numpy as np
import pytest

from generator import exports, pages
from generator.atlas import densest, regions
from generator.gather import FEWEST_MAPPED, gather
from generator.layout import LAST
from generator.profile import Profile
from generator.settings import Settings
from generator.site import Site

TOPICS = """
- {slug: ponds, name: Ponds, words: [pond, frog, lily, reed]}
- {slug: orbits, name: Orbits, words: [comet, probe, moon, crater]}
- {slug: nobody, name: Nobody's, words: [unheard]}
"""
WORDS = {
    "ponds": "pond frog lily reed".split(),
    "orbits": "comet probe moon crater".split(),
    "unsorted": ["barrel", "tub"],
}


def site_of(folder: Path, count: int, **settings: bool) -> Site:
    """Return a site of so many invented papers, of two topics and of none by turns."""
    (folder / "papers").mkdir(parents=True)
    subjects = list(WORDS.values())
    records = [
        {
            "title": f"Invented {subjects[at % 3][at % 2]} {at}",
            "abstract": f"{' '.join(subjects[at % 3])} $x^{at % 9}$",
            "year": 2000 + at,
        }
        for at in range(count)
    ]
    (folder / "papers/invented.jsonl").write_text("".join(json.dumps(item) + "\n" for item in records))
    (folder / "topics.yml").write_text(TOPICS)
    stated = Settings(site_url="https://shelf.example/", page_size=10, **settings)
    return Site(gather(folder, stated, "2026-01-02", Profile()).catalogue, stated, {})


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_of(tmp_path_factory.mktemp("map") / "content", 45)


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, bytes]:
    return {item.path: item.content for item in exports.render_all(site) if item.path.startswith("map/")}


@pytest.fixture(scope="module")
def manifest(files: dict[str, bytes]) -> dict[str, object]:
    return msgspec.json.decode(files["map/manifest.json"], type=dict[str, object])


def test_the_manifest_counts_the_papers_of_each_topic_that_has_some(manifest: dict):
    assert manifest["papers"] == 45
    assert [topic[:2] for topic in manifest["topics"]] == [["ponds", 15], ["orbits", 15], ["unsorted", 15]]


def test_points_and_titles_are_those_of_the_same_papers(site: Site, files: dict[str, bytes], manifest: dict):
    columns = np.frombuffer(files[manifest["points"]], dtype="<u2").reshape(2, -1)
    titles = json.loads(gzip.decompress(files[f"{manifest['titles']}0.json.gz"]))
    places = {paper.slug: site.catalogue.places[paper.key] for paper in site.catalogue.papers}

    assert [places[slug] for slug, _, _ in titles] == list(zip(*columns.tolist(), strict=True))
    assert {tuple(title) for title in titles} == {(p.slug, p.title, p.year) for p in site.catalogue.papers}


def test_only_small_files_of_titles_are_fetched_when_a_reader_points(tmp_path: Path):
    titles = [item for item in exports.render_all(site_of(tmp_path / "content", 230)) if "titles-" in item.path]

    assert [len(json.loads(gzip.decompress(item.content))) for item in titles] == [100, 100, 30]


def test_names_of_files_change_with_what_is_in_them(tmp_path: Path, files: dict[str, bytes]):
    again = {
        item.path for item in exports.render_all(site_of(tmp_path / "a/content", 45)) if item.path.startswith("map/")
    }
    other = {
        item.path for item in exports.render_all(site_of(tmp_path / "b/content", 46)) if item.path.startswith("map/")
    }

    assert again == set(files)
    assert other & set(files) == {"map/manifest.json"}


def test_the_table_has_each_paper_once_with_its_place(site: Site):
    made = [pages.render(planned.draft()) for planned in pages.plan(site) if planned.kind in {"map", "map-table"}]
    rows = [row for page in made for row in re.findall(r'papers/([^/"]+)/">.*?<td>(\d+), (\d+)</td>', page.body)]
    places = {paper.slug: site.catalogue.places[paper.key] for paper in site.catalogue.papers}

    assert [page.path for page in made] == ["map/", "map/page/2/", "map/page/3/"]
    assert sorted(slug for slug, *_ in rows) == sorted(places)
    assert {slug: (int(x), int(y)) for slug, x, y in rows} == {
        slug: (x * 1000 // (LAST + 1), y * 1000 // (LAST + 1)) for slug, (x, y) in places.items()
    }


@pytest.mark.parametrize(
    ("count", "wanted"), [(0, True), (FEWEST_MAPPED - 1, True), (20, False)], ids=["none", "a handful", "switched off"]
)
def test_there_is_no_map_of(tmp_path: Path, count: int, *, wanted: bool):
    found = site_of(tmp_path / "content", count, map=wanted)

    assert found.catalogue.places == {}
    assert [item.path for item in exports.render_all(found) if item.path.startswith("map/")] == []
    assert not any("map/" in page.body or page.kind in {"map", "map-table"} for page in pages.render_all(found))


def test_the_related_papers_are_the_same_without_a_map(site: Site, tmp_path: Path):
    assert site_of(tmp_path / "content", 45, map=False).catalogue.related == site.catalogue.related


def test_rows_that_follow_each_other_stand_near_each_other(site: Site):
    def leaps(points: list[tuple[int, int]]) -> float:
        return float(np.median(np.hypot(*np.diff(np.array(points), axis=0).T)))

    for region in regions(site):
        along = [(point.x, point.y) for point in region.points]

        assert leaps(along) <= leaps(along[::2] + along[1::2])


def test_the_middle_of_a_topic_in_two_parts_is_in_the_larger_one():
    larger, smaller = [(1000 + step, 2000) for step in range(7)], [(60_000, 61_000)] * 4

    assert densest(np.array(larger + smaller)) == (1003, 2000)


def test_the_page_and_the_files_are_made_of_one_map(site: Site):
    by_topic = regions(site)

    assert regions(site.with_paths(("map/",), frozenset())) is by_topic
