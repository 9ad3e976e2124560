"""What the plugin adds to a page, in small sites that are built with MkDocs and the real theme."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator import policy
from generator.engine import site
from tests.built_site import served

ROOT = Path(__file__).parents[2]
# Nothing but the encoding may stand before the policy: it binds only what follows it.
POLICY = re.compile(
    r"\s*<!doctype html>\s*<html[^>]*>\s*<head>\s*<meta charset=\"utf-8\">\s*"
    r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">'
)
INJECTED = "window.pwned = 1"


def page_text(title: str, body: str, **front: str) -> str:
    lines = [f"{key}: {value}" for key, value in {"title": title, **front}.items()]
    return "\n".join(["---", *lines, "---", "", body, ""])


def permission(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An invented site whose generated pages carry an injected script, as if an encoder had been forgotten."""
    docs = tmp_path_factory.mktemp("docs")
    (docs / "papers" / "deep").mkdir(parents=True)
    generated = {"template": "catalogue.html", "kind": "paper"}
    injection = f"<h1>Invented</h1><script>{INJECTED}</script>"
    (docs / "index.md").write_text(page_text("Home", injection, **generated))
    (docs / "papers" / "one.md").write_text(page_text("One", injection, **generated))
    (docs / "papers" / "deep" / "two.md").write_text(page_text("Two", "<h1>Two</h1>", **generated))
    (docs / "about.md").write_text(page_text("About", "# About\n\n<script>window.mine = 1</script>\n"))
    output = tmp_path_factory.mktemp("site")
    config = site.load(ROOT / "mkdocs.yml", docs_dir=str(docs), site_dir=str(output), nav=None, strict=False)
    site.build(config, "2026-01-02")
    return output


def policy_of_page(path: Path) -> str:
    found = POLICY.match(path.read_text())
    assert found, f"{path} does not begin with a policy"
    return found.group(1)


def test_every_page_begins_with_a_policy(built: Path):
    pages = sorted(built.rglob("*.html"))

    assert [page.relative_to(built).as_posix() for page in pages] == [
        "404.html", "about/index.html", "index.html", "papers/deep/two/index.html", "papers/one/index.html"
    ]  # fmt: skip
    assert all("script-src 'self'" in policy_of_page(page) for page in pages)


@pytest.mark.parametrize("name", ["index.html", "papers/one/index.html"])
def test_a_script_in_the_data_of_a_generated_page_gets_no_permission(built: Path, name: str):
    assert INJECTED in (built / name).read_text()
    assert permission(INJECTED) not in policy_of_page(built / name)


@pytest.mark.parametrize("name", ["404.html", "about/index.html"])
def test_the_inline_scripts_of_the_theme_are_permitted(built: Path, name: str):
    scripts, styles = policy.inline_sources((built / name).read_text())

    assert scripts
    assert policy_of_page(built / name) == policy.policy(scripts, styles)


@pytest.mark.parametrize("name", ["index.html", "papers/one/index.html", "papers/deep/two/index.html"])
def test_a_generated_page_needs_no_inline_script_at_any_depth(built: Path, name: str):
    scripts, _ = policy.inline_sources((built / name).read_text())

    assert set(scripts) <= {INJECTED}
    assert policy_of_page(built / name) == policy.policy()


def test_a_hand_written_page_is_trusted_in_full(built: Path):
    assert permission("window.mine = 1") in policy_of_page(built / "about" / "index.html")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "expected"), [("", [None, None]), ("papers/one/", [None, None]), ("about/", [None, 1])]
)
def test_a_browser_runs_what_is_trusted_and_nothing_else(built: Path, chromium: Browser, path: str, expected: object):
    page = chromium.new_page()
    blocked: list[str] = []
    page.on(
        "console", lambda message: blocked.append(message.text) if "Content Security Policy" in message.text else None
    )
    with served(built) as url:
        page.goto(url + path)
        ran = page.evaluate("[window.pwned ?? null, window.mine ?? null]")
        scheme = page.evaluate("document.body.dataset.mdColorScheme")
    page.close()

    assert ran == expected
    assert scheme, "the theme's own script has run"
    assert len(blocked) == (0 if path == "about/" else 1)
