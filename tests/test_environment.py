"""The environment script: what it says is missing, and that half an environment is never taken for a whole one."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
SCRIPT = PROJECT / "tests" / "tools" / "environment.sh"
# What the script itself calls, beside Python.
TOOLS = ("sh", "env", "head", "sed", "rm", "mv", "printf", "cat")


class Machine:
    """An invented machine: a PATH of its own and a project with empty locks, so that nothing is fetched."""

    def __init__(self, folder: Path) -> None:
        self.bin = folder / "bin"
        self.project = folder / "project"
        self.bin.mkdir()
        self.project.mkdir()
        for name in TOOLS:
            (self.bin / name).symlink_to(shutil.which(name) or "/bin/" + name)
        for name in ("requirements.lock", "requirements-test.lock", "pyproject.toml"):
            (self.project / name).write_text("", encoding="utf-8")

    def command(self, name: str, body: str) -> None:
        """Put a command on the machine's PATH."""
        (self.bin / name).write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        (self.bin / name).chmod(0o755)

    def python(self, name: str = "python3", *, failing: str = "no such word") -> None:
        """Put Python on PATH that fails when its arguments hold a word, and installs nothing but logs that it would."""
        self.command(
            name,
            f'case "$*" in *"{failing}"*) exit 1 ;; esac\n'
            f'case "$*" in *"-m venv"*) mkdir -p .venv/bin && ln -s "$0" .venv/bin/python ;;\n'
            f'*"pip install"*) echo "$*" >> installed.log ;;\n'
            f'*) exec "{sys.executable}" "$@" ;; esac',
        )
        for tool in ("mkdir", "ln"):
            (self.bin / tool).symlink_to(shutil.which(tool) or "/bin/" + tool)

    def run(self, kind: str = "runtime", **variables: str) -> subprocess.CompletedProcess[str]:
        """Run the script as make would."""
        environment = {"PATH": str(self.bin), "HOME": str(self.project), **variables}
        return subprocess.run(
            ["/bin/sh", SCRIPT, kind], cwd=self.project, env=environment, capture_output=True, text=True, check=False
        )

    def installs(self) -> list[str]:
        """Return the installations so far, by what was installed."""
        log = self.project / "installed.log"
        text = log.read_text(encoding="utf-8") if log.exists() else ""
        return [line.split()[-1] for line in text.splitlines()]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_without_python_it_says_which_to_install(machine: Machine):
    result = machine.run()

    assert result.returncode == 2
    assert "Python 3.11 or newer is needed, but there is no python3 on PATH" in result.stderr
    assert "apt-get install python3 python3-venv" in result.stderr


def test_an_old_python_is_named_with_its_version(machine: Machine):
    machine.command("python3", 'case "$1" in --version) echo Python 3.9.2 ;; *) exit 1 ;; esac')

    result = machine.run()

    assert result.returncode == 2
    assert "python3 is Python 3.9.2" in result.stderr


def test_a_newer_python_beside_an_old_python3_is_taken(machine: Machine):
    machine.command("python3", "exit 1")
    machine.python("python3.12")

    assert machine.run().returncode == 0


@pytest.mark.parametrize(
    ("python", "sentence"),
    [("no-such-python", "PYTHON=no-such-python is no command"), ("old", "PYTHON=old will not do (Python 3.8.1)")],
)
def test_a_wrong_PYTHON_is_refused_even_when_python3_would_do(machine: Machine, python: str, sentence: str):  # noqa: N802
    machine.python()
    machine.command("old", 'case "$1" in --version) echo Python 3.8.1 ;; *) exit 1 ;; esac')

    result = machine.run(PYTHON=python)

    assert result.returncode == 2
    assert sentence in result.stderr


def test_a_missing_venv_module_is_named_with_its_package(machine: Machine):
    machine.python(failing="ensurepip")

    result = machine.run()

    assert result.returncode == 2
    assert "apt-get install python3-venv" in result.stderr


def test_a_missing_pip_is_named_with_its_package(machine: Machine):
    machine.python(failing="pip --version")

    result = machine.run()

    assert result.returncode == 2
    assert "the new environment has no pip" in result.stderr


def test_a_whole_environment_is_left_alone(machine: Machine):
    machine.python()
    machine.run()
    before = machine.installs()

    result = machine.run()

    assert (result.returncode, result.stderr) == (0, "")
    assert before == machine.installs() == ["requirements.lock", "."]


def test_an_interrupted_installation_starts_afresh(machine: Machine):
    machine.python(failing="-r requirements.lock")
    assert machine.run().returncode == 2
    leftover = machine.project / ".venv" / "leftover"
    leftover.touch()
    (machine.bin / "python3").unlink()
    for tool in ("mkdir", "ln"):
        (machine.bin / tool).unlink()
    machine.python()

    assert machine.run().returncode == 0
    assert not leftover.exists()


def test_a_changed_lock_makes_the_environment_anew(machine: Machine):
    machine.python()
    machine.run()
    (machine.project / "requirements.lock").write_text("# changed\n", encoding="utf-8")

    machine.run()

    assert machine.installs() == ["requirements.lock", ".", "requirements.lock", "."]


def test_a_changed_project_file_installs_the_project_alone(machine: Machine):
    machine.python()
    machine.run("test")
    (machine.project / "pyproject.toml").write_text("# changed\n", encoding="utf-8")

    machine.run()

    assert machine.installs() == ["requirements-test.lock", ".", "."]


def test_the_test_environment_serves_as_the_runtime_environment(machine: Machine):
    machine.python()
    machine.run("test")

    machine.run("runtime")

    assert machine.installs() == ["requirements-test.lock", "."]


def test_a_moved_project_gets_a_new_environment(machine: Machine):
    machine.python()
    machine.run()
    machine.project = machine.project.rename(machine.project.with_name("elsewhere"))

    machine.run()

    assert machine.installs() == ["requirements.lock", ".", "requirements.lock", "."]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_every_requirement_is_pinned_with_hashes(name: str):
    text = (PROJECT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    requirements = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]

    assert requirements
    assert not [line for line in requirements if not re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)]


@pytest.mark.parametrize("lock", sorted(PROJECT.rglob("*.lock")), ids=lambda path: path.name)
def test_no_lock_names_an_index_or_a_host(lock: Path):
    if ".venv" in lock.parts or ".cache" in lock.parts:
        return
    text = lock.read_text(encoding="utf-8")

    assert not re.search(r"://|^\s*-|\b(index|find-links|trusted)\b", text.replace("    --hash=", ""), re.MULTILINE)


def test_both_environments_hold_the_same_runtime_packages():
    runtime, test = (
        set(re.findall(r"^[a-z0-9-]+==[^\\\n]+", (PROJECT / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("requirements.lock", "requirements-test.lock")
    )

    assert runtime < test
