"""Runs the command line as `python -m generator.cli`."""

from . import main

main()
