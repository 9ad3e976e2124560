"""Mail: who gets it (subscribers, tokens), how it leaves (relay), and what is known to have left (journal, delivery).

An address is personal: it stands in the subscribers' file and on the envelope, and nowhere else. The journal names a
recipient by a keyed hash.
"""

from __future__ import annotations
