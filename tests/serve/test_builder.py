"""The process that waits for the next build, which runs the program as it is, and is replaced where it cannot."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from generator.serve import builder as builders
from generator.serve.builder import Builder, Result, Run
from generator.serve.state import Outcome


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Run]]:
    """All processes that a test makes, in order."""
    runs: list[Run] = []

    class _Noted(Run):
        def __init__(self, arguments: list[str]) -> None:
            super().__init__(arguments)
            runs.append(self)

    monkeypatch.setattr(builders, "Run", _Noted)
    yield runs
    for run in runs:
        assert not run.is_waiting()


def first_result(builder: Builder) -> Result:
    results: list[Result] = []
    builder.start(results.append, lambda: None).wait_until_shown()
    return results[0]


def test_the_process_that_waited_is_the_one_that_builds(made: list[Run]):
    with Builder(["no-such-command"]) as builder:
        builder.prepare()
        result = first_result(builder)

    assert len(made) == 1
    assert result.outcome is Outcome.FAILED
    assert "no-such-command" in result.text
    assert result.news == result.text


def test_a_program_that_changed_meanwhile_builds_in_a_new_process(made: list[Run], monkeypatch: pytest.MonkeyPatch):
    with Builder(["no-such-command"]) as builder:
        builder.prepare()
        monkeypatch.setattr(builders, "version", lambda: "another")
        result = first_result(builder)

    assert len(made) == 2
    assert result.outcome is Outcome.FAILED


def test_a_process_that_died_while_it_waited_is_replaced(made: list[Run]):
    with Builder(["no-such-command"]) as builder:
        builder.prepare()
        made[0].end()
        result = first_result(builder)

    assert len(made) == 2
    assert "no-such-command" in result.text


def test_a_process_that_is_ended_shows_nothing_more(made: list[Run]):
    shown = threading.Event()
    with Builder(["no-such-command"]) as builder:
        run = builder.start(lambda _: shown.set(), lambda: None)
        run.end()
        run.wait_until_shown()

    assert len(made) == 1
    assert not shown.is_set()
