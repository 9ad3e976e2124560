"""The mail that asks somebody whether it was she who wants the digest (double opt-in)."""

from __future__ import annotations

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from urllib.parse import quote

from generator.mail.subscribers import DAYS_TO_CONFIRM
from generator.site import Site

from .letter import Recipient, headed

_TEXT = """Somebody, most likely you, asked for the digest of {name} at this address{topics}.

To confirm, answer this mail, or write to {sender} with the subject

    confirm {token}

within {days} days. If it was not you, do nothing: this address is not kept.

{url}
"""


def invitation(
    site: Site, recipient: Recipient, topics: tuple[str, ...], sender: Address, sent: datetime
) -> EmailMessage:
    """Return the mail; its subject is the answer, so that a plain reply confirms."""
    title = f"confirm {recipient.token}"
    result = headed(sender, recipient, title, recipient.token, sent)
    names = ", ".join(site.topic_names.get(topic, topic) for topic in topics)
    result.set_content(
        _TEXT.format(
            name=site.settings.site_name, topics=f", for the topics {names}" if names else "",
            sender=sender.addr_spec, token=recipient.token, days=DAYS_TO_CONFIRM, url=site.url(""),
        )
        + f"mailto:{sender.addr_spec}?subject={quote(title)}\n"
    )  # fmt: skip
    return result
