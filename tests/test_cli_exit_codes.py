"""What the command says and ends with, as a maintainer or a CI job meets it."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import subprocess
from pathlib import Path

import pytest

from tests.command import NOW, ROOT, arguments, digest, environment, papershelf, small_catalogue

# The stages of a build, as the profile names them.
STAGES = set(
    "start read repair merge topics related map pages shells mkdocs write exports search check publish".split()
)


def listing(content: Path) -> Path:
    return content / "papers/invented.jsonl"


def keep(content: Path, papers: int) -> None:
    """Leave the first papers of the listing alone in it."""
    lines = listing(content).read_text().splitlines(keepends=True)
    listing(content).write_text("".join(lines[:papers]))


def spoil(content: Path, records: int) -> None:
    """Add records without a title."""
    with listing(content).open("a") as file:
        file.writelines(f'{{"title": "", "abstract": "Invented {number}."}}\n' for number in range(records))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return small_catalogue(tmp_path)


@pytest.fixture
def site(tmp_path: Path, content: Path) -> Path:
    """A site that is published, with its ledger."""
    done = build(content, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    return tmp_path / "site"


def build(content: Path, site: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return papershelf("build", "--content", content, "--output", site, "--now", NOW, *more)


def refused(content: Path, site: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Build, and make sure that site and ledger are what they were and nothing is left beside them."""
    ledger, before = (content / "permalinks.tsv").read_bytes(), digest(site)
    done = build(content, site, *more)
    assert digest(site) == before
    assert (content / "permalinks.tsv").read_bytes() == ledger
    assert {path.name for path in site.parent.iterdir()} == {"content", "site"}
    assert "Traceback" not in done.stderr
    return done


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    return done.stderr.splitlines()[-1]


def test_rejected_records_are_listed_and_the_others_published(content: Path, tmp_path: Path):
    spoil(content, 2)

    done = build(content, tmp_path / "site")

    papers = (tmp_path / "site/api/papers.jsonl").read_text().splitlines()
    assert done.returncode == 0
    assert len(papers) == 12
    assert f"{listing(content)}:13: title: " in done.stderr
    assert f"{listing(content)}:14: title: " in done.stderr


def test_problems_end_a_strict_build(content: Path, site: Path):
    spoil(content, 1)

    done = refused(content, site, "--strict")

    assert done.returncode == 1
    assert f"{listing(content)}:13: title: " in done.stderr
    assert "--strict" in last_line(done)


def test_a_taxonomy_that_is_no_yaml_ends_the_build_and_costs_no_address(content: Path, site: Path):
    (content / "topics.yml").write_text("- slug: [\n")

    done = refused(content, site)

    assert done.returncode == 1
    assert f"{content}/topics.yml:2: this is not valid YAML" in done.stderr
    assert last_line(done).endswith("repair it and build again")


@pytest.mark.parametrize(
    "words",
    [
        ["build", "--colour"],
        ["build", "--content", "/nowhere"],
        ["build", "--now", "tomorrow"],
        ["build", "--max-rejected", "many"],
        ["build", "--output", "/"],
        ["build", "--output", "."],
        ["publish"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_told_in_a_sentence(words: list[str]):
    done = papershelf(*words)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_a_folder_of_the_users_is_not_replaced(content: Path, tmp_path: Path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home/letter.txt").write_text("dear")

    done = build(content, tmp_path / "home")

    assert done.returncode == 2
    assert "refused to replace" in last_line(done)
    assert (tmp_path / "home/letter.txt").read_text() == "dear"
    assert not (content / "permalinks.tsv").exists()


def test_too_many_rejected_records_are_a_gate(content: Path, site: Path):
    spoil(content, 3)

    assert refused(content, site).returncode == 4
    assert build(content, site, "--max-rejected", "50").returncode == 0


def test_vanishing_papers_are_a_gate(content: Path, site: Path):
    keep(content, 10)

    done = refused(content, site)

    assert done.returncode == 4
    assert "2 of the 12 published papers would vanish" in last_line(done)
    assert build(content, site, "--allow-shrink").returncode == 0


def test_an_empty_listing_does_not_empty_the_site(content: Path, site: Path):
    keep(content, 0)

    assert refused(content, site, "--allow-shrink").returncode == 4


def test_a_new_catalogue_may_have_no_papers(content: Path, tmp_path: Path):
    keep(content, 0)

    done = build(content, tmp_path / "site")

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/index.html").is_file()


def test_a_ledger_of_which_a_row_is_lost_stops_the_build(content: Path, site: Path):
    ledger = content / "permalinks.tsv"
    ledger.write_text(re.sub("^paper\t", "paper\t../", ledger.read_text(), count=1, flags=re.MULTILINE))

    done = refused(content, site)

    assert done.returncode == 4
    assert "1 rows of the ledger are damaged" in last_line(done)
    assert re.search(rf"{ledger}:\d+: this row is damaged", done.stderr)


def test_a_locked_build_refuses_a_ledger_that_would_change(content: Path, site: Path):
    assert build(content, site, "--locked").returncode == 0
    title = "An invented newcomer among made-up papers"
    with listing(content).open("a") as file:
        file.write(json.dumps({"title": title, "abstract": "It is new and invented."}) + "\n")

    done = refused(content, site, "--locked")

    assert done.returncode == 4
    assert "run `papershelf build`" in last_line(done)


def test_a_site_above_the_size_limit_is_a_gate(content: Path, site: Path, tmp_path: Path):
    settings = (ROOT / "mkdocs.yml").read_text().replace("catalogue:\n", "catalogue:\n    size_limit_mb: 0\n")
    (tmp_path / "small").mkdir()
    (tmp_path / "small/mkdocs.yml").write_text(settings)
    (tmp_path / "small/overrides").symlink_to(ROOT / "overrides")

    done = papershelf(
        "build", "--content", content, "--output", site, "--now", NOW, "--allow-shrink", cwd=tmp_path / "small"
    )

    assert done.returncode == 4
    assert "of its 12 papers would fit" in last_line(done)


def test_two_builds_of_one_output_do_not_meet(content: Path, tmp_path: Path):
    command = arguments("build", "--content", content, "--output", tmp_path / "site", "--now", NOW)

    both = [
        subprocess.Popen(
            command, cwd=ROOT, env=environment(), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=300)[1] for process in both]

    assert sorted(process.returncode for process in both) in ([0, 4], [0, 0])
    assert all("another build" in text for text, process in zip(said, both, strict=True) if process.returncode)
    assert len((tmp_path / "site/api/papers.jsonl").read_text().splitlines()) == 12


@pytest.mark.parametrize("limit", [2_000, 20_000, 60_000])
def test_a_file_that_cannot_be_written_leaves_the_old_site(content: Path, site: Path, limit: int):
    before = digest(site)

    done = subprocess.run(
        arguments("build", "--content", content, "--output", site, "--now", NOW),
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )

    assert done.returncode == 3
    assert "make room and run the command again" in last_line(done)
    assert digest(site) == before
    assert {path.name for path in site.parent.iterdir()} == {"content", "site"}
    assert build(content, site).returncode == 0


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_stopped_cleans_up(content: Path, tmp_path: Path, stop: signal.Signals):
    command = arguments("build", "--content", content, "--output", tmp_path / "site", "--now", NOW)
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "papershelf: read\n"
        process.send_signal(stop)
        _, said = process.communicate(timeout=60)

    assert process.returncode == 130
    assert said.strip() == "interrupted; the published site is as it was"
    assert {path.name for path in tmp_path.iterdir()} == {"content"}


def test_a_build_writes_the_site_and_the_ledger_and_nothing_else(content: Path, tmp_path: Path):
    for name in ("home", "temporary"):
        (tmp_path / name).mkdir()
    before = {path for path in tmp_path.rglob("*") if path.is_file()}

    done = papershelf(
        *("build", "--content", content, "--output", tmp_path / "site", "--now", NOW),
        HOME=str(tmp_path / "home"),
        XDG_CACHE_HOME=str(tmp_path / "home"),
        TMPDIR=str(tmp_path / "temporary"),
    )

    after = {path for path in tmp_path.rglob("*") if path.is_file() and tmp_path / "site" not in path.parents}
    assert done.returncode == 0
    assert after - before == {content / "permalinks.tsv"}
    assert {path.name for path in tmp_path.iterdir()} == {"content", "home", "site", "temporary"}


def test_every_page_is_readable_by_others_whatever_the_umask(content: Path, tmp_path: Path):
    before = os.umask(0o077)
    try:
        assert build(content, tmp_path / "site").returncode == 0
    finally:
        os.umask(before)

    paths = [tmp_path / "site", *(tmp_path / "site").rglob("*")]
    assert {oct(path.lstat().st_mode) for path in paths} == {"0o40755", "0o100644"}


def test_the_profile_accounts_for_the_commands_time(content: Path, tmp_path: Path):
    command = arguments("build", "--content", content, "--output", tmp_path / "site", "--now", NOW)
    process = subprocess.Popen([*command, "--profile", tmp_path / "profile"], cwd=ROOT, env=environment())
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)

    stages = [json.loads(line) for line in (tmp_path / "profile").read_text().splitlines()]
    measured = sum(stage["cpu_s"] for stage in stages)
    assert process.returncode == 0
    assert {stage["stage"] for stage in stages} == STAGES
    assert len(stages) == len(STAGES)
    assert 0.95 * (usage.ru_utime + usage.ru_stime) <= measured <= 1.01 * (usage.ru_utime + usage.ru_stime)
    assert all(set(stage) == {"stage", "cpu_s", "wall_s", "peak_rss_mb"} for stage in stages)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("papers/index.md", "# Invented", "pages/papers/index.md: a generated page has this address"),
        ("README.md", "# Invented", "pages/README.md: a generated page has this address"),
        (
            "templates/guide.md",
            "# Invented",
            "pages/templates/guide.md: the builder leaves out what stands in templates/",
        ),
        ("guide.md", "# Invented", "pages/guide.md: orphan: no other page links here"),
        ("about.md", "[a](nothing.md)", "pages/about.md: contains a link 'nothing.md'"),
        ("about.md", "[a](../nothing/)", "pages/about.md: broken link: ../nothing/"),
    ],
)
def test_a_fault_of_a_hand_written_page_is_told_with_its_file(
    content: Path, site: Path, name: str, text: str, told: str
):
    page = content / "pages" / name
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(text)

    done = refused(content, site)

    assert (done.returncode, told in done.stderr) == (1, True), done.stderr


def test_an_output_among_the_listings_is_wrong_usage(content: Path):
    done = build(content, content / "papers/site")

    assert (done.returncode, "which is read" in done.stderr) == (2, True), done.stderr
