"""Cheap looks that spare a text the patterns: none of them may overlook what a pattern would find."""

from __future__ import annotations

import pytest

from generator import repair
from generator.paper import Paper, RawPaper, Source
from generator.repair import maths, prose


def repaired(abstract: str) -> Paper:
    raw = RawPaper(title="A title", abstract=abstract, source=Source("a.jsonl", 1), format="jsonl")
    paper, _ = repair.repair(raw)
    assert paper
    return paper


MATHEMATICS = (
    *("x^2", r"a \alpha", "f_{x}", "of varepsilon", "varrho", "a langle b", "rangle", "to infty", "nabla f", "muP"),
    *("N ll n_1", "N gg n_1", "a leq b", "a geq b", "a neq b", "a subseteq b", "is approx 3", "x cdot y", "5 mum"),
    *("x_1", "3times 4", "of sim 3", "O(nlog n)", "alpha(x_1)", "lambda (x_i)", "sum of theta_t"),
)
COMPOUNDS = ("a task, taskaware", "An aware, awareaware", "task-aware, task", "taskdriven tasks", "symmetry is aware")


@pytest.mark.parametrize("text", [*MATHEMATICS, "variables of a triangle", "the logic (of times)", "a beta (v)"])
def test_every_text_is_repaired_as_if_it_were_suspect(monkeypatch: pytest.MonkeyPatch, text: str):
    found = repaired(f"Let {text} be")
    monkeypatch.setattr(maths, "_is_suspect", lambda _: True)

    assert repaired(f"Let {text} be") == found


@pytest.mark.parametrize("text", MATHEMATICS)
def test_mathematics_is_seen(text: str):
    found = repaired(f"Let {text} be")

    assert found.repairs or found.flags


@pytest.mark.parametrize("text", COMPOUNDS)
def test_every_compound_is_seen(monkeypatch: pytest.MonkeyPatch, text: str):
    found = repaired(text)
    monkeypatch.setattr(prose, "_is_glued", lambda *_: True)

    assert repaired(text) == found


def test_what_a_repair_leaves_is_clean():
    assert repaired("At  https://a.example/x .  (cid:173)  Then").abstract == "At https://a.example/x. (cid:173) Then"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("We WILL release the code.", "promised"),
        ("The source code will be shared.", "promised"),
        *((f"Our code is {word} now.", "mentioned") for word in ("available", "released", "published", "online")),
        *((f"The software can be {word} there.", "mentioned") for word in ("opened", "found", "accessed")),
        *((f"We {word} our implementation.", "mentioned") for word in ("release", "publish", "open-source", "share")),
        ("A code will fail.", None),
        ("The genetic code is old.", None),
    ],
)
def test_code_is_promised_or_mentioned(text: str, note: str | None):
    assert repaired(text).code_note == note
