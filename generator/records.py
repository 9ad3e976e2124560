"""Record by record: each is repaired and filed once, and recalled from the cache later, wherever it stands then."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import NamedTuple

import msgspec

from . import repair, topics
from .blocks import cut_by_key
from .cache import NO_CACHE, Cache, digest
from .errors import Problem
from .paper import Paper, RawPaper, Source, TopicMatch
from .taxonomy import Taxonomy, Topic
from .workers import Answer, Block, Pool

REPAIR, TOPICS = "repair", "topics"
"""Namespaces of the cache."""
# A line inserted above must not make a record new: what is kept says nothing of its place.
_NOWHERE = Source("", 0)
_SURROGATE = re.compile("[\ud800-\udfff]")
# Records that are held at once in both forms.
_BLOCK = 8_000
_KEPT_TOGETHER = 32
"""Records on average that are all looked at again where one of them has changed."""


class Outcome(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What became of one record: the paper, or None when it was rejected, and what was wrong."""

    paper: Paper | None
    problems: tuple[Problem, ...]


class Means(NamedTuple):
    """What the work on records may use."""

    cache: Cache = NO_CACHE
    workers: int = 1


ALONE = Means()
"""No cache, and no other process."""


_encode = msgspec.msgpack.Encoder().encode
_decode_raw = msgspec.msgpack.Decoder(RawPaper).decode
_decode_block = msgspec.msgpack.Decoder(Block).decode
_decode_outcome = msgspec.msgpack.Decoder(Outcome).decode
_decode_texts = msgspec.msgpack.Decoder(tuple[str, str, tuple[str, ...]]).decode
_decode_topics = msgspec.msgpack.Decoder(tuple[TopicMatch, ...]).decode


def repair_all(raws: Iterable[RawPaper], means: Means = ALONE) -> Iterator[Outcome]:
    """Yield what became of each record, in order."""
    kept: deque[Source] = deque()
    for answer in _answered(REPAIR, _bare(raws, kept), repairer, b"", means):
        yield _placed(_decode_outcome(answer), kept.popleft())


def _bare(raws: Iterable[RawPaper], kept: deque[Source]) -> Iterator[bytes]:
    """Yield the records without their places, which are `kept`."""
    for raw in raws:
        kept.append(raw.source)
        bare = msgspec.structs.replace(raw, source=_NOWHERE)
        try:
            yield _encode(bare)
        except UnicodeEncodeError:
            # A lone surrogate has no encoding; repairing writes the same sign for it.
            text = _SURROGATE.sub("\ufffd", json.dumps(msgspec.to_builtins(bare), ensure_ascii=False))
            yield _encode(msgspec.json.decode(text, type=RawPaper))


def repairer(_setting: bytes) -> Answer:
    """Return what makes an encoded outcome of an encoded record."""
    return lambda value: _encode(Outcome(*repair.repair(_decode_raw(value))))


def _placed(outcome: Outcome, source: Source) -> Outcome:
    """Return the outcome as that of the record at a place."""
    paper = outcome.paper
    if paper is not None:
        there = msgspec.structs.replace(source, format=paper.sources[0].format)
        paper = msgspec.structs.replace(paper, sources=(there,))
    return Outcome(paper, tuple(replace(item, file=source.file, line=source.line) for item in outcome.problems))


def file_all(papers: Sequence[Paper], taxonomy: Taxonomy, means: Means = ALONE) -> Iterator[Paper]:
    """Yield each paper with the topics that its words speak for."""
    texts = (_encode((paper.title, paper.abstract, paper.keywords)) for paper in papers)
    answers = _answered(TOPICS, texts, filer, _encode(taxonomy.topics), means)
    for paper, answer in zip(papers, answers, strict=True):
        yield msgspec.structs.replace(paper, topics=_decode_topics(answer))


def filer(setting: bytes) -> Answer:
    """Return what makes encoded topics of the encoded texts of a paper; the setting is an encoded taxonomy."""
    taxonomy = Taxonomy(msgspec.msgpack.decode(setting, type=tuple[Topic, ...]))

    def _answer(value: bytes) -> bytes:
        title, abstract, keywords = _decode_texts(value)
        return _encode(topics.classify(Paper(title=title, abstract=abstract, keywords=keywords), taxonomy))

    return _answer


def _answered(
    namespace: str, values: Iterable[bytes], maker: Callable[[bytes], Answer], setting: bytes, means: Means
) -> Iterator[bytes]:
    """Yield the answer to each value, in order: recalled, or computed and kept."""
    values = iter(values)
    pool = Pool(maker, setting, means.workers)
    try:
        while block := list(islice(values, _BLOCK)):
            yield from _answered_block(namespace, block, setting, means.cache, pool)
    finally:
        pool.close()


def _answered_block(namespace: str, block: Block, setting: bytes, cache: Cache, pool: Pool) -> Iterator[bytes]:
    if not cache.is_open:
        yield from pool.answers(block)
        return
    # One look into the cache costs as much as making a dozen answers out of what it holds.
    parts = list(cut_by_key(block, bytes, _KEPT_TOGETHER))
    keys = [digest(setting, *part) for part in parts]
    known = [cache.get(namespace, key) for key in keys]
    missing = (part for part, answers in zip(parts, known, strict=True) if answers is None)
    fresh = pool.answers(list(chain.from_iterable(missing)))
    for part, key, answers in zip(parts, keys, known, strict=True):
        if answers is not None:
            yield from _decode_block(answers)
            continue
        made = list(islice(fresh, len(part)))
        cache.put(namespace, key, _encode(made))
        yield from made
