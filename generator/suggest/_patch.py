"""Suggestions as a patch of `topics.yml`: what `git apply` takes, with the reasons as comments."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

import yaml

from generator import escape
from generator.maths import to_unicode
from generator.text import cut, slugify

from ._groups import Group
from ._terms import Term
from ._words import NewWords

_NO_TEXTS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""What YAML takes for something else than a text."""
_SHOWN = 5
"""Papers of a group that are named."""


def write_patch(text: str, name: str, words: Sequence[NewWords], groups: Sequence[Group]) -> str:
    """Return the patch of the file `name` that holds `text`; empty when nothing is suggested."""
    before = text.splitlines(keepends=True)
    if before and not before[-1].endswith("\n"):
        before[-1] += "\n"
    after = list(before)
    ends = dict(_ends_of_words(text))
    for new in sorted(words, key=lambda item: -ends.get(item.topic, (0, 0))[0]):
        if new.topic in ends:
            line, indent = ends[new.topic]
            after[line:line] = [f"{' ' * indent}- {_scalar(term.text)}  # {_reason(term)}\n" for term in new.terms]
    taken = set(_slugs(text))
    for group in groups:
        after += _topic(group, taken)
    return "".join(difflib.unified_diff(before, after, f"a/{name}", f"b/{name}"))


def _reason(term: Term) -> str:
    return f"{term.inside} of {term.everywhere} papers that use it"


def _ends_of_words(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield for each topic the line after its last word, and the indent of that list; only lists of one word a line."""
    root = yaml.compose(text, Loader=yaml.SafeLoader) if text.strip() else None
    for node in root.value if isinstance(root, yaml.SequenceNode) else ():
        fields = {key.value: value for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}
        slug, words = fields.get("slug"), fields.get("words")
        if slug and isinstance(words, yaml.SequenceNode) and words.value and not words.flow_style:
            last = words.value[-1]
            yield slug.value, (last.end_mark.line + 1, words.value[0].start_mark.column - 2)


def _slugs(text: str) -> Iterator[str]:
    for item in yaml.safe_load(text) or ():
        if isinstance(item, dict):
            yield str(item.get("slug"))


def _topic(group: Group, taken: set[str]) -> Iterator[str]:
    name = group.terms[0].text
    name = name[:1].upper() + name[1:]
    slug = _free(slugify(name) or "new-topic", taken)
    taken.add(slug)
    now = ", ".join(f"{topic} {number}" for topic, number in group.topics)
    yield "\n"
    yield f"# {len(group.papers)} papers, now under: {now}.\n"
    for paper in group.papers[:_SHOWN]:
        yield f"#   {escape.log_line(cut(to_unicode(paper.title), 100))}\n"
    yield f"- slug: {slug}\n"
    yield f"  name: {_scalar(name)}\n"
    yield f"  description: {_scalar('Papers about ' + ', '.join(term.text for term in group.terms[:3]) + '.')}\n"
    yield "  words:\n"
    for term in group.terms:
        yield f"    - {_scalar(term.text)}  # {_reason(term)}\n"


def _free(slug: str, taken: set[str]) -> str:
    numbers = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return slug if slug not in taken else next(item for item in numbers if item not in taken)


def _scalar(text: str) -> str:
    """Return a text as YAML: as it is where that is surely a text, else quoted."""
    is_plain = text.isascii() and text.replace(" ", "").isalnum() and not text[0].isdigit()
    return text if is_plain and text.lower() not in _NO_TEXTS else escape.yaml(text)
