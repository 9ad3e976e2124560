"""Whether a built site is fit for readers: all its pages are there, it is not too large, and every link is sound."""

from __future__ import annotations

from pathlib import Path

from . import check_site, gates, pages
from .cache import Cache
from .errors import ContentError, PapershelfError, Problem
from .gather import PAGES
from .generate import BY_HAND
from .site import Site
from .standing import Settled, check_complete, settle


def check_sound(site: Site, folder: Path, settled: Settled, cache: Cache) -> None:
    """Refuse a site that is incomplete, too large, or has a link that leads nowhere."""
    settings = site.settings
    files = settle(folder, settled)
    check_complete(files, site.paths)
    gates.check_size(sum(size for _, size, _ in files.values()), settings.size_limit_mb, len(site.catalogue.papers))
    found = check_site.check_site(folder, settings.site_url, cache, files).findings
    by_hand = {f"{path}index.html": name for path, name in pages.hand_written(site, ()).items()}
    ours = [item for item in found if item.page not in by_hand]
    if ours:
        raise PapershelfError(f"{len(ours)} findings in the built site, such as {'; '.join(map(str, ours[:5]))}")
    problems = tuple(Problem(f"{PAGES}/{by_hand[item.page]}", 0, f"{item.what}: {item.target}") for item in found)
    if problems:
        raise ContentError(BY_HAND.format(len(problems)), problems)
