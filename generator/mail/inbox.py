"""What readers write back: `subscribe`, `confirm TOKEN` and `unsubscribe TOKEN` in the subject of a mail.

A folder of `.eml` files or a Maildir is read; any tool that fetches mail makes one. The text of a mail is
not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import msgspec

from .address import parse_address

_LARGEST = 1_000_000
"""Bytes of a mail that is read; a subject is at its beginning."""
_REQUEST = re.compile(
    r"(?:(?:re|aw|fwd?|sv|antw)\s*:\s*)*(?P<verb>subscribe|confirm|unsubscribe)\b\s*(?P<rest>.*)", re.IGNORECASE
)
_TOPICS = re.compile(r"[a-z0-9-]{1,60}")


class Request(msgspec.Struct, frozen=True):
    """What one mail asks for."""

    verb: str
    """`subscribe`, `confirm` or `unsubscribe`."""
    sender: str
    token: str = ""
    topics: tuple[str, ...] = ()
    file: Path = Path()
    """Where the mail stands."""


def read_inbox(folder: Path) -> Iterator[Request]:
    """Yield the requests of a folder of mails or a Maildir, by file name; anything else in it is passed over."""
    folders = [folder / part for part in ("cur", "new") if (folder / part).is_dir()] or [folder]
    for path in sorted(path for place in folders for path in place.iterdir() if path.is_file()):
        with path.open("rb") as file:
            message = BytesParser(policy=policy.default).parsebytes(file.read(_LARGEST))
        request = _request(message, path)
        if request:
            yield request


def _request(message: EmailMessage, file: Path) -> Request | None:
    """Return what the mail asks for; None for notices of machines, which would answer each other for ever."""
    if str(message.get("Auto-Submitted", "no")).lower() != "no" or message.get("List-Id"):
        return None
    # The header's own parser: what `parseaddr` makes of two senders differs between versions of Python.
    senders = getattr(message.get("From"), "addresses", ())
    sender = parse_address(senders[0].addr_spec) if senders else None
    match = _REQUEST.match(" ".join(str(message.get("Subject", "")).split()))
    if sender is None or match is None:
        return None
    verb, rest = match["verb"].lower(), match["rest"].strip()
    if verb == "subscribe":
        return Request(verb, sender, topics=tuple(dict.fromkeys(_TOPICS.findall(rest.lower()))), file=file)
    return Request(verb, sender, token=rest.split(" ")[0], file=file)
