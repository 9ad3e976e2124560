"""The map of papers in a real browser: drawn, moved, zoomed, filtered by mouse, finger and keys, and as a table."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
CARD = ".card"
# The picture, as a short number: equal pictures, equal numbers.
PICTURE = """() => {
  const canvas = document.querySelector(".frame canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) sum = (sum * 31 + data[at] + 7 * data[at + 1] + 13 * data[at + 2]) >>> 0;
  return sum;
}"""
# Where a point of the map is drawn: a pixel that is neither ground nor half covered, near the middle.
POINT = """() => {
  const canvas = document.querySelector(".frame canvas"), box = canvas.getBoundingClientRect();
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const colour = (x, y) => [0, 1, 2].map(part => data[4 * (y * canvas.width + x) + part]).join();
  const ground = colour(1, 1);
  for (let y = 60; y < canvas.height - 60; y++) for (let x = 60; x < canvas.width - 180; x++) {
    const same = [[2, 0], [-2, 0], [0, 2], [0, -2]].every(([dx, dy]) => colour(x + dx, y + dy) === colour(x, y));
    if (same && colour(x, y) !== ground) return [box.x + x, box.y + y];
  }
}"""


def opened(page: Page, url: str, asked: str = "") -> Page:
    """Open the map and wait until it is drawn."""
    page.goto(f"{url}map/{asked}")
    page.wait_for_function("() => performance.getEntriesByName('map-drawn').length > 0")
    return page


def redrawn(page: Page, before: int) -> int:
    """Wait until the picture is another one, and return its number."""
    page.wait_for_function(f"before => ({PICTURE})() !== before", arg=before)
    return int(page.evaluate(PICTURE))


def test_it_draws_every_paper_with_the_names_of_topics(page: Page, address: str):
    opened(page, address)
    colours = page.evaluate("""() => {
      const canvas = document.querySelector(".frame canvas");
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      const seen = new Set();
      for (let at = 0; at < data.length; at += 4) seen.add(data.slice(at, at + 3).join());
      return [...document.querySelectorAll(".names > *")].map(name =>
        getComputedStyle(name, "::before").backgroundColor.match(/\\d+/g).join()).every(colour => seen.has(colour));
    }""")
    boxes = page.evaluate("""() => [...document.querySelectorAll(".names > :not(.away)")].map(name => {
      const { left, top, right, bottom } = name.getBoundingClientRect();
      return [left, top, right, bottom];
    })""")
    clashes = [
        (one, other)
        for at, one in enumerate(boxes)
        for other in boxes[at + 1 :]
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]

    assert colours
    assert len(boxes) >= 8
    assert clashes == []


def test_a_mouse_zooms_drags_points_and_pins(page: Page, address: str):
    opened(page, address)
    whole = page.evaluate(PICTURE)
    x, y = page.evaluate(POINT)
    page.mouse.move(x, y)
    link = page.locator(f"{CARD} a").first
    expect(link).to_be_visible()
    title = link.inner_text()
    page.mouse.click(x, y)
    page.mouse.move(x - 150, y + 150)
    page.wait_for_timeout(400)
    expect(link).to_have_text(title)
    page.mouse.wheel(0, -400)
    near = redrawn(page, whole)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 90, y + 60, steps=4)
    page.mouse.up()
    redrawn(page, near)
    page.get_by_role("button", name="Show all of the map").click()
    page.wait_for_function(f"before => ({PICTURE})() === before", arg=whole)
    link.click()

    expect(page.locator("h1")).to_have_text(title)


def test_the_wheel_scrolls_the_page_on_where_the_whole_map_is_shown(page: Page, address: str):
    opened(page, address)
    whole = page.evaluate(PICTURE)
    page.locator(".frame").hover()
    page.mouse.wheel(0, 500)
    page.wait_for_function("() => scrollY > 0")

    assert page.evaluate(PICTURE) == whole


def test_keys_move_zoom_name_and_open(page: Page, address: str):
    opened(page, address)
    whole = page.evaluate(PICTURE)
    frame = page.get_by_role("application", name="Map of papers")
    page.get_by_role("heading", name="Map of papers").click()
    page.keyboard.press("Tab")
    expect(frame).to_be_focused()
    page.keyboard.press("+")
    near = redrawn(page, whole)
    page.keyboard.press("ArrowRight")
    redrawn(page, near)
    page.keyboard.press("0")
    page.wait_for_function(f"before => ({PICTURE})() === before", arg=whole)
    link = page.locator(f"{CARD} a").first
    expect(link).to_be_visible()
    title = link.inner_text()
    expect(page.locator("main > [role=status]")).to_contain_text(title)
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_be_hidden()
    expect(frame).to_be_focused()
    page.keyboard.press("0")
    expect(link).to_have_text(title)
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text(title)


def test_a_finger_taps_and_two_fingers_zoom(chromium: Browser, address: str):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = opened(context.new_page(), address)
    whole = page.evaluate(PICTURE)
    box = page.locator(".frame").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    client = context.new_cdp_session(page)
    for kind, apart in (("touchStart", 20), ("touchMove", 60), ("touchMove", 120)):
        fingers = [{"x": x - apart, "y": y, "id": 1}, {"x": x + apart, "y": y, "id": 2}]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    redrawn(page, whole)
    expect(page.locator(".frame")).to_have_class("frame zoomed")
    # Not a tap: on a machine that is busy for half a second the browser takes one for a long press.
    page.get_by_role("button", name="Show all of the map").click()
    page.wait_for_function(f"before => ({PICTURE})() === before", arg=whole)
    page.touchscreen.tap(*page.evaluate(POINT.replace("180", "60")))

    expect(page.locator(f"{CARD} a").first).to_be_visible()
    context.close()


def test_topics_are_chosen_and_the_address_says_so(page: Page, address: str):
    opened(page, address)
    whole = page.evaluate(PICTURE)
    box = page.locator(".legend input").nth(1)
    name = page.locator(".legend label").nth(1).locator("span").first.inner_text()
    box.check()
    redrawn(page, whole)
    expect(page).to_have_url(re.compile(r"/map/\?topic=[a-z0-9-]+$"))
    expect(page.locator(".legend [role=status]")).to_contain_text("1 of ")
    expect(page.locator(".names > :not(.away)")).to_have_text([name])
    page.reload()
    page.wait_for_function("() => performance.getEntriesByName('map-drawn').length > 0")
    expect(page.locator(".legend input").nth(1)).to_be_checked()
    page.get_by_role("button", name="Show all topics").click()
    page.wait_for_function(f"before => ({PICTURE})() === before", arg=whole)

    expect(page).to_have_url(address + "map/")
    expect(page.locator(".legend input").first).to_be_focused()


def test_the_table_holds_the_papers_of_the_map_without_javascript(
    chromium: Browser, address: str, catalogue: list[dict[str, Any]]
):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "map/")
    places = [tuple(map(int, place.split(", "))) for place in page.locator("td:last-child").all_inner_texts()]
    slugs = [
        link.split("/")[-2]
        for link in page.locator("td a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    ]

    assert sorted(slugs) == sorted(paper["slug"] for paper in catalogue)
    assert all(0 <= part < 1000 for place in places for part in place)
    assert page.locator(".frame").count() == 0
    assert page.locator("tbody").count() == page.locator(".legend li").count()
    context.close()


def test_who_cannot_have_the_map_is_led_to_the_table_and_may_try_again(page: Page, address: str):
    page.context.route("**/map/points-*.bin", lambda route: route.abort())
    page.goto(address + "map/")
    expect(page.get_by_role("alert")).to_contain_text("the table below has the same papers")
    page.context.unroute("**/map/points-*.bin")
    page.get_by_role("button", name="Try again").click()

    expect(page.locator(".frame canvas")).to_be_visible()


def test_only_the_page_of_the_map_fetches_its_files(page: Page, address: str):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    for path in ("", "topics/", "papers/", "papers/stitchable-neural-networks/"):
        page.goto(address + path, wait_until="networkidle")
    elsewhere = [path for path in asked if "map" in path]
    opened(page, address)

    assert elsewhere == []
    assert sum(path.startswith("map/points-") for path in asked) == 1
    assert not any("titles-" in path for path in asked)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(chromium: Browser, address: str, scheme: Any):
    context = chromium.new_context(color_scheme=scheme, reduced_motion="reduce")
    page = opened(context.new_page(), address)
    found = {"whole": violations(page)}
    page.locator(".frame").focus()
    page.keyboard.press("+")
    expect(page.locator(f"{CARD} a").first).to_be_visible()
    found["card"] = violations(page)
    page.locator(".legend input").first.check()
    page.locator(".help summary").click()
    found["chosen"] = violations(page)
    moving = page.evaluate("() => document.getAnimations().length")
    context.close()

    assert {state: what for state, what in found.items() if what} == {}
    assert moving == 0


def violations(page: Page) -> list[tuple[str, str]]:
    return [(item["id"], item["nodes"][0]["html"]) for item in Axe().run(page).response["violations"]]
