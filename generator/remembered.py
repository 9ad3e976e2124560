"""What a pure function makes of each word of a catalogue: words that the last build had are not looked into again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from .cache import Cache

NAMESPACE = "remembered"
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(dict[str, str]).decode


def made_of_words(words: Sequence[str], make: Callable[[str], str], name: str, cache: Cache) -> list[str]:
    """Return what `make` makes of each word and of nothing else; the cache knows it under that name."""
    kept = cache.get(NAMESPACE, name.encode()) if cache.is_open else None
    known = _decode(kept) if kept else {}
    found = {word: known[word] if word in known else make(word) for word in words}
    if cache.is_open and found != known:
        cache.put(NAMESPACE, name.encode(), _encode(found))
    return list(map(found.__getitem__, words))
