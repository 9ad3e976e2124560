"""What can go wrong: a problem in the content, which is data, and the errors that end a command."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in the content, told as `file:line: field: message`."""

    file: str
    line: int
    message: str
    field: str = ""
    code: str = "content"
    """A short stable name of the kind of fault, for counting and for tests."""
    rejected: bool = False
    """True when the record was left out because of it; otherwise the record was published without the faulty part."""

    def __str__(self) -> str:
        """Return the line that a maintainer can click on."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.field}: {self.message}" if self.field else f"{where}: {self.message}"


def located(problems: Iterable[Problem], content: Path) -> tuple[Problem, ...]:
    """Return the problems with the path of their file as the user would type it; `content` is the content folder."""
    return tuple(replace(problem, file=str(content / problem.file)) for problem in problems)


class PapershelfError(Exception):
    """An error with a sentence for the user; `exit_code` is what the command ends with."""

    exit_code = 3


@dataclass
class ContentError(PapershelfError):
    """The content folder has faults that the build cannot go on with."""

    message: str
    problems: tuple[Problem, ...] = field(default=())
    exit_code = 1

    def __str__(self) -> str:
        """Return the sentence; the problems are listed by the handler."""
        return self.message


class MachineError(PapershelfError):
    """The machine did not give what the work needs; the sentence says what to do, and there is nothing to report."""


class UsageError(PapershelfError):
    """The command was called wrongly."""

    exit_code = 2


class GateError(PapershelfError):
    """A publishing gate refused: the old site stays."""

    exit_code = 4
