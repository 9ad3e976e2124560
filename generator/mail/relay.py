"""The relay that takes our mail (SMTP, RFC 5321), spoken to verb by verb, so that we know what it knows.

smtplib's own `sendmail` raises the same error when the connection breaks before and after the message was handed over;
retrying is safe in the first case and a second mail in the other. So each step is taken alone here.
"""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from typing import Literal, Self, TypeAlias

import msgspec

from generator.errors import PapershelfError

from .settings import Relay

State: TypeAlias = Literal["sent", "deferred", "refused", "unknown"]
_POSITIVE, _TEMPORARY, _FINAL = 2, 4, 5
_GO_AHEAD = 354


class Outcome(msgspec.Struct, frozen=True):
    """What became of one message.

    `sent`: the relay took it. `deferred`: it did not, and may later. `refused`: it never will.
    `unknown`: the message was handed over and no answer came; sending again could make two of it.
    """

    state: State
    detail: str
    """The relay's code or the kind of fault; never its words, which may repeat an address."""
    reached: bool = True
    """Whether there was a connection at all."""


class RelayError(PapershelfError):
    """The relay cannot be used for anybody: no safe connection, no login."""

    exit_code = 1


class Session:
    """One connection to the relay; made again after it broke."""

    def __init__(self, relay: Relay) -> None:
        self._relay = relay
        self._connection: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        """Return the session; it connects when the first message is sent."""
        return self

    def __exit__(self, *_: object) -> None:
        """Say goodbye where somebody still listens."""
        self._close()

    def send(self, message: EmailMessage, sender: str, recipient: str) -> Outcome:
        """Hand one message over for one recipient; raises `RelayError` when the relay cannot be used for anybody."""
        content = message.as_bytes()
        try:
            connection = self._open()
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            return Outcome("deferred", type(error).__name__, reached=False)
        try:
            outcome = _envelope(connection, sender, recipient, len(content))
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            self._drop()
            return Outcome("deferred", type(error).__name__)
        if outcome is None:
            outcome = self._hand_over(connection, content)
        if outcome.state != "sent":
            # The next one gets a connection in a known state.
            self._drop() if outcome.state == "unknown" else self._close()
        return outcome

    def _hand_over(self, connection: smtplib.SMTP, content: bytes) -> Outcome:
        try:
            connection.send(_quoted(content))
            code, _ = connection.getreply()
        except (smtplib.SMTPException, OSError) as error:
            return Outcome("unknown", type(error).__name__)
        # An answer that is none says nothing about the message, which the relay has in full.
        return _judged(code) if code // 100 in {_POSITIVE, _TEMPORARY, _FINAL} else Outcome("unknown", str(code))

    def _open(self) -> smtplib.SMTP:
        if self._connection is None:
            try:
                self._connection = _connect(self._relay)
            except (smtplib.SMTPNotSupportedError, smtplib.SMTPAuthenticationError, ssl.SSLError) as error:
                # The relay's own words may hold the user name.
                raise RelayError(_unusable(error)) from None
            except smtplib.SMTPResponseException as error:
                raise smtplib.SMTPServerDisconnected(str(error.smtp_code)) from None
            except smtplib.SMTPServerDisconnected:
                raise
            except smtplib.SMTPException as error:
                # What `login` raises when it knows none of the methods that are offered.
                raise RelayError(_unusable(error)) from None
        return self._connection

    def _close(self) -> None:
        if self._connection is not None:
            try:
                self._connection.quit()
            except (smtplib.SMTPException, OSError):
                self._connection.close()
            self._connection = None

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _connect(relay: Relay) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if relay.authorities:
        context.load_verify_locations(relay.authorities)
    connection: smtplib.SMTP
    if relay.tls == "tls":
        connection = smtplib.SMTP_SSL(relay.host, relay.port, timeout=relay.timeout_s, context=context)
    else:
        connection = smtplib.SMTP(relay.host, relay.port, timeout=relay.timeout_s)
    try:
        if relay.tls == "starttls":
            connection.starttls(context=context)
        connection.ehlo_or_helo_if_needed()
        if relay.user:
            connection.login(relay.user, relay.password)
    except BaseException:
        connection.close()
        raise
    return connection


def _unusable(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        cause = f"the relay's certificate is not valid: {error.verify_message}"
    elif isinstance(error, smtplib.SMTPAuthenticationError):
        cause = f"the relay refused the login ({error.smtp_code})"
    elif isinstance(error, smtplib.SMTPException):
        cause = "the relay offers no encryption or no login that is safe"
    else:
        cause = "no safe connection to the relay could be made"
    return f"{cause}; nothing was sent over it: mend PAPERSHELF_SMTP_* or the relay, and run the command again"


def _envelope(connection: smtplib.SMTP, sender: str, recipient: str, size: int) -> Outcome | None:
    """Announce sender, recipient and message; return what stopped it, or None when the message may follow."""
    options = [f"size={size}"] if connection.has_extn("size") else []
    code, _ = connection.mail(sender, options)
    if code // 100 == _POSITIVE:
        code, _ = connection.rcpt(recipient)
    if code // 100 != _POSITIVE:
        return _judged(code)
    connection.putcmd("data")
    code, _ = connection.getreply()
    return None if code == _GO_AHEAD else _judged(code)


def _judged(code: int) -> Outcome:
    if code // 100 == _POSITIVE:
        return Outcome("sent", str(code))
    return Outcome("refused" if code // 100 == _FINAL else "deferred", str(code))


def _quoted(content: bytes) -> bytes:
    """Return the message as it travels: CRLF, leading dots doubled, ended by a dot (RFC 5321, section 4.5.2)."""
    lines = content.splitlines()
    return b"".join((b"." + line if line.startswith(b".") else line) + b"\r\n" for line in lines) + b".\r\n"
