"""Bit packing with numpy: columns of codes in, the bytes of many lists out; and numbers of variable length."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
_SHORT = [bytes([value]) for value in range(128)]
"""The numbers of one byte, which nearly all are."""


class Code(NamedTuple):
    """One column of codes: unary (n ones and a zero) where `widths` is None, else the low bits of the values."""

    values: Integers
    widths: Integers | None = None
    present: NDArray[np.bool_] | None = None
    """Which rows have this code at all; None when all have."""

    @property
    def sizes(self) -> Integers:
        """The bits of the code in each row."""
        sizes = self.values + 1 if self.widths is None else self.widths
        return sizes if self.present is None else np.where(self.present, sizes, 0)


def rice(values: Integers, width: int | Integers, present: NDArray[np.bool_] | None = None) -> tuple[Code, Code]:
    """Return the two columns of Rice codes: the quotient in unary, then `width` low bits."""
    widths = np.broadcast_to(np.asarray(width, dtype=np.int64), values.shape)
    return Code(values >> widths, None, present), Code(values, widths, present)


def pack(columns: Sequence[Code], firsts: Integers) -> tuple[bytes, Integers]:
    """Return the lists that begin at the rows `firsts`, each from a whole byte on, and the bytes of each.

    All rows are packed at once, so the caller decides how much memory that takes.
    """
    sizes = np.stack([column.sizes for column in columns])
    row_sizes = sizes.sum(axis=0)
    lengths = (np.add.reduceat(row_sizes, firsts) + 7) // 8
    ends = np.cumsum(row_sizes)
    list_starts = np.concatenate(([0], np.cumsum(lengths)[:-1])) * 8
    rows_of_list = np.diff(np.append(firsts, len(row_sizes)))
    before = np.concatenate(([0], ends))[firsts]
    starts = ends - row_sizes + np.repeat(list_starts - before, rows_of_list)
    bits = np.zeros(int(lengths.sum()) * 8 + 1, dtype=np.int8)
    _write_unary(bits, columns, sizes, starts)
    _write_binary(bits, columns, sizes, starts)
    return np.packbits(bits[:-1].view(np.uint8)).tobytes(), lengths


def _write_unary(bits: NDArray[np.int8], columns: Sequence[Code], sizes: Integers, starts: Integers) -> None:
    at = starts.copy()
    for column, size in zip(columns, sizes, strict=True):
        if column.widths is None:
            runs = size > 1
            bits[at[runs]] = 1
            bits[(at + size - 1)[runs]] = -1
        at += size
    np.cumsum(bits, out=bits)


def _write_binary(bits: NDArray[np.int8], columns: Sequence[Code], sizes: Integers, starts: Integers) -> None:
    at = starts.copy()
    for column, size in zip(columns, sizes, strict=True):
        if column.widths is not None:
            for bit in range(int(size.max(initial=0))):
                rows = size > bit
                bits[(at + size - 1 - bit)[rows]] = (column.values[rows] >> bit) & 1
        at += size


def rice_width(total: int, count: int) -> int:
    """Return the best width for the gaps of `count` numbers below `total`, in whole numbers as the browser has it."""
    return max(69 * total // (100 * max(count, 1)), 1).bit_length() - 1


def varint(value: int) -> bytes:
    """Return the number in groups of seven bits, the lowest first."""
    if value < len(_SHORT):
        return _SHORT[value]
    out = bytearray()
    while value >= len(_SHORT):
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def varints(values: Iterable[int]) -> bytes:
    """Return many numbers one after another."""
    return b"".join(map(varint, values))
