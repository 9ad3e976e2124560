"""Packed lists are the codes of their rows one after another, written here one bit at a time."""

from __future__ import annotations

import numpy as np
import pytest

from generator.search.bits import Code, pack, rice, varint, varints


def written(columns: list[Code], firsts: list[int]) -> tuple[bytes, list[int]]:
    lists = np.split(np.arange(len(columns[0].values)), firsts[1:])
    contents = [as_bytes("".join(code(column, row) for row in rows for column in columns)) for rows in lists]
    return b"".join(contents), list(map(len, contents))


def code(column: Code, row: int) -> str:
    value = int(column.values[row])
    if column.present is not None and not column.present[row]:
        return ""
    if column.widths is None:
        return "1" * value + "0"
    width = int(column.widths[row])
    return f"{value & ((1 << width) - 1):0{width}b}" if width else ""


def as_bytes(bits: str) -> bytes:
    size = -(-len(bits) // 8)
    return int(bits.ljust(8 * size, "0") or "0", 2).to_bytes(size, "big")


# The longest codes that are drawn: short rows, such as go into a word about, and some of many words.
@pytest.mark.parametrize("longest", [3, 16, 60, 900])
def test_rows_of_any_length_are_packed_bit_by_bit(longest: int) -> None:
    draw = np.random.default_rng(longest)
    values = draw.integers(0, longest, (2, 500))
    columns = [
        *rice(values[0], draw.integers(0, 8, 500)),
        Code(values[1], None, draw.random(500) < 0.5),
        Code(values[1], np.full(500, 9)),
    ]
    firsts = [0, *sorted(set(draw.integers(1, 500, 20).tolist()))]
    content, lengths = pack(columns, np.array(firsts))

    assert (content, lengths.tolist()) == written(columns, firsts)


def test_a_row_that_fills_a_word_is_packed() -> None:
    columns = [Code(np.array([bits - 1]), None) for bits in (64, 63, 1, 65, 7)]

    assert pack(columns, np.array([0]))[0] == written(columns, [0])[0]


def test_many_numbers_are_written_as_each_alone() -> None:
    numbers = [0, 1, 127, 128, 16_383, 16_384, 2**31, 2**40]

    assert varints(numbers) == b"".join(map(varint, numbers))
    assert varints([]) == b""
