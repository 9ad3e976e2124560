"""What a pure function makes of each word of a catalogue: words that the last build had are not looked into again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from .cache import Cache

NAMESPACE = "remembered"
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[list[str], list[str]]).decode


def made_of_words(words: Sequence[str], make: Callable[[str], str], name: str, cache: Cache) -> list[str]:
    """Return what `make` makes of each word and of nothing else; the cache knows it under that name."""
    kept = cache.get(NAMESPACE, name.encode()) if cache.is_open else None
    before, made = _decode(kept) if kept else ([], [])
    # Most edits bring no new word.
    if kept and before == list(words):
        return made
    known = dict(zip(before, made, strict=True))
    found = {word: known[word] if word in known else make(word) for word in words}
    made = list(map(found.__getitem__, words))
    if cache.is_open:
        cache.put(NAMESPACE, name.encode(), _encode((words, made)))
    return made
