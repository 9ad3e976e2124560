"""`map/`: what the page of the map draws, fetched by that page alone.

`manifest.json` names the others by what is in them, so that parts of two builds never meet. The points are two columns
of 16 bits, little-endian: all x, then all y, topic after topic; the manifest says how many each has. Titles stand in
packed files of `PAPERS_PER_FILE` papers each, because a reader points at few of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from generator.atlas import FOLDER, MANIFEST, Point, name_of, points_file, regions
from generator.maths import to_unicode
from generator.packing import packed
from generator.site import Site

from . import ExportFile

VERSION = 1
PAPERS_PER_FILE = 100


def render(site: Site) -> Iterator[ExportFile]:
    """Yield the files; none where there is no map."""
    by_topic = regions(site)
    if not by_topic:
        return
    points = [point for region in by_topic for point in region.points]
    points_path, places = points_file(by_topic)
    titles = [_titles(points[start : start + PAPERS_PER_FILE]) for start in range(0, len(points), PAPERS_PER_FILE)]
    titles_folder = f"{FOLDER}titles-{name_of(titles)}/"
    manifest = {
        "version": VERSION,
        "papers": len(points),
        "points": points_path,
        "titles": titles_folder,
        "perFile": PAPERS_PER_FILE,
        "topics": [[region.slug, len(region.points), *region.middle] for region in by_topic],
    }
    yield ExportFile(MANIFEST, msgspec.json.encode(manifest) + b"\n")
    yield ExportFile(points_path, places)
    for number, content in enumerate(titles):
        # The name of the folder tells what is in it.
        yield ExportFile(f"{titles_folder}{number}.json.gz", partial(packed, content), titles_folder.encode())


def _titles(points: Sequence[Point]) -> bytes:
    """Return the slug, the title and the year of each paper."""
    papers = (point.paper for point in points)
    return msgspec.json.encode([(paper.slug, to_unicode(paper.title), paper.year) for paper in papers]) + b"\n"
