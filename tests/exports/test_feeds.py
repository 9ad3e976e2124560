"""Atom and JSON feeds: well-formed, valid, read by a feed reader, with ids that outlive titles and topics."""

from __future__ import annotations

import json
import re
from pathlib import Path

import feedparser
import msgspec
import pytest
from lxml import etree

from generator import exports
from generator.exports import atom, json_feed
from generator.paper import Status, TopicMatch
from generator.site import Site

ATOM = sorted(
    [
        "topics/unsorted/feed.xml",
        "latest/feed.xml",
        "topics/walking/feed.xml",
        "venues/icml/feed.xml",
        "authors/ada-example/feed.xml",
    ]
)
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "atom.rng"))


def changed(site: Site, **fields: object) -> Site:
    papers = tuple(msgspec.structs.replace(paper, **fields) for paper in site.catalogue.papers)
    return msgspec.structs.replace(site, catalogue=msgspec.structs.replace(site.catalogue, papers=papers))


def ids(site: Site) -> list[list[str]]:
    """Return the ids of the latest papers in both formats."""
    found = next(item for item in atom.render(site) if item.path.startswith("latest/"))
    other = json.loads(next(item for item in json_feed.render(site) if item.path.startswith("latest/")).content)
    return [[entry.id for entry in feedparser.parse(found.content).entries], [item["id"] for item in other["items"]]]


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
    assert all(entry.link.startswith("https://shelf.example/repo/papers/") and entry.id for entry in feed.entries)


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


def test_exports_are_found_by_name():
    assert {"atom", "json_feed", "bulk", "api", "lists", "sitemap"} <= {
        kind.__name__.rpartition(".")[2] for kind in exports.kinds()
    }
