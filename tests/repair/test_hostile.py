"""No record, however hostile, raises or takes its time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import maths
from generator.paper import RawPaper, Source
from generator.repair import repair
from generator.repair.rules import MAX_LOGGED

SNIPPETS = (
    "$ { } ^ _ \\ ` ``a'' '' % ~ -- --- \\emph{ \\cite{a} \\'e x( [0,1]^ R^{n langle rangle Delta exp( log "
    "times 2times sim in ll a_b x^{a} https:// https://a.b/ http://x{ www. "
    "a@b {\\em $x$ \\( \\) muP (cid:173) /spl mu/ *a* **b** "
    "emph{ 1{t} n{mu} - \ud800 \u202e \x00 é e\u0301 word Our .Our doe2020abc \\frac{ \\frac{1}{2} \\alpha =( |"
).split(" ")
TEXTS = st.lists(st.sampled_from(SNIPPETS) | st.just(" "), max_size=40).map("".join) | st.text()


@given(TEXTS, TEXTS, st.sampled_from(["listing", "jsonl"]))
@settings(max_examples=400, deadline=None)
def test_repair_never_raises_and_never_loses_a_word(title: str, text: str, form: str) -> None:
    paper, _ = repair(record(title, f"word {text} word", form))

    assert paper is None or paper.abstract.count("word") >= 2
    assert paper is None or maths.to_html(paper.title + paper.abstract)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_every_field_may_hold_anything(value: str) -> None:
    raw = RawPaper(
        source=Source("papers/invented.jsonl", 1), format="jsonl", title="Invented", abstract=value,
        authors=(value,), date=value, year=value, venue=value, url=value, pdf=value, doi=value,
        arxiv=value, code=value, project=value, citations=value, keywords=(value,),
    )  # fmt: skip
    paper, problems = repair(raw)

    assert paper is not None
    assert all((problem.file, problem.line) == ("papers/invented.jsonl", 1) for problem in problems)


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_a_snippet_repeated_to_the_cap_takes_less_than_a_second(snippet: str) -> None:
    for filler in ("", " "):
        text = (snippet + filler) * (20_000 // len(snippet + filler))
        start = time.process_time()
        paper, _ = repair(record("T " + text[:900], text, "jsonl"))
        taken = time.process_time() - start

        assert taken < 1
        assert paper is None or len(paper.repairs) <= 2 * MAX_LOGGED + 2


def record(title: str, abstract: str, form: str) -> RawPaper:
    return RawPaper(source=Source("papers/invented.txt", 1), format=form, title=title, abstract=abstract)
