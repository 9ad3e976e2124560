"""The code keeps its own rules: ruff, its layout, and mypy in strict mode."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent


@pytest.mark.parametrize("words", [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]], ids=" ".join)
def test_nothing_is_complained_about(words: list[str]):
    result = subprocess.run([sys.executable, "-m", *words], cwd=PROJECT, capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stdout + result.stderr
