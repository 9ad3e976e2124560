"""Atom and JSON feeds: well-formed, valid, read by a feed reader, with ids that outlive titles and topics."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import feedparser
import msgspec
import pytest
from lxml import etree

from generator import exports
from generator.exports import atom, json_feed
from generator.gather import gather
from generator.paper import Signal, Status, TopicMatch
from generator.permalinks import ledger_text
from generator.profile import Profile
from generator.settings import Settings
from generator.site import Site

ATOM = sorted(
    [
        "topics/unsorted/feed.xml",
        "latest/feed.xml",
        "topics/walking/feed.xml",
        "venues/icml/feed.xml",
        "authors/ada-example/feed.xml",
        "trending/feed.xml",
        "digest/feed.xml",
    ]
)
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "atom.rng"))


def changed(site: Site, **fields: object) -> Site:
    papers = tuple(msgspec.structs.replace(paper, **fields) for paper in site.catalogue.papers)
    return msgspec.structs.replace(site, catalogue=msgspec.structs.replace(site.catalogue, papers=papers))


def read(site: Site, folder: str) -> tuple[feedparser.FeedParserDict, dict[str, Any]]:
    """Return the feed of a list as a reader sees it, in both formats."""
    found = next(item for item in atom.render(site) if item.path.startswith(folder))
    other = next(item for item in json_feed.render(site) if item.path.startswith(folder))
    return feedparser.parse(found.content), json.loads(other.content)


def ids(site: Site, folder: str = "latest/") -> list[list[str]]:
    """Return the ids of a list's entries in both formats."""
    found, other = read(site, folder)
    return [[entry.id for entry in found.entries], [item["id"] for item in other["items"]]]


def test_latest_and_every_list_with_papers_has_both_feeds(files: dict[str, bytes]):
    assert sorted(path for path in files if path.endswith("feed.xml")) == ATOM
    assert {path.replace(".xml", ".json") for path in ATOM} <= files.keys()


@pytest.mark.parametrize("path", ATOM)
def test_every_feed_is_valid_atom(files: dict[str, bytes], path: str):
    assert SCHEMA.validate(etree.fromstring(files[path])), SCHEMA.error_log


def test_the_schema_refuses_what_is_no_feed(files: dict[str, bytes]):
    damaged = [
        re.sub(rb"<id>.*?</id>\n", b"", files[ATOM[0]], count=1),
        files[ATOM[0]].replace(b"T00:00:00Z", b"", 1),
        files[ATOM[0]].replace(b"<entry>", b"<entry><blink/>", 1),
    ]

    assert [SCHEMA.validate(etree.fromstring(feed)) for feed in damaged] == [False] * 3


@pytest.mark.parametrize("path", ATOM)
def test_a_feed_reader_reads_every_feed(files: dict[str, bytes], path: str):
    feed = feedparser.parse(files[path])

    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.entries
    assert all(entry.link.startswith("https://shelf.example/repo/") and entry.id for entry in feed.entries)


def test_an_entry_says_what_the_paper_is(files: dict[str, bytes]):
    (entry,) = feedparser.parse(files["topics/walking/feed.xml"]).entries

    assert entry.title == "Moss walks on x² stones"
    assert entry.author == "Ada Example"
    assert entry.summary == "We walk."
    assert [(tag.term, tag.label) for tag in entry.tags] == [("walking", "Walking & <climbing>")]
    assert entry.updated == "2026-01-02T00:00:00Z"


def test_json_feeds_have_what_their_version_demands(files: dict[str, bytes]):
    feed = json.loads(files["topics/walking/feed.json"])

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://shelf.example/repo/topics/walking/feed.json"
    assert feed["items"][0]["content_text"] == "We walk."
    assert feed["items"][0]["date_published"] == "2026-01-02T00:00:00Z"


def test_ids_survive_a_changed_title_and_a_moved_topic(site: Site):
    moved = changed(site, title="Another invented title", topics=(TopicMatch("sailing", primary=True),))

    assert ids(moved) == ids(site)
    assert len(set(ids(site)[0])) == 2
    assert all(re.fullmatch(r"tag:shelf\.example,2026-01-02:repo/papers/[a-z0-9-]+/", name) for name in ids(site)[0])


def rebuilt(content: Path, day: str, before: bytes = b"") -> dict[str, list[str]]:
    """Gather the content with the ledger of the build before, leave a ledger, and return the ids of every feed."""
    (content / "permalinks.tsv").write_bytes(before)
    settings = Settings(site_url="https://shelf.example/repo/")
    gathered = gather(content, settings, day, Profile())
    (content / "permalinks.tsv").write_text(ledger_text(gathered.ledger))
    rendered = atom.render(Site(gathered.catalogue, settings, {}))
    return {item.path: [entry.id for entry in feedparser.parse(item.content).entries] for item in rendered}


def test_ids_survive_a_rebuild_with_another_title_and_other_topics(content: Path, tmp_path: Path):
    shutil.copytree(content, tmp_path / "content")
    listing, topics = (tmp_path / "content" / name for name in ("papers/invented.jsonl", "topics.yml"))
    first = rebuilt(tmp_path / "content", "2026-01-02")
    ledger = (tmp_path / "content/permalinks.tsv").read_bytes()
    again = rebuilt(tmp_path / "content", "2026-03-04", ledger)
    listing.write_text(listing.read_text().replace("Moss walks on", "Slow steps across"))
    topics.write_text(topics.read_text().replace("moss, walks", "granite").replace("no word of any paper", "steps"))
    changed = rebuilt(tmp_path / "content", "2026-03-05", (tmp_path / "content/permalinks.tsv").read_bytes())

    assert again == first
    assert changed["latest/feed.xml"] == first["latest/feed.xml"]
    assert changed["topics/sailing/feed.xml"] == first["topics/walking/feed.xml"]
    assert all(len(set(found)) == len(found) for found in first.values())


def test_what_is_retracted_is_no_news(site: Site):
    assert ids(changed(site, status=Status("retracted"))) == [[], []]


def test_the_newest_come_first_and_no_feed_is_endless(site: Site):
    first = site.catalogue.papers[0]
    papers = tuple(
        msgspec.structs.replace(
            first, key=f"k{day}", slug=f"s{day}", first_seen=f"2025-{1 + day // 28:02}-{1 + day % 28:02}"
        )
        for day in range(90)
    )
    grown = msgspec.structs.replace(site, catalogue=msgspec.structs.replace(site.catalogue, papers=papers))
    latest = json.loads(next(item for item in json_feed.render(grown) if item.path == "latest/feed.json").content)

    assert len(latest["items"]) == 50
    assert latest["items"][0]["url"].endswith("/s89/")


def counted(site: Site) -> Site:
    """Return the site after somebody has counted stars: five and then nine for every paper."""
    return changed(site, signals=(Signal("stars", "2025-12-01", 5), Signal("stars", "2026-01-01", 9)))


def test_the_feed_of_trends_says_why_and_when(site: Site):
    feed, other = read(counted(site), "trending/")
    entry = next(entry for entry in feed.entries if entry.title == "Moss walks on x² stones")

    assert feed.feed.title == "Trending papers · Papershelf"
    assert entry.summary == "This week: +4 stars since 2025-12-01 (9 in all). We walk."
    assert entry.link == "https://shelf.example/repo/papers/moss-walks-on-x2-stones/"
    assert entry.updated == "2026-01-01T00:00:00Z"
    assert "published" not in entry
    assert other["items"][0]["date_modified"] == "2026-01-01T00:00:00Z"


def test_ids_of_trends_survive_a_changed_title_and_a_new_reading(site: Site):
    before = counted(site)
    more = (*before.catalogue.papers[0].signals, Signal("stars", "2026-01-02", 12))

    assert (
        ids(changed(before, title="Another invented title", signals=more), "trending/")[0]
        == (ids(before, "trending/")[0])
    )
    assert not set(ids(before, "trending/")[0]) & set(ids(before)[0])


def test_without_signals_the_feed_of_trends_has_the_newest_and_says_so(site: Site):
    feed, _ = read(site, "trending/")

    assert feed.feed.title == "Newest papers, because nothing trends · Papershelf"
    assert [entry.id for entry in feed.entries] == ids(site)[0]


def test_the_feed_of_the_digest_has_an_entry_for_each_day(site: Site):
    first, *others = site.catalogue.papers
    older = msgspec.structs.replace(first, first_seen="2025-12-30", title="Reeds & <b>rope</b>")
    grown = msgspec.structs.replace(site, catalogue=msgspec.structs.replace(site.catalogue, papers=(older, *others)))
    feed, other = read(grown, "digest/")

    assert [entry.title for entry in feed.entries] == ["New on 2 January 2026", "New on 30 December 2025"]
    assert [entry.id for entry in feed.entries] == [
        "tag:shelf.example,2026-01-02:repo/digest/2026-01-02/",
        "tag:shelf.example,2025-12-30:repo/digest/2025-12-30/",
    ]
    assert other["items"][1]["content_text"] == "1 paper: Reeds & <b>rope</b>"
    assert other["items"][1]["content_html"] == (
        f'<ul><li><a href="https://shelf.example/repo/papers/{first.slug}/">Reeds &amp; &lt;b&gt;rope&lt;/b&gt;</a>'
        "</li></ul>"
    )
    assert feed.entries[1].content[0].value == other["items"][1]["content_html"]


def test_a_digest_of_many_papers_names_the_first_ones(site: Site):
    first = site.catalogue.papers[0]
    papers = tuple(msgspec.structs.replace(first, key=f"k{number}", slug=f"s{number}") for number in range(60))
    grown = msgspec.structs.replace(site, catalogue=msgspec.structs.replace(site.catalogue, papers=papers))
    _, feed = read(grown, "digest/")

    assert feed["items"][0]["content_html"].count("<li>") == 10
    assert feed["items"][0]["content_text"].startswith("60 papers: ")


def test_feeds_of_news_outlive_their_last_paper(site: Site):
    withdrawn = changed(site, status=Status("withdrawn"))

    assert [read(withdrawn, folder)[1]["items"] for folder in ("trending/", "digest/")] == [[], []]


def test_every_feed_of_a_whole_site_is_valid_and_is_read(real_site: Path):
    paths = sorted(real_site.rglob("feed.xml"))

    assert len(paths) > 100
    for path in paths:
        content = path.read_bytes()
        feed = feedparser.parse(content)
        assert SCHEMA.validate(etree.fromstring(content)), (path, SCHEMA.error_log)
        assert not feed.bozo, (path, feed.get("bozo_exception"))
        assert len({entry.id for entry in feed.entries}) == len(feed.entries), path


def test_exports_are_found_by_name():
    assert {"atom", "json_feed", "bulk", "api", "lists", "sitemap"} <= {
        kind.__name__.rpartition(".")[2] for kind in exports.kinds()
    }
