"""E-mail addresses: the plain form that every relay takes, and nothing that could add a header or a recipient."""

from __future__ import annotations

import re

# RFC 5321, without quoted local parts and address literals: what a person types into a form.
_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?=.{{3,254}}\Z)(?=[^@]{{1,64}}@){_LOCAL}@{_LABEL}(?:\.{_LABEL})*")


def parse_address(text: str) -> str | None:
    """Return the address with its domain in lower case, or None when it is none that mail can be sent to.

    The part before the @ keeps its case: only the receiving host knows whether that means anything.
    """
    text = text.strip()
    if not _ADDRESS.fullmatch(text):
        return None
    local, _, domain = text.rpartition("@")
    return f"{local}@{domain.lower()}"


def same_mailbox(address: str) -> str:
    """Return what two spellings of one mailbox have in common; no host in use tells case apart."""
    return address.lower()
