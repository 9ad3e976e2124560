"""The two test commands together run everything: what one samples or leaves out, the other runs whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
# How a test asks whether it is to run whole.
ASKS = re.compile(r"\bsampled\(|PAPERSHELF_FULL|\bFULL else\b")
SAMPLING = [
    path for path in sorted(TESTS.rglob("test_*.py")) if path != Path(__file__) and ASKS.search(path.read_text("utf-8"))
]


@pytest.mark.parametrize("path", SAMPLING, ids=lambda path: path.stem)
def test_what_is_sampled_is_marked_as_a_sweep(path: Path):
    assert re.search(r"mark\.(sweep|full)\b", path.read_text("utf-8"))


def test_the_long_command_selects_sweeps_and_what_the_short_one_leaves_out():
    makefile = (TESTS.parent / "Makefile").read_text(encoding="utf-8")

    assert 'PAPERSHELF_FULL=1 $(BIN)/python -m pytest -m "sweep or full"' in makefile
