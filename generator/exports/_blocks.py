"""What is written of each paper, kept from build to build in blocks: one changed paper costs the texts of its block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from generator.blocks import cut_by_key
from generator.cache import digest
from generator.paper import Paper
from generator.site import Site

NAMESPACE = "texts"
_SIZE = 64
"""Papers in a block on average."""
_encode = msgspec.msgpack.Encoder().encode


class Blocks:
    """Papers in the blocks in which their texts are kept, in one form or in several."""

    def __init__(self, site: Site, papers: Iterable[Paper], others: Callable[[Paper], object] = lambda _: None) -> None:
        """Take the papers in their order; `others` returns what the text of a paper tells of other papers."""
        self._cache = site.cache
        self.papers = list(cut_by_key(papers, lambda paper: paper.key.encode(), _SIZE))
        self._keys = [
            digest(site.ground, _encode([(site.told[paper.key], others(paper)) for paper in block]))
            for block in (self.papers if site.cache.is_open else ())
        ]

    def contents(self, form: str, render: Callable[[Sequence[Paper]], bytes]) -> Iterator[bytes]:
        """Yield what `render` makes of the papers of each block, in order; in a form it makes always the same."""
        if not self._keys:
            yield from map(render, self.papers)
        for block, told in zip(self.papers, self._keys, strict=False):
            key = digest(told, form.encode())
            content = self._cache.get(NAMESPACE, key)
            if content is None:
                content = render(block)
                self._cache.put(NAMESPACE, key, content)
            yield content
