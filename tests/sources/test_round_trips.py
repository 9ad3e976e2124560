"""What is written as JSON, YAML or a table is read again as it was: parse(write(x)) keeps every fact."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.sources import Item, json_document, jsonl, table, yaml_document
from generator.sources._files import Line
from generator.text import clean

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40)
# A quotation mark before such a sign is what exports set there against spreadsheets, and goes when it is read.
WORDS = TEXT.map(clean).filter(lambda text: any(map(str.isalnum, text)) and not re.match(r"'[=+@-]", text))
NAME = st.text("abcÄøŁ王明'’-. ", min_size=1, max_size=12).map(clean).filter(lambda name: name[:1].isalpha())
PERSON = st.builds(lambda family, given: f"{family}, {given}", NAME, NAME)
RECORD = st.fixed_dictionaries(
    {"title": WORDS},
    optional={
        "abstract": WORDS, "venue": WORDS, "publisher": WORDS, "note": WORDS, "doi": st.just("10.1234/x"),
        "year": st.integers(1900, 2100).map(str), "pages": st.just("1-9"),
        "authors": st.lists(PERSON, min_size=1, max_size=4),
    },
)  # fmt: skip


def read(source: Any, text: str) -> list[Item]:
    lines = [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]
    return [item for item in source.read(iter(lines), "papers/invented") if not isinstance(item, tuple)]


def facts(item: Any, record: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of the record as the reader has them."""
    found = {name: getattr(item, name) for name in record}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}


def as_table(records: list[dict[str, Any]], delimiter: str) -> str:
    # Two columns at least: a header of one does not show the delimiter.
    names = sorted({"year", *(name for record in records for name in record)})
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
    writer.writerow(names)
    for record in records:
        cells = [record.get(name, "") for name in names]
        writer.writerow("; ".join(cell) + ";" if isinstance(cell, list) else cell for cell in cells)
    return file.getvalue()


@pytest.mark.parametrize(
    ("source", "write"),
    [
        (jsonl, lambda records: "".join(json.dumps(record) + "\n" for record in records)),
        (json_document, lambda records: json.dumps(records, indent=2, ensure_ascii=False)),
        (json_document, lambda records: json.dumps({"papers": records})),
        (yaml_document, lambda records: yaml.safe_dump(records, allow_unicode=True)),
        (yaml_document, lambda records: yaml.safe_dump({"papers": records}, sort_keys=False)),
        (yaml_document, json.dumps),
    ],
    ids=["jsonl", "json indented", "json under a name", "yaml", "yaml under a name", "json as yaml"],
)
@given(records=st.lists(RECORD, min_size=1, max_size=4))
@settings(deadline=None, max_examples=40)
def test_documents_keep_every_fact(source: Any, write: Callable[[Any], str], records: list[dict[str, Any]]) -> None:
    items = read(source, write(records))

    assert [facts(item, record) for item, record in zip(items, records, strict=True)] == records


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@given(records=st.lists(RECORD, min_size=1, max_size=4))
@settings(deadline=None, max_examples=40)
def test_tables_keep_every_fact(delimiter: str, records: list[dict[str, Any]]) -> None:
    items = read(table, as_table(records, delimiter))

    assert [facts(item, record) for item, record in zip(items, records, strict=True)] == records
