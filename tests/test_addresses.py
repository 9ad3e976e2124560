"""Where addresses lead: the short way of looking, beside the long one."""

from __future__ import annotations

import pytest

from generator.addresses import Addresses

PLACES = ["index.html", "a/index.html", "a/b/index.html", "a/b/c.html", "..d/index.html", "e.f/g-h_i/feed.xml"]
WAYS = ["", "/", "/a", "/a/", "/b/", "/b/c.html", "/index.html", "/..d/", "/e.f/g-h_i/feed.xml", "/e.f/", "/no/"]
ODD_WAYS = [
    "/./a/",
    "//a/",
    "/a//",
    "/a/.",
    "/a/./",
    "/a/..",
    "/a/../a/",
    "/A/",
    "/%61/",
    "/.",
    "/a/ ",
    "/a?b",
    "/b/c.html/",
]


@pytest.mark.parametrize("up", ["..", "../..", "../../.."])
@pytest.mark.parametrize("page", PLACES)
def test_climbing_leads_where_the_long_way_leads(page: str, up: str):
    """An address that names a place is always taken apart."""
    known = Addresses(PLACES)
    found = {way: known.climb(page, up + way) for way in (*WAYS, *ODD_WAYS)}
    long = {way: known.locate(page, f"{up}{way}#x") for way in found}

    assert [found[way] for way in WAYS] == ["" if long[way].fault else long[way].file for way in WAYS]
    assert [way for way in ODD_WAYS if found[way] not in ("", long[way].file)] == []
