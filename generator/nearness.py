"""The nearest papers of each paper, found anew only for those that a change touches.

What an earlier build has found for a paper holds as long as neither it, nor any on its shortlist, nor the rarity of a
word of theirs has changed, and none that is new or has changed is near enough to come on that list. Bounds tell, with
room for every rounding; so the result is the same as without a cache.
"""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import numpy as np

from generator.cache import Cache
from generator.nearest import Near, nearest, sought, touched
from generator.rarity import steps

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

NAMESPACE = "near"
# With a larger share of papers that are new or have changed, all are looked at: that is no dearer.
_MOST_CHANGED = 0.1


class Rows(NamedTuple):
    """Papers as rows of numbers, in the order of their keys."""

    texts: Mapping[str, bytes]
    """By key: a digest of all that a paper's row is made from, but for how rare its words are; for the cache alone."""
    stems: Sequence[str]
    weights: csr_matrix
    """By stem: a function of the row's own text and of `steps` of the numbers of rows, in all and with each stem."""
    groups: csr_matrix


class _Found(msgspec.Struct, frozen=True, array_like=True):
    """What a build leaves to the next: lists one after another, with the length of each."""

    texts: dict[str, bytes]
    stems: dict[str, int]
    """How frequent each stem was, in steps."""
    best: tuple[bytes, bytes]
    rivals: tuple[bytes, bytes]
    bounds: bytes


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Found).decode


def nearest_rows(rows: Rows, count: int, enough: int, cache: Cache) -> list[NDArray[np.intp]]:
    """Return for each row the `count` nearest, as `nearest` does."""
    size = len(rows.texts)
    found = sought(rows.weights)
    # One value for all papers, whichever they were: it holds what each part of it depends on.
    key = b"%d of %d near among %d, by %d" % (enough, count, steps(size), found is rows.weights)
    kept = cache.get(NAMESPACE, key)
    known = _still_true(_decode(kept), rows, found) if kept else [None] * size
    missing = np.array([row for row, near in enumerate(known) if near is None], dtype=np.intp)
    fresh = nearest(rows.weights, rows.groups, count, enough=enough, rows=missing, found=found)
    near = [one or next(fresh) for one in known]
    if cache.is_open:
        cache.put(NAMESPACE, key, _encode(_joined(rows, near)))
    return [one.best for one in near]


def _still_true(before: _Found, rows: Rows, found: csr_matrix) -> list[Near | None]:
    """Return what is known already for each row; None where it must be found."""
    places = {key: row for row, key in enumerate(rows.texts)}
    is_moved = _rarity_changed(before, rows)
    same = (places[key] if rows.texts.get(key) == text else -1 for key, text in before.texts.items())
    # The number of what is gone or has changed; the last one is for what was not there.
    row_of = np.array([-1 if row < 0 or is_moved[row] else row for row in chain(same, [-1])], dtype=np.intp)
    known = np.full(len(places), -1, dtype=np.intp)
    known[row_of[row_of >= 0]] = np.flatnonzero(row_of >= 0)
    changed = np.flatnonzero(known < 0)
    if len(changed) > _MOST_CHANGED * len(places):
        return [None] * len(places)
    bounds = np.append(np.frombuffer(before.bounds), np.nan)[known]
    best, rivals = (_Lists.of(packed, row_of) for packed in (before.best, before.rivals))
    known[touched(found, changed, bounds)] = -1
    # The last one is for what has no list.
    known[np.append(rivals.has_gone(), False)[known]] = -1
    all_best, all_rivals = best.parted(), rivals.parted()
    return [
        None if old < 0 else Near(all_best[old], all_rivals[old], bound)
        for old, bound in zip(known.tolist(), bounds.tolist(), strict=True)
    ]


def _frequencies(rows: Rows) -> NDArray[np.int64]:
    return steps(np.bincount(rows.weights.indices, minlength=len(rows.stems)))


def _rarity_changed(before: _Found, rows: Rows) -> NDArray[np.bool_]:
    """Tell for each row whether a stem of it is rarer or more frequent than it was, and so every weight another one."""
    known = np.array([before.stems.get(stem, -1) for stem in rows.stems])
    is_other = known != _frequencies(rows)
    weights = rows.weights
    return np.bincount(
        np.repeat(np.arange(weights.shape[0]), np.diff(weights.indptr)), is_other[weights.indices], weights.shape[0]
    ) > 0  # fmt: skip


def _joined(rows: Rows, near: Sequence[Near]) -> _Found:
    lists = ([one.best for one in near], [one.rivals for one in near])
    best, rivals = ((_packed(list(map(len, found))), _packed(np.concatenate(found))) for found in lists)
    stems = dict(zip(rows.stems, _frequencies(rows).tolist(), strict=True))
    return _Found(dict(rows.texts), stems, best, rivals, np.array([one.bound for one in near]).tobytes())


def _packed(numbers: Any) -> bytes:
    return np.asarray(numbers, dtype="<i4").tobytes()


class _Lists(NamedTuple):
    """Rows in lists, one after another; less than 0 are those that are gone or have changed."""

    lengths: NDArray[np.int32]
    rows: NDArray[np.intp]

    @classmethod
    def of(cls, packed: tuple[bytes, bytes], row_of: NDArray[np.intp]) -> _Lists:
        """Return lists that were kept, with the numbers that rows have now."""
        lengths, numbers = (np.frombuffer(part, dtype="<i4") for part in packed)
        return cls(lengths, row_of[numbers])

    def has_gone(self) -> NDArray[np.bool_]:
        """Tell for each list whether one of its rows is gone or has changed."""
        found = np.zeros(len(self.lengths), dtype=np.bool_)
        found[np.repeat(np.arange(len(self.lengths)), self.lengths)[self.rows < 0]] = True
        return found

    def parted(self) -> list[NDArray[np.intp]]:
        """Return each list by itself."""
        return [self.rows[start:end] for start, end in pairwise([0, *np.cumsum(self.lengths).tolist()])]
