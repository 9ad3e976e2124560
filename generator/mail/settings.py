"""Where mail is handed over, as the environment says it."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address

import msgspec

from generator.errors import UsageError

_DEFAULT_PORT = {"starttls": 587, "tls": 465, "none": 25}


class Relay(msgspec.Struct, frozen=True, kw_only=True):
    """Where mail is handed over, from the environment variables `PAPERSHELF_SMTP_*`."""

    host: str
    port: int
    tls: str = "starttls"
    """`starttls`, `tls` (from the first byte), or `none`, which only a relay on this machine may have."""
    user: str = ""
    password: str = ""
    authorities: str | None = None
    """A file of certificates to trust beside those of the system."""
    timeout_s: float = 30.0


def parse_relay(environment: Mapping[str, str]) -> Relay:
    """Return the relay that the environment names; what is missing or unsafe is a `UsageError`."""
    host = environment.get("PAPERSHELF_SMTP_HOST", "")
    tls = environment.get("PAPERSHELF_SMTP_TLS", "starttls")
    if not host:
        raise UsageError("set PAPERSHELF_SMTP_HOST to the relay that takes your mail, or use --dry-run")
    if tls not in _DEFAULT_PORT:
        raise UsageError(f"PAPERSHELF_SMTP_TLS is one of {', '.join(_DEFAULT_PORT)}")
    if tls == "none" and not _is_local(host):
        raise UsageError("PAPERSHELF_SMTP_TLS=none would send addresses in the clear; only a relay on this machine may")
    try:
        port = int(environment.get("PAPERSHELF_SMTP_PORT") or _DEFAULT_PORT[tls])
        timeout = float(environment.get("PAPERSHELF_SMTP_TIMEOUT") or 30)
    except ValueError as error:
        raise UsageError("PAPERSHELF_SMTP_PORT and PAPERSHELF_SMTP_TIMEOUT are numbers") from error
    return Relay(
        host=host, port=port, tls=tls, timeout_s=timeout,
        user=environment.get("PAPERSHELF_SMTP_USER", ""), password=environment.get("PAPERSHELF_SMTP_PASSWORD", ""),
        authorities=environment.get("PAPERSHELF_SMTP_CA") or None,
    )  # fmt: skip


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
