"""The real site in a real browser: nothing fails, leaves the site, breaks the policy, or loads the index unasked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, Response

from tests.built_site import kind_of, one_of_each_kind, served, some_of_each_kind
from tests.conftest import FULL

pytestmark = [pytest.mark.browser, pytest.mark.sweep]
OF_A_KIND = int(os.environ.get("PAPERSHELF_PAGES", "100" if FULL else "4"))
"""Pages of a kind at most; there are near a thousand of authors, and each page takes a third of a second."""

WATCH_POLICY = """
document.addEventListener("securitypolicyviolation", event => {
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
});
"""


@pytest.fixture(scope="module")
def url(real_site: Path) -> Iterator[str]:
    with served(real_site) as address:
        yield address


class Watch:
    """Notes what a page should not do."""

    def __init__(self, page: Page, url: str) -> None:
        self.seen: list[str] = []
        self._url = url
        page.add_init_script(WATCH_POLICY)
        page.on("console", lambda message: message.type == "error" and self.note(page, message.text))
        page.on("pageerror", lambda error: self.note(page, str(error)))
        page.on("requestfailed", self._failure)
        page.on("request", self._request)
        page.on("response", self._response)

    def note(self, page: Page, what: str) -> None:
        """Write down what happened, and where."""
        self.seen.append(f"{page.url}: {what}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self._url, "data:", "blob:")):
            self.seen.append(f"request to another place: {request.url}")
        if request.url.startswith(f"{self._url}search/") and not request.is_navigation_request():
            self.seen.append(f"the index before anybody searched: {request.url}")

    def _failure(self, request: Request) -> None:
        # What is still under way when the next page is opened ends as aborted.
        if request.failure != "net::ERR_ABORTED":
            self.seen.append(f"{request.failure}: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.seen.append(f"{response.status}: {response.url}")


def test_no_page_fails_leaves_the_site_breaks_the_policy_or_loads_the_index(
    real_site: Path, url: str, chromium: Browser
):
    kinds = one_of_each_kind(real_site)
    paths = dict.fromkeys([*kinds, *some_of_each_kind(real_site, OF_A_KIND)])
    page = chromium.new_page()
    watch = Watch(page, url)
    for path in paths:
        page.goto(url + path, wait_until="networkidle" if path in kinds else "load")
    page.close()

    assert watch.seen == []


def test_a_first_visit_to_a_paper_costs_little(real_site: Path, url: str, chromium: Browser):
    page = chromium.new_context().new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  # playwright marks its handlers
    page.goto(url + next(path for path in one_of_each_kind(real_site) if kind_of(path) == "papers/*/"))
    page.wait_for_load_state("networkidle")
    sizes = {answer.url: answer.request.sizes()["responseBodySize"] for answer in answers}
    page.context.close()

    assert sum(sizes.values()) <= 120_000, sizes
