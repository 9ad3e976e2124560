"""The first half of the line: a content folder in, the catalogue and its ledger out; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from . import layout, merge, permalinks, records, related, shelves, signals, sources, topics
from .catalogue import Catalogue, Counts
from .corrections import apply_corrections
from .errors import Problem
from .maths import to_unicode
from .paper import Paper, Related
from .people import People, Persons, settle_orcids
from .permalinks import Ledger, Wanted, read_ledger
from .profile import Profile
from .readings import with_signals
from .records import ALONE, Means
from .rules import Rules, read_rules
from .settings import Settings
from .taxonomy import Taxonomy, ancestors
from .venues import Venues

LEDGER = "permalinks.tsv"
PAGES = "pages"
FEWEST_MAPPED = 10
"""Fewer papers are no map: a list shows them at a glance."""


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """All that one content folder says."""

    catalogue: Catalogue
    before: Ledger
    """The ledger as it was read."""
    ledger: Ledger
    """The ledger that the build leaves behind."""
    taxonomy: Taxonomy
    venues: Venues
    people: People
    hand_written: Mapping[str, str]
    """Markdown of the maintainer's own pages, by path below `pages/`."""


def gather(content: Path, settings: Settings, now: str, profile: Profile, means: Means = ALONE) -> Gathered:
    """Read the content folder and return its catalogue, with every problem that was met on the way."""
    with profile.stage("read"):
        reading = sources.read_folder(content)
        rules = read_rules(content)
        before, damaged = read_ledger(content / LEDGER, settings.site_url)
        hand_written = _read_pages(content / PAGES)
        readings, unread = signals.read_signals(content)
    with profile.stage("repair"):
        repaired = list(records.repair_all(reading.raws, means))
        papers = [rules.venues.at_series(item.paper) for item in repaired if item.paper]
        rejected = reading.read - len(papers)
        of_records = [problem for item in repaired for problem in item.problems]
        problems = [*reading.problems, *rules.problems, *damaged, *of_records]
        # What was read is a fifth of a large catalogue's memory, and said by now.
        reading = replace(reading, raws=())
        del repaired
    with profile.stage("merge"):
        published = before.slugs("paper")
        merged = merge.merge(papers, published=published, same=rules.corrections.same())
        papers, pinned, faults = _ruled(merged.papers, rules, published)
        traces = {paper.key: merge.traces(paper) for paper in merged.papers}
        papers, ledger = _addressed(papers, traces, before, now)
        papers, unplaced = with_signals(papers, readings)
        problems = _still_true([*problems, *merged.problems, *faults, *unread, *unplaced], merged.papers, papers)
    with profile.stage("topics"):
        above = ancestors(rules.taxonomy.topics)
        papers = [_filed(paper, pinned, above) for paper in records.file_all(papers, rules.taxonomy, means)]
    near, places = _alike(papers, settings, profile, means)
    with profile.stage("merge"):
        papers.sort(key=shelves.list_order)
        shelved, ledger, unpinned = _shelved(papers, rules, settings, ledger, now)
        catalogue = Catalogue(
            papers=tuple(papers), related=near, places=places, taxonomy=rules.taxonomy.topics,
            gone=ledger.gone(), **shelved,
            counts=Counts(reading.read, len(papers), merged.merged, rejected),
            files=reading.files, problems=tuple(sorted({*problems, *unpinned})), now=now,
        )  # fmt: skip
    return Gathered(
        catalogue=catalogue,
        before=before,
        ledger=ledger,
        taxonomy=rules.taxonomy,
        venues=rules.venues,
        people=rules.people,
        hand_written=hand_written,
    )


def _alike(
    papers: Sequence[Paper], settings: Settings, profile: Profile, means: Means
) -> tuple[dict[str, tuple[Related, ...]], dict[str, tuple[int, int]]]:
    """Return the related papers of each paper, and where it stands on the map, both by its key."""
    keys = [paper.key for paper in papers]
    is_mapped = settings.map and len(papers) >= FEWEST_MAPPED
    with profile.stage("related"):
        likeness = related.liken(papers, layout.NEIGHBOURS if is_mapped else related.COUNT, means.cache)
        near = dict(zip(keys, related.relations(likeness, cache=means.cache), strict=True))
    words = likeness.vocabulary
    if not is_mapped or words is None:
        return near, {}
    with profile.stage("map"):
        sample = layout.sample_of([keys[place] for place in likeness.order], words.counts)
        found = layout.lay_out(words.weights, likeness.near, means.cache, sample)
        places = ((x, y) for x, y in found.tolist())
        return near, {keys[place]: point for place, point in zip(likeness.order, places, strict=True)}


def _ruled(
    papers: Sequence[Paper], rules: Rules, published: Mapping[str, str]
) -> tuple[list[Paper], Mapping[str, Sequence[str]], list[Problem]]:
    """Return the papers as the maintainer's files say, the topics that are pinned, and what found no place."""
    slugs = {topic.slug for topic in rules.taxonomy.topics}
    corrected, pinned, unused = apply_corrections(papers, rules.corrections, published, slugs)
    settled, of_people = settle_orcids(map(rules.venues.at_series, corrected))
    return settled, pinned, [*unused, *of_people]


def _shelved(
    papers: Sequence[Paper], rules: Rules, settings: Settings, ledger: Ledger, now: str
) -> tuple[dict[str, Any], Ledger, list[Problem]]:
    """Return the shelves of the catalogue, the ledger with their permalinks, and the slugs that could not be given."""
    persons = Persons(papers, rules.people)
    by_topic = shelves.topic_shelves(papers, rules.taxonomy.topics, ledger, now)
    threshold = settings.author_threshold(len(papers))
    by_author = shelves.author_shelves(papers, persons, threshold, by_topic.ledger, now)
    by_venue = shelves.venue_shelves(papers, rules.venues, by_author.ledger, now)
    fields = {
        "topics": by_topic.shelves, "authors": by_author.shelves, "venues": by_venue.shelves,
        "years": shelves.year_shelves(papers), "persons": persons,
        "author_slugs": by_author.slugs, "venue_slugs": by_venue.slugs,
    }  # fmt: skip
    given = {shelf.name: shelf.slug for shelf in by_author.shelves}
    told = "`{}` was published for somebody else; her page stays at authors/{}/"
    unpinned = [
        Problem(rules.people.file, person.line, told.format(person.slug, given[person.name]), "slug", "authors")
        for person in rules.people.known
        if person.slug and given.get(person.name, person.slug) != person.slug
    ]
    return fields, by_venue.ledger, unpinned


def _read_pages(folder: Path) -> dict[str, str]:
    """Return the maintainer's own pages; hidden files, which other programs leave behind, no builder publishes."""
    paths = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.md")) if path.is_file()}
    return {
        name: path.read_text(encoding="utf-8-sig", errors="replace")
        for name, path in paths.items()
        if "/." not in f"/{name}"
    }


def _addressed(
    papers: Sequence[Paper], traces: Mapping[str, tuple[str, ...]], before: Ledger, now: str
) -> tuple[list[Paper], Ledger]:
    """Return the papers with slug and first day, and the ledger that remembers both."""
    # The text of a slug is that of the first identity's title, which corrections do not change once it is published.
    wanted = [Wanted(paper.identities, to_unicode(paper.title), traces[paper.key]) for paper in papers]
    given = permalinks.assign(before, "paper", wanted, now)
    entries = [given.entries[paper.identities[0]] for paper in papers]
    return [
        msgspec.structs.replace(paper, slug=entry.slug, first_seen=entry.first_seen)
        for paper, entry in zip(papers, entries, strict=True)
    ], given.ledger


def _filed(paper: Paper, pinned: Mapping[str, Sequence[str]], above: Mapping[str, Sequence[str]]) -> Paper:
    """Return the paper with the topics that are pinned, and with the wholes that its topics are parts of."""
    matches = topics.pin(paper.topics, pinned[paper.key]) if paper.key in pinned else paper.topics
    filed = topics.with_wholes(matches, above)
    return paper if filed == paper.topics else msgspec.structs.replace(paper, topics=filed)


def _still_true(problems: Iterable[Problem], merged: Iterable[Paper], papers: Sequence[Paper]) -> list[Problem]:
    """Return the problems without those that another record of the same paper, or a correction, has solved."""
    complete = {(source.file, source.line) for paper in papers if paper.abstract for source in paper.sources}
    solved = _disputed(merged) - _disputed(papers)
    return [
        item
        for item in problems
        if (item.code != "abstract-missing" or (item.file, item.line) not in complete)
        and (item.file, item.line, item.field) not in solved
    ]


def _disputed(papers: Iterable[Paper]) -> set[tuple[str, int, str]]:
    return {(item.source.file, item.source.line, item.field) for paper in papers for item in paper.conflicts}
