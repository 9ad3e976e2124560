"""The link checker: every address, anchor and id of a built site, and pages that nothing leads to."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from .addresses import ELSEWHERE, INDEX, Addresses, Target, is_climbing
from .references import References, parse_references
from .site_report import Finding, SiteReport

NOT_FOUND = "404.html"


def check_site(folder: Path, site_url: str = "") -> SiteReport:
    """Check a whole built site; its URL is read from the home page's canonical address unless it is given.

    A page is an orphan when no other page links to it, except the home page, `404.html`, redirects, and pages marked
    `noindex`, which the report names instead.
    """
    files = sorted(_files_below(folder))
    check = _Check(folder, files, site_url or _canonical(folder / INDEX))
    for file in files:
        if file.endswith(".html"):
            check.read_page(file)
        elif file.startswith("sitemap") and file.endswith(".xml"):
            check.read_sitemap(file)
    check.find_missing_anchors()
    check.find_orphans()
    return check.report()


def _files_below(folder: Path) -> Iterator[str]:
    root = len(str(folder)) + 1
    for path, _, names in os.walk(folder):
        below = f"{path[root:]}/" if len(path) > root else ""
        yield from (f"{below}{name}" for name in names)


def _above(page: str) -> str:
    """Return the folder above that of a page; a page that is no index stands with none."""
    folder, _, name = page.rpartition("/")
    return folder.rpartition("/")[0] if folder and name == INDEX else page


def _own(page: str) -> Iterator[str]:
    """Yield every way to write the address of a page in itself that is climbing."""
    parts = page.split("/")[:-1]
    return (f"{'../' * climb}{'/'.join(parts[-climb:])}/" for climb in range(1, len(parts) + 1))


def _canonical(home: Path) -> str:
    return parse_references(home.read_bytes()).canonical if home.is_file() else ""


class _Check:
    """Owns what one check has learned so far: names and counts, never the contents of pages."""

    def __init__(self, folder: Path, files: Iterable[str], site_url: str) -> None:
        self._folder = folder
        self._addresses = Addresses(files, site_url)
        self._url = f"{site_url.rstrip('/')}/" if site_url else ""
        self._pages: list[str] = []
        self._wanted: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        # Pages beside each other share most of their addresses, and one set operation looks at all that are known.
        self._sound: dict[str, set[str]] = defaultdict(set)
        """By the folder above a page's own: addresses that climb, and lead to a file from every page there."""
        self._followed: dict[str, set[str]] = defaultdict(set)
        """Those of them that another page than their target has as a link."""
        self._linked = {INDEX, NOT_FOUND}
        self._unlisted: list[str] = []
        self._findings: set[Finding] = set()
        self._links = self._anchors = self._ids = 0

    def read_page(self, page: str) -> None:
        """Check what one page says, and remember what it wants of others."""
        found = parse_references(self._read(page))
        self._pages.append(page)
        self._ids += len(found.ids)
        if len(found.anchors) < len(found.ids) or len(set(found.ids)) < len(found.ids):
            self._report(page, "duplicate id", (name for name, count in Counter(found.ids).items() if count > 1))
        if found.is_unlisted:
            self._unlisted.append(page)
        known = frozenset() if found.base else self._read_known(page, found)
        for address in found.addresses - known:
            self._read_address(page, address, found)
        is_own = found.canonical in known or not found.canonical or not self._url
        if not is_own and self._addresses.locate(page, found.canonical) == ELSEWHERE:
            self._report(page, "canonical address outside the site", [found.canonical])

    def _read(self, page: str) -> bytes:
        with open(f"{self._folder}/{page}", "rb") as file:  # noqa: PTH123  # a Path for each page costs as much as reading
            return file.read()

    def _read_known(self, page: str, found: References) -> frozenset[str]:
        """Return the addresses of a page that are known to be sound, counted and followed."""
        above = _above(page)
        sound = found.addresses & self._sound[above]
        self._followed[above] |= (found.links & sound).difference(_own(page))
        its_own = f"{self._url}{page.removesuffix(INDEX)}"
        known = sound | {its_own} if self._url and its_own in found.addresses else sound
        self._links += len(known)
        return known

    def _report(self, page: str, what: str, targets: Iterable[str]) -> None:
        self._findings.update(Finding(page, what, target) for target in targets)

    def _read_address(self, page: str, address: str, found: References) -> None:
        target = self._addresses.locate(page, address, found.base)
        if target.fault:
            self._report(page, target.fault, [address.strip()])
        if not target.file:
            return
        self._links += 1
        if address in found.links and target.file != page:
            self._linked.add(target.file)
        if target.fragment and target.fragment != "top" and target.file.endswith(".html"):
            self._read_anchor(page, target, found)
        elif not target.fault and not found.base and is_climbing(address):
            self._sound[_above(page)].add(address)

    def _read_anchor(self, page: str, target: Target, found: References) -> None:
        self._anchors += 1
        if target.file != page:
            self._wanted[target.file][target.fragment].append(page)
        elif target.fragment not in found.anchors:
            self._report(page, "missing anchor", [f"#{target.fragment}"])

    def read_sitemap(self, name: str) -> None:
        """Check each address that a sitemap lists."""
        try:
            tree = etree.fromstring((self._folder / name).read_bytes(), etree.XMLParser(resolve_entities=False))
        except etree.XMLSyntaxError as error:
            self._report(name, "not well-formed", [str(error)])
            return
        addresses = [(item.text or "").strip() for item in tree.iter("{*}loc")]
        self._links += len(addresses)
        located = ((address, self._addresses.locate(name, address)) for address in addresses if self._url)
        for address, target in located:
            if target.fault or not target.file:
                self._report(name, target.fault or "address outside the site", [address])

    def find_missing_anchors(self) -> None:
        """Look into the pages whose anchors other pages named."""
        for target, names in self._wanted.items():
            anchors = parse_references(self._read(target)).anchors
            for name in names.keys() - anchors:
                for page in names[name]:
                    self._report(page, "missing anchor", [f"{target}#{name}"])

    def find_orphans(self) -> None:
        """List the pages that no other page links to."""
        for above, addresses in self._followed.items():
            page = f"{above}/_/{INDEX}".lstrip("/")
            self._linked.update(self._addresses.locate(page, address).file for address in addresses)
        for page in set(self._pages) - self._linked - set(self._unlisted):
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
