"""What is missing, damaged, newer or hostile costs itself: a message, and the other results."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from generator.paper import Paper
from generator.search.documents import FILES_PER_FOLDER
from tests.search import invented
from tests.search.conftest import ask, node, write_site

WORDS = " ".join(invented.vocabulary()[5:9])
KINDS = ("missing", "offline", "cut", "noise", "page")
FOLDERS = ("search/terms/", "search/words/", "search/tails/", "search/lengths/", "search/papers/", "search/facets/",
           "search/citations/", "search/days/")  # fmt: skip
HOSTILE_QUERIES = (
    "a" * 100_000, "\\", "(((((", "[a-", "a{99999}", ".*", "^$", "(a+)+$", "~10", "transformer~10", "title:*a*^10 +b~3",
    "+a -b", "title:", "-", "--x", "\x00\x01\x7f\x9b", "\u2066left\u2069 \u200fright",
    '"', '""', 'author:"', "OR", "OR OR", "a OR", "year:", "year:9999..0", "has:", "has:everything", "topic:__proto__",
    "venue:constructor", "__proto__", "constructor", "toString", "hasOwnProperty", "\0", "\x1b[31m", "\u202eabc",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "{{7*7}}", "${1}", "%00", "../../etc/passwd", "\ud800",
    "👩‍👩‍👧 emoji", "ﷺ" * 50, "Z̸̡̢" * 40, "а" * 200, "深層学習" * 40, "null", "undefined", "NaN", "1e999", " " * 200,
    "\n\t",
    "a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-t-u-v-w-x-y-z", "-a -b -c -d", "a b c d e f g h i j k l m n o p q r s t u v",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_damaged_part_never_stops_a_search(site: Path, folder: str, kind: str) -> None:
    questions: list[tuple[str, dict[str, Any]]] = [
        (WORDS, {"topics": ["graphs"]}),
        ("zzgraphx qqqq", {}),
        ("", {"sort": "cited"}),
        ("", {"sort": "newest"}),
    ]
    answers = ask(site, questions, damage={folder: kind})

    assert all(answer["total"] >= len(answer["hits"]) for answer in answers)
    if kind != "noise":
        assert any(answer["problems"] for answer in answers)


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_manifest_there_is_a_message(site: Path, kind: str) -> None:
    with pytest.raises(AssertionError, match=r"fetch failed|is not there|damaged|version"):
        ask(site, [("a", {})], damage={"search/manifest.json": kind})


def test_a_new_release_while_the_page_is_open_is_followed(papers: list[Paper], tmp_path: Path) -> None:
    old, new = write_site(tmp_path / "old", papers[:300]), write_site(tmp_path / "new", papers[300:700])
    answer = node("release.mjs", {"old": str(old), "new": str(new), "queries": [WORDS, invented.vocabulary()[2]]})

    fresh = ask(new, [(invented.vocabulary()[2], {})])[0]
    assert answer[1]["hits"] == fresh["hits"]
    assert answer[1]["problems"] == []


def test_hostile_queries_are_answered_as_any_others(site: Path) -> None:
    """How long one may take is the page's affair: it ends what computes too long."""
    queries = [*HOSTILE_QUERIES, *(f"{query} {WORDS}" for query in HOSTILE_QUERIES),
               *(f'"{query}"' for query in HOSTILE_QUERIES),
               *(f"title:{query}" for query in HOSTILE_QUERIES)]  # fmt: skip
    *answers, last = ask(site, ((query, {}) for query in (*queries, WORDS)))

    assert len(queries) >= 200
    assert all(answer["total"] >= len(answer["hits"]) and not answer["problems"] for answer in answers)
    # None of them leaves anything behind.
    assert last == ask(site, [(WORDS, {})])[0]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_small_catalogues_are_searched_too(papers: list[Paper], tmp_path: Path, count: int) -> None:
    site = write_site(tmp_path, papers[:count])
    title = papers[0].title
    everything, found, nothing = ask(site, [("", {}), (title, {}), ("qqqqqqqq", {"code": True})])

    assert everything["total"] == count
    assert [hit["title"] for hit in found["hits"]][:1] == ([title] if count else [])
    assert nothing["total"] == 0


def test_hostile_records_come_back_as_they_are(papers: list[Paper], tmp_path: Path) -> None:
    titles = [
        "<img src=x onerror=alert(1)> one",
        "__proto__ constructor two",
        "\\u0000 ${three} {{3*3}}",
        "'; DROP TABLE four",
    ]
    site = write_site(tmp_path, [_renamed(paper, title) for paper, title in zip(papers, titles, strict=False)])

    assert [answer["hits"][0]["title"] for answer in ask(site, ((title, {}) for title in titles))] == titles


def _renamed(paper: Paper, title: str) -> Paper:
    values: dict[str, Any] = {name: getattr(paper, name) for name in paper.__struct_fields__}
    return Paper(**{**values, "title": title})


def test_same_papers_in_another_order_give_the_same_files(papers: list[Paper], tmp_path: Path) -> None:
    one, other = write_site(tmp_path / "one", papers[:400]), write_site(tmp_path / "other", papers[:400][::-1])

    assert contents(one) == contents(other)


def test_a_changed_title_renames_few_files(
    papers: list[Paper], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = [_renamed(papers[0], f"{papers[0].title} {invented.vocabulary()[77]}"), *papers[1:1000]]
    before, after = (
        contents(write_site(tmp_path / "one", papers[:1000])),
        contents(write_site(tmp_path / "other", changed)),
    )
    shutil.rmtree(tmp_path / "one")
    differing = [name for name in after if before.get(name) != after[name]]
    made_anew = [name for name in differing if after[name] not in before.values()]

    with capsys.disabled():
        # A figure to see.
        print(f"\na changed title: {len(differing)} of {len(after)} files differ, {len(made_anew)} of them in content")  # noqa: T201
    # The shards of the title's words, its facts, the manifest, and a list of words where a count doubled.
    assert len(made_anew) <= len(changed[0].title.split()) * 2 + 5
    assert len(differing) <= len(made_anew) + FILES_PER_FOLDER


def contents(site: Path) -> dict[str, bytes]:
    """Return every file of the index by name."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.glob("search/**/*") if path.is_file()}


def test_the_manifest_names_every_file(site: Path) -> None:
    text = (site / "search/manifest.json").read_text(encoding="utf-8")
    names = {
        path.parent.name if path.suffix == ".json" else path.stem
        for path in site.glob("search/*/**/*")
        if path.is_file()
    }

    assert json.loads(text)["papers"] == 2000
    assert [name for name in sorted(names) if name not in text] == []
