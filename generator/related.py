"""Related papers: the nearest by TF-IDF, those of one topic a little nearer, each with the words that both share."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from scipy.sparse import csr_matrix

from generator.blocks import cut_by_key
from generator.cache import NO_CACHE, Cache, digest
from generator.counted import Counted, count_texts
from generator.nearness import Rows, nearest_rows
from generator.paper import Related
from generator.shared_words import shared_words
from generator.vocabulary import Vocabulary, read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from generator.paper import Paper

NAMESPACE = "word counts"
COUNT = 6
"""Related papers of each paper."""
_BLOCK = 256
"""Papers on average whose words are counted anew where one of them is."""

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Counted).decode


@dataclass(frozen=True)
class Likeness:
    """What the words of papers say of which papers are alike; a row stands for a paper, in the order of their keys."""

    papers: Sequence[Paper]
    """In the order in which they were given."""
    order: Sequence[int]
    """The place of each row's paper among them."""
    vocabulary: Vocabulary | None
    """None where no paper has a word."""
    near: Sequence[NDArray[np.intp]]
    """The rows nearest to each row, the nearest first."""
    texts: Mapping[str, bytes]
    """A digest of the text of each row, by the key of its paper."""


def relate(papers: Sequence[Paper], count: int = COUNT, cache: Cache = NO_CACHE) -> tuple[tuple[Related, ...], ...]:
    """Return for each paper, in the order given, the `count` papers nearest to it, none without a shared word.

    The order of the papers changes nothing; ties go by key.
    """
    return relations(liken(papers, count, cache), count, cache)


def liken(papers: Sequence[Paper], count: int = COUNT, cache: Cache = NO_CACHE) -> Likeness:
    """Return the `count` papers nearest to each paper, by their words and a little by their topics."""
    order = sorted(range(len(papers)), key=lambda index: papers[index].key)
    rows = [papers[index] for index in order]
    texts = {paper.key: _text_key(paper, cache) for paper in rows}
    vocabulary = read_vocabulary(_counted(rows, texts, cache), cache)
    if vocabulary is None:
        return Likeness(papers, order, None, [np.zeros(0, dtype=np.intp)] * len(papers), {})
    known_by = {paper.key: _row_key(paper, texts[paper.key]) for paper in rows}
    found = Rows(known_by, vocabulary.stems, vocabulary.weights, _topics(rows))
    # Whoever wants more of them gets the same related papers.
    near = nearest_rows(found, count, min(count, COUNT), cache)
    return Likeness(papers, order, vocabulary, near, texts)


def relations(likeness: Likeness, count: int = COUNT, cache: Cache = NO_CACHE) -> tuple[tuple[Related, ...], ...]:
    """Return for each paper, in the order given, the nearest ones with the words that make the two alike."""
    papers, order = likeness.papers, likeness.order
    found: list[tuple[Related, ...]] = [()] * len(papers)
    if likeness.vocabulary is None:
        return tuple(found)
    near = [others[:count] for others in likeness.near]
    words = shared_words(likeness.vocabulary, likeness.texts, near, cache)
    keys = [papers[place].key for place in order]
    names = map(keys.__getitem__, np.concatenate(near).tolist())
    pairs = map(Related, names, words)
    for row, others in enumerate(near):
        found[order[row]] = tuple(islice(pairs, len(others)))
    return tuple(found)


def _topics(papers: Sequence[Paper]) -> csr_matrix:
    """Return a one for each topic of each paper."""
    known: dict[str, int] = {}
    columns = [known.setdefault(topic.slug, len(known)) for paper in papers for topic in paper.topics]
    ends = np.cumsum([0, *(len(paper.topics) for paper in papers)])
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(papers), max(1, len(known))))


def _text_key(paper: Paper, cache: Cache) -> bytes:
    """Return a key for the paper's words; nobody need make one where nothing is kept."""
    if not cache.is_open:
        return b""
    return digest(*(text.encode("utf-8", "surrogatepass") for text in (paper.title, paper.abstract)))


def _row_key(paper: Paper, text_key: bytes) -> bytes:
    """Return a key for the paper's words and topics: slugs have no space."""
    return text_key and text_key + " ".join([topic.slug for topic in paper.topics]).encode()


def _counted(papers: Sequence[Paper], texts: Mapping[str, bytes], cache: Cache) -> Iterator[Counted]:
    """Yield the words of the papers, block by block."""
    for block in cut_by_key(papers, lambda paper: paper.key.encode("utf-8", "surrogatepass"), _BLOCK):
        key = digest(*(texts[paper.key] for paper in block)) if cache.is_open else b""
        known = cache.get(NAMESPACE, key)
        counted = _decode(known) if known else count_texts((paper.title, paper.abstract) for paper in block)
        if not known:
            cache.put(NAMESPACE, key, _encode(counted))
        yield counted
