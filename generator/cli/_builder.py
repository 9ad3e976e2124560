"""The process that builds for `papershelf serve`: it imports what a build needs, and begins when it gets a line."""

from __future__ import annotations

import sys
from importlib import import_module

from . import main

if __name__ == "__main__":
    import_module(f"{__package__}.build")
    # The day and the settings are those of the edit, not of the process; without a line there is nobody to build for.
    if sys.stdin.readline():
        main()
