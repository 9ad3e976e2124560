"""The search index: lunr's postings in parts that a browser fetches one by one; `render(site)` yields its files.

The browser side is `overrides/assets/javascripts/search/`. Both sides share the order of words, the codes of `bits`,
`shards`, `documents` and `facets`, and the words of `analyse`.

What a change renames: a word added to or lost from one paper, the shards of the words whose postings change (those of
its title, when the title's length changes) and its folder of display files. A paper that is new or moves shifts the
numbers of those after it, so that most shards change; that cannot be avoided while numbers are short.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from generator.cache import NO_CACHE, Cache, digest
from generator.numbering import Numbering, numbered
from generator.paper import Paper
from generator.remembered import made_of_words
from generator.site import Site

from . import batches, documents, facets, postings, shards, words
from .documents import Document
from .files import FOLDER, VERSION, IndexFile, Part, front_coded, named, order
from .scripts import scripts
from .stems import stem

__all__ = ["IndexFile", "index", "render"]

NAMESPACE = "order of words"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def render(site: Site) -> Iterator[IndexFile]:
    """Yield the files of the index, and the library that scores."""
    yield from scripts(site.cache)
    yield from index(site.catalogue.papers, site.topic_names, site.cache, is_packed=site.is_large)


def index(
    papers: Sequence[Paper], topics: Mapping[str, str], cache: Cache = NO_CACHE, *, is_packed: bool = False
) -> Iterator[IndexFile]:
    """Yield the files below `search/` for these papers, and last the manifest that names them.

    What hits display is most of the index; packed, it takes as many bytes as a host sends anyway.
    """
    places = {slug: place for place, slug in enumerate(topics)}
    venues = documents.venue_names(papers)
    found = batches.gather(papers, cache)
    ordered = documents.in_order(papers, venues, found.lengths[2].tolist())
    stems = dict(zip(found.words, made_of_words(found.words, stem, "search", cache), strict=True))
    found = postings.renumbered(
        found, np.array([item.before for item in ordered], dtype=np.int64), _by_stem(found.words, stems, cache)
    )
    manifest: dict[str, Any] = {
        "version": VERSION,
        "papers": len(papers),
        "lengths": found.lengths.sum(axis=1).tolist(),
        "venues": venues[:-1],
        "topics": list(topics.items()),
        "perFile": documents.PAPERS_PER_FILE,
        "perFolder": documents.FILES_PER_FOLDER,
    }
    manifest["shards"], files = _listed("terms", "bin", shards.shards(found, [stems[word] for word in found.words]))
    yield from files
    offered = words.offered(found, cache)
    manifest["words"], files = _listed("words", "txt", offered.words)
    yield from files
    manifest["tails"], files = _listed("tails", "txt", offered.tails)
    yield from files
    folders = []
    for name, shown in documents.display_files(ordered, venues, places, is_packed=is_packed):
        folders.append(name)
        yield from shown
    manifest["folders"] = "".join(folders)
    numbering = numbered(papers)
    manifest["release"] = numbering.release
    columns = _columns(ordered, places, numbering)
    if is_packed:
        manifest["packed"] = True
    manifest["columns"] = dict(zip(columns, named(columns.values()), strict=True))
    yield from (IndexFile(f"{FOLDER}{key}/{manifest['columns'][key]}.bin", columns[key]) for key in columns)
    yield IndexFile(f"{FOLDER}manifest.json", msgspec.json.encode(manifest))


def _by_stem(found: Sequence[str], stems: Mapping[str, str], cache: Cache) -> NDArray[np.int64]:
    """Return the places of the words in the order of their stems; most changes bring no new word."""
    key = digest(" ".join(found).encode()) if cache.is_open else b""
    known = cache.get(NAMESPACE, key) if key else None
    if known is not None:
        return np.frombuffer(known, dtype=np.int64)
    numbers = sorted(range(len(found)), key=lambda number: (order(stems[found[number]]), order(found[number])))
    made = np.array(numbers, dtype=np.int64)
    if key:
        cache.put(NAMESPACE, key, made.tobytes())
    return made


def _listed(folder: str, ending: str, parts: Iterable[Part]) -> tuple[list[str], list[IndexFile]]:
    """Return what the manifest says of these files (where each begins, front-coded, and its name), and the files."""
    held = list(parts)
    names = named(part.content for part in held)
    firsts = []
    previous = ""
    for part in held:
        shared = min(front_coded(previous, part.first), len(_DIGITS) - 1)
        firsts.append(_DIGITS[shared] + part.first[shared:])
        previous = part.first
    files = [
        IndexFile(f"{FOLDER}{folder}/{name}.{ending}", part.content) for name, part in zip(names, held, strict=True)
    ]
    return [" ".join(firsts), "".join(names)], files


def _columns(ordered: Sequence[Document], topics: Mapping[str, int], numbering: Numbering) -> dict[str, bytes]:
    """Return the files that hold one fact of every paper; those without a fact are left out."""
    columns = {
        "runs": documents.runs(ordered),
        "lengths": documents.lengths(ordered),
        "facets": facets.memberships(ordered, topics),
        "citations": facets.citations(ordered),
        "days": facets.days(ordered),
        "numbers": documents.numbers(ordered, numbering.papers),
    }
    return {key: content for key, content in columns.items() if content is not None}
