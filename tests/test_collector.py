"""When Python's garbage collector runs during a build."""

from __future__ import annotations

import gc
from typing import Any

from generator import collector


def test_what_a_catalogue_is_made_of_is_walked_through_neither_while_it_grows_nor_later():
    before = gc.get_freeze_count()
    with collector.off():
        assert not gc.isenabled()
        grown = [[number] for number in range(1000)]

    assert gc.isenabled()
    assert gc.get_freeze_count() >= before + len(grown)


def test_neither_while_pages_are_made_nor_at_their_end_are_all_objects_looked_at():
    threshold = gc.get_threshold()
    begun: list[str] = []

    def _count(phase: str, _: dict[str, Any]) -> None:
        begun.append(phase)

    with collector.seldom():
        gc.callbacks.append(_count)
        made = [[number] for number in range(10 * threshold[0])]
    more = [[number] for number in range(threshold[0] // 2)]
    gc.callbacks.remove(_count)

    assert begun == []
    assert gc.get_threshold() == threshold
    assert len(made) > len(more)
