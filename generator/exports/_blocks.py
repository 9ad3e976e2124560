"""What is written of each paper, kept from build to build in blocks: one changed paper costs the texts of its block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from generator.blocks import cut_by_key
from generator.cache import digest
from generator.paper import Paper
from generator.site import Site

NAMESPACE = "texts"
_SIZE = 64
"""Papers in a block on average."""
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
    for block in cut_by_key(papers, lambda paper: paper.key.encode(), _SIZE):
        told = [(site.told[paper.key], others(paper)) for paper in block]
        key = digest(site.ground, form.encode(), _encode(told))
        known = site.cache.get(NAMESPACE, key)
        made = _decode(known) if known is not None else [render(paper) for paper in block]
        if known is None:
            site.cache.put(NAMESPACE, key, _encode(made))
        yield from made
