"""The policy of a page, and sealing a site that another builder made."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest

from generator import policy

SCOPE = '__scope=new URL("{base}",location)'
PAGE = '<!doctype html>\n<html lang="en"><head>\n<meta charset="utf-8">\n<title>Invented</title>{extra}</head></html>\n'


def permission(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def write_site(folder: Path, pages: dict[str, str]) -> Path:
    for name, extra in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(PAGE.format(extra=extra))
    return folder


def script(text: str) -> str:
    return f"<script>{text}</script>\n"


def test_the_policy_allows_the_site_itself_and_nothing_else():
    assert policy.policy() == (
        "default-src 'self'; script-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'"
    )


def test_scripts_and_styles_of_trusted_html_are_permitted_by_their_hash():
    text = policy.policy_of("<script>a=1</script><SCRIPT type=module>b=1</SCRIPT><style>p{}</style>")

    assert f"script-src 'self' {' '.join(sorted([permission('a=1'), permission('b=1')], key=text.index))};" in text
    assert f"style-src 'self' {permission('p{}')};" in text


@pytest.mark.parametrize(
    "html",
    [
        '<script type="application/ld+json">{"a":1}</script>',
        "<script id=c type='application/json'>{}</script>",
        '<script src="a.js"></script>',
        "<script defer src = a.js></script>",
    ],
)
def test_data_and_files_need_no_hash(html: str):
    assert policy.policy_of(html) == policy.policy()


def test_the_policy_comes_right_behind_the_encoding():
    page = policy.with_policy(PAGE.format(extra=script("a=1")), "default-src 'none'")

    assert page.index("utf-8") < page.index("Content-Security-Policy") < page.index("<title>")


@pytest.mark.parametrize(
    "html", ["<p>bare</p>", "<html><body>no head</body></html>", "<!-- a --><head><title>x</title>"]
)
def test_a_page_without_an_encoding_is_sealed_too(html: str):
    page = policy.with_policy(html, "default-src 'none'")

    assert page.count("Content-Security-Policy") == 1
    assert page.replace('\n<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">', "") == html


def test_another_policy_is_replaced():
    lax = "<meta http-equiv=content-security-policy content=\"script-src 'unsafe-inline'\">"

    page = policy.with_policy(PAGE.format(extra=lax), "default-src 'none'")

    assert "unsafe-inline" not in page
    assert policy.with_policy(page, "default-src 'none'") == page


def test_seal_trusts_only_what_stands_on_pages_without_data(tmp_path: Path):
    site = write_site(
        tmp_path, {"404.html": script("theme=1"), "papers/a/index.html": script("theme=1") + script("evil=1")}
    )

    policy.seal(site)

    page = (site / "papers/a/index.html").read_text()
    assert permission("theme=1") in page
    assert permission("evil=1") not in page


def test_seal_knows_the_theme_script_that_differs_from_depth_to_depth(tmp_path: Path):
    deep, wrong = SCOPE.format(base="../.."), SCOPE.format(base="../../evil")
    pages = {"404.html": SCOPE.format(base="/shelf/"), "papers/a/index.html": deep, "papers/b/index.html": wrong}
    site = write_site(tmp_path, {name: script(text) for name, text in pages.items()})

    policy.seal(site)

    assert permission(deep) in (site / "papers/a/index.html").read_text()
    assert permission(wrong) not in (site / "papers/b/index.html").read_text()


def test_seal_permits_what_the_search_page_alone_has(tmp_path: Path):
    site = write_site(
        tmp_path, {"404.html": "", "search/index.html": script("search=1"), "about.html": script("mine=1")}
    )

    count = policy.seal(site)

    assert count == 3
    assert permission("search=1") in (site / "search/index.html").read_text()
    assert permission("mine=1") not in (site / "about.html").read_text()


def test_sealing_twice_changes_nothing(tmp_path: Path):
    site = write_site(tmp_path, {"404.html": script("theme=1"), "index.html": script("theme=1") + script("evil=1")})
    policy.seal(site)
    before = (site / "index.html").read_bytes()

    policy.seal(site)

    assert (site / "index.html").read_bytes() == before
