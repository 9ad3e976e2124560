"""A site is the same, byte for byte, whether its pages are handed over or built in full."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.command import NOW, ROOT, differences, papershelf
from tests.engine.projects import built, project

OTHER_SETTINGS: dict[str, Any] = {
    "site_name": "Shelf & <friends>",
    "site_url": "https://user.example/repo/",
    "copyright": "Nobody",
    "edit_uri": "edit/main/docs/",
    "nav": [{"Start": "index.md"}, {"Themes": "topics.md"}, {"Years": "years.md"}, {"By us": "notes.md"}],
    "extra_css": ["assets/own.css"],
    "extra_javascript": [{"path": "assets/own.js", "type": "module"}],
    "theme": {
        "name": "material",
        "custom_dir": "overrides",
        "language": "de",
        "font": False,
        "favicon": "assets/images/mark.svg",
        "logo": "assets/own.svg",
        "palette": {"scheme": "slate", "primary": "teal"},
    },
}
OTHER_THEME = {
    "partials__footer_html": "{% if page %}{{ page.title }} {{ page.title | e }} {{ page.canonical_url }}{% endif %}"
    "{{ pages | length }} {{ pages[7].page.title }} {% for file in pages[-3:] %}{{ file.url }} {% endfor %}"
    "{% if not page %}{% for file in pages %}{{ file.src_uri }} {{ file.page.meta.kind }} {% endfor %}{% endif %}",
    "catalogue_html": '{% for sheet in config.extra_css %}<link rel="stylesheet" href="{{ sheet | url }}">{% endfor %}',
    "assets__own_css": "p { color: teal }",
    "assets__own_js": "",
    "assets__own_svg": "<svg/>",
}
NOTES = """# By us

Read [all papers](papers.md), [topics](topics.md#main) and [what came last](latest.md).
The [second page](papers/page/2.md#main) and the [references](api/papers.bib) are written without the builder.
"""
HOOK_ON_TEMPLATES = """
from mkdocs.plugins import event_priority

@event_priority(50)
def on_template_context(context, config, **_):
    config.extra["seen"] = f"{len(context['pages'])} pages"
"""


def test_a_site_is_the_same_as_when_every_page_is_built_in_full(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    config_file = project(tmp_path)
    fast, plain = built(config_file, plain=False), built(config_file, plain=True)

    assert differences(fast, plain) == []
    assert len(list(fast.rglob("*.html"))) > 400
    assert "built in full" not in capsys.readouterr().err


def test_so_it_is_with_another_theme_other_settings_and_pages_by_hand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    config_file = project(tmp_path, OTHER_SETTINGS, **OTHER_THEME)
    (tmp_path / "content" / "pages").mkdir()
    (tmp_path / "content" / "pages" / "notes.md").write_text(NOTES)
    (tmp_path / "content" / "pages" / "index.md").write_text("---\ntitle: Ours\n---\n\n## More\n\nBelow.\n")
    fast, plain = built(config_file, plain=False), built(config_file, plain=True)

    assert differences(fast, plain) == []
    assert "teal" in (fast / "assets" / "own.css").read_text()
    assert "built in full" not in capsys.readouterr().err


def test_so_it_is_without_an_address(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    config_file = project(tmp_path, {"site_url": "", "repo_url": ""})
    fast, plain = built(config_file, plain=False), built(config_file, plain=True)

    assert differences(fast, plain) == []
    assert "built in full" not in capsys.readouterr().err


def test_a_kind_that_the_theme_treats_page_by_page_is_left_to_the_builder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """The title of the page that is being built is no value of the page, so only a comparison can notice it."""
    theme = "{% if page and page.meta.kind == 'paper' %}{{ config._current_page.title | upper }}{% endif %}"
    config_file = project(tmp_path, partials__footer_html=theme)
    fast, plain = built(config_file, plain=False), built(config_file, plain=True)
    said = capsys.readouterr().err

    assert differences(fast, plain) == []
    assert said.count("built in full") == 1
    assert "pages of the kind paper are built in full" in said


def test_a_hook_on_pages_runs_for_every_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    config_file = project(tmp_path, {"hooks": ["hook.py"]})
    (tmp_path / "hook.py").write_text("def on_page_content(html, **_):\n    return html + '<!-- hooked -->'\n")
    site = built(config_file, plain=False)
    said = capsys.readouterr().err

    assert all("<!-- hooked -->" in page.read_text() for page in (site / "papers").rglob("*.html"))
    assert said.count("built in full") == 1
    assert "hook.py handles on_page_content" in said


def test_a_hook_on_templates_sees_every_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    footer = "{% if not page %}{{ config.extra.seen }}{% endif %}"
    config_file = project(tmp_path, {"hooks": ["hook.py"]}, partials__footer_html=footer)
    (tmp_path / "hook.py").write_text(HOOK_ON_TEMPLATES)
    fast, plain = built(config_file, plain=False), built(config_file, plain=True)

    assert differences(fast, plain) == []
    assert "built in full" not in capsys.readouterr().err


def test_a_finished_file_may_be_an_extra_template(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    config_file = project(tmp_path, {"extra_templates": ["robots.txt"]})
    fast, plain = built(config_file, plain=False), built(config_file, plain=True)

    assert "mkdocs.yml has extra_templates" in capsys.readouterr().err
    assert differences(fast, plain) == []


def test_a_markdown_extension_that_works_on_every_line_is_an_obstacle(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    config_file = project(tmp_path, {"markdown_extensions": ["toc", "pymdownx.critic"]})
    built(config_file, plain=False)

    assert "pymdownx.critic may change them" in capsys.readouterr().err


def test_the_markdown_of_the_project_is_kept_in_both_ways(tmp_path: Path):
    """`docs/` is what other builders read."""
    config_file = project(tmp_path / "project")
    written = []
    for word in ("--strict", "--plain"):
        done = papershelf(
            "build", word, f"--now={NOW}", "--no-cache", f"--config={config_file}", cwd=tmp_path / "project"
        )
        assert done.returncode == 0, done.stderr
        written.append((config_file.parent / "docs").rename(tmp_path / word))

    assert differences(*written) == []
    assert len(list(written[0].rglob("*.md"))) > 400


@pytest.mark.full
def test_two_thousand_papers_are_the_same(tmp_path: Path):
    config_file = project(tmp_path, papers=2_000, page_size=100)
    fast, plain = built(config_file, plain=False), built(config_file, plain=True)

    assert differences(fast, plain) == []


@pytest.mark.full
def test_the_catalogue_of_this_repository_is_the_same(real_site: Path, tmp_path: Path):
    done = papershelf(
        "build", "--plain", f"--content={ROOT / 'content'}", f"--output={tmp_path / 'site'}", f"--now={NOW}"
    )

    assert done.returncode == 0, done.stderr
    assert differences(real_site, tmp_path / "site") == []
