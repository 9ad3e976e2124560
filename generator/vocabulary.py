"""The words of many texts as numbers: what each says by TF-IDF, and how its words are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

from generator.maths import to_unicode
from generator.stop_words import STOP_WORDS
from generator.text import fold
from generator.words import stem, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

_URL = re.compile(r"https?://\S+")
# `low-rank` counts as a word beside `low` and `rank`, so that it meets `lowrank`; longer chains are phrases.
_COMPOUND = re.compile(r"(?<![\w-])[^\W_]+(?:-[^\W_]+){1,2}(?![\w-])")
# A title says more than a sentence of the abstract: its words count this often.
_TITLE_WEIGHT = 3
_SHORTEST = 2


@dataclass(frozen=True)
class Vocabulary:
    """The words of a list of texts; a row stands for a text, a stem for all spellings of one word."""

    weights: csr_matrix
    """TF-IDF by row and stem; rows have length 1, or 0 where a text has no word."""
    uses: csr_matrix
    """How often each row has each spelling."""
    spellings: tuple[str, ...]
    """The spellings, case folded, in the order of the columns of `uses`."""
    shown: tuple[str, ...]
    """The same in the case that is most frequent."""
    by_stem: tuple[tuple[int, ...], ...]
    """The spellings of each stem, the most frequent first."""

    def word(self, index: int, rows: tuple[int, int]) -> str:
        """Return a stem as a word: a spelling that both rows use where there is one, else the most frequent."""
        spellings = self.by_stem[index]
        if len(spellings) == 1:
            return self.shown[spellings[0]]
        common = (spelling for spelling in spellings if all(self._uses(row, spelling) for row in rows))
        return self.shown[next(common, spellings[0])]

    def _uses(self, row: int, spelling: int) -> bool:
        """Tell whether a text has a spelling."""
        columns = self.uses.indices[self.uses.indptr[row] : self.uses.indptr[row + 1]]
        place = int(columns.searchsorted(spelling))
        return place < len(columns) and int(columns[place]) == spelling


def read_vocabulary(texts: Iterable[tuple[str, str]]) -> Vocabulary | None:
    """Return the words of texts, each a title and an abstract; None when there is no word in them.

    Words are all that is no stop word and no bare number or letter. Same texts, same result: columns are in order.
    """
    counter = CountVectorizer(analyzer=_forms, dtype=np.int32)
    try:
        counts = counter.fit_transform(texts)
    except ValueError:
        # What scikit-learn says of an empty vocabulary.
        return None
    forms = tuple(counter.get_feature_names_out())
    of_form, spellings = _grouped([fold(form).replace(" ", "") for form in forms])
    uses = _summed(counts, of_form, len(spellings))
    of_spelling, stems = _grouped([stem(spelling) for spelling in spellings])
    frequencies = np.asarray(uses.sum(axis=0)).ravel()
    return Vocabulary(
        weights=TfidfTransformer(sublinear_tf=True).fit_transform(_summed(uses, of_spelling, len(stems))),
        uses=uses,
        spellings=spellings,
        shown=_shown(forms, np.asarray(counts.sum(axis=0)).ravel(), of_form, len(spellings)),
        by_stem=_by_stem(of_spelling, frequencies, len(stems)),
    )


def _forms(text: tuple[str, str]) -> Iterator[str]:
    """Yield the words of a text as they are written, those of its title several times."""
    title, abstract = text
    for part, weight in ((title, _TITLE_WEIGHT), (abstract, 1)):
        plain = _URL.sub(" ", to_unicode(part))
        found = [*words(plain), *_COMPOUND.findall(plain)]
        yield from (form for form in found if _is_word(form) for _ in range(weight))


# Nearly every word has been met before: a look-up in place of a fold.
@lru_cache(maxsize=1 << 17)
def _is_word(form: str) -> bool:
    """Tell whether a form says something; a compound does when one of its parts does."""
    return any(
        len(part) >= _SHORTEST and not part.isdecimal() and part not in STOP_WORDS for part in fold(form).split()
    )


def _grouped(names: Sequence[str]) -> tuple[NDArray[np.intp], tuple[str, ...]]:
    """Return the distinct names in order, and for each name its place among them."""
    distinct, places = np.unique(np.array(names, dtype=object), return_inverse=True)
    return places, tuple(distinct)


def _summed(counts: csr_matrix, groups: NDArray[np.intp], size: int) -> csr_matrix:
    """Return the matrix with the columns of each group added up."""
    ones = np.ones(len(groups), dtype=np.int32)
    summed = csr_matrix(counts @ csr_matrix((ones, (np.arange(len(groups)), groups)), shape=(len(groups), size)))
    summed.sort_indices()
    return summed


def _shown(forms: Sequence[str], counts: NDArray[np.int_], groups: NDArray[np.intp], size: int) -> tuple[str, ...]:
    """Return the form of each spelling that is written most; a capital that a title may have set yields to none."""
    written: list[dict[str, int]] = [{} for _ in range(size)]
    for form, count, group in zip(forms, counts.tolist(), groups.tolist(), strict=True):
        written[group][form] = count
    return tuple(_best_form(forms_of) for forms_of in written)


def _best_form(counts: dict[str, int]) -> str:
    kept = {
        form: count
        for form, count in counts.items()
        if form == form.lower() or not (form.istitle() and form.lower() in counts)
    }
    return min(kept, key=lambda form: (-kept[form], form.swapcase()))


def _by_stem(groups: NDArray[np.intp], frequencies: NDArray[np.int_], size: int) -> tuple[tuple[int, ...], ...]:
    """Return the members of each group, the most frequent first."""
    members: list[list[int]] = [[] for _ in range(size)]
    for spelling in np.argsort(-frequencies, kind="stable").tolist():
        members[groups[spelling]].append(spelling)
    return tuple(map(tuple, members))
