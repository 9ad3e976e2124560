r"""One case a file: what a listing held above the line, what becomes of it below. All texts are invented.

`\u202e` in a case is that character. `pytest tests/repair --update-goldens` rewrites what stands below the lines;
read the diff.
"""

import re
from pathlib import Path

import pytest

from generator.paper import Paper, RawPaper, Source
from generator.repair import DESCRIPTIONS, repair

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
KINDS = ("title", "abstract")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, request: pytest.FixtureRequest) -> None:
    given, _, expected = path.read_text("utf-8").partition("---\n")
    actual = outcome(given)
    if request.config.getoption("update_goldens"):
        path.write_text(f"{given}---\n{actual}", "utf-8")
        return

    assert expected == actual


@pytest.mark.parametrize("path", [path for path in CASES if path.stem.endswith("-noop")], ids=lambda path: path.stem)
def test_noop_case_leaves_title_and_abstract_as_they_are(path: Path) -> None:
    given = read(path.read_text("utf-8").partition("---\n")[0])
    paper, _ = repair(record(given))

    assert paper is not None
    assert (given["title"], given["abstract"], ()) == (paper.title, paper.abstract, paper.repairs)


def test_every_rule_that_a_case_shows_has_a_description() -> None:
    shown = {
        rule for path in CASES for rule in re.findall(r"^(?:repair|flag) (\S+)", path.read_text("utf-8"), re.MULTILINE)
    }

    assert shown - DESCRIPTIONS.keys() == set()


def outcome(given: str) -> str:
    """Return what a maintainer would see of the repaired record."""
    paper, problems = repair(record(read(given)))
    lines = [f"problem {problem.field}: {problem.message}" for problem in problems]
    return "\n".join([*(shown(paper) if paper else ["no paper"]), *lines]) + "\n"


def shown(paper: Paper) -> list[str]:
    lines = [f"title: {paper.title}", f"abstract: {paper.abstract}"]
    lines += [f"repair {item.rule} {item.field}: {item.before} => {item.after}" for item in paper.repairs]
    lines += [f"flag {item.rule} {item.field}: {item.text}" for item in paper.flags]
    lines += [f"link {link.kind}: {link.url}" + (f" ({link.note})" if link.note else "") for link in paper.links]
    return lines + ([f"code: {paper.code_note}"] if paper.code_note else [])


def read(given: str) -> dict[str, str]:
    """Return the fields of the upper half of a case."""
    unescaped = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), given)
    return dict(line.split(": ", 1) for line in unescaped.split("\n") if line and not line.startswith("# "))


def record(fields: dict[str, str]) -> RawPaper:
    return RawPaper(
        source=Source("papers/invented.txt", 3),
        format=fields["format"],
        title=fields["title"],
        abstract=fields["abstract"],
    )
