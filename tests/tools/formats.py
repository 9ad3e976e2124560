"""The tables of README.md about the fields of each format, made from the sources; `make formats` renews them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.paper import RawPaper
from generator.sources import sources

README = Path(__file__).parents[2] / "README.md"
BEGIN, END = "<!-- made by `make formats` -->\n", "<!-- end -->\n"
COLUMNS = {
    "bibtex": "BibTeX, BibLaTeX",
    "csl_json": "CSL-JSON, Crossref",
    "ris": "RIS",
    "table": "tables",
    "arxiv": "arXiv",
}
"""The formats with names of their own for the fields; JSON Lines, JSON and YAML use those of the first column."""


def read_table() -> Iterator[str]:
    """Yield the lines of the table of fields that are read."""
    yield "| field | " + " | ".join(COLUMNS.values()) + " |"
    yield "| --- " * (len(COLUMNS) + 1) + "|"
    names = {form: _inverted(sources()[form].READS, ", ") for form in COLUMNS}
    for field in RawPaper.__struct_fields__:
        cells = [" ".join(f"`{name}`" for name in names[form].get(field, ())) for form in COLUMNS]
        if any(cells):
            yield f"| {field} | " + " | ".join(cells) + " |"


def dropped_table() -> Iterator[str]:
    """Yield the lines of the table of fields that are left out."""
    yield "| format | left out | because |"
    yield "| --- | --- | --- |"
    for form, source in sources().items():
        for reason, names in _inverted(source.DROPS, "\n").items():
            yield f"| {form} | " + " ".join(f"`{name}`" for name in names) + f" | {reason} |"


def _inverted(fields: Mapping[str, str], separator: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name, targets in fields.items():
        for target in targets.split(separator):
            found[target].append(name)
    return found


def with_tables(text: str) -> str:
    """Return the text of README.md with the tables that the code makes now."""
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return head + BEGIN + "\n".join(["", *read_table(), "", *dropped_table(), "", ""]) + END + tail


if __name__ == "__main__":
    README.write_text(with_tables(README.read_text(encoding="utf-8")), encoding="utf-8")
