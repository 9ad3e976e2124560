"""The link checker, on small invented sites."""

from __future__ import annotations

import gzip
import os
import random
from pathlib import Path

import pytest

from generator.cache import opened
from generator.check_site import check_site
from generator.references._tree import read_tree
from generator.site_report import SiteReport

HOME = '<link rel="canonical" href="https://papers.example/shelf/"><a href="about/">About</a>'
ABOUT = '<a href="..">Home</a><p id="here">x</p>'
SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{}</loc></url></urlset>'


def report_of(folder: Path, pages: dict[str, str]) -> SiteReport:
    for name, body in {"index.html": HOME, "about/index.html": ABOUT, **pages}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        is_page = name.endswith(".html")
        (folder / name).write_text(f"<!doctype html><title>x</title>{body}" if is_page else body, encoding="utf-8")
    return check_site(folder)


def findings(folder: Path, pages: dict[str, str]) -> list[str]:
    return [str(finding) for finding in report_of(folder, pages).findings]


GOOD = {
    "a relative link": '<a href="about/">',
    "its own fragment": '<a href="#me">x</a><i id="me"></i>',
    "the top of the page": '<a href="#top">',
    "a fragment elsewhere": '<a href="about/#here">',
    "a text fragment": '<a href="about/#here:~:text=x">',
    "a named anchor": '<a name="old"></a><a href="#old">',
    "a named anchor that leads on": '<a href="about/" name="old"></a><a href="#old">',
    "a path from the host's root": '<a href="/shelf/about/">',
    "its own URL": '<a href="https://papers.example/shelf/about/">',
    "another site of the host": '<a href="https://papers.example/other/">',
    "another host": '<a href="https://elsewhere.example/no">',
    "a host without a scheme": '<a href="//elsewhere.example/no">',
    "mail and data": '<a href="mailto:a@papers.example">x</a><img src="data:image/gif;base64,R0lGOD">',
    "a query": '<a href="about/?q=1&amp;r=2">',
    "a query alone": '<a href="?q=1">',
    "an encoded name": '<img src="%C3%BC.png">',
    "a source set": '<img srcset="a.png 1x, about/b.png 2x">',
    "an open graph address": '<meta property="og:url" content="https://papers.example/shelf/">',
}
BROKEN = {
    "a missing page": ('<a href="no/">', "broken link: no/"),
    "a missing file": ('<script src="no.js"></script>', "broken link: no.js"),
    "a missing form target": ('<form action="no/"></form>', "broken link: no/"),
    "a missing poster": ('<video poster="no.png"></video>', "broken link: no.png"),
    "a missing object": ('<object data="no.svg"></object>', "broken link: no.svg"),
    "a missing source": ('<img srcset="a.png 1x, no.png 2x">', "broken link: no.png"),
    "a broken refresh": ('<meta http-equiv="Refresh" content="0; URL=\'no/\'">', "broken link: no/"),
    "a broken open graph address": (
        '<meta property="og:url" content="https://papers.example/shelf/no/">',
        "broken link: https://papers.example/shelf/no/",
    ),
    "a missing anchor": ('<a href="#no">', "missing anchor: #no"),
    "a missing anchor elsewhere": ('<a href="about/#no">', "missing anchor: about/index.html#no"),
    "a doubled id": ('<i id="x"></i><i id="x"></i>', "duplicate id: x"),
    "other letter case": ('<a href="About/">', "link in other letter case than about/index.html: About/"),
    "a folder without slash": ('<a href="about">', "link to a folder without its slash: about"),
    "a path outside the base": ('<a href="/about/">', "link that leaves the site: /about/"),
    "a climb outside the base": ('<a href="../shelf/">', "link that leaves the site: ../shelf/"),
    "a script": ('<a href=" java&#9;script:x()">', "script as address: java\tscript:x()"),
    "a malformed address": ('<a href="http://[::1/x">', "malformed address: http://[::1/x"),
}
FILES = {"a.png": "", "ü.png": "", "about/b.png": ""}


@pytest.mark.parametrize("body", GOOD.values(), ids=GOOD)
def test_a_good_reference_is_no_finding(tmp_path: Path, body: str):
    assert findings(tmp_path, {"index.html": HOME + body, **FILES}) == []


@pytest.mark.parametrize(("body", "expected"), BROKEN.values(), ids=BROKEN)
def test_a_broken_reference_is_found(tmp_path: Path, body: str, expected: str):
    assert findings(tmp_path, {"index.html": HOME + body, **FILES}) == [f"index.html: {expected}"]


def test_a_link_from_a_deep_page_is_resolved_from_its_folder(tmp_path: Path):
    deep = '<a href="../../../about/">x</a><a href="../b/">x</a><a href="../../../no/">x</a>'
    pages = {"x/y/a/index.html": deep, "x/y/b/index.html": '<a href="../a/">x</a>'}

    assert findings(tmp_path, pages) == ["x/y/a/index.html: broken link: ../../../no/"]


def test_a_question_to_a_page_above_leads_to_that_page(tmp_path: Path):
    deep = '<a href="../../about/?q=a%3Ab#here">x</a><a href="../../?q=[">x</a><a href="../../no/?q=a%3Ab">x</a>'

    assert findings(tmp_path, {"x/y/index.html": deep, "index.html": HOME + '<a href="x/y/">x</a>'}) == [
        "x/y/index.html: broken link: ../../no/?q=a%3Ab"
    ]


def test_a_base_element_moves_every_address(tmp_path: Path):
    about = '<base href="/shelf/"><a href="index.html">x</a><img src="a.png"><img src="b.png">'

    assert findings(tmp_path, {"about/index.html": about, **FILES}) == ["about/index.html: broken link: b.png"]


def test_pages_that_nothing_leads_to_are_orphans(tmp_path: Path):
    pages = {"lost/index.html": '<a href="">myself</a>', "404.html": "gone"}

    assert findings(tmp_path, pages) == ["lost/index.html: orphan: no other page links here"]


@pytest.mark.parametrize(
    "mark", ['<meta name="robots" content="noindex">', '<meta http-equiv="refresh" content="0; url=../about/">']
)
def test_tombstones_and_redirects_are_named_instead(tmp_path: Path, mark: str):
    report = report_of(tmp_path, {"gone/index.html": mark})

    assert report.findings == ()
    assert report.unlisted == ("gone/index.html",)


def test_a_canonical_address_must_lie_within_the_site(tmp_path: Path):
    other = '<link rel="canonical" href="https://elsewhere.example/about/">'

    assert findings(tmp_path, {"about/index.html": ABOUT + other}) == [
        "about/index.html: canonical address outside the site: https://elsewhere.example/about/"
    ]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://papers.example/shelf/about/", []),
        ("https://papers.example/shelf/no/", ["broken link: https://papers.example/shelf/no/"]),
        ("https://elsewhere.example/", ["address outside the site: https://elsewhere.example/"]),
    ],
)
def test_the_sitemap_is_checked(tmp_path: Path, address: str, expected: list[str]):
    assert findings(tmp_path, {"sitemap.xml": SITEMAP.format(address)}) == [f"sitemap.xml: {text}" for text in expected]


def test_a_sitemap_that_is_no_xml_is_a_finding(tmp_path: Path):
    assert findings(tmp_path, {"sitemap.xml": "<urlset>"})[0].startswith("sitemap.xml: not well-formed: ")


def test_the_compressed_parts_of_a_sitemap_are_checked(tmp_path: Path):
    part = gzip.compress(SITEMAP.format("https://papers.example/shelf/no/").encode())
    for name, content in (("sitemap-1.xml.gz", part), ("sitemap-2.xml.gz", part[:-9]), ("sitemap-3.xml.gz", b"<")):
        (tmp_path / name).write_bytes(content)
    found = findings(tmp_path, {})

    assert found[0] == "sitemap-1.xml.gz: broken link: https://papers.example/shelf/no/"
    assert [text.partition(": not well-formed: ")[0] for text in found[1:]] == ["sitemap-2.xml.gz", "sitemap-3.xml.gz"]


def test_without_a_url_of_the_site_whole_addresses_lead_elsewhere(tmp_path: Path):
    home = '<a href="about/">x</a><a href="https://papers.example/shelf/no/">x</a><a href="/no/">x</a>'

    assert findings(tmp_path, {"index.html": home}) == ["index.html: broken link: /no/"]


def test_the_counts_say_what_was_looked_at(tmp_path: Path):
    report = report_of(tmp_path, {"index.html": HOME + '<a href="about/#here">x</a>'})

    # The canonical address, two links to the other page and one back.
    assert report.summary() == "2 pages, 4 links, 1 anchors, 1 ids, 0 unlisted pages: no findings"


def test_findings_are_sorted_and_the_same_in_every_run(tmp_path: Path):
    body = HOME + '<a href="z">x</a><a href="b">x</a><a href="z">x</a>'

    found = findings(tmp_path, {"index.html": body, "0.html": "", "x/index.html": ""})

    assert found == sorted(found)
    assert found == [str(finding) for finding in check_site(tmp_path).findings]


@pytest.mark.parametrize("content", ["", "\n", "<!-- nothing -->", "plain"])
def test_a_page_without_elements_is_read(tmp_path: Path, content: str):
    (tmp_path / "index.html").write_text(content)

    assert check_site(tmp_path).pages == 1


PLAIN = '<!doctype html>\n<html lang="en"><head><title>x</title></head><body>{}</body></html>'
UNSURE = {
    "single quotes": "<a href='no/'>x</a>",
    "no quotes": "<a href=no/>x</a>",
    "spaces": '<a href = "no/">x</a>',
    "capitals": '<A HREF="no/">x</A>',
    "no space before": '<a class="x"href="no/">x</a>',
    "a slash before": '<a/href="no/">x</a>',
    "a slash before, and single quotes": "<a/href='no/'>x</a>",
    "a line end before": '<a\nhref="no/">x</a>',
    "a bracket before": '<a title="1 > 0" href="no/">x</a>',
    "an opening bracket before": '<a title="0 < 1" href="no/">x</a>',
    "a reference in it": '<a href="n&#111;/">x</a>',
}


@pytest.mark.parametrize("link", UNSURE.values(), ids=UNSURE)
def test_a_link_is_found_however_it_is_written(tmp_path: Path, link: str):
    (tmp_path / "index.html").write_text(PLAIN.format(f'<p id="a">x</p>{link}'))

    assert [finding.target for finding in check_site(tmp_path).findings] == ["no/"]


NO_LINKS = {
    "a script": '<script>"<a href=\\"no/\\" id=\\"a\\">"</script>',
    "a script that ends late": "<script>a = 1 < 2; \"<a href='no/'>\"</script>",
    "a script that holds an end": "<script>\"</p><a href='no/' id='a'>\"</script>",
    "an end with attributes": '<i></i href="no/" id="a">',
    "a script that is cut where lists begin": '<script>"<li data-id=1><a href=\\"no/\\">"</script>',
    "a style": "<style>a::after { content: '<a href=\"no/\">' }</style>",
    "a text field": '<textarea><a href="no/">x</a></textarea>',
    "a comment": '<!-- <a href="no/" id="a">x</a> -->',
    "text": '<p>Write a href="no/" id="a" in it.</p>',
    "escaped text": "<p>&lt;a href=&#34;no/&#34; id=&#34;a&#34;&gt;</p>",
    "a value": '<p title="a href=no/ id=a">x</p>',
}


@pytest.mark.parametrize("body", NO_LINKS.values(), ids=NO_LINKS)
def test_what_only_looks_like_a_link_is_none(tmp_path: Path, body: str):
    (tmp_path / "index.html").write_text(PLAIN.format(f'<p id="a">x</p>{body}'))

    assert check_site(tmp_path).findings == ()


def test_a_page_that_only_links_to_itself_is_an_orphan(tmp_path: Path):
    alone = PLAIN.format('<a href="../alone/">x</a><a href="../../papers/alone/">x</a><a href="../other/">x</a>')
    other = PLAIN.format('<a href="../other/">x</a><a href="../../papers/other/">x</a>')
    pages = {"index.html": PLAIN.format('<a href="papers/x/">x</a>'), "papers/x/index.html": alone}
    for name, body in {**pages, "papers/alone/index.html": alone, "papers/other/index.html": other}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(body)
    for name in ("x", "alone"):
        (tmp_path / f"papers/{name}/index.html").write_text(alone.replace("alone/", f"{name}/"))

    assert [finding.page for finding in check_site(tmp_path).findings] == ["papers/alone/index.html"]


@pytest.mark.parametrize("size", [(1 << 16) - 1, 1 << 16, (1 << 16) + 1, 1 << 17, 200_000])
def test_a_large_page_is_read_to_its_end(tmp_path: Path, size: int):
    link = '<a href="no/">x</a></body></html>'
    start = PLAIN.removesuffix("</body></html>").format("")
    (tmp_path / "index.html").write_text(start + "x" * (size - len(start) - len(link)) + link)

    assert [finding.target for finding in check_site(tmp_path).findings] == ["no/"]


def test_a_site_without_a_home_page_is_checked(tmp_path: Path):
    (tmp_path / "about.html").write_text(PLAIN.format('<a href="/shelf">x</a><a href="../about.html">x</a>'))

    found = [finding.what for finding in check_site(tmp_path, "https://papers.example/shelf/").findings]
    assert found == ["link that leaves the site", "link to a folder without its slash", "orphan"]


CHAIN = {f"p{number}/index.html": f'<a href="../p{number + 1}/#x">n</a><i id="x">' for number in range(5)}
LATER = {
    "nothing": {},
    "a page more": {"p6/index.html": '<a href="../p0/">x</a>', "p5/index.html": '<a href="../p6/"></a><i id="x">'},
    "a page that says something else": {"p1/index.html": '<a href="../p3/">x</a>'},
    "a place less": {"p3/index.html": '<a href="../p4/">x</a>'},
    "a page less": {"p2/index.html": None},
    "a file less": {"a.png": None},
    "a page with a fault": {"p0/index.html": '<a href="../no/">x</a>'},
    "that fault mended": {"p0/index.html": '<a href="../p1/">x</a>'},
    "a page that no longer wants to be listed": {"p4/index.html": '<meta name="robots" content="noindex"><i id="x">'},
    "another address of the site": {"index.html": HOME.replace("shelf/", "other/")},
}


def test_what_earlier_checks_have_learned_changes_no_report(tmp_path: Path):
    """The changes come one after the other, and each check starts with what all before it have learned."""
    site, cache = tmp_path / "site", tmp_path / "cache"
    report_of(site, {**CHAIN, "a.png": "", "p5/index.html": '<img src="../a.png"><i id="x">'})
    for change, pages in LATER.items():
        report_of(site, {name: body for name, body in pages.items() if body is not None})
        for name in [name for name, body in pages.items() if body is None]:
            (site / name).unlink()
        for _ in range(2):
            with opened(cache) as kept:
                assert check_site(site, cache=kept) == check_site(site), change


def test_blocks_of_pages_change_no_report(tmp_path: Path):
    """Pages come, go and change at random, in more blocks than one; now and then a third of them goes at once."""
    chance = random.Random(7)  # noqa: S311  # the same edits in every run
    site, cache = tmp_path / "site", tmp_path / "cache"
    names = [f"p{number:03}/index.html" for number in range(150)]
    report_of(site, dict.fromkeys(names, ""))
    for turn in range(12):
        report_of(site, {name: _links(chance, names) for name in chance.sample(names, 4)})
        for name in chance.sample(names, 50 if turn % 6 == 5 else 2):
            (site / name).unlink(missing_ok=True)
        for _ in range(2):
            with opened(cache) as kept:
                assert check_site(site, cache=kept) == check_site(site)


def test_of_the_pages_of_a_block_only_the_changed_one_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    pages = {f"p{number:03}/index.html": f'<a href="../p{(number + 1) % 150:03}/">next</a>' for number in range(150)}
    report_of(tmp_path / "site", pages)
    read: list[bytes] = []
    monkeypatch.setattr("generator.check_site.parse_references", lambda html: read.append(html) or read_tree(html))
    counts = []
    for changed in ({}, {}, {"p070/index.html": '<a href="../p071/">changed</a>'}):
        for name, body in changed.items():
            (tmp_path / "site" / name).write_text(body)
        del read[:]
        with opened(tmp_path / "cache") as kept:
            check_site(tmp_path / "site", "https://papers.example/shelf/", kept)
        counts.append(len(read))

    assert counts == [152, 0, 1]


def test_a_check_that_is_interrupted_leaves_nothing_wrong_to_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    site, cache = tmp_path / "site", tmp_path / "cache"
    chain = {f"p{number}/index.html": f'<a href="../p{number + 1}/#x">n</a><i id="x"></i>' for number in range(40)}
    report_of(site, {**chain, "p40/index.html": '<i id="x"></i>'})
    with opened(cache) as kept:
        check_site(site, cache=kept)
    report_of(site, {"new/index.html": '<a href="../p1/#x">x</a>', "p7/index.html": '<a href="../new/#x">x</a>'})

    def _interrupt(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("generator.check_site._Check.find_missing_anchors", _interrupt)
        with pytest.raises(KeyboardInterrupt), opened(cache) as kept:
            check_site(site, cache=kept)
    (site / "new/index.html").unlink()
    report_of(site, {"another/index.html": '<a href="../p2/#x">x</a>', "late/index.html": '<a href="../p3/">x</a>'})

    for _ in range(2):
        with opened(cache) as kept:
            assert check_site(site, cache=kept) == check_site(site)


def test_a_file_whose_name_is_no_text_is_checked(tmp_path: Path):
    (tmp_path / os.fsdecode(b"\xff.html")).write_text('<a href="no/">x</a>')

    assert [finding.what for finding in report_of(tmp_path, {}).findings] == ["broken link", "orphan"]


def _links(chance: random.Random, names: list[str]) -> str:
    targets = [name.removesuffix("index.html") for name in chance.sample(names, 3)]
    return f'<i id="x"></i><a href="../{targets[0]}">a</a><a href="../{targets[1]}#x">b</a><img src="../{targets[2]}">'


def test_a_sound_page_is_read_once_and_one_with_a_finding_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    report_of(tmp_path / "site", {"about/faulty.html": '<a href="no/">x</a>'})
    read: list[bytes] = []
    monkeypatch.setattr("generator.check_site.parse_references", lambda html: read.append(html) or read_tree(html))
    for _ in range(2):
        with opened(tmp_path / "cache") as kept:
            check_site(tmp_path / "site", "https://papers.example/shelf/", kept)

    assert len(read) == 4
    assert b"no/" in read[3]


def test_a_sound_sitemap_is_read_again_only_when_a_page_that_it_lists_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    site, url = tmp_path / "site", "https://papers.example/shelf/"
    report_of(site, {"sitemap.xml": SITEMAP.format(f"{url}about/")})
    read: list[Path] = []
    monkeypatch.setattr("generator.check_site.sitemap_addresses", lambda file: read.append(file) or [f"{url}about/"])
    reports = []
    for is_gone in (False, False, True):
        if is_gone:
            (site / "about/index.html").unlink()
        with opened(tmp_path / "cache") as kept:
            reports.append(check_site(site, url, kept))

    assert reports[0] == reports[1]
    assert reports[0].findings == ()
    assert len(read) == 2
    assert f"sitemap.xml: broken link: {url}about/" in map(str, reports[2].findings)
