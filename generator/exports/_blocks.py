"""What is written of each paper, kept from build to build in blocks: one changed paper costs the texts of its block."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator

import msgspec

from generator.cache import digest
from generator.paper import Paper
from generator.site import Site

NAMESPACE = "texts"
_SIZE, _MOST = 64, 512
"""Papers in a block on average, and at most."""
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[str]).decode


def texts(
    site: Site,
    form: str,
    papers: Iterable[Paper],
    render: Callable[[Paper], str],
    others: Callable[[Paper], object] = lambda _: None,
) -> Iterator[str]:
    """Yield the text of each paper in a form, in order; `others` returns what the text tells of other papers."""
    if not site.cache.is_open:
        yield from map(render, papers)
        return
    for block in _blocks(papers):
        told = [(site.told[paper.key], others(paper)) for paper in block]
        key = digest(site.ground, form.encode(), _encode(told))
        known = site.cache.get(NAMESPACE, key)
        made = _decode(known) if known is not None else [render(paper) for paper in block]
        if known is None:
            site.cache.put(NAMESPACE, key, _encode(made))
        yield from made


def _blocks(papers: Iterable[Paper]) -> Iterator[list[Paper]]:
    """Yield the papers in blocks whose ends depend on keys alone: a paper more moves no other end."""
    block: list[Paper] = []
    for paper in papers:
        block.append(paper)
        if len(block) == _MOST or zlib.crc32(paper.key.encode()) % _SIZE == 0:
            yield block
            block = []
    if block:
        yield block
