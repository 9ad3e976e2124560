"""Record by record: each is repaired and filed once, and recalled from the cache later, wherever it stands then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import msgspec

from . import repair, topics
from .cache import Cache, digest
from .errors import Problem
from .paper import Paper, RawPaper, Source, TopicMatch
from .taxonomy import Taxonomy

REPAIR, TOPICS = "repair", "topics"
"""Namespaces of the cache."""
# A line inserted above must not make a record new: what is kept says nothing of its place.
_NOWHERE = Source("", 0)


class Outcome(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What became of one record: the paper, or None when it was rejected, and what was wrong."""

    paper: Paper | None
    problems: tuple[Problem, ...]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Outcome).decode
_decode_topics = msgspec.msgpack.Decoder(tuple[TopicMatch, ...]).decode


def repair_all(raws: Iterable[RawPaper], cache: Cache) -> Iterator[Outcome]:
    """Yield what became of each record, in order."""
    for raw in raws:
        bare = msgspec.structs.replace(raw, source=_NOWHERE)
        key = _key(bare)
        known = cache.get(REPAIR, key)
        outcome = _decode(known) if known else Outcome(*repair.repair(bare))
        if not known:
            cache.put(REPAIR, key, _encode(outcome))
        yield _placed(outcome, raw.source)


def _key(bare: RawPaper) -> bytes:
    try:
        return digest(_encode(bare))
    except UnicodeEncodeError:
        # A lone surrogate has no encoding, and is not yet removed.
        return digest(repr(bare).encode("utf-8", "backslashreplace"))


def _placed(outcome: Outcome, source: Source) -> Outcome:
    """Return the outcome as that of the record at a place."""
    paper = outcome.paper
    if paper is not None:
        there = msgspec.structs.replace(source, format=paper.sources[0].format)
        paper = msgspec.structs.replace(paper, sources=(there,))
    return Outcome(paper, tuple(replace(item, file=source.file, line=source.line) for item in outcome.problems))


def file_all(papers: Iterable[Paper], taxonomy: Taxonomy, cache: Cache) -> Iterator[Paper]:
    """Yield each paper with the topics that its words speak for."""
    of_taxonomy = digest(repr(taxonomy.topics).encode("utf-8", "backslashreplace"))
    for paper in papers:
        texts = (paper.title, paper.abstract, *paper.keywords)
        key = digest(of_taxonomy, *(text.encode("utf-8", "surrogatepass") for text in texts))
        known = cache.get(TOPICS, key)
        found = _decode_topics(known) if known else topics.classify(paper, taxonomy)
        if not known:
            cache.put(TOPICS, key, _encode(found))
        yield msgspec.structs.replace(paper, topics=found)
