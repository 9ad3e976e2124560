"""Letters handed to the relay: nobody gets one twice, nobody is skipped in silence, whatever happens in between.

Each step is in the journal before it is taken; issues.py says what its lines mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from email.message import EmailMessage

import msgspec

from .issues import state
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


def plan(run: Round, letters: Iterable[Letter]) -> int:
    """Note which letters will be sent, and send none; return their number.

    For machines that may vanish with their disk: the journal is carried to a safe place between planning and sending.
    """
    names = [letter.name for letter in letters if state(run.journal.entries, letter.name, run.day) not in _SETTLED]
    for name in names:
        run.journal.append({"event": "planned", "day": run.day, "to": name, "run": run.name})
    return len(names)


def deliver(run: Round, letters: Iterable[Letter]) -> Delivery:
    """Send the letters of the day that have not been sent.

    Raises `RelayError` when the relay cannot be used for anybody; what was sent before is in the journal.
    """
    outcomes: dict[str, Outcome] = {}
    for letter in letters:
        before = state(run.journal.entries, letter.name, run.day)
        if before == "sending" or (before == "planned" and not _is_ours(run, letter.name)):
            outcomes[letter.name] = Outcome("unknown", "interrupted")
            _note(run, letter.name, outcomes[letter.name])
        elif before not in _DONE:
            outcomes[letter.name] = _attempts(run, letter)
    return Delivery(outcomes)


def _is_ours(run: Round, name: str) -> bool:
    """Tell whether the last plan for a recipient was made by this very run."""
    plans = [item["run"] for item in run.journal.entries if item.get("to") == name and item["event"] == "planned"]
    return bool(run.name) and plans[-1] == run.name


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


def _note(run: Round, name: str, outcome: Outcome) -> None:
    run.journal.append({"event": outcome.state, "day": run.day, "to": name, "detail": outcome.detail})
