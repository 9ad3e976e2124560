"""A digest as a mail: text and HTML side by side, with nothing in its headers that came from a listing."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
import msgspec

from generator.errors import UsageError
from generator.mail.address import parse_address
from generator.maths import to_unicode
from generator.site import Site
from generator.text import clean, cut

from . import Digest
from .plain import plain_text
from .reasons import reason

POLICY = policy.SMTP.clone(max_line_length=500)
"""Not the 78 characters of habit: an address in `List-Unsubscribe` must not be cut into encoded words."""
_TEMPLATES = Path(__file__).parent / "templates"
_WIDTH = 200
"""Characters of an abstract that a mail shows."""


class Recipient(msgspec.Struct, frozen=True):
    """Whom a mail is for; `name` is her keyed hash, `token` lets her leave."""

    address: str
    name: str
    token: str


def sender_of(text: str) -> Address:
    """Return the sender that a setting or an option names; what is none is a `UsageError`."""
    name, address = parseaddr(clean(text))
    parsed = parse_address(address)
    if parsed is None:
        raise UsageError("digest_sender is an address such as `Papershelf <digest@papershelf.example>`")
    return Address(display_name=name, addr_spec=parsed)


def message(
    site: Site, digest: Digest, recipient: Recipient, sender: Address, sent: datetime | None = None
) -> EmailMessage:
    """Return the mail of a digest for one recipient; without `sent` it is dated at the start of its day (UTC).

    Header names and recipients depend on settings and recipient alone; texts of papers stand in the bodies.
    """
    result = headed(
        sender, recipient, subject(site, digest), f"{digest.day} {recipient.name}", sent or _start(digest.day)
    )
    leaving = [f"<mailto:{sender.addr_spec}?subject=unsubscribe%20{quote(recipient.token)}>"]
    if site.settings.digest_unsubscribe:
        leaving.insert(0, f"<{site.settings.digest_unsubscribe}{quote(recipient.token)}>")
        # RFC 8058: only an address of the web can be left with one click.
        result["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    result["List-Unsubscribe"] = ", ".join(leaving)
    result["List-Id"] = f"<digest.{sender.domain}>"
    leave = leaving[0].strip("<>")
    values = {"site": site, "digest": digest, "leave": leave, "subject": str(result["Subject"])}
    result.set_content(plain_text(site, digest, str(result["Subject"]), leave))
    result.add_alternative(_fill("letter.html.jinja", **values), subtype="html")
    _fix_boundary(result)
    return result


def headed(sender: Address, recipient: Recipient, title: str, identity: str, sent: datetime) -> EmailMessage:
    """Return an empty mail with its first headers; `identity` decides its Message-ID."""
    result = EmailMessage(policy=POLICY)
    result["From"] = sender
    result["To"] = Address(addr_spec=recipient.address)
    result["Subject"] = title
    result["Date"] = format_datetime(sent)
    result["Message-ID"] = f"<{hashlib.sha256(identity.encode()).hexdigest()[:32]}.digest@{sender.domain}>"
    # RFC 3834: no holiday notice may answer.
    result["Auto-Submitted"] = "auto-generated"
    return result


def subject(site: Site, digest: Digest) -> str:
    """Return the subject line: the site's name, a count, the day; nothing of a listing."""
    papers = f"{digest.total} new {'paper' if digest.total == 1 else 'papers'}"
    return cut(clean(f"{site.settings.site_name}: {papers}, {long_day(digest.day)}"), _WIDTH)


def long_day(day: str) -> str:
    """Return a day as people write it, `25 November 2026`, whatever the locale."""
    months = (
        "January February March April May June July August September October November December"  # no locale
    ).split()
    found = date.fromisoformat(day)
    return f"{found.day} {months[found.month - 1]} {found.year}"


def issue_title(day: str) -> str:
    """Return what the issue of a day is called on the site."""
    return f"New on {long_day(day)}"


def preview(site: Site, digest: Digest, recipient: Recipient, sender: Address) -> str:
    """Return the HTML part alone, to be looked at in a browser."""
    part = message(site, digest, recipient, sender).get_body(("html",))
    return str(part.get_content()) if part else ""


def _start(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), tzinfo=UTC)


def _fix_boundary(result: EmailMessage) -> None:
    # The standard library draws a random boundary; ours comes from the Message-ID, so that equal mails are equal bytes.
    result.set_boundary(f"papershelf-{str(result['Message-ID']).strip('<>').partition('.')[0]}")


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["plain"] = to_unicode
    environment.filters["cut"] = cut
    environment.filters["reason"] = reason
    environment.filters["day"] = long_day
    return environment


def _fill(name: str, **values: Any) -> str:
    return _environment().get_template(name).render(width=_WIDTH, **values)
