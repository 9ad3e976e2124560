"""A shell is filled like the template it was made of, or it is not made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
import pytest

from generator.engine import builder, site
from generator.engine.shell import Press
from generator.engine.tracing import LookedIntoError
from generator.pages import Page
from tests.command import ROOT

GIVEN = frozenset({"title", "description", "head"})
PAGE = Page(
    path="papers/invented/",
    kind="paper",
    title="Invented & 'quoted' <b>",
    description="Of invention.",
    head='<meta name="x">',
    body="<p>Body &amp; more</p>",
)


def press(folder: Path, template: str) -> Press:
    """Return a press whose theme is one template."""
    config = site.load(ROOT / "mkdocs.yml", docs_dir=str(folder), site_dir=str(folder.with_suffix(".site")))
    env = jinja2.Environment(loader=jinja2.DictLoader({"catalogue.html": template}))  # noqa: S701  # as themes are
    env.filters["url"] = builder.module("utils.templates").url_filter
    config.plugins.events["post_page"].clear()
    files = builder.module("structure.files").Files([])
    return Press(env, config, files, None)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ page.title }}", "Invented &amp; &#x27;quoted&#x27; &lt;b&gt;"),
        ("{{ page.meta.title | e }}", "Invented &amp;amp; &amp;#x27;quoted&amp;#x27; &amp;lt;b&amp;gt;"),
        ("<{{ page.meta.head }}>{{- page.content -}} ", '<<meta name="x">><p>Body &amp; more</p>'),
        (
            "{% if page.meta.description %}{{ page.title ~ '!' }}{% endif %}",
            "Invented &amp; &#x27;quoted&#x27; &lt;b&gt;!",
        ),
        ("{{ page.canonical_url }}", "https://papershelf.example/papers/invented/"),
        ("{{ page.abs_url }}{{ page.unheard_of }}", "/papers/invented/"),
        ("{{ 'papers/' | url }} {{ 'topics/' | url }} {{ base_url }}", "../ ../../topics/ ../.."),
        ("{{ page.meta.kind }}{% if page.is_homepage %} home{% endif %}{{ page.toc | length }}", "paper0"),
        ("{{ page.meta.tags is defined }}", "False"),
    ],
)
def test_values_may_be_printed_and_asked_for(template: str, expected: str, tmp_path: Path):
    made = press(tmp_path, template)

    assert made.shell("papers/", "paper", GIVEN).fill(made.values(PAGE)) == expected


@pytest.mark.parametrize(
    "template",
    [
        "{{ page.title | upper }}",
        "{{ page.title | length }}",
        "{{ page.title | replace('a', 'b') }}",
        "{{ page.title | striptags }}",
        "{{ page.title | truncate(9) }}",
        "{{ page.title | tojson }}",
        "{{ page.title | urlencode }}",
        "{{ ('a' ~ page.title) | length }}",
        "{{ ('a' ~ page.title) | upper }}",
        "{{ page.title[0] }}",
        "{% if page.title == 'Invented' %}yes{% endif %}",
        "{% if 'Invented' in page.content %}yes{% endif %}",
        "{% if page.meta.description is eq 'x' %}yes{% endif %}",
        "{% for letter in page.title %}{{ letter }}{% endfor %}",
        "{{ {page.title: 1} | length }}",
        "{{ '%s' % page.title | lower }}",
        "{{ page.url }}",
        "{% if page.url == 'papers/invented/' %}yes{% endif %}",
        "{{ page.file.src_uri }}",
        "{{ page.markdown }}",
        "{{ page.edit_url }}",
        "{{ page.present_anchor_ids }}",
    ],
)
def test_whatever_else_a_template_does_with_them_is_an_obstacle(template: str, tmp_path: Path):
    with pytest.raises(LookedIntoError):
        press(tmp_path, template).shell("papers/", "paper", GIVEN)


def test_a_page_that_the_shell_links_to_is_not_served_by_it(tmp_path: Path):
    """On that page itself the link would be `./`."""
    shell = press(tmp_path, "<a href=\"{{ 'papers/invented/' | url }}\">").shell("papers/", "paper", GIVEN)

    assert shell.siblings == {"invented"}


def test_front_matter_that_is_not_given_is_not_there(tmp_path: Path):
    made: Any = press(tmp_path, "{% if page.meta.head %}head{% else %}none{% endif %}")

    assert made.shell("papers/", "paper", GIVEN - {"head"}).pieces == ("none",)
