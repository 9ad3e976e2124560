"""The link checker: every address, anchor and id of a built site, and pages that nothing leads to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from pathlib import Path

from .addresses import ELSEWHERE, INDEX, Addresses, Target
from .cache import NO_CACHE, Cache
from .folder import read_file
from .kept_facts import KeptFacts
from .page_facts import Block, Facts, facts_of, packed, unpacked
from .references import References, parse_references, sitemap_addresses
from .site_report import Finding, SiteReport
from .stamps import Stamp, stamps_below

NOT_FOUND = "404.html"


def check_site(
    folder: Path, site_url: str = "", cache: Cache = NO_CACHE, stamps: Mapping[str, Stamp] | None = None
) -> SiteReport:
    """Check a whole built site; its URL is read from the home page's canonical address unless it is given.

    A page is an orphan when no other page links to it, except the home page, `404.html`, redirects, and pages marked
    `noindex`, which the report names instead. What the cache knows of pages that are as they were is not read again.
    `stamps` are those of all files, where somebody knows them already.
    """
    stamps = stamps_below(folder) if stamps is None else stamps
    files = sorted(stamps)
    url = site_url or _canonical(folder / INDEX)
    facts = KeptFacts(cache, url, stamps)
    check = _Check(folder, files, url, facts)
    check.read_pages(file for file in files if file.endswith(".html"))
    for file in files:
        if file.startswith("sitemap") and file.endswith((".xml", ".xml.gz")):
            check.read_sitemap(file)
    check.find_missing_anchors()
    check.find_orphans()
    facts.save()
    return check.report()


def _above(page: str) -> str:
    """Return the folder above that of a page; a page that is no index stands with none."""
    folder, _, name = page.rpartition("/")
    return folder.rpartition("/")[0] if folder and name == INDEX else page


def _canonical(home: Path) -> str:
    return parse_references(home.read_bytes()).canonical if home.is_file() else ""


class _Check:
    """Owns what one check has learned so far: names and counts, never the contents of pages."""

    def __init__(self, folder: Path, files: Iterable[str], site_url: str, facts: KeptFacts) -> None:
        self._folder = folder
        self._addresses = Addresses(files, site_url)
        self._url = f"{site_url.rstrip('/')}/" if site_url else ""
        self._facts = facts
        self._pages: list[str] = []
        self._wanted: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        # Pages beside each other share most of their addresses, and one set operation looks at all that are known.
        self._sound: dict[str, dict[str, int]] = defaultdict(dict)
        """By the folder above a page's own: addresses that climb, and where they lead from every page there."""
        self._linked = {facts.numbers[file] for file in (INDEX, NOT_FOUND) if file in facts.numbers}
        self._unlisted: list[str] = []
        self._findings: set[Finding] = set()
        self._links = self._anchors = self._ids = 0

    def read_pages(self, pages: Iterable[str]) -> None:
        """Check what the pages say, sorted by name, and remember what they want of others."""
        for block in self._facts.blocks(pages):
            said = self._facts.recall_block(block) or self._read_block(block)
            self._pages += block
            self._links += said.links
            self._anchors += said.anchors
            self._ids += said.ids
            self._linked.update(unpacked(said.shows))
            for number, name, page in said.places:
                self._wanted[self._facts.files[number]][name].append(page)
            self._unlisted += said.unlisted

    def _read_block(self, pages: Sequence[str]) -> Block:
        said: dict[str, Facts] = {}
        sound: list[str] = []
        for page in pages:
            findings = len(self._findings)
            said[page] = self._facts.recall(page) or self._learn(page)
            if len(self._findings) == findings:
                sound.append(page)
        return self._facts.keep_block(said, sound)

    def _learn(self, page: str) -> Facts:
        """Read a page and return what it says; what is wrong with it is reported."""
        found = parse_references(read_file(f"{self._folder}/{page}"))
        if len(found.anchors) < len(found.ids) or len(set(found.ids)) < len(found.ids):
            self._report(page, "duplicate id", (name for name, count in Counter(found.ids).items() if count > 1))
        own = "" if found.base or not self._url else f"{self._url}{page.removesuffix(INDEX)}"
        if self._url and found.canonical != own and self._addresses.locate(page, found.canonical) == ELSEWHERE:
            self._report(page, "canonical address outside the site", [found.canonical])
        sound = {} if found.base else self._sound[_above(page)]
        itself = self._facts.numbers[page]
        others = {own: itself} if own in found.addresses else {}
        places: list[Target] = []
        elsewhere = 0
        for address in found.addresses.difference(sound, others):
            if not found.base and self._climbs(page, address, sound):
                continue
            target = self._located(page, address, found)
            if target.file:
                others[address] = self._facts.numbers[target.file]
            else:
                elsewhere += 1
            if target.is_place:
                places.append(target)
        # An address that leads elsewhere counts as one of the page itself, which stands.
        leads_to = {*map(sound.get, found.addresses, repeat(itself)), *others.values()}
        shows = {*map(sound.get, found.links, repeat(itself)), *(others[link] for link in others.keys() & found.links)}
        return Facts(
            links=len(found.addresses) - elsewhere,
            anchors=len(places),
            ids=len(found.ids),
            is_unlisted=found.is_unlisted,
            leads_to=packed(leads_to),
            shows=packed(shows - {itself}),
            places=tuple((self._facts.numbers[place.file], place.fragment) for place in places if place.file != page),
        )

    def _climbs(self, page: str, address: str, sound: dict[str, int]) -> bool:
        """Tell whether an address climbs to a file, and remember which; what is asked for there changes nothing."""
        way = address if "#" in address else address.partition("?")[0]
        number = sound.get(way)
        if number is None:
            file = self._addresses.climb(page, way)
            if not file:
                return False
            number = sound[way] = self._facts.numbers[file]
        sound[address] = number
        return True

    def _report(self, page: str, what: str, targets: Iterable[str]) -> None:
        self._findings.update(Finding(page, what, target) for target in targets)

    def _located(self, page: str, address: str, found: References) -> Target:
        """Return where an address of a page leads; what is wrong with it is reported."""
        target = self._addresses.locate(page, address, found.base)
        if target.fault:
            self._report(page, target.fault, [address.strip()])
        if target.file == page and target.is_place and target.fragment not in found.anchors:
            self._report(page, "missing anchor", [f"#{target.fragment}"])
        return target

    def read_sitemap(self, name: str) -> None:
        """Check each address that a sitemap lists."""
        known = self._facts.recall_sitemap(name)
        if known:
            self._links += known.links
            return
        try:
            addresses = sitemap_addresses(self._folder / name)
        except ValueError as error:
            self._report(name, "not well-formed", [str(error)])
            return
        self._links += len(addresses)
        located = [(address, self._addresses.locate(name, address)) for address in addresses if self._url]
        wrong = [(address, target.fault) for address, target in located if target.fault or not target.file]
        for address, fault in wrong:
            self._report(name, fault or "address outside the site", [address])
        if not wrong:
            leads_to = {self._facts.numbers[target.file] for _, target in located}
            self._facts.keep_sitemap(name, facts_of(len(addresses), leads_to))

    def find_missing_anchors(self) -> None:
        """Look into the pages whose anchors other pages named."""
        for target, names in self._wanted.items():
            anchors = parse_references(read_file(f"{self._folder}/{target}")).anchors
            for name in names.keys() - anchors:
                for page in names[name]:
                    self._report(page, "missing anchor", [f"{target}#{name}"])

    def find_orphans(self) -> None:
        """List the pages that no other page links to."""
        linked = {self._facts.files[number] for number in self._linked}
        for page in set(self._pages) - linked - set(self._unlisted):
            self._report(page, "orphan", ["no other page links here"])

    def report(self) -> SiteReport:
        """Return what was found so far."""
        return SiteReport(
            pages=len(self._pages),
            links=self._links,
            anchors=self._anchors,
            ids=self._ids,
            unlisted=tuple(self._unlisted),
            findings=tuple(sorted(self._findings)),
        )
