"""One encoder for each output context; nothing else in the package encodes. Text that came from a listing is untrusted.

Every function takes text that `text.clean` has seen and returns text that is safe in the context of its name.
"""

from __future__ import annotations

import html
import json
import re
from ipaddress import ip_address
from urllib.parse import quote, urlsplit, urlunsplit

MAX_URL = 2_000
"""Longer addresses are printed, never linked."""

_URL_FORBIDDEN = re.compile("[\x00-\x20\x7f-\xa0\\\\\u2028\u2029]")
_HOST = re.compile(
    r"(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?)*\.?"
)
# Addresses that are canonical as they stand, once their host is checked: most are, and the long way takes much longer.
_CANONICAL = re.compile(r"https?://([a-z0-9.-]++)(?:/[A-Za-z0-9/._~=+,-]*+)?")
# What may stand unencoded in each part of an address (RFC 3986), quotes, brackets and backticks aside.
_SAFE_PATH = "/%:@!$&'()*+,;=~-._"
_SAFE_QUERY = _SAFE_PATH + "?"
_JSON_IN_HTML = {char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
_encode_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_BEYOND_BMP = 0x10000
_YAML_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_YAML_LONG = re.compile(r"[^ !#-\[\]-~]")
# BibTeX counts braces whether or not a backslash stands before them, so that `\}` would end a field.
_BIBTEX = {
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}", "&": r"\&", "%": r"\%",
    "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"{\textasciitilde}", "^": r"{\textasciicircum}",
}  # fmt: skip
_VERBATIM_FORBIDDEN = re.compile(r"[{}\\\s]")
_LINE_BREAKS = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MARKDOWN_SPECIAL = re.compile(r"[\\`*_\[\]~]|&(?=#?\w+;)|^[#+>-]|!(?=\[)")
_BIBTEX_SPECIAL = re.compile("[" + re.escape("".join(_BIBTEX)) + "]")


def html_text(value: str) -> str:
    """Return the text for the content of an HTML element."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def html_attribute(value: str) -> str:
    """Return the text for a double-quoted attribute; line ends are references, so that a page block stays one line."""
    return html.escape(value, quote=True).replace("\n", "&#10;").replace("\r", "&#13;")


def url(value: str) -> str | None:
    """Return a canonical http(s) address that is safe to link, or None: then it is shown as text.

    Refused: other schemes, user information, control characters, spaces and backslashes, hosts that are no domain or
    address, ports out of range, more than `MAX_URL` characters. The result is ASCII; for an attribute it still goes
    through `html_attribute`.
    """
    if len(value) > MAX_URL or _URL_FORBIDDEN.search(value):
        return None
    if (plain := _CANONICAL.fullmatch(value)) and _HOST.fullmatch(plain[1]):
        return value
    try:
        parts = urlsplit(value)
        port = parts.port
        host = _ascii_host(parts.hostname or "")
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    netloc = host if port is None else f"{host}:{port}"
    path, query, fragment = (
        quote(re.sub("%(?![0-9A-Fa-f]{2})", "%25", part), safe=safe)
        for part, safe in ((parts.path, _SAFE_PATH), (parts.query, _SAFE_QUERY), (parts.fragment, _SAFE_QUERY))
    )
    address = urlunsplit((parts.scheme, netloc, path, query, fragment))
    return address if len(address) <= MAX_URL else None


def _ascii_host(host: str) -> str:
    """Return the host in ASCII, or an empty string when it is neither a domain name nor an IP address."""
    if ":" in host:
        return f"[{ip_address(host)}]"
    host = host.lower() if host.isascii() else host.encode("idna").decode("ascii")
    return host if _HOST.fullmatch(host) else ""


def yaml(value: str) -> str:
    """Return the text as a double-quoted, ASCII-only YAML scalar on one line."""
    return '"' + _YAML_LONG.sub(_yaml_character, value) + '"'


def _yaml_character(match: re.Match[str]) -> str:
    # Not json.dumps: its surrogate pairs are read back by YAML as two lone surrogates.
    char = match.group()
    return _YAML_SHORT.get(char) or (f"\\u{ord(char):04X}" if ord(char) < _BEYOND_BMP else f"\\U{ord(char):08X}")


def json_in_html(value: object) -> str:
    """Return JSON for a `<script>` element: no byte of it can end the element or open a comment."""
    text = _encode_json(value)
    for char, written in _JSON_IN_HTML.items():
        text = text.replace(char, written)
    return text


def xml(value: str) -> str:
    """Return the text for an XML element or attribute; characters that XML forbids are gone after `text.clean`."""
    return html.escape(value, quote=True)


def bibtex(value: str) -> str:
    """Return plain text for a braced BibTeX field: TeX's special characters are commands, Unicode stays."""
    return _BIBTEX_SPECIAL.sub(lambda match: _BIBTEX[match.group()], value)


def bibtex_verbatim(value: str) -> str:
    """Return an identifier for a braced BibTeX field that is copied, not typeset: nothing in it can end the field."""
    return _VERBATIM_FORBIDDEN.sub("", value)


def ris(value: str) -> str:
    """Return the text for the value of a RIS tag: one line."""
    return _on_one_line(value)


def _on_one_line(value: str) -> str:
    # No line break is printable: most texts have none, and are seen to in a fifth of the time of the pattern.
    return value if value.isprintable() else _LINE_BREAKS.sub(" ", value)


def csv(value: str) -> str:
    """Return the text as a quoted CSV cell that no spreadsheet takes for a formula (the rule of OWASP)."""
    if not value:
        return '""'
    value = _on_one_line(value)
    return '"' + ("'" if value.startswith(_FORMULA) else "") + value.replace('"', '""') + '"'


def markdown(value: str) -> str:
    """Return plain text for a line of Markdown: no sign of it is markup."""
    return _MARKDOWN_SPECIAL.sub(r"\\\g<0>", _on_one_line(value)).replace("<", "&lt;")


def markdown_url(value: str) -> str:
    """Return an address that `url` has accepted for the parentheses of a Markdown link."""
    return value.replace("(", "%28").replace(")", "%29")


def log_line(value: str) -> str:
    """Return the text for one line of a terminal or CI log: no controls, nothing that a runner takes for a command."""
    shown = "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in value)
    return re.sub(":(?=:)", ": ", shown)
