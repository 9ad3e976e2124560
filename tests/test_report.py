"""From an error to its text and exit code."""

from __future__ import annotations

import errno
from collections.abc import Callable

import click
import pytest

from generator import report
from generator.errors import ContentError, GateError, MachineError, PapershelfError, Problem, UsageError

PROBLEMS = (
    Problem("content/papers/b.txt", 2, "no title", field="title"),
    Problem("content/papers/a.txt", 10, "no title"),
    Problem("content/papers/a.txt", 9, "::add-path::/evil\n\x1b[2J"),
)


def raising(error: BaseException) -> Callable[[], int]:
    def command() -> int:
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ContentError("2 problems"), 1),
        (UsageError("no such folder"), 2),
        (click.UsageError("no such option"), 2),
        (click.FileError("x"), 2),
        (PermissionError(errno.EACCES, "Permission denied", "/site"), 2),
        (PapershelfError("two pages have one path"), 3),
        (MachineError("a worker was killed"), 3),
        (ZeroDivisionError(), 3),
        (OSError(errno.ENOSPC, "No space left on device"), 3),
        (RecursionError(), 3),
        (MemoryError(), 3),
        (GateError("too large"), 4),
        (KeyboardInterrupt(), 130),
        (click.Abort(), 130),
    ],
    ids=repr,
)
def test_each_error_has_its_exit_code(error: BaseException, code: int):
    assert report.run(raising(error), traceback=lambda: False) == code


def test_a_command_that_succeeds_says_nothing(capsys: pytest.CaptureFixture[str]):
    assert report.run(lambda: 0, traceback=lambda: True) == 0
    assert capsys.readouterr() == ("", "")


def test_problems_are_sorted_and_carry_no_commands(capsys: pytest.CaptureFixture[str]):
    report.run(raising(ContentError("3 problems", PROBLEMS)), traceback=lambda: False)

    assert capsys.readouterr().err.splitlines() == [
        r"content/papers/a.txt:9: : :add-path: :/evil\n\x1b[2J",
        "content/papers/a.txt:10: no title",
        "content/papers/b.txt:2: title: no title",
        "papershelf: 3 problems",
    ]


def test_a_fault_asks_for_a_report_in_one_line(capsys: pytest.CaptureFixture[str]):
    report.run(raising(ValueError("odd")), traceback=lambda: False)

    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("papershelf: ValueError: odd; the published site is as it was.")
    assert "please report it" in line


def test_a_full_disk_is_no_fault_to_report(capsys: pytest.CaptureFixture[str]):
    report.run(raising(OSError(errno.ENOSPC, "No space left on device", "/site/x")), traceback=lambda: False)

    told = "the published site is as it was: make room and run the command again"
    assert capsys.readouterr().err == f"papershelf: /site/x: No space left on device; {told}\n"


def test_what_the_machine_refuses_is_no_fault_to_report(capsys: pytest.CaptureFixture[str]):
    report.run(raising(MachineError("a worker was killed: use fewer")), traceback=lambda: False)

    assert capsys.readouterr().err == "papershelf: a worker was killed: use fewer\n"


def test_a_traceback_is_shown_on_request(capsys: pytest.CaptureFixture[str]):
    report.run(raising(ValueError("odd")), traceback=lambda: True)

    assert "Traceback (most recent call last)" in capsys.readouterr().err


def test_elsewhere_than_on_a_terminal_each_stage_is_a_line(capsys: pytest.CaptureFixture[str]):
    with report.progress() as began:
        began("read")
        began("write")

    assert capsys.readouterr().out == "papershelf: read\npapershelf: write\n"
