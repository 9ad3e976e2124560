"""Papershelf: listings of papers in, a browsable static catalogue out; `build.py` shows the whole line."""

import os

__version__ = "0.1.0"

# Before numpy is imported: a second thread of its products waits for work at full speed, which doubles their time, and
# a third of its import is the start of such threads.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
