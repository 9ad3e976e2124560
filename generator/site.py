"""What pages and exports are made from: the catalogue, the settings, and the maintainer's own pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import msgspec

from .blocks import cut_by_key
from .cache import NO_CACHE, Cache, digest
from .catalogue import Catalogue
from .citation.formats import Format
from .citation.keys import citation_keys
from .paper import Paper
from .settings import LARGE_CATALOGUE, SMALL_CATALOGUE, Settings

_NEIGHBOURS = 16
"""Authors on average who have one digest."""
_encode = msgspec.msgpack.Encoder().encode


class Site(msgspec.Struct, frozen=True, dict=True):
    """Everything that is said on the site, before it is rendered."""

    catalogue: Catalogue
    settings: Settings
    hand_written: Mapping[str, str]
    """The trusted Markdown files of `content/pages/`, by path below it."""
    paths: tuple[str, ...] = ()
    """The paths of all pages, once they are rendered; exports that list pages need them."""
    unlisted: frozenset[str] = frozenset()
    """Those of them that search engines are asked to leave out: tombstones, redirects, the reading list."""
    references: dict[tuple[str, str], str] = msgspec.field(default_factory=dict)
    """What `reference` has rendered so far, by form and key of the paper."""
    digests: dict[int, tuple[Sequence[Paper], bytes]] = msgspec.field(default_factory=dict)
    """What `told_of` has found so far, by the number of the object that holds the papers."""
    cache: Cache = NO_CACHE
    """What earlier builds have computed."""

    def with_paths(self, paths: tuple[str, ...], unlisted: frozenset[str]) -> Site:
        """Return the site with the paths of its pages, and with what was derived from it: nothing depends on them.

        Pages are made of the site without paths, files of the one with them, and both name papers by citation keys.
        """
        found = msgspec.structs.replace(self, paths=paths, unlisted=unlisted)
        told = {"told": self.told, "told_of_authors": self.told_of_authors} if self.cache.is_open else {}
        found.__dict__.update(self.__dict__, citation_keys=self.citation_keys, **told)
        return found

    def url(self, path: str) -> str:
        """Return the absolute URL of a path below the site's root, or the path alone when the site has no URL."""
        return self.settings.site_url.rstrip("/") + "/" + path if self.settings.site_url else "/" + path

    @property
    def is_large(self) -> bool:
        """Whether pages leave to the browser what it can make, and files for many papers are compressed."""
        return len(self.catalogue.papers) > LARGE_CATALOGUE

    @cached_property
    def citation_keys(self) -> dict[str, str]:
        """The citation key of each paper, by the key of the paper."""
        return citation_keys(self.catalogue.papers)

    def reference(self, form: Format, paper: Paper, key: str) -> str:
        """Return the paper under its citation key in a form that many files repeat: it is rendered once for all."""
        known = self.references.get((form.name, paper.key))
        if known is None:
            known = self.references[form.name, paper.key] = form.render(paper, key)
        return known

    @cached_property
    def author_shelves(self) -> dict[tuple[str, str | None], tuple[str, str] | None]:
        """The name that an author's page has, and its path, by name and ORCID iD; None where she has no page."""
        names = {shelf.slug: shelf.name for shelf in self.catalogue.authors}
        pages = {key: (names[slug], f"authors/{slug}/") for key, slug in self.catalogue.author_slugs.items()}
        return {spelling: pages.get(key) for spelling, key in self.catalogue.persons.keys.items()}

    @cached_property
    def shared(self) -> dict[str, Any]:
        """What several pages or exports need and one of them has made, by a name."""
        return {}

    @cached_property
    def told(self) -> dict[str, bytes]:
        """A digest of all that is said of each paper, but for what is near to it, by the key of the paper."""
        keys, shelves, venues = self.citation_keys, self.author_shelves, self.catalogue.venue_slugs
        return {
            paper.key: digest(
                _encode(
                    (
                        paper,
                        keys[paper.key],
                        [shelves[author.name, author.orcid] for author in paper.authors],
                        venues[paper.venue.series] if paper.venue else None,
                    )
                )
            )
            for paper in self.catalogue.papers
        }

    def told_of(self, papers: Sequence[Paper]) -> bytes:
        """Return a digest of all that is said of these papers; a shelf's page, feeds and files ask for the same."""
        known = self.digests.get(id(papers))
        if known is None:
            told = self.told
            made = digest(*[told[paper.key] for paper in papers])
            # The papers are kept, or others could get their number.
            known = self.digests[id(papers)] = (papers, made)
        return known[1]

    @cached_property
    def told_of_authors(self) -> dict[str, bytes]:
        """A digest of all that is said of each author and of her papers, by her slug.

        Neighbours have the same one, which is of all of them: most are as they were, and it takes less than one each.
        """
        found: dict[str, bytes] = {}
        for block in cut_by_key(self.catalogue.authors, lambda shelf: shelf.slug.encode(), _NEIGHBOURS):
            slugs = [shelf.slug for shelf in block]
            words = [(shelf.slug, shelf.name, shelf.spellings, shelf.orcid, len(shelf.papers)) for shelf in block]
            papers = [self.told[paper.key] for shelf in block for paper in shelf.papers]
            found.update(dict.fromkeys(slugs, digest(self.ground, _encode(words), *papers)))
        return found

    @cached_property
    def ground(self) -> bytes:
        """A digest of what is the same for all papers: settings, topics, and how large the catalogue is."""
        count = len(self.catalogue.papers)
        sizes = (count > SMALL_CATALOGUE, self.is_large, count > self.settings.author_feeds_up_to)
        return digest(_encode((self.settings, self.catalogue.taxonomy, sizes)))

    @property
    def topic_names(self) -> dict[str, str]:
        """The names of the topics by slug."""
        return {topic.slug: topic.name for topic in self.catalogue.taxonomy}
