"""The house has floors: a module imports only from floors below its own, and only `engine/` knows MkDocs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "generator"
# From the ground up; a package stands for its files. A new module needs a place here, and only there.
FLOORS: tuple[tuple[str, ...], ...] = (
    (
        "addresses",
        "blocks",
        "errors",
        "escape",
        "known",
        "packing",
        "policy",
        "collector",
        "profile",
        "program",
        "references",
        "site_report",
        "stop_words",
        "switch",
        "symbols",
        "text",
        "theme",
    ),
    ("folder", "latex", "mail", "report", "settings", "signals", "words", "workers", "yaml_file"),
    ("maths", "rarity", "scores"),
    ("cache", "counted", "naming", "nearest", "paper", "stamps", "taxonomy"),
    ("remembered",),
    ("vocabulary",),
    (
        "corrections",
        "layout",
        "merge",
        "nearness",
        "permalinks",
        "repair",
        "shared_words",
        "sources",
        "topics",
        "trending",
        "venues",
    ),
    ("citation", "labels", "page_facts", "people", "readings", "records", "related"),
    ("kept_facts", "numbering", "rules", "shelves", "standing"),
    ("catalogue",),
    ("gather", "intake", "site"),
    ("digest", "suggest"),
    ("atlas", "downloads", "selection"),
    ("exports", "pages", "search"),
    ("check_site", "doctor", "engine", "gates", "generate", "publish", "serve"),
    ("soundness",),
    ("preview",),
    ("build", "checks", "mailing", "topic_review", "starter"),
    ("cli",),
)
FLOOR = {name: floor for floor, names in enumerate(FLOORS) for name in names}
FILES = sorted(PACKAGE.rglob("*.py"))


def unit(file: Path) -> str:
    """Return the module or package of `generator` that a file belongs to."""
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(file: Path) -> Iterator[str]:
    """Yield the absolute name of everything that a file imports."""
    package = ("generator", *file.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            base = ".".join(filter(None, (start, node.module)))
            yield from (f"{base}.{alias.name}" for alias in node.names)


def test_every_module_has_a_floor():
    assert sorted({unit(file) for file in FILES} - {"__init__"}) == sorted(FLOOR)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_imports_go_downwards(file: Path):
    own = unit(file)
    targets = {name.split(".")[1] for name in imported(file) if name.startswith("generator.")} & FLOOR.keys()

    assert [target for target in sorted(targets - {own}) if FLOOR[target] >= FLOOR.get(own, -1)] == []


def test_only_the_engine_knows_mkdocs():
    users = {unit(file) for file in FILES for name in imported(file) if name.split(".")[0] in ("mkdocs", "material")}

    assert users == {"engine"}


def test_no_module_imports_late():
    functions = (
        (file, node)
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    late = {
        f"{file.relative_to(PACKAGE)}:{node.name}"
        for file, node in functions
        if any(isinstance(inner, ast.Import | ast.ImportFrom) for inner in ast.walk(node))
    }

    assert late == set()
