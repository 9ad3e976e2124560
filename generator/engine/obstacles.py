"""What forbids the fast path for a whole build, because no comparison of a few pages could show the difference."""

from __future__ import annotations

from typing import Any

# At these events a plugin can change a page, the files or the templates; the others come before or after all pages.
_OF_PAGES = (
    "pre_build", "files", "nav", "env", "pre_page", "page_read_source", "page_markdown", "page_content", "page_context",
    "post_page",
)  # fmt: skip
# Extensions that leave a raw block of HTML as it is; others, such as `pymdownx.snippets`, work on every line.
_HARMLESS = frozenset(
    {
        *(
            "abbr",
            "admonition",
            "attr_list",
            "codehilite",
            "def_list",
            "fenced_code",
            "footnotes",
            "md_in_html",
            "meta",
        ),
        *("nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks"),
        *(f"pymdownx.{name}" for name in ("arithmatex", "betterem", "caret", "details", "emoji", "highlight")),
        *(f"pymdownx.{name}" for name in ("inlinehilite", "keys", "mark", "smartsymbols", "superfences", "tabbed")),
        *("pymdownx.tasklist", "pymdownx.tilde"),
    }
)


def obstacle(config: Any, own: object) -> str | None:
    """Return why every page of this configuration must be built in full, or None; `own` is our plugin."""
    for event in _OF_PAGES:
        for method in config.plugins.events[event]:
            if getattr(method, "__self__", None) is not own:
                return f"{_origin(config, method)} handles on_{event}"
    for extension in config.markdown_extensions:
        if not isinstance(extension, str) or extension.removeprefix("markdown.extensions.") not in _HARMLESS:
            return f"the Markdown extension {extension} may change them"
    of_settings = {
        "excludes files": config.exclude_docs or config.draft_docs,
        # They are read from docs/, and a finished file may be one.
        "has extra_templates": config.extra_templates,
        "has no nav": config.nav is None,
        "switches use_directory_urls off": not config.use_directory_urls,
    }
    return next((f"mkdocs.yml {told}" for told, is_so in of_settings.items() if is_so), None)


def _origin(config: Any, method: Any) -> str:
    origins = getattr(config.plugins, "_event_origins", {})
    return f"the plugin {origins.get(method) or getattr(method, '__module__', 'unknown')}"
