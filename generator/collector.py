"""When Python's garbage collector runs: a build makes millions of objects, and few that only it could free."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_NEW_OBJECTS = 16_000_000
"""Objects that wait for it. A build of 5,000 papers leaves 34,000 that only it can free, and makes ten millions."""


@contextmanager
def off() -> Iterator[None]:
    """Keep the garbage collector off while a catalogue grows, and from walking through it ever after."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@contextmanager
def seldom() -> Iterator[None]:
    """Let the garbage collector look at many new objects at once: pages leave few cycles, and looking took a tenth."""
    before = gc.get_threshold()
    gc.set_threshold(_NEW_OBJECTS, *before[1:])
    try:
        yield
    finally:
        # It would look at all that waits for it now at once, and most of that is about to go.
        gc.freeze()
        gc.set_threshold(*before)
