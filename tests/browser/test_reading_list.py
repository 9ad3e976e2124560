"""The reading list in a real browser: saved, kept, ordered, shared by tabs, and never sent to anybody."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, expect

from tests.built_site import served
from tests.command import NOW, papershelf

pytestmark = pytest.mark.browser
COUNT = 12
RECORDS: list[dict[str, object]] = [
    {
        "title": f"Invented moss paper {number}", "abstract": f"We invent moss, part {number}.",
        "authors": ["Ada Example", "Bo Sample"], "year": 2020, "arxiv": f"2001.{number:05}", "venue": "ICIT 2020",
    }
    for number in range(COUNT)
]  # fmt: skip
OTHERS: list[dict[str, object]] = [
    {"title": "A walk of $x^2$ steps", "authors": [f"Made Up{number}" for number in range(14)], "year": 2021},
    {"title": "Nothing else is known of this tide"},
]
SAME = "invented-moss-paper-6: {same_as: {value: Invented moss paper 5, why: invented}}"
PAPER = "papers/invented-moss-paper-3/"
FULL = "setItem() { throw new DOMException('no room', 'QuotaExceededError') }"
FAULTS = {
    "full": (f"Object.assign(Storage.prototype, {{{FULL}}})", "is full"),
    "switched off": (
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})",
        "keeps nothing",
    ),
    "private": (
        f"Object.defineProperty(window, 'localStorage', {{value: {{length: 0, getItem: () => null, {FULL}}}}})",
        "keeps nothing",
    ),
}
STORED = "Object.entries(localStorage).filter(([key]) => key.includes('reading-list'))"


def build(folder: Path, records: Sequence[dict[str, object]] = (*RECORDS, *OTHERS), corrections: str = "") -> Path:
    content = folder / "content"
    (content / "papers").mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps(record) + "\n" for record in records)
    (content / "papers/invented.jsonl").write_text(lines)
    (content / "corrections.yml").write_text(corrections)
    done = papershelf("build", "--content", content, "--output", folder / "site", "--now", NOW, "--allow-shrink")
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("reading"))


@pytest.fixture
def context(chromium: Browser, address: str) -> Iterator[BrowserContext]:
    opened = chromium.new_context(accept_downloads=True, base_url=address)
    opened.grant_permissions(["clipboard-read", "clipboard-write"])
    yield opened
    opened.close()


def save(page: Page, *places: int) -> None:
    """Save papers of the list of all, the first one first."""
    page.goto("papers/")
    for place in places:
        press(page.locator(".items .save").nth(place))


def press(button: Locator) -> None:
    """Save a paper, and wait until it is saved: at first what does it must be loaded."""
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


def titles(page: Page) -> list[str]:
    """Return the titles of the reading list, once it is there."""
    expect(page.locator(".reading .items > li, .reading .empty, .reading .banner").first).to_be_visible()
    return page.locator(".reading .items h2").all_inner_texts()


def stored(page: Page) -> list[tuple[str, str]]:
    return [(key, value) for key, value in page.evaluate(f"() => {STORED}")]


def test_a_saved_paper_is_kept_and_counted(page: Page):
    page.goto(PAPER)
    button = page.get_by_role("button", name="Save", exact=True)
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("status")).to_have_text("Saved to the reading list")
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.get_by_role("link", name="Reading list 1").click()

    assert titles(page) == ["Invented moss paper 3"]
    expect(page.locator(".reading .facts")).to_have_text("Ada Example, Bo Sample · ICIT 2020")
    expect(page.locator(".reading h2 a")).to_have_attribute("href", page.url.removesuffix("reading-list/") + PAPER)
    assert len(stored(page)) == 1


def test_what_saves_is_loaded_when_it_is_needed_and_no_press_is_lost(page: Page):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(PAPER, wait_until="networkidle")
    assert len(asked) <= 12
    assert not {"store.js", "list.js", "notice.js", "announcer.js"} & set(asked)

    page.context.route("**/reading/list.js", lambda route: route.abort())
    page.locator(".actions .save").click()
    expect(page.locator(".actions .save")).to_have_text("Not saved: try again")
    page.context.unroute("**/reading/list.js")
    page.reload()
    # The next page is asked for the moment after.
    page.evaluate(
        "() => { document.querySelector('.actions .save').click(); document.querySelector('.foot a').click(); }"
    )
    page.wait_for_url("**/papers/")

    expect(page.locator(".items .save[aria-pressed=true]")).to_have_count(1)
    expect(page.locator(".links .count")).to_have_text("1")


def test_what_is_saved_from_a_list_a_search_and_the_dialog_is_the_same_as_from_the_papers_page(page: Page):
    kept: list[dict[str, object]] = []
    for way in ("page", "list", "search", "dialog"):
        if way == "page":
            page.goto("papers/a-walk-of-x2-steps/")
            press(page.locator(".actions .save"))
        elif way == "list":
            page.goto("papers/")
            press(page.locator(".items > li", has_text="steps").locator(".save"))
        elif way == "search":
            page.goto("search/?q=walk")
            press(page.locator("#search-results .save").first)
        else:
            page.goto("latest/")
            page.locator(".find input").click()
            page.keyboard.type("walk")
            press(page.get_by_role("button", name="Save A walk of x² steps"))
        (entry,) = json.loads(stored(page)[0][1])["entries"]
        kept.append(entry)
        page.evaluate("() => localStorage.clear()")

    assert {entry["slug"] for entry in kept} == {"a-walk-of-x2-steps"}
    assert {entry["year"] for entry in kept} == {"2021"}
    assert [entry["title"] for entry in kept] == [
        "A walk of $x^2$ steps", "A walk of $x^2$ steps", "A walk of x² steps", "A walk of $x^2$ steps",
    ]  # fmt: skip
    assert kept[0]["id"] == kept[1]["id"]
    assert {len(entry["authors"]) + entry["others"] for entry in kept} == {14}  # type: ignore[arg-type,operator]


def test_the_list_is_ordered_noted_tagged_and_read(page: Page):
    save(page, 0, 1, 2)
    page.goto("reading-list/")
    before = titles(page)
    rows = page.locator(".reading .items > li")
    rows.nth(2).get_by_role("button", name="Up").click()
    rows.nth(1).locator("h2 a").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.get_by_role("status")).to_have_text("Moved to 1 of 3")
    expect(rows.nth(0).locator("h2 a")).to_be_focused()
    rows.nth(0).get_by_role("button", name="Note and tags").click()
    page.keyboard.type("Read part 2 <b>again</b>.")
    rows.nth(0).get_by_label("Tags").fill("moss, later")
    rows.nth(0).get_by_role("button", name="Done").click()
    rows.nth(1).get_by_role("button", name="Read", exact=True).click()
    page.reload()

    assert titles(page) == [before[2], before[0], before[1]]
    expect(rows.nth(0).locator(".note")).to_have_text("Read part 2 <b>again</b>.")
    expect(rows.nth(0).locator(".tags")).to_have_text("mosslater")
    expect(rows.nth(1).get_by_role("button", name="Read", exact=True)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Not read 2").click()
    assert titles(page) == [before[2], before[1]]
    page.get_by_role("button", name="later 1").click()
    assert titles(page) == [before[2]]


def test_what_was_removed_can_be_taken_back_with_its_note(page: Page):
    save(page, 0)
    page.goto("reading-list/")
    page.get_by_role("button", name="Note and tags").click()
    page.keyboard.type("mine")
    page.get_by_role("button", name="Done").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.locator(".reading .empty")).to_be_visible()
    page.get_by_role("alert").get_by_role("button", name="Undo").click()

    expect(page.locator(".reading .note")).to_have_text("mine")


def test_two_tabs_agree_and_lose_nothing_when_both_write(page: Page, context: BrowserContext):
    page.goto("papers/")
    other = context.new_page()
    other.goto("reading-list/")
    page.locator(".items .save").nth(0).click()
    expect(other.locator(".reading .items > li")).to_have_count(1)
    third = context.new_page()
    third.goto("latest/")
    # Both write in the same moment, before either has heard of the other.
    places = "[...document.querySelectorAll('.items .save[aria-pressed=false]')]"
    page.evaluate(f"() => setTimeout(() => {places}.slice(0, 4).forEach(button => button.click()), 300)")
    third.evaluate(f"() => setTimeout(() => {places}.slice(-4).forEach(button => button.click()), 300)")

    expect(other.locator(".reading .items > li")).to_have_count(9)
    expect(page.locator(".links .count")).to_have_text("9")
    expect(third.locator(".links .count")).to_have_text("9")
    other.get_by_role("button", name="Remove").first.click()
    expect(page.locator(".items .save[aria-pressed=true]")).to_have_count(8)


@pytest.mark.parametrize(("fault", "told"), FAULTS.values(), ids=FAULTS)
def test_what_cannot_be_kept_is_told_and_the_page_still_works(page: Page, fault: str, told: str):
    if told == "is full":
        save(page, 0)
    page.add_init_script(fault)
    page.goto(PAPER)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text(told)
    expect(page.get_by_role("button", name="Save", exact=True)).to_have_attribute("aria-pressed", "false")
    page.get_by_role("button", name="Copy BibTeX").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    page.goto("reading-list/")

    if told == "is full":
        assert len(titles(page)) == 1
    elif "get()" in fault:
        expect(page.locator(".reading .banner")).to_contain_text(told)
    else:
        assert titles(page) == []


@pytest.mark.parametrize("text", ["{broken", '{"version": 7, "entries": "of another kind"}'])
def test_what_is_stored_and_cannot_be_read_is_left_as_it_is(page: Page, text: str):
    save(page, 0)
    ((key, _),) = stored(page)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, text])
    page.goto(PAPER)
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text("left as it was")
    assert stored(page) == [(key, text)]


def test_nothing_is_sent_while_papers_are_saved_and_sorted(page: Page):
    page.goto("papers/")
    page.wait_for_load_state("networkidle")
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))  # noqa: PLW0108  # playwright marks its handlers
    for place in range(3):
        press(page.locator(".items .save").nth(place))
    page.wait_for_load_state("networkidle")
    assert [request.url for request in requests if "/assets/javascripts/" not in request.url] == []
    page.goto("reading-list/")
    page.locator(".reading .items > li").nth(0).get_by_role("button", name="Down").click()
    page.wait_for_load_state("networkidle")

    asked = [request.url for request in requests if request.method != "GET" or "?" in request.url]
    assert asked == []
    assert [request.url for request in requests if "/papers/" in request.url] == []


def test_without_javascript_the_page_says_why_it_is_empty(chromium: Browser, address: str):
    page = chromium.new_page(java_script_enabled=False)
    page.goto(address + "reading-list/")

    expect(page.locator(".banner")).to_contain_text("needs JavaScript")
    page.close()


def imported(page: Page, text: str, name: str = "list.json") -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": text.encode()}
    )


def exported(page: Page, name: str) -> str:
    with page.expect_download() as found:
        page.locator(".exchange").get_by_role("button", name=name, exact=True).click()
    return Path(found.value.path()).read_text(encoding="utf-8")


def test_a_page_of_the_list_that_cannot_load_what_it_needs_says_so(page: Page):
    page.context.route("**/reading/row.js", lambda route: route.abort())
    page.goto("reading-list/")

    expect(page.locator("#reading .lead")).to_contain_text("could not be loaded: reload the page")


def test_the_search_leaves_the_tools_of_the_list_where_they_are(page: Page):
    page.goto("reading-list/")
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.press("Escape")

    expect(page.get_by_role("button", name="Import a file")).to_be_visible()


def test_a_thousand_papers_are_imported_and_bad_lines_are_told(page: Page):
    save(page, 0)
    page.goto("reading-list/")
    lines = [
        json.dumps({"id": f"doi:10.9999/{number}", "title": f"Imported {number}", "note": "n"})
        for number in range(1000)
    ]
    lines[10:10] = ["{broken", json.dumps({"title": "<b>Nothing</b> else"})]
    imported(page, "\n".join(lines))

    # While `expect` waits it describes the whole page to itself, which takes half a minute for so many rows.
    page.wait_for_function("() => document.querySelector('.said [role=status]')?.textContent")
    expect(page.locator(".said [role=status]")).to_have_text("1,000 papers added, 2 could not be read.")
    assert page.locator(".faults li").all_inner_texts() == [
        "line 11: this is no JSON", "line 12: the paper has neither id nor slug",
    ]  # fmt: skip
    expect(page.locator(".links .count")).to_have_text("1,001")
    page.reload()
    page.wait_for_function("() => document.querySelectorAll('.reading .items > li').length === 1001")


def test_what_is_exported_is_what_the_generator_writes_and_comes_back_whole(page: Page, built: Path, chromium: Browser):
    save(page, 3, 5)
    page.goto("papers/a-walk-of-x2-steps/")
    press(page.locator(".actions .save"))
    page.goto("reading-list/")
    page.get_by_role("button", name="Note and tags").first.click()
    page.keyboard.type("mine")
    page.get_by_role("button", name="Done").first.click()
    expect(page.locator(".reading .note").first).to_have_text("mine")
    slugs = [
        link.rstrip("/").rsplit("/", 1)[-1]
        for link in page.locator(".reading h2 a").evaluate_all("all => all.map(link => link.href)")
    ]
    bibtex, csl, markdown, own = (exported(page, name) for name in ("BibTeX", "CSL-JSON", "Markdown", "JSON"))

    whole = (built / "api/papers.bib").read_text()
    assert all(entry.strip() in whole for entry in bibtex.split("\n\n"))
    assert bibtex.count("@") == 3
    items = {item["title"]: item for item in json.loads((built / "api/papers.csl.json").read_text())}
    # The pieces that browsers are given hold no abstracts.
    for item in json.loads(csl):
        assert {**items[item["title"]], "abstract": ""} == {**item, "abstract": ""}
    lines = (built / "api/papers.md.txt").read_text().splitlines()
    assert [line in lines for line in markdown.splitlines() if line != "  > mine"] == [True] * 3
    assert [paper["slug"] for paper in json.loads(own)["papers"]] == slugs
    elsewhere = chromium.new_page(base_url=page.url.removesuffix("reading-list/"))
    elsewhere.goto("reading-list/")
    imported(elsewhere, own)
    expect(elsewhere.locator(".reading .items > li")).to_have_count(3)
    assert elsewhere.locator(".reading .items h2").all_inner_texts() == titles(page)
    expect(elsewhere.locator(".reading .note").first).to_have_text("mine")
    imported(elsewhere, own)
    expect(elsewhere.locator(".said [role=status]")).to_have_text("0 papers added, 3 on the list before.")
    elsewhere.close()


def test_a_shared_link_shows_the_list_elsewhere_and_adds_it_only_when_told(page: Page, chromium: Browser, address: str):
    save(page, 0, 1, 2)
    page.goto("reading-list/")
    before = titles(page)
    page.get_by_role("button", name="Share as a link").click()
    page.get_by_role("button", name="Copy the link").click()
    link = page.get_by_label("Address of the shared list").input_value()
    assert page.evaluate("navigator.clipboard.readText()") == link
    elsewhere = chromium.new_page(base_url=address)
    requests: list[Request] = []
    elsewhere.on("request", lambda request: requests.append(request))  # noqa: PLW0108  # playwright marks its handlers
    elsewhere.goto("papers/")
    press(elsewhere.locator(".items .save").nth(1))
    mine = stored(elsewhere)
    elsewhere.goto(link)
    shared = elsewhere.get_by_role("region", name="A shared list")

    expect(shared).to_contain_text("3 papers with you, of which 1 is on your list")
    assert shared.locator("h3").all_inner_texts() == before
    assert json.loads(stored(elsewhere)[0][1])["entries"] == json.loads(mine[0][1])["entries"]
    shared.get_by_role("button", name="Add the 2 new ones to my list").click()
    expect(elsewhere.locator("#reading > .items > li")).to_have_count(3)
    assert sorted(elsewhere.locator("#reading > .items h2").all_inner_texts()) == sorted(before)
    assert elsewhere.url == f"{address}reading-list/"
    fragment = link.partition("#")[2]
    assert [request.url for request in requests if fragment[:30] in request.url.partition("#")[0]] == []
    assert {request.method for request in requests} == {"GET"}
    elsewhere.goto(f"{link[:-20]}")
    elsewhere.reload()
    expect(shared).to_contain_text("cannot be read")
    elsewhere.close()


def test_hostile_papers_of_a_file_and_a_link_are_text(page: Page):
    page.goto("reading-list/")
    hostile = {
        "id": "doi:1", "slug": "javascript:alert(1)", "title": "<img src=x onerror=alert(1)>\u202e",
        "authors": ["</li><script>"], "venue": '" onclick="x', "note": "<b>bold</b>", "tags": ["<i>tag</i>"],
    }  # fmt: skip
    imported(page, json.dumps([hostile]))
    row = page.locator(".reading .items > li")
    expect(row.locator("h2")).to_have_text("<img src=x onerror=alert(1)>")
    expect(row.locator(".note")).to_have_text("<b>bold</b>")
    expect(row.locator(".tags")).to_have_text("<i>tag</i>")

    assert row.locator("img, script, b, i").count() == 0
    assert "/search/?q=" in (row.locator("h2 a").get_attribute("href") or "")


def test_an_import_for_which_there_is_no_room_changes_nothing(page: Page):
    save(page, 0)
    page.goto("reading-list/")
    imported(page, json.dumps([{"id": "doi:1", "title": "Small", "note": "n" * 6_000_000}]))

    expect(page.locator(".said [role=status]")).to_contain_text(
        "Nothing was imported. The storage of this browser is full"
    )
    assert len(titles(page)) == 1
    page.get_by_role("button", name="Read", exact=True).click()
    expect(page.get_by_role("button", name="Read", exact=True)).to_have_attribute("aria-pressed", "true")


def test_an_unreadable_list_is_saved_as_a_file_before_a_new_one_begins(page: Page):
    save(page, 0)
    ((key, _),) = stored(page)
    page.evaluate("key => localStorage.setItem(key, '{broken')", key)
    page.goto("reading-list/")
    with page.expect_download() as found:
        page.get_by_role("button", name="Save it as a file").click()
    page.get_by_role("button", name="Begin a new list").click()
    expect(page.locator(".reading .empty")).to_be_visible()
    save(page, 1)

    assert Path(found.value.path()).read_text() == "{broken"
    assert sorted(value[:9] for _, value in stored(page)) == ['{"release', "{broken"] or len(stored(page)) == 2


def test_papers_that_were_renamed_merged_or_taken_out_are_followed(tmp_path: Path, chromium: Browser):
    """One gets another title and address, and nothing leads there from the old one; one is another now; one is gone."""
    site = build(tmp_path)
    ledger = tmp_path / "content/permalinks.tsv"
    with served(site) as address:
        page = chromium.new_page(base_url=address)
        for slug in ("invented-moss-paper-3", "invented-moss-paper-4", "nothing-else-is-known-of-this-tide"):
            page.goto(f"papers/{slug}/")
            press(page.locator(".actions .save"))
        page.goto("search/?q=moss+6")
        press(page.locator("#search-results > li", has_text="paper 6").locator(".save"))
        renamed = {**RECORDS[4], "title": "Quite another title"}
        ledger.write_text(
            "".join(
                line for line in ledger.read_text().splitlines(keepends=True) if "invented-moss-paper-4" not in line
            )
        )
        build(tmp_path, [*RECORDS[:4], renamed, *RECORDS[5:], OTHERS[0]], SAME)
        page.goto("reading-list/")
        rows = page.locator(".reading .items > li")

        expect(rows.nth(0).locator("h2 a")).to_have_attribute("href", f"{address}papers/invented-moss-paper-5/")
        expect(rows.nth(1)).to_contain_text("has the paper no longer")
        expect(rows.nth(2).locator("h2 a")).to_have_attribute("href", f"{address}papers/quite-another-title/")
        expect(rows.nth(3).locator("h2 a")).to_have_attribute("href", f"{address}papers/invented-moss-paper-3/")
        for slug in ("quite-another-title", "invented-moss-paper-5"):
            page.goto(f"papers/{slug}/")
            expect(page.locator(".actions .save")).to_have_attribute("aria-pressed", "true")
        page.goto("reading-list/")
        cited = exported(page, "BibTeX")
        assert cited.count("@inproceedings") == 3
        assert "@misc" in cited
        page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_page(
    chromium: Browser, address: str, scheme: Literal["light", "dark"], width: int
):
    context = chromium.new_context(
        base_url=address, color_scheme=scheme, viewport={"width": width, "height": 800}, has_touch=width < 800
    )
    page = context.new_page()
    found = {}
    for state in ("empty", "papers", "list", "dialog", "help", "damaged"):
        prepare(page, state)
        found[state] = [
            (violation["id"], node["html"][:200])
            for violation in Axe().run(page).response["violations"]
            for node in violation["nodes"]
        ]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, state
    context.close()

    assert {state: faults for state, faults in found.items() if faults} == {}


def prepare(page: Page, state: str) -> None:
    """Bring the page into one of its states; each goes on from the one before."""
    if state == "empty":
        page.goto("reading-list/")
        expect(page.locator(".reading .empty")).to_be_visible()
    if state == "papers":
        save(page, 1, 2, 3)
        expect(page.locator(".links .count")).to_have_text("3")
    if state == "list":
        page.goto("reading-list/")
        page.get_by_role("button", name="Share as a link").click()
        link = page.get_by_label("Address of the shared list").input_value()
        page.evaluate("link => { location.hash = link }", link.partition("#")[2])
        expect(page.locator(".shared li")).to_have_count(3)
        page.locator("#reading > .items").get_by_role("button", name="Note and tags").first.click()
        page.locator("#reading > .items").get_by_role("button", name="Read", exact=True).nth(1).click()
        page.locator("#reading > .items").get_by_role("button", name="Remove").nth(2).click()
        expect(page.get_by_role("alert")).to_be_visible()
    if state == "dialog":
        page.goto("papers/")
        page.locator(".find input").click()
        page.keyboard.type("moss")
        page.get_by_role("button", name="Save Invented moss").first.click()
    if state == "help":
        page.goto(PAPER)
        page.get_by_role("button", name="Keyboard").click()
        expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    if state == "damaged":
        page.evaluate(f"() => {STORED}.forEach(([key]) => localStorage.setItem(key, '[broken'))")
        page.goto("reading-list/")
        expect(page.get_by_role("button", name="Begin a new list")).to_be_visible()
