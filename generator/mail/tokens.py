"""Tokens that prove that who answers is who was asked: signed, dated, for one purpose and one address.

A token is `<purpose>.<day of expiry>.<nonce>.<signature>`: the signature is the HMAC-SHA-256 (RFC 2104) of purpose,
day, nonce and mailbox, in base32 of 26 characters (130 bits). The address itself stands in no token.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets

from .address import same_mailbox

CONFIRM = "c"
UNSUBSCRIBE = "u"
NEVER = "99991231"
"""The day on which the token of a `List-Unsubscribe` header expires: an old mail must still work."""
SHORTEST_SECRET = 16
"""Characters of the shortest secret that is accepted."""
_FORM = re.compile(r"(?P<purpose>[cu])\.(?P<day>\d{8})\.(?P<nonce>[a-z2-7]{1,16})\.(?P<signature>[a-z2-7]{26})")


def new_nonce() -> str:
    """Return a fresh nonce, so that two tokens for one address differ."""
    return base64.b32encode(secrets.token_bytes(10)).decode().lower()


def sign(secret: str, purpose: str, address: str, day: str, nonce: str) -> str:
    """Return the token; `day` is the last day (`YYYYMMDD`) on which it counts."""
    return f"{purpose}.{day}.{nonce}.{_signature(secret, purpose, address, day, nonce)}"


def verify(secret: str, token: str, purpose: str, address: str, today: str) -> str | None:
    """Return what is wrong with the token, or None; `today` is `YYYYMMDD`."""
    match = _FORM.fullmatch(token.strip())
    if match is None or match["purpose"] != purpose:
        return "this is no such token"
    expected = _signature(secret, purpose, address, match["day"], match["nonce"])
    if not hmac.compare_digest(expected, match["signature"]):
        return "the token is not for this address, or was changed"
    return "the token has expired" if today > match["day"] else None


def recipient_id(secret: str, address: str) -> str:
    """Return the name that a recipient has where addresses must not stand: 16 hex digits, the same for one secret."""
    return hmac.new(secret.encode(), f"recipient\0{same_mailbox(address)}".encode(), hashlib.sha256).hexdigest()[:16]


def nonce_of(token: str) -> str:
    """Return the nonce of a token, empty when it is none."""
    match = _FORM.fullmatch(token.strip())
    return match["nonce"] if match else ""


def _signature(secret: str, purpose: str, address: str, day: str, nonce: str) -> str:
    signed = "\0".join((purpose, day, nonce, same_mailbox(address)))
    digest = hmac.new(secret.encode(), signed.encode(), hashlib.sha256).digest()
    return base64.b32encode(digest).decode().lower()[:26]
