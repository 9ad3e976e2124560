"""The two test commands together run everything: what one samples or leaves out, the other runs whole."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parent
# How a test asks whether it is to run whole.
ASKS = re.compile(r"\bsampled\(|PAPERSHELF_FULL|\bFULL else\b")
MARKS = re.compile(r"mark\.(sweep|full)\b")


def sampling() -> Iterator[tuple[str, bool]]:
    """Yield each test or other part of a file that samples, and whether it, or anything of its file, is marked."""
    for path in sorted(TESTS.rglob("test_*.py")):
        source = path.read_text(encoding="utf-8")
        lines = source.splitlines()
        is_whole = any(line.startswith("pytestmark") and MARKS.search(line) for line in lines)
        for node in ast.parse(source).body if path != Path(__file__) else []:
            first = min([node, *getattr(node, "decorator_list", [])], key=lambda part: part.lineno).lineno
            text = "\n".join(lines[first - 1 : node.end_lineno])
            name = getattr(node, "name", "")
            if ASKS.search(text):
                marked = text if name.startswith("test_") else source
                yield f"{path.relative_to(TESTS)}:{first} {name}", is_whole or bool(MARKS.search(marked))


def test_what_is_sampled_is_marked_as_a_sweep():
    found = dict(sampling())

    assert found
    assert [name for name, is_marked in found.items() if not is_marked] == []


def test_the_long_command_selects_sweeps_and_what_the_short_one_leaves_out():
    makefile = (TESTS.parent / "Makefile").read_text(encoding="utf-8")

    assert 'PAPERSHELF_FULL=1 $(PYTEST) -m "sweep or full"' in makefile
