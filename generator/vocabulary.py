"""The words of many texts as numbers: what each says by TF-IDF, and how its words are written."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix

from generator.cache import NO_CACHE, Cache
from generator.counted import Counted
from generator.rarity import rarity
from generator.remembered import made_of_words
from generator.text import fold
from generator.words import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

_NONE: NDArray[np.int32] = np.zeros(0, dtype=np.int32)


@dataclass(frozen=True)
class Vocabulary:
    """The words of a list of texts; a row stands for a text, a stem for all spellings of one word."""

    stems: tuple[str, ...]
    """In the order of the columns of `counts` and `weights`."""
    counts: csr_matrix
    """How often each row has each stem."""
    weights: csr_matrix
    """TF-IDF by row and stem; rows have length 1, or 0 where a text has no word."""
    uses: csr_matrix
    """One where a row has a spelling."""
    shown: tuple[str, ...]
    """The spellings, in the case that is most frequent, in the order of the columns of `uses`."""
    stem_of: NDArray[np.intp]
    """The stem of each spelling."""
    ranks: NDArray[np.intp]
    """The place of each spelling among those of all stems, the most frequent first."""
    usual: NDArray[np.intp]
    """The most frequent spelling of each stem."""


def read_vocabulary(counted: Iterable[Counted], cache: Cache = NO_CACHE) -> Vocabulary | None:
    """Return the words of texts, some after others; None when there is no word in them.

    Same texts, same result: columns are in order.
    """
    forms, counts = _count_matrix(counted)
    if not forms:
        return None
    of_form, spellings = _grouped(made_of_words(forms, _spelling, "spellings", cache))
    uses = _summed(counts, of_form, len(spellings))
    of_spelling, stems = _grouped(made_of_words(spellings, stem, "stems", cache))
    by_frequency = np.argsort(-np.bincount(uses.indices, uses.data, len(spellings)), kind="stable")
    ranks = np.empty(len(spellings), dtype=np.intp)
    ranks[by_frequency] = np.arange(len(spellings))
    usual = np.empty(len(stems), dtype=np.intp)
    usual[of_spelling[by_frequency[::-1]]] = by_frequency[::-1]
    shown = _shown(forms, np.bincount(counts.indices, counts.data, len(forms)), of_form, len(spellings))
    counts = _summed(uses, of_spelling, len(stems))
    uses.data = np.ones_like(uses.data)
    return Vocabulary(stems, counts, weighted(counts), uses, shown, of_spelling, ranks, usual)


def _spelling(form: str) -> str:
    return fold(form).replace(" ", "")


def _count_matrix(counted: Iterable[Counted]) -> tuple[tuple[str, ...], csr_matrix]:
    """Return the forms in order, and how often each text has each."""
    known: defaultdict[str, int] = defaultdict()
    known.default_factory = known.__len__
    columns, counts, lengths = [_NONE], [_NONE], [_NONE]
    for some in counted:
        of_form = np.fromiter(map(known.__getitem__, some.forms.split()), dtype=np.int32)
        columns.append(of_form[np.frombuffer(some.columns, dtype=np.int32)])
        counts.append(np.frombuffer(some.counts, dtype=np.int32))
        lengths.append(np.frombuffer(some.lengths, dtype=np.int32))
    names = sorted(known)
    places = np.empty(len(names), dtype=np.int32)
    places[[known[name] for name in names]] = np.arange(len(names))
    ends = np.cumsum(np.concatenate(([0], *lengths)), dtype=np.int32)
    shape = (len(ends) - 1, len(names))
    return tuple(names), csr_matrix((np.concatenate(counts), places[np.concatenate(columns)], ends), shape=shape)


def _grouped(names: Sequence[str]) -> tuple[NDArray[np.intp], tuple[str, ...]]:
    """Return the distinct names in order, and for each name its place among them."""
    # Names that come of names in order are nearly so, and those are sorted faster.
    distinct = sorted(dict.fromkeys(names))
    places = {name: place for place, name in enumerate(distinct)}
    return np.fromiter(map(places.__getitem__, names), dtype=np.intp, count=len(names)), tuple(distinct)


def _summed(counts: csr_matrix, groups: NDArray[np.intp], size: int) -> csr_matrix:
    """Return the matrix with the columns of each group added up."""
    columns = groups.astype(np.int32)[counts.indices]
    summed = csr_matrix((counts.data.copy(), columns, counts.indptr.copy()), shape=(counts.shape[0], size))
    summed.sum_duplicates()
    return summed


def weighted(counts: csr_matrix) -> csr_matrix:
    """Return counts as TF-IDF: `1 + log(count)` times how rare a word is among these rows; rows of length 1."""
    rows, columns = counts.shape
    worths = rarity(np.bincount(counts.indices, minlength=columns), rows)
    values = (1.0 + np.log(counts.data)) * worths[counts.indices]
    of_value = np.repeat(np.arange(rows), np.diff(counts.indptr))
    lengths = np.sqrt(np.bincount(of_value, values * values, rows))
    return csr_matrix((values / lengths[of_value], counts.indices, counts.indptr), shape=counts.shape)


def _shown(forms: Sequence[str], counts: NDArray[Any], groups: NDArray[np.intp], size: int) -> tuple[str, ...]:
    """Return the form of each spelling that is written most; a capital that a title may have set yields to none."""
    shown = np.empty(size, dtype=object)
    shown[groups] = forms
    # Most spellings have one form, and none to choose from.
    is_varied = np.bincount(groups, minlength=size)[groups] > 1
    written: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for place in np.flatnonzero(is_varied).tolist():
        written[int(groups[place])][forms[place]] = int(counts[place])
    for group, forms_of in written.items():
        shown[group] = _best_form(forms_of)
    return tuple(shown.tolist())


def _best_form(counts: Mapping[str, int]) -> str:
    kept = {
        form: count
        for form, count in counts.items()
        if form == form.lower() or not (form.istitle() and form.lower() in counts)
    }
    return min(kept, key=lambda form: (-kept[form], form.swapcase()))
