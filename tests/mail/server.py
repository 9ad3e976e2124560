"""A real SMTP server on loopback that can go wrong in the ways that relays go wrong."""

# ruff: noqa: N802, D102, ARG002  # the names and arguments of hooks are aiosmtpd's

from __future__ import annotations

import asyncio
import socket
import ssl
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

from generator.mail.settings import Relay

PATIENCE_S = 20.0
HANGING_PATIENCE_S = 2.0
"""How long the tests' relay waits for an answer of a server that hangs; it says nothing until the relay has left."""
SECURED = frozenset({"healthy", "no-tls", "bad-certificate", "login-refused"})
"""Modes with STARTTLS; the others save its time."""
ANSWERS = {
    "mail-4xx": ("MAIL", "451 4.3.0 try later"),
    "mail-5xx": ("MAIL", "550 5.7.1 no"),
    "rcpt-4xx": ("RCPT", "450 4.2.1 busy"),
    "rcpt-5xx": ("RCPT", "550 5.1.1 nobody"),
    "content-4xx": ("CONTENT", "452 4.2.2 full"),
    "content-5xx": ("CONTENT", "554 5.6.0 no"),
    "content-odd": ("CONTENT", "an answer without a code"),
}
MODES = (
    "healthy", *ANSWERS, "ehlo-4xx", "ehlo-5xx", "data-4xx", "data-5xx", "drop-before-data", "drop-after-data",
    "hang-after-data", "hang-before-data", "slow", "too-large", "partial", "no-tls", "bad-certificate", "login-refused",
)  # fmt: skip


class Handler:
    """Keeps what it took, by recipient and Message-ID, and misbehaves as told."""

    def __init__(self, mode: str) -> None:
        self.mode = mode
        self.taken: Counter[tuple[str, str]] = Counter()
        self.envelopes: list[tuple[str, tuple[str, ...], bytes]] = []

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self._answer("MAIL")

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        if self.mode == "partial" and address.startswith("second"):
            return "550 5.1.1 nobody"
        if self.mode == "drop-before-data":
            server.transport.abort()
        if self.mode == "hang-before-data":
            await self._silence(server)
        envelope.rcpt_tos.append(address)
        return self._answer("RCPT")

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer = self._answer("CONTENT")
        if answer.startswith("250"):
            message = message_from_bytes(envelope.content, policy=policy.default)
            self.envelopes.append((envelope.mail_from, tuple(envelope.rcpt_tos), envelope.content))
            self.taken.update((address, str(message["Message-ID"])) for address in envelope.rcpt_tos)
        if self.mode == "drop-after-data":
            server.transport.abort()
        if self.mode == "hang-after-data":
            await self._silence(server)
        if self.mode == "slow":
            await asyncio.sleep(0.3)
        return answer

    async def _silence(self, server: Any) -> None:
        while not server.transport.is_closing():  # noqa: ASYNC110  # the transport has no event for it
            await asyncio.sleep(0.05)

    def _answer(self, verb: str) -> str:
        at, answer = ANSWERS.get(self.mode, ("", ""))
        return answer if at == verb else "250 OK"


class Server(SMTP):
    """Speaks the verbs that a handler has no hook for."""

    async def smtp_EHLO(self, hostname: str) -> None:
        mode = self.event_handler.mode
        if mode.startswith("ehlo"):
            await self.push("421 4.3.2 closing" if mode == "ehlo-4xx" else "550 5.7.1 not you")
        else:
            await super().smtp_EHLO(hostname)

    async def smtp_HELO(self, hostname: str) -> None:
        if self.event_handler.mode.startswith("ehlo"):
            await self.push("550 5.7.1 not you")
        else:
            await super().smtp_HELO(hostname)

    async def smtp_DATA(self, arg: str) -> None:
        mode = self.event_handler.mode
        if mode.startswith("data"):
            await self.push("451 4.3.0 later" if mode == "data-4xx" else "554 5.5.1 never")
        else:
            await super().smtp_DATA(arg)


class _Controller(Controller):
    def factory(self) -> SMTP:
        return Server(self.handler, **self.SMTP_kwargs)


def _login(_server: Any, _session: Any, _envelope: Any, _mechanism: str, _data: Any) -> AuthResult:
    return AuthResult(success=False, handled=False)


@contextmanager
def smtp_server(mode: str, certificates: Any) -> Iterator[tuple[Relay, Handler]]:
    """Run a server in that mode until the block ends; yield the relay to use, and what it took.

    `certificates` is a trustme authority of the tests.
    """
    handler = Handler(mode)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    name = "elsewhere.example" if mode == "bad-certificate" else "127.0.0.1"
    certificates.issue_cert(name).configure_cert(context)
    options: dict[str, Any] = {"data_size_limit": 500 if mode == "too-large" else 1_000_000}
    if mode in SECURED - {"no-tls"}:
        options |= {"tls_context": context, "require_starttls": True}
    if mode == "login-refused":
        options |= {"authenticator": _login, "auth_required": True}
    controller = _Controller(handler, hostname="127.0.0.1", port=_free_port(), **options)
    controller.start()
    user = {"user": "digest", "password": "canary-password"} if mode == "login-refused" else {}
    try:
        yield (
            Relay(
                host="127.0.0.1",
                port=controller.port,
                tls="starttls" if mode in SECURED else "none",
                authorities=certificates.path,
                timeout_s=HANGING_PATIENCE_S if mode.startswith("hang") else PATIENCE_S,
                **user,
            ),
            handler,
        )
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
