"""The forms that many papers make a file of: what comes before, between and behind the records, and the file's name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from generator.paper import Paper

from . import biblatex, bibtex, csl_json, markdown, plain, ris, table


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """One form of a bibliography."""

    name: str
    suffix: str
    """What the names of its files end in."""
    media_type: str
    render: Callable[[Paper, str], str]
    """The record of a paper under a citation key."""
    head: str = ""
    between: str = ""
    tail: str = ""

    def chunks(
        self, papers: Iterable[Paper], keys: Mapping[str, str], render: Callable[[Paper, str], str] | None = None
    ) -> Iterator[str]:
        """Yield the file of these papers, in their order; `keys` are citation keys, `render` may remember records."""
        render = render or self.render
        yield self.head
        separator = ""
        for paper in papers:
            yield separator + render(paper, keys[paper.key])
            separator = self.between
        yield self.tail

    def block(self, records: Iterable[str]) -> bytes:
        """Return a piece of a file: records with what stands between them."""
        return self.between.join(records).encode()

    def framed(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the file of these blocks, which hold a record at least."""
        yield self.head.encode()
        between = self.between.encode()
        separator = b""
        for block in blocks:
            yield separator + block
            separator = between
        yield self.tail.encode()


def _plain(style: str) -> Format:
    return Format(
        name=f"plain-{style}",
        suffix=f"{style}.txt",
        media_type="text/plain",
        render=lambda paper, _key: plain.STYLES[style](paper) + "\n",
    )


FORMATS = {
    form.name: form
    for form in (
        Format(name="bibtex", suffix="bib", media_type="application/x-bibtex", render=bibtex.render, between="\n"),
        Format(
            name="biblatex", suffix="biblatex.bib", media_type="application/x-bibtex", render=biblatex.render,
            between="\n",
        ),
        Format(
            name="csl-json", suffix="csl.json", media_type="application/vnd.citationstyles.csl+json",
            render=csl_json.render, head="[\n", between=",\n", tail="\n]\n",
        ),
        Format(
            name="ris", suffix="ris", media_type="application/x-research-info-systems", render=ris.render, between="\n"
        ),
        Format(name="csv", suffix="csv", media_type="text/csv", render=table.render, head=table.header()),
        # The suffix of Markdown would make a page of it.
        Format(name="markdown", suffix="md.txt", media_type="text/markdown", render=markdown.render),
        *(_plain(style) for style in plain.STYLES),
    )
}  # fmt: skip
"""All of them by name."""
