"""Nothing is printed into markup without an encoder: what templates and code may do, found by reading them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEMPLATES = sorted([*ROOT.glob("generator/**/*.jinja"), *ROOT.glob("overrides/**/*.html")])
CODE = sorted(ROOT.glob("generator/**/*.py"))
# MkDocs escapes nothing, so in overrides/ every word of a page must be one that the generator has encoded.
# The kind of a page is one of two where the name of a stylesheet is made of it.
ENCODED_BY_THE_GENERATOR = re.compile(
    r"page\.(meta\.(title|description|head)|content|canonical_url)|page\.title \| striptags \| e"
    r"|\(\"assets/stylesheets/\" ~ page\.meta\.kind ~ \"\.css\"\) \| url"
)
PRINTED = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}", re.DOTALL)
# A tag; the groups of regular expressions look like one.
MARKUP = re.compile(r"(?<!\?)(?<!\?P)</?[a-zA-Z!]")
MARKUP_MAKERS = frozenset({"generator/pages/_templates.py"})
"""The filters that turn an encoder's answer into what a template takes as it is."""


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("file", TEMPLATES, ids=name_of)
def test_templates_never_switch_escaping_off(file: Path):
    assert re.findall(r"\|\s*safe\b|autoescape|Markup|\|\s*(?:attr|xmlattr)\b", file.read_text()) == []


@pytest.mark.parametrize("file", TEMPLATES, ids=name_of)
def test_attributes_stand_in_double_quotes(file: Path):
    text = re.sub(r"\{\{.*?\}\}", "PRINTED", re.sub(r"\{[%#].*?[%#]\}", "", file.read_text(), flags=re.DOTALL))

    assert re.findall(r"\S*=\s*'?PRINTED", re.sub(r'"[^"]*"', "", text)) == []


@pytest.mark.parametrize("file", TEMPLATES, ids=name_of)
def test_scripts_hold_no_data_but_encoded_json(file: Path):
    scripts = re.findall(r"<script\b[^>]*>(.*?)</script>", file.read_text(), re.DOTALL)
    printed = [expression for script in scripts for expression in PRINTED.findall(script)]

    assert [text for text in printed if not re.search(r"\|\s*json$|\bbase_url\b", text)] == []


@pytest.mark.parametrize("file", [file for file in TEMPLATES if "overrides" in file.parts], ids=name_of)
def test_overrides_print_only_what_the_generator_has_encoded(file: Path):
    printed = [text for text in PRINTED.findall(file.read_text()) if re.search(r"\bpage\b", text)]

    assert [text for text in printed if not ENCODED_BY_THE_GENERATOR.fullmatch(text)] == []


def test_only_the_filters_of_the_page_templates_make_markup():
    makers = {name_of(file) for file in CODE if re.search(r"\bMarkup\(|\bautoescape=False", file.read_text())}

    assert makers <= MARKUP_MAKERS


@pytest.mark.parametrize("file", CODE, ids=name_of)
def test_markup_in_code_prints_encoded_values_only(file: Path):
    printed = {ast.unparse(value) for string in markup_strings(file) for value in printed_values(string)}

    assert printed - ENCODED.get(name_of(file), frozenset()) == set()


def markup_strings(file: Path) -> Iterator[ast.JoinedStr]:
    """Yield the f-strings that hold tags."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.JoinedStr):
            constants = "".join(part.value for part in node.values if isinstance(part, ast.Constant))
            if MARKUP.search(constants):
                yield node


def printed_values(string: ast.JoinedStr) -> Iterator[ast.expr]:
    """Yield the values that are printed without a call of an encoder."""
    for part in string.values:
        if isinstance(part, ast.FormattedValue):
            call = part.value.func if isinstance(part.value, ast.Call) else None
            is_encoder = (
                isinstance(call, ast.Attribute) and isinstance(call.value, ast.Name) and call.value.id == "escape"
            )
            if not is_encoder:
                yield part.value


ENCODED: dict[str, frozenset[str]] = {
    # Addresses in angle brackets, in the headers of a mail: parsed ones of the settings, and a token that is quoted.
    "generator/digest/letter.py": frozenset({"quote(recipient.token)", "sender.addr_spec", "sender.domain"}),
    # Items of a list, each of encoded parts.
    "generator/exports/_entries.py": frozenset({"''.join(links)"}),
    # Nothing that is printed: one entry of a feed, put into an element of its own to be parsed.
    "generator/sources/arxiv.py": frozenset({"namespaces", "text"}),
    # What an encoder of the line above has returned.
    "generator/pages/_templates.py": frozenset({"html"}),
    # What `mathml.render_mathml` returns, which lets known elements through and no others.
    "generator/maths/__init__.py": frozenset({"mathml"}),
    # The page as it was, cut in two, and a policy of directives and hashes.
    "generator/policy.py": frozenset({"html[:at]", "content", "html[at:]"}),
}
"""What is printed into markup without an encoder, with the reason why it may be."""
