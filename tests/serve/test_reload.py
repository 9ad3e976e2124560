"""An open page in a real browser follows the builds, under the policy that every page carries."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator.serve.state import Outcome, State
from tests.serve.site import serving, write_site


@pytest.mark.browser
def test_an_open_page_follows_the_builds(chromium: Browser, tmp_path: Path):
    state = State(write_site(tmp_path))
    state.show(Outcome.BUILT, "", "/repo/")
    complaints: list[str] = []

    with serving(state) as server:
        page = chromium.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"http://127.0.0.1:{server.server_port}/repo/papers/")
        expect(page.locator("p")).to_have_text("papers/index.html")

        (state.site / "papers/index.html").write_text((state.site / "index.html").read_text())
        state.show(Outcome.BUILT, "", "/repo/")
        expect(page.locator("p")).to_have_text("index.html")

        state.show(Outcome.FAILED, "content/topics.yml:3: <b>wrong</b>", "/repo/")
        expect(page.locator(".preview-problem pre")).to_have_text("content/topics.yml:3: <b>wrong</b>")
        expect(page.locator(".preview-problem")).to_have_css("position", "fixed")

        state.show(Outcome.BUILT, "", "/repo/")
        expect(page.locator(".preview-problem")).to_have_count(0)
        page.close()

    assert complaints == []


@pytest.mark.browser
def test_a_page_that_waits_for_the_first_site_gets_it(
    chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("generator.serve.server.FIRST_BUILD_S", 0.01)
    state = State(write_site(tmp_path))

    with serving(state) as server:
        page = chromium.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        expect(page.locator("h1")).to_have_text("Building the site")

        state.show(Outcome.BUILT, "", "/")
        expect(page.locator("p")).to_have_text("index.html")
        page.close()
