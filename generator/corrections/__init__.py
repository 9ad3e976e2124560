"""What the maintainer corrects by hand, in `content/corrections.yml`: what no rule could set right safely."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from generator import text
from generator.corrections._amendment import FIELDS, Amendment, amended
from generator.errors import Problem
from generator.naming import named, names
from generator.yaml_file import YamlFile

if TYPE_CHECKING:
    from generator.paper import Paper

__all__ = [
    "FIELDS",
    "SAME",
    "Amendment",
    "Corrections",
    "PaperCorrections",
    "apply_corrections",
    "parse_corrections",
]

_CODE = "corrections"
_EXPECTED = "a mapping from a paper to its fields, such as `arxiv:2402.01234: {year: {value: 2024, why: ...}}`"
_FORM = "a change such as `{value: ..., why: ...}` or `{replace: ..., with: ..., why: ...}`, or a list of them"
SAME = "same_as"


@dataclass(frozen=True)
class PaperCorrections:
    """The corrections of one paper."""

    paper: str
    """An identity, a slug or a title."""
    line: int
    amendments: tuple[Amendment, ...]


@dataclass(frozen=True)
class Corrections:
    """All corrections, in the order of the file."""

    file: str = "corrections.yml"
    papers: tuple[PaperCorrections, ...] = ()

    def same(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return what is stated to be one paper: its name, and the names of the others that it is."""
        return tuple(
            (entry.paper, amendment.value)
            for entry in self.papers
            for amendment in entry.amendments
            if amendment.field == SAME
        )


def parse_corrections(content: str, file: str) -> tuple[Corrections, tuple[Problem, ...]]:
    """Read `corrections.yml`; a faulty correction is reported with its line and left out, the others stay."""
    source = YamlFile(file, _CODE)
    found: dict[str, PaperCorrections] = {}
    for paper, line, fields in _pairs(source, source.root(content), _EXPECTED):
        if paper in found:
            source.report(line, f"{text.cut(paper, 60)} stands twice; the first is used", rejected=True)
            continue
        amendments = [
            amendment
            for name, at, node in _pairs(source, fields, _EXPECTED)
            for amendment in _amendments(source, name, at, node)
        ]
        found[paper] = PaperCorrections(paper, line, tuple(amendments))
    return Corrections(file, tuple(found.values())), tuple(sorted(source.problems))


def _pairs(source: YamlFile, node: yaml.Node | None, expected: str) -> Iterator[tuple[str, int, yaml.Node]]:
    """Yield the entries of a mapping with their lines, duplicates too; anything else but nothing at all is reported."""
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
        return
    if not isinstance(node, yaml.MappingNode):
        source.report(_line(node), f"expected {expected}", rejected=True)
        return
    for key, value in node.value:
        yield text.clean(str(key.value)), _line(key), value


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _amendments(source: YamlFile, field: str, line: int, node: yaml.Node) -> Iterator[Amendment]:
    if field not in FIELDS:
        source.report(line, f"unknown field; known are {', '.join(sorted(FIELDS))}", text.cut(field, 40), rejected=True)
        return
    for item in node.value if isinstance(node, yaml.SequenceNode) else [node]:
        if not isinstance(item, yaml.MappingNode):
            source.report(_line(item), f"expected {_FORM}", field, rejected=True)
        elif amendment := _amendment(source, field, item):
            yield amendment


def _amendment(source: YamlFile, field: str, node: yaml.MappingNode) -> Amendment | None:
    """Return the change that a mapping says, or None with a report of what is missing."""
    line = _line(node)
    parts: dict[str, tuple[str, ...]] = {}
    for name, at, value in _pairs(source, node, _FORM):
        if name in parts or name not in {"value", "replace", "with", "why", "reason"}:
            fault = "stands twice; the first is used" if name in parts else "is no part of a correction"
            source.report(at, f"`{text.cut(name, 40)}` {fault}", field)
        else:
            parts[name] = _scalars(value)
    why = " ".join(parts.get("why", ()))
    if not why:
        source.report(line, "every correction says why: add `why: ...`", field, rejected=True)
        return None
    amendment = Amendment(
        field, line, why, value=parts.get("value", ()), replace=" ".join(parts.get("replace", ())),
        by=" ".join(parts.get("with", ())), reason=" ".join(parts.get("reason", ())),
    )  # fmt: skip
    fault = amendment.fault(replaces="with" in parts)
    if fault:
        source.report(line, fault, field, rejected=True)
        return None
    return amendment


def _scalars(node: yaml.Node) -> tuple[str, ...]:
    """Return a scalar as it is written, or those of a list: `2024-03` stays text."""
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return tuple(value for item in items if isinstance(item, yaml.ScalarNode) and (value := text.clean(item.value)))


def apply_corrections(
    papers: Sequence[Paper],
    corrections: Corrections,
    slugs: Mapping[str, str] | None = None,
    topics: Collection[str] = (),
) -> tuple[list[Paper], dict[str, tuple[str, ...]], tuple[Problem, ...]]:
    """Return the corrected papers, the pinned topics by key, and a problem for each correction that found no place.

    `slugs` are the published slugs by identity, `topics` the slugs that may be pinned. Identities stay as they are: a
    corrected title moves no page.
    """
    if not corrections.papers:
        return list(papers), {}, ()
    known = names(
        ((paper.key, paper.identities, paper.title) for paper in papers), slugs or {}, _titles_not_shown(papers)
    )
    found = {paper.key: paper for paper in papers}
    pins: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for entry in corrections.papers:
        keys = named(known, entry.paper)
        if len(keys) != 1:
            fault = "names several papers; use an identity" if keys else "names no paper of the catalogue"
            problems.append(Problem(corrections.file, entry.line, f"{text.cut(entry.paper, 60)} {fault}", code=_CODE))
            continue
        (key,) = keys
        for amendment in entry.amendments:
            if amendment.field == "topics":
                known_slugs = tuple(slug for slug in amendment.value if slug in topics)
                pins[key] = tuple(dict.fromkeys(pins.get(key, ()) + known_slugs))
                problems += _unknown_topics(corrections.file, amendment, topics)
                continue
            if amendment.field == SAME:
                # The merge has done it already.
                problems += _apart(corrections.file, amendment, key, known)
                continue
            result = amended(found[key], amendment)
            if isinstance(result, str):
                problems.append(Problem(corrections.file, amendment.line, result, amendment.field, _CODE))
            else:
                found[key] = result
    return [found[paper.key] for paper in papers], pins, tuple(problems)


def _titles_not_shown(papers: Iterable[Paper]) -> Iterator[tuple[str, str]]:
    """Yield the titles that records of a paper have beside its own: `same_as` may well name a record by its title."""
    for paper in papers:
        yield from ((paper.key, conflict.said) for conflict in paper.conflicts if conflict.field == "title")


def _apart(file: str, amendment: Amendment, key: str, known: Mapping[str, set[str]]) -> Iterator[Problem]:
    """Yield a problem for each name that means no paper, or another one."""
    for name in amendment.value:
        if named(known, name) != {key}:
            told = f"{text.cut(name, 60)} names no paper of the catalogue, or several"
            yield Problem(file, amendment.line, told, amendment.field, _CODE)


def _unknown_topics(file: str, amendment: Amendment, topics: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each pin to a topic that the taxonomy does not have; a page for it would lead nowhere."""
    for slug in amendment.value:
        if slug not in topics:
            told = f"{text.cut(slug, 60)!r} is no topic of topics.yml; a pin names the slug of one"
            yield Problem(file, amendment.line, told, amendment.field, _CODE)
