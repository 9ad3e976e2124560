"""The profile: nothing of a command's time is left out, and each stage has one line."""

from __future__ import annotations

import json
import time
from pathlib import Path

from generator.profile import Profile


def written(profile: Profile, path: Path) -> list[dict[str, float]]:
    profile.write(path)
    return [json.loads(line) for line in path.read_text().splitlines()]


def work() -> None:
    end = time.process_time() + 0.02
    while time.process_time() < end:
        pass


def test_a_stage_that_ran_twice_has_one_line(tmp_path: Path):
    profile = Profile()
    for name in ("start", "read", "render", "read"):
        profile.mark(name)

    assert [stage["stage"] for stage in written(profile, tmp_path / "p")] == ["start", "read", "render"]


def test_time_between_stages_is_counted_to_the_next_one_and_the_rest_to_the_last(tmp_path: Path):
    profile = Profile()
    profile.mark("start")
    work()
    with profile.stage("read"):
        pass
    work()

    _, read = written(profile, tmp_path / "p")
    assert read["cpu_s"] >= 0.04


def test_whoever_shows_progress_is_told_when_a_stage_begins():
    names: list[str] = []
    profile = Profile(names.append)

    with profile.stage("read"):
        assert names == ["read"]


def test_the_peak_is_in_megabytes(tmp_path: Path):
    (start,) = written(Profile(), tmp_path / "p")

    assert 10 < start["peak_rss_mb"] < 10_000
