"""Letters handed to the relay: nobody gets one twice, nobody is skipped in silence, whatever happens in between.

Each step is in the journal before it is taken; issues.py says what its lines mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from email.message import EmailMessage

import msgspec

from .issues import Mail, read_record
from .journal import Journal
from .relay import Outcome, RelayError, Session

ATTEMPTS = 3
"""How often one run tries a recipient whom the relay put off."""
PAUSE_S = 5.0
"""Before the second attempt; doubled before the third."""
_DONE = ("sent", "unknown", "refused")
_SETTLED = (*_DONE, "sending", "planned")


class Letter(msgspec.Struct, frozen=True):
    """A mail to one recipient; `name` is what the journal calls her."""

    name: str
    address: str
    message: EmailMessage


class Delivery(msgspec.Struct, frozen=True):
    """What became of an issue: names of recipients by outcome; `detail` has the relay's code or the kind of fault."""

    outcomes: dict[str, Outcome]

    def names(self, state: str) -> tuple[str, ...]:
        """Return the recipients with that outcome, in the order in which they were served."""
        return tuple(name for name, outcome in self.outcomes.items() if outcome.state == state)


class Round(msgspec.Struct, frozen=True):
    """What one run sends with: `pause` waits so many seconds between two attempts."""

    journal: Journal
    day: str
    session: Session
    sender: str
    pause: Callable[[float], None]
    name: str = ""
    """Of the run, so that it may send what it has planned itself; another cannot know how far that one came."""


def plan(run: Round, names: Iterable[str]) -> int:
    """Note to whom letters will be sent, and send none; return their number.

    For machines that may vanish with their disk: the journal is carried to a safe place between planning and sending.
    """
    record = read_record(run.journal.entries)
    planned = [name for name in names if record.mail(name, run.day).event not in _SETTLED]
    for name in planned:
        run.journal.append({"event": "planned", "day": run.day, "to": name, "run": run.name})
    return len(planned)


def deliver(run: Round, letters: Iterable[Letter]) -> Delivery:
    """Send the letters of the day that have not been sent.

    Raises `RelayError` when the relay cannot be used for anybody; what was sent before is in the journal.
    """
    try:
        return Delivery(_outcomes(run, letters))
    finally:
        _take_back(run)


def _outcomes(run: Round, letters: Iterable[Letter]) -> dict[str, Outcome]:
    record = read_record(run.journal.entries)
    outcomes: dict[str, Outcome] = {}
    is_down = False
    for letter in letters:
        mail = record.mail(letter.name, run.day)
        if mail.event in _DONE:
            continue
        if mail.event == "sending" or (mail.event == "planned" and not _is_ours(run, mail)):
            outcome = _note(run, letter.name, Outcome("unknown", "interrupted"))
        elif is_down:
            # Each would wait as long as the first, until the machine's time is over.
            outcome = _note(run, letter.name, Outcome("deferred", "no connection"))
        else:
            outcome = _attempts(run, letter)
            is_down = not outcome.reached
        outcomes[letter.name] = outcome
    return outcomes


def _take_back(run: Round) -> None:
    """Note that what this run planned and never began is known not to have left, so that the next issue tells it."""
    for name, mails in read_record(run.journal.entries).mails.items():
        mail = mails.get(run.day)
        if mail and mail.event == "planned" and _is_ours(run, mail):
            _note(run, name, Outcome("deferred", "not begun"))


def _is_ours(run: Round, mail: Mail) -> bool:
    return bool(run.name) and mail.run == run.name


def _attempts(run: Round, letter: Letter) -> Outcome:
    outcome = Outcome("deferred", "not tried")
    for attempt in range(ATTEMPTS):
        if attempt:
            run.pause(PAUSE_S * 2 ** (attempt - 1))
        run.journal.append({"event": "sending", "day": run.day, "to": letter.name})
        try:
            outcome = run.session.send(letter.message, run.sender, letter.address)
        except RelayError:
            _note(run, letter.name, Outcome("deferred", "relay"))
            raise
        _note(run, letter.name, outcome)
        if outcome.state != "deferred":
            break
    return outcome


def _note(run: Round, name: str, outcome: Outcome) -> Outcome:
    run.journal.append({"event": outcome.state, "day": run.day, "to": name, "detail": outcome.detail})
    return outcome
