"""`words/*.txt`: the words of the catalogue with how frequent they are, for prefixes and typing errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .files import Part, all_front_coded, front_coded, order

# By two letters a typing error at 67,000 papers made 71 requests; pieces of about 8 KB make a handful.
_SMALLEST, _LARGEST = 6000, 11000
_CUT_WITHIN = 2
"""A file ends where the next word differs within so many letters and one, as for the shards."""
_SHORTEST_TAIL = 4
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def pieces(words: Iterable[tuple[str, int]]) -> Iterator[Part]:
    """Yield the files for words with their counts.

    The first line is the number of the others, so that a file that was cut off is seen. A line: what the word shares
    with the one before (one digit or letter), its rest, the logarithm of its count.
    """
    in_order = sorted(words, key=lambda item: order(item[0]))
    shared = [min(count, len(_DIGITS) - 1) for count in all_front_coded([word for word, _ in in_order])]
    lines: list[str] = []
    size = 0
    previous = last = ""
    for (word, count), alike in zip(in_order, shared, strict=True):
        is_full = size >= _LARGEST or (size >= _SMALLEST and alike <= _CUT_WITHIN)
        if is_full:
            yield _piece(last, lines)
            last = previous
            lines, size = [], 0
        common = 0 if is_full else alike
        lines.append(f"{_DIGITS[common]}{word[common:]}{min(count.bit_length() - 1, 9)}\n")
        size += len(lines[-1])
        previous = word
    if lines:
        yield _piece(last, lines)


def tails(words: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Yield the words with the first letter put last, so that a wrong first letter costs one piece instead of all.

    Otherwise all pieces would be needed, 200 KB at 20,000 papers. Short and single words could be too many others.
    """
    return ((word[1:] + word[0], count) for word, count in words if count > 1 and len(word) >= _SHORTEST_TAIL)


def _piece(before: str, lines: list[str]) -> Part:
    first = lines[0][1:-2]
    return Part(first[: front_coded(before, first) + 1] if before else "", f"{len(lines)}\n{''.join(lines)}".encode())
