"""Hostile records and files, built together with harmless ones by the real command, and seen as a browser sees them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from generator import escape, text
from tests.built_site import page_file, page_paths, served
from tests.command import NOW, papershelf
from tests.conftest import sampled
from tests.hostile import files, formats, grammar, records

HOSTILE = "papers/hostile.jsonl"
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
# What the nodes of a hit are, on the page and in the dialog.
HIT_ELEMENTS = "li, h2, a, bdi, mark, p, span.code, span.pdf, strong.warn, button[data-copy], button.save"
OPTION_ELEMENTS = "strong, small, bdi, mark"
FRAMES = 8
RUN_IN_FRAMES = """async addresses => {
  const frames = addresses.map(address => Object.assign(document.createElement("iframe"), { src: address }));
  const loaded = frames.map(frame => new Promise(resolve => { frame.onload = resolve; }));
  document.body.replaceChildren(...frames);
  await Promise.all(loaded);
  const isOdd = ({ window, location }, address) => window.pwned !== undefined || location.href !== address;
  return addresses.filter((address, at) => isOdd(frames[at].contentWindow, address));
}"""
COUNTS = re.compile(r"(\d+) records read, (\d+) papers published, (\d+) merged, (\d+) rejected")
PROBLEM = re.compile(r".+/content/papers/[^:]+(:\d+)?: .+")


class Built(NamedTuple):
    """A build that has ended."""

    site: Path
    output: str
    problems: list[str]
    papers: list[dict[str, Any]]


def build(folder: Path, *more: str) -> Built:
    done = papershelf(
        "build",
        "--content",
        folder / "content",
        "--output",
        folder / "site",
        "--now",
        NOW,
        "--max-rejected",
        "100",
        *more,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    lines = (folder / "site/api/papers.jsonl").read_text(encoding="utf-8").splitlines()
    return Built(folder / "site", done.stdout, done.stderr.splitlines(), [json.loads(line) for line in lines])


def write_lines(path: Path, items: Sequence[records.Record]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(item) + "\n" for item in items))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of all hostile records and files, with a hundred good records among them."""
    folder = tmp_path_factory.mktemp("hostile")
    papers = folder / "content/papers"
    write_lines(papers / "good.jsonl", records.good_records())
    write_lines(papers / "hostile.jsonl", [record for _, record in records.hostile_records()])
    (papers / "listing.txt").write_text(records.listing_text(), encoding="utf-8")
    for name, write in files.HOSTILE_FILES.items():
        write(papers / name)
    for case in formats.hostile():
        if case.name.partition("-")[2].startswith(("script", "markup", "template", "entities", "bidi", "formula")):
            (papers / case.name).write_bytes(case.content)
    return build(folder)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site of harmless records that has every kind of page and everything that a page can show."""
    folder = tmp_path_factory.mktemp("harmless")
    write_lines(folder / "content/papers/good.jsonl", [*records.good_records(), *records.complete_records()])
    return build(folder)


@pytest.fixture(scope="module")
def trees(hostile: Built) -> dict[str, Any]:
    """The parsed pages, by address."""
    return {path: grammar.parse(page_file(hostile.site, path)) for path in page_paths(hostile.site)}


def test_every_good_record_is_published(hostile: Built):
    assert {record["title"] for record in records.good_records()} <= {paper["title"] for paper in hostile.papers}


def test_no_record_is_lost_without_a_word(hostile: Built):
    found = COUNTS.search(hostile.output)

    assert found
    read, published, merged, rejected = map(int, found.groups())
    assert read == published + merged + rejected
    assert published == len(hostile.papers)
    assert read >= len(records.good_records()) + len(list(records.hostile_records()))


def test_what_is_said_about_the_content_names_the_place_and_cannot_lie(hostile: Built):
    odd = [line for line in hostile.problems if not PROBLEM.fullmatch(line)]

    assert hostile.problems
    assert odd == []
    assert [line for line in hostile.problems if not line.isprintable() or "::" in line] == []


def test_files_outside_the_content_folder_are_not_read(hostile: Built):
    site = [path for path in hostile.site.rglob("*") if path.is_file()]

    assert not [path for path in site if files.SECRET.encode() in path.read_bytes()]
    assert not [path for path in site if b"root:x:0:0" in path.read_bytes()]


def test_pages_are_made_of_nothing_that_harmless_pages_are_not_made_of(harmless: Built, trees: dict[str, Any]):
    known = grammar.grammar(harmless.site)
    foreign = {
        use: path
        for path, tree in trees.items()
        for use in grammar.uses(grammar.page_kind(path), tree)
        if use not in known
    }

    assert foreign == {}


def test_no_element_has_a_handler(trees: dict[str, Any]):
    handlers = [
        (path, name)
        for path, tree in trees.items()
        for element in tree.iter()
        for name in element.attrib
        if name[:2] == "on"
    ]

    assert handlers == []


def test_every_address_is_http_or_leads_into_the_site(trees: dict[str, Any]):
    odd = {
        address: path
        for path, tree in trees.items()
        for address in grammar.addresses(tree)
        if not (escape.url(address) if ":" in address.partition("/")[0] else re.fullmatch(r"[\w./?=&#%+~-]*", address))
    }

    assert odd == {}


def test_headings_say_what_the_title_says(hostile: Built, trees: dict[str, Any]):
    titles = {paper["slug"]: paper["title"] for paper in hostile.papers if "$" not in paper["title"]}

    assert {slug: grammar.heading(trees[f"papers/{slug}/"]) for slug in titles} == titles


def test_every_record_is_published_as_it_was_cleaned_or_somebody_is_told(hostile: Built):
    """A title may differ where a repair is on record, or where records were merged; nothing else may happen to it."""
    papers = {place["line"]: paper for paper in hostile.papers for place in paper["source"] if place["file"] == HOSTILE}
    told = {int(line) for said in hostile.problems for line in re.findall(rf"/content/{HOSTILE}:(\d+): ", said)}
    silent = []
    for line, (name, record) in enumerate(records.hostile_records(), 1):
        paper = papers.get(line, {"title": None, "repairs": [], "source": []})
        is_told = line in told or len(paper["source"]) > 1 or any(item["field"] == "title" for item in paper["repairs"])
        if not is_told and paper["title"] != text.clean(json.loads(json.dumps(record["title"]))):
            silent.append((name, paper["title"]))

    assert silent == []


def test_names_of_pages_are_plain_and_differ_in_more_than_letter_case(hostile: Built):
    names = [path.relative_to(hostile.site).as_posix() for path in hostile.site.rglob("*") if path.is_dir()]

    assert len({name.casefold() for name in names}) == len(names)
    assert [name for name in names if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,90}", name.split("/")[-1])] == []


@pytest.fixture
def canary(chromium: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page that notes what it should never see: dialogs, and requests to other hosts."""
    context = chromium.new_context(service_workers="block")
    page = context.new_page()
    seen: list[str] = []
    page.on("dialog", lambda dialog: (seen.append(f"dialog on {page.url}"), dialog.dismiss()))
    page.on("request", lambda request: seen.append(request.url) if "//127.0.0.1:9/" in request.url else None)
    yield page, seen
    context.close()


def run_in_frames(page: Page, addresses: list[str]) -> list[str]:
    """Return which of these pages run something or lead elsewhere, each opened in a frame of a page beside them.

    A few at a time: a page costs 0.11 s of CPU then, and 0.23 s where each is opened by itself.
    """
    found = []
    for start in range(0, len(addresses), FRAMES):
        found += page.evaluate(RUN_IN_FRAMES, addresses[start : start + FRAMES])
    return [*found, *(["the page around"] if page.evaluate("() => window.pwned !== undefined") else [])]


@pytest.mark.browser
@pytest.mark.sweep
@pytest.mark.parametrize("protection", ["with the policy", "without the policy"])
def test_nothing_runs_in_a_browser(hostile: Built, canary: tuple[Page, list[str]], protection: str):
    page, seen = canary
    change = (lambda html: POLICY.sub(b"", html)) if protection == "without the policy" else None
    paths = page_paths(hostile.site)
    with served(hostile.site, change=change) as url:
        # Under the policy nothing runs that would not run without it too: there a part of the pages is enough.
        chosen = sampled(paths, 80) if change else sampled(paths[::5], 30)
        page.goto(f"{url}robots.txt")
        seen += run_in_frames(page, [url + path for path in chosen])

    assert seen == []


@pytest.mark.browser
@pytest.mark.sweep
def test_hits_of_the_search_run_nothing(hostile: Built, canary: tuple[Page, list[str]]):
    """Every record as a hit of the search page and of the dialog, without the policy that would stop what runs."""
    page, seen = canary
    with served(hostile.site, change=lambda html: POLICY.sub(b"", html)) as url:
        page.goto(url + "search/?sort=newest")
        page.locator("#search-results > li").first.wait_for()
        while page.locator(".more-hits").count():
            before = page.locator("#search-results > li").count()
            page.locator(".more-hits").click()
            page.locator("#search-results > li").nth(before).wait_for()
        hits = page.locator("#search-results > li").count()
        foreign = page.locator(f"#search-results *:not({HIT_ELEMENTS})").count()
        page.goto(url)
        page.keyboard.press("/")
        field, status = page.get_by_role("combobox"), page.locator(".search-dialog [role=status]")
        expect(field).to_be_focused()
        for paper in sampled(hostile.papers, 24):
            status.evaluate("status => { status.textContent = ''; }")
            field.fill(paper["title"][:60])
            expect(status).to_have_text(re.compile("paper|too long"))
            foreign += page.locator(f"[role=option] *:not({OPTION_ELEMENTS})").count()
            seen += ["ran"] if page.evaluate("window.pwned !== undefined") else []

    assert seen == []
    assert foreign == 0
    assert hits == len(hostile.papers)


@pytest.mark.browser
def test_the_canary_would_sing(canary: tuple[Page, list[str]], tmp_path: Path):
    """The same look at a page that is not protected finds what it runs, so a silent canary means something."""
    page, seen = canary
    (tmp_path / "index.html").write_text(f'<!doctype html><meta charset=utf-8><img src=x onerror="{records.RUN}">')
    with served(tmp_path) as url:
        page.goto(url)
        page.wait_for_function("() => window.pwned === 1")
        page.wait_for_timeout(200)
        assert [entry.split()[0] for entry in seen] == ["dialog", "http://127.0.0.1:9/"]

        (tmp_path / "around.txt").write_text("")
        page.goto(f"{url}around.txt")
        assert run_in_frames(page, [url, f"{url}around.txt"]) == [url]
        assert len(seen) == 4


@pytest.mark.parametrize("name", files.HOSTILE_CONTENT, ids=lambda name: f"{name.rstrip()}-{name.count(' ')}")
def test_a_broken_file_of_the_maintainer_is_named_and_is_no_fault_of_the_program(tmp_path: Path, name: str):
    write_lines(tmp_path / "content/papers/good.jsonl", records.good_records()[:5])
    (tmp_path / "content" / name.strip()).write_text(files.HOSTILE_CONTENT[name], encoding="utf-8")

    done = papershelf("build", "--content", tmp_path / "content", "--output", tmp_path / "site", "--now", NOW)

    assert done.returncode in (0, 1, 4)
    assert name.strip() in done.stderr or done.returncode == 0
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.rglob("pwned"))
