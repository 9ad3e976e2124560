"""Where mail is handed over, as the environment says it."""

from __future__ import annotations

import ssl
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
    if not _is_name(host):
        raise UsageError("PAPERSHELF_SMTP_HOST is the name of a host, such as smtp.example.org, or an address of one")
    if tls not in _DEFAULT_PORT:
        raise UsageError(f"PAPERSHELF_SMTP_TLS is one of {', '.join(_DEFAULT_PORT)}")
    if tls == "none" and not _is_local(host):
        raise UsageError("PAPERSHELF_SMTP_TLS=none would send addresses in the clear; only a relay on this machine may")
    user, password = environment.get("PAPERSHELF_SMTP_USER", ""), environment.get("PAPERSHELF_SMTP_PASSWORD", "")
    if not (user + password).isascii():
        raise UsageError("PAPERSHELF_SMTP_USER and PAPERSHELF_SMTP_PASSWORD may hold ASCII letters and signs alone")
    return Relay(
        host=host,
        port=int(_number(environment, "PORT", _DEFAULT_PORT[tls], 65_535)),
        tls=tls,
        timeout_s=_number(environment, "TIMEOUT", 30, 3_600),
        user=user,
        password=password,
        authorities=_authorities(environment),
    )


def _number(environment: Mapping[str, str], name: str, default: float, most: float) -> float:
    """Return a number of the environment that is at least 1; what is none is a `UsageError`."""
    try:
        found = float(environment.get(f"PAPERSHELF_SMTP_{name}") or default)
    except ValueError:
        found = 0
    if not 1 <= found <= most:
        raise UsageError(f"PAPERSHELF_SMTP_{name} is a number from 1 to {most}")
    return found


def _authorities(environment: Mapping[str, str]) -> str | None:
    """Return the file of certificates; one that cannot be read is a `UsageError` now and no failure of each mail."""
    path = environment.get("PAPERSHELF_SMTP_CA")
    if not path:
        return None
    try:
        ssl.create_default_context(cafile=path)
    except (OSError, ssl.SSLError) as error:
        raise UsageError(f"PAPERSHELF_SMTP_CA={path} holds no certificates that can be read") from error
    return path


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_name(host: str) -> bool:
    try:
        host.encode("idna")
    except UnicodeError:
        return False
    return host.split() == [host]
