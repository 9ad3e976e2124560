"""Papershelf: listings of papers in, a browsable static catalogue out; `build.py` shows the whole line."""

__version__ = "0.1.0"
