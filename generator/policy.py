"""The Content-Security-Policy of every page: which scripts may run, said in a meta element before anything else.

Hashes are only ever taken from trusted HTML. A hash taken from a finished page with data would bless what was injected.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

TRUSTED_PAGES = ("404.html", "search/index.html")
"""The pages of a built site that hold no word of a listing, whichever builder made it."""

_ELEMENT = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.IGNORECASE | re.DOTALL)
_SOURCE = re.compile(r"\bsrc\s*=", re.IGNORECASE)
_TYPE = re.compile(r"""\btype\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE)
# Types that a browser runs or obeys; whatever else a script element holds is data, which needs no permission.
_EXECUTED = frozenset({"", "module", "importmap", "speculationrules", "text/javascript", "application/javascript"})
# What may stand before the policy: it must come first, because it binds only what follows it.
_START = re.compile(
    r"\s*(?:<!--.*?-->\s*)*(?:<!doctype[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<html\b[^>]*>\s*)?(?:<head\b[^>]*>\s*)?"
    r"(?:<meta\s+charset=[^>]*>)?",
    re.IGNORECASE | re.DOTALL,
)
_OTHER_POLICY = re.compile(r"\n?<meta\b[^>]*\bhttp-equiv\s*=\s*[\"']?content-security-policy\b[^>]*>", re.IGNORECASE)
# The theme tells its scripts where the site's root is, so the same script differs from depth to depth.
_BASE = re.compile(r'(?<=new URL\(")[\w./~-]*(?=",\s?location\))')


def inline_sources(html: str) -> tuple[list[str], list[str]]:
    """Return the texts of the inline scripts that would run, and of the inline style sheets, in their order."""
    scripts, styles = [], []
    for name, attributes, text in _ELEMENT.findall(html):
        if name.lower() == "style":
            styles.append(text)
        elif not _SOURCE.search(attributes) and _is_executed(attributes):
            scripts.append(text)
    return scripts, styles


def _is_executed(attributes: str) -> bool:
    kind = _TYPE.search(attributes)
    return kind is None or kind.group(1).lower() in _EXECUTED


def policy_of(trusted_html: str) -> str:
    """Return the policy that lets the inline scripts and style sheets of trusted HTML run, and no others."""
    return policy(*inline_sources(trusted_html))


def policy(scripts: Iterable[str] = (), styles: Iterable[str] = ()) -> str:
    """Return the policy that allows files of the site itself, and these inline scripts and style sheets."""
    # It stands on every page, so nothing is said twice: style sheets, fonts, frames and what scripts fetch fall back to
    # default-src, workers to script-src. A policy for each would forbid own files in frames besides, whose pages have
    # this policy too. Chromium blocks the submission of the search form under form-action 'none'.
    return "; ".join(
        [
            "default-src 'self'",
            " ".join(["script-src 'self'", *_hashes(scripts)]),
            *([" ".join(["style-src 'self'", *hashes])] if (hashes := _hashes(styles)) else []),
            "img-src 'self' data:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        ]
    )


def _hashes(texts: Iterable[str]) -> list[str]:
    digests = (hashlib.sha256(text.encode()).digest() for text in sorted(set(texts)))
    return [f"'sha256-{base64.b64encode(digest).decode('ascii')}'" for digest in digests]


def with_policy(html: str, content: str) -> str:
    """Return the page with the policy right behind `<meta charset>`, in the place of any other policy."""
    # Few pages have another one, and whether they do is seen in a tenth of the time of the pattern.
    if "content-security-policy" in html.lower():
        html = _OTHER_POLICY.sub("", html)
    start = _START.match(html)
    at = start.end() if start else 0
    return f'{html[:at]}\n<meta http-equiv="Content-Security-Policy" content="{content}">{html[at:]}'


def seal(site: Path) -> int:
    """Write a policy into every HTML page of a built site and return how many pages there are.

    The rule: an inline script or style sheet is trusted when it stands in `404.html` or `search/index.html`, the two
    pages that hold no data. Scripts that name the site's root (`new URL("../..", location)`) are trusted at every
    depth with the base of that depth. All other inline scripts are blocked, those of hand-written pages too: keep them
    in files. Sealing a sealed site changes nothing.
    """
    trusted: set[str] = set()
    for name in TRUSTED_PAGES:
        if (site / name).is_file():
            trusted.update(_BASE.sub("", text) for text in _inline_texts((site / name).read_text(encoding="utf-8")))
    pages = sorted(path for path in site.rglob("*.html") if path.is_file())
    for path in pages:
        depth = len(path.relative_to(site).parts) - 1
        before = path.read_text(encoding="utf-8")
        after = with_policy(before, _trusted_part(before, trusted, depth, in_full=path.name == TRUSTED_PAGES[0]))
        if after != before:
            path.write_text(after, encoding="utf-8", newline="")
    return len(pages)


def _inline_texts(html: str) -> Iterator[str]:
    for texts in inline_sources(html):
        yield from texts


def _trusted_part(html: str, trusted: set[str], depth: int, *, in_full: bool) -> str:
    """Return the policy for those inline texts of a page that are trusted, once their base is the one of its depth."""
    if in_full:
        return policy_of(html)
    up = "/".join([".."] * depth) or "."
    bases = {up, up + "/"}

    def _is_trusted(text: str) -> bool:
        return _BASE.sub("", text) in trusted and set(_BASE.findall(text)) <= bases

    scripts, styles = inline_sources(html)
    return policy(filter(_is_trusted, scripts), filter(_is_trusted, styles))
