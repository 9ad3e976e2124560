"""Signals are read line by line; what is none is told with its line and field, and costs itself alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.signals import Reading, read_signals


def read(folder: Path, name: str, text: str) -> tuple[list[tuple[str, str, str, float, int]], list[str]]:
    (folder / "signals").mkdir(exist_ok=True)
    (folder / "signals" / name).write_bytes(text.encode())
    readings, problems = read_signals(folder)
    return [(item.paper, item.source, item.date, item.value, item.line) for item in readings], list(map(str, problems))


def test_a_table_and_lines_of_json_say_the_same(tmp_path: Path):
    table, _ = read(
        tmp_path, "a.csv", "\ufeffDate,paper, source ,value,note\r\n2026-03-01,arxiv:2401.00001,stars,12,x\r\n"
    )
    (tmp_path / "signals/a.csv").unlink()
    objects, _ = read(
        tmp_path, "b.jsonl", '\n{"paper": "arxiv:2401.00001", "source": "stars", "date": "2026-03-01", "value": 12}\n'
    )

    assert table == objects == [("arxiv:2401.00001", "stars", "2026-03-01", 12.0, 2)]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (",stars,2026-03-01,1", "paper: nothing stands here"),
        ("p,stars,2026-02-30,1", "date: 2026-02-30 is no day such as 2026-01-31"),
        ("p,stars,2026-03,1", "date: 2026-03 is no day such as 2026-01-31"),
        ("p,stars,2026-03-01,many", "value: many is no count"),
        ("p,stars,2026-03-01,-1", "value: -1 is no count"),
        ("p,stars,2026-03-01,nan", "value: nan is no count"),
        ("p,stars,2026-03-01,1e999", "value: 1e999 is no count"),
        (f"p,{'s' * 41},2026-03-01,1", "source: expected at most 40 characters"),
        ("p,stars", "date: nothing stands here"),
    ],
)
def test_a_faulty_row_costs_itself(row: str, told: str, tmp_path: Path):
    found, problems = read(tmp_path, "a.csv", f"paper,source,date,value\n{row}\ngood,stars,2026-03-01,1\n")

    assert [item[0] for item in found] == ["good"]
    assert problems == [f"signals/a.csv:2: {told}"]


@pytest.mark.parametrize(
    "line", ["{", "[1]", '{"paper": ["p"], "source": "s", "date": "2026-03-01", "value": 1}', "[" * 10_000, '"text"']
)
def test_a_faulty_object_costs_itself(line: str, tmp_path: Path):
    good = '{"paper": "good", "source": "stars", "date": "2026-03-01", "value": "1"}'
    found, problems = read(tmp_path, "a.jsonl", f"{line}\n{good}\n")

    assert [item[0] for item in found] == ["good"]
    assert len(problems) == 1
    assert problems[0].startswith("signals/a.jsonl:1: ")


def test_a_table_without_its_header_is_told_once(tmp_path: Path):
    found, problems = read(tmp_path, "a.csv", "p,stars,2026-03-01,1\n" * 3)

    assert (found, len(problems)) == ([], 1)
    assert "the header lacks paper, source, date, value" in problems[0]


def test_the_order_of_files_and_lines_decides_nothing(tmp_path: Path):
    (tmp_path / "signals").mkdir()
    rows = ["p,stars,2026-03-02,2", "p,stars,2026-03-01,1", "a,votes,2026-03-01,1"]
    (tmp_path / "signals/x.csv").write_text("paper,source,date,value\n" + "\n".join(rows))
    readings, _ = read_signals(tmp_path)

    assert [(item.paper, item.date) for item in readings] == [
        ("a", "2026-03-01"),
        ("p", "2026-03-01"),
        ("p", "2026-03-02"),
    ]
    assert all(isinstance(item, Reading) for item in readings)


def test_no_folder_is_no_signal(tmp_path: Path):
    assert read_signals(tmp_path) == ((), ())
