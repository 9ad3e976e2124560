"""README.md is true: what it names exists, and what a user can call is named in it."""

from __future__ import annotations

import json
import re
import struct
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import msgspec
import pytest
import yaml

from generator import corrections, doctor, people, report, taxonomy, venues
from generator.cli import papershelf
from generator.errors import ContentError, GateError, UsageError
from generator.settings import Settings
from generator.sources import sources
from generator.sources.jsonl import READS as JSONL_FIELDS
from tests.tools.formats import with_tables

PROJECT = Path(__file__).parent.parent
README = (PROJECT / "README.md").read_text(encoding="utf-8")
# A heading of a section of a file that the content folder may hold, and the first block of code below it.
EXAMPLE = re.compile(r"^### [^\n]*`content/(\S+)`\n(?:(?!    |#).*\n)*((?:    .*\n|\n)+)", re.MULTILINE)
EXAMPLES = {name: re.sub("^    ", "", block, flags=re.MULTILINE).strip() for name, block in EXAMPLE.findall(README)}
MAKEFILE = (PROJECT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):.*## ", MAKEFILE, re.MULTILINE)) - {"help"}
WORDS = set(re.findall(r"`([^`\n]+)`", README))
FLOW = next(line for line in README.splitlines() if "-->" in line)
# What is made by a command, or stands only for a file of the reader's.
CONTEXT = click.Context(papershelf)
COMMANDS = {name: papershelf.get_command(CONTEXT, name) for name in papershelf.list_commands(CONTEXT)}
MADE = {
    ".papershelf/",
    "__init__.py",
    "content/authors.yml",
    ".venv/",
    "bench/",
    "site/",
    ".venv/bin/papershelf",
    "content/pages/about.md",
    "content/pages/index.md",
}


def _with_subcommands(commands: Iterable[click.Command | None]) -> Iterator[click.Command]:
    for command in filter(None, commands):
        yield command
        yield from command.commands.values() if isinstance(command, click.Group) else ()


def section(title: str) -> str:
    """Return a section of the README."""
    return re.split(rf"^#+ {re.escape(title)}\n", README, flags=re.MULTILINE)[1].split("\n## ")[0]


def first_column(text: str) -> set[str]:
    """Return the words in code type of the first column of the tables in a text."""
    rows = re.findall(r"^ *\| (`[^|]*)\|", text, re.MULTILINE)
    return {word for row in rows for word in re.findall(r"`([^`]+)`", row)}


def test_every_make_target_is_named_and_every_named_one_exists():
    assert set(re.findall(r"(?:`|^ +|&& )make ([a-z-]+)", README, re.MULTILINE)) == TARGETS


def test_every_target_says_what_it_does():
    rules = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))

    assert rules - TARGETS == {"help", "runtime-environment", "test-environment"}


def test_every_command_is_named_and_every_named_one_exists():
    assert set(re.findall(r"`papershelf ([a-z]+)", README)) == set(COMMANDS)


def test_every_named_option_exists():
    options = {
        name
        for command in _with_subcommands(COMMANDS.values())
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for name in parameter.opts
    }
    named = set(re.findall(r"(?<=[ `=\"])--[a-z][a-z-]*[a-z](?!-)\b", README.replace(FLOW, ""))) - {"--help"}

    assert named <= options
    assert {"--locked", "--allow-shrink", "--max-rejected"} <= named


def test_every_setting_is_explained_and_every_explained_one_exists():
    settings = {field.name for field in msgspec.structs.fields(Settings)}
    of_mkdocs = {"site_name", "site_url", "repo_url", "site_description"}

    explained = first_column(section('From "Use this template" to a live site'))

    # The language is the theme's.
    assert explained == (settings | of_mkdocs) - {"language"}


@pytest.mark.parametrize("field", ["page_size", "size_limit_mb"])
def test_the_named_defaults_are_the_defaults(field: str):
    assert re.search(rf"\| `{field}` \|[^|]*\| {getattr(Settings(), field)} \|", README)


def test_every_field_of_json_lines_is_explained():
    assert first_column(section("Listings: `content/papers/`")) == set(JSONL_FIELDS)


def test_every_format_is_explained():
    table = README.split("| format | name | files |")[1].split("\n\n")[0]

    assert {row.split("|")[2].strip() for row in table.splitlines()[2:]} == set(sources())


def test_the_tables_of_fields_are_those_that_the_code_makes():
    assert with_tables(README) == README, "`make formats` renews them"


def test_every_code_of_the_doctor_is_explained_in_its_own_words():
    rows = re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", section("What `papershelf check` finds"), re.MULTILINE)

    assert dict(rows) == doctor.codes() | doctor.PROBLEMS


def test_every_exit_code_is_explained():
    codes = {error.exit_code for error in (ContentError, UsageError, GateError)} | {0, report.FAULT}

    assert {int(code) for code in re.findall(r"^\| (\d) \|", README, re.MULTILINE)} == codes


def test_every_named_file_exists():
    named = {word for word in WORDS if re.fullmatch(r"\.?[\w-]+/[\w./-]*|[\w-]+\.(?:py|yml|md|toml)|LICENSE", word)}

    assert not [word for word in sorted(named - MADE) if not (PROJECT / word).exists()]


def test_the_example_of_corrections_is_read_without_a_problem():
    found, problems = corrections.parse_corrections(EXAMPLES["corrections.yml"], "corrections.yml")

    assert problems == ()
    assert len(found.papers) == 2


def test_the_example_of_topics_is_read_without_a_problem():
    found, problems = taxonomy.parse_taxonomy(EXAMPLES["topics.yml"], "topics.yml")

    assert problems == ()
    assert found.topics[0].words == ("graph neural network", "message passing")


def test_the_example_of_venues_is_read_without_a_problem():
    found, problems = venues.parse_venues(EXAMPLES["venues.yml"], "venues.yml")

    assert problems == ()
    assert found.known[0].aliases == ("Conf. on Invented Things",)


def test_the_example_of_authors_is_read_without_a_problem():
    found, problems = people.parse_authors(EXAMPLES["authors.yml"], "authors.yml")

    assert problems == ()
    assert found.known[0].aliases == ("A. Example", "Ada Sample")


def test_the_example_of_a_record_is_json_on_one_line():
    lines = [line for line in README.splitlines() if line.startswith("    {")]

    assert [set(json.loads(line)) <= JSONL_FIELDS.keys() for line in lines] == [True]


def test_the_keys_of_mkdocs_yml_stand_where_the_readme_says():
    text = re.sub(r"!!\S+", "", (PROJECT / "mkdocs.yml").read_text(encoding="utf-8"))
    config = yaml.safe_load(text)

    assert {"site_name", "site_description", "site_url", "repo_url"} <= set(config)
    assert "catalogue" in config["extra"]


def test_the_first_command_of_the_section_on_tests_is_what_ci_runs():
    assert re.search(r"^    (.*)$", section("Tests"), re.MULTILINE)[1] == "make test"
    assert "make test\n" in (PROJECT / ".ci" / "run").read_text(encoding="utf-8")


def test_pictures_are_few_light_and_shown():
    pictures = sorted((PROJECT / "screenshots").glob("*.png"))

    assert {f"screenshots/{path.name}" for path in pictures} == set(re.findall(r"\((screenshots/[^)]+)\)", README))
    assert 0 < len(pictures) <= 4
    assert all(path.stat().st_size < 200_000 for path in pictures)


def test_pictures_show_a_wide_window_and_a_phone():
    widths = {struct.unpack(">I", path.read_bytes()[16:20])[0] for path in (PROJECT / "screenshots").glob("*.png")}

    assert widths == {1280, 390}


def test_the_changelog_knows_this_version():
    changelog = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    version = re.search(r'^version = "(.*)"$', (PROJECT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)

    assert version
    assert f"## [{version[1]}] - " in changelog


def test_make_without_a_target_lists_them():
    result = subprocess.run(["make", "--no-print-directory"], cwd=PROJECT, capture_output=True, text=True, check=True)

    assert {line.split()[0] for line in result.stdout.splitlines()} - {"help"} == TARGETS
