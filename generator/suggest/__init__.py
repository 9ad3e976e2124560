"""What the papers say about the taxonomy: groups that it has no topic for, words that it lacks, papers in doubt.

Nothing here changes a topic: suggestions are a patch of `topics.yml`, for a person to read and apply.
"""

from __future__ import annotations

from ._groups import Group, find_groups
from ._patch import write_patch
from ._terms import Term, Terms
from ._words import NewWords, find_words

__all__ = ["Group", "NewWords", "Term", "Terms", "find_groups", "find_words", "write_patch"]
