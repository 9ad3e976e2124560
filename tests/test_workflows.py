"""The GitHub workflows: what they may do, and that nothing in them can change under us."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import starter

PROJECT = Path(__file__).parent.parent
WORKFLOWS = {path.stem: path for path in sorted((PROJECT / ".github" / "workflows").glob("*.yml"))} | {
    "starter": starter.FILES / "dot-github" / "workflows" / "pages.yml"
}
# An action at a commit, with its version beside it for the reader.
PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
# What the contexts of these workflows may be asked for: nothing that a stranger's pull request can write.
TRUSTED = {
    "github.ref", "github.run_id", "github.run_attempt", "github.workspace", "matrix.python",
    "steps.deployment.outputs.page_url", "vars.DIGEST_REPOSITORY",
}  # fmt: skip
SECRETS = {
    "DIGEST_KEY", "IMAP_PASSWORD", "PAPERSHELF_SECRET", "PAPERSHELF_SMTP_HOST", "PAPERSHELF_SMTP_PASSWORD",
    "PAPERSHELF_SMTP_USER",
}  # fmt: skip
"""Asked for by the digest, which runs on a schedule and by hand, never for a pull request."""

each_workflow = pytest.mark.parametrize("name", WORKFLOWS)
each_that_deploys = pytest.mark.parametrize("name", ["pages", "starter"])


def text(name: str) -> str:
    return WORKFLOWS[name].read_text(encoding="utf-8")


def jobs(name: str) -> dict[str, dict[str, Any]]:
    workflow: dict[str, Any] = yaml.safe_load(text(name))
    return dict(workflow["jobs"])


def steps(name: str) -> list[dict[str, Any]]:
    return [step for job in jobs(name).values() for step in job["steps"]]


def triggers(name: str) -> dict[str, Any]:
    # YAML 1.1 reads the key `on` as true.
    return dict(yaml.safe_load(text(name))[True])


def test_there_is_one_workflow_for_tests_one_for_the_digest_and_one_for_each_kind_of_site():
    assert set(WORKFLOWS) == {"ci", "digest", "pages", "starter"}


@each_workflow
def test_every_action_is_pinned_to_a_commit(name: str):
    uses = [line.split("uses:")[1].strip() for line in text(name).splitlines() if "uses:" in line]

    assert uses
    assert not [line for line in uses if not PINNED.fullmatch(line)]


@each_workflow
def test_permissions_are_none_by_default_and_given_per_job(name: str):
    assert yaml.safe_load(text(name))["permissions"] == {}
    assert all(job["permissions"] for job in jobs(name).values())


def test_only_the_deploying_job_may_write():
    writing = {
        f"{name}.{job}": {right for right, level in rules["permissions"].items() if level == "write"}
        for name in WORKFLOWS
        for job, rules in jobs(name).items()
    }

    assert {job: rights for job, rights in writing.items() if rights} == {
        f"{name}.deploy": {"pages", "id-token"} for name in ("pages", "starter")
    }


@each_workflow
def test_no_checkout_keeps_credentials(name: str):
    checkouts = [step for step in steps(name) if step.get("uses", "").startswith("actions/checkout@")]

    assert checkouts
    keeping = [step["with"]["path"] for step in checkouts if step["with"]["persist-credentials"]]
    # The journal goes back to the private repository that it came from.
    assert keeping == (["private"] if name == "digest" else [])


@each_workflow
def test_no_expression_is_pasted_into_a_command(name: str):
    assert not [step["run"] for step in steps(name) if "${{" in step.get("run", "")]


@each_workflow
def test_only_trusted_values_are_asked_for(name: str):
    asked = set(re.findall(r"\$\{\{\s*(.*?)\s*\}\}", text(name)))

    assert asked <= TRUSTED | ({f"secrets.{secret}" for secret in SECRETS} if name == "digest" else set())


@each_workflow
def test_pull_requests_never_run_with_the_rights_of_the_repository(name: str):
    assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(triggers(name))


@each_workflow
def test_every_job_ends_by_itself(name: str):
    assert all(job["timeout-minutes"] <= 60 for job in jobs(name).values())


def test_the_tests_run_on_every_push_and_pull_request():
    assert {"push", "pull_request"} <= set(triggers("ci"))


def test_the_oldest_supported_python_is_tested():
    assert "3.11" in jobs("ci")["test"]["strategy"]["matrix"]["python"]


def test_both_test_commands_run():
    assert {"make test", "make test-full"} == {step["run"] for step in steps("ci") if "run" in step}


@each_that_deploys
def test_a_pull_request_deploys_nothing(name: str):
    assert set(triggers(name)) == {"push", "workflow_dispatch"}


@each_that_deploys
def test_the_site_is_built_locked_and_weighed_before_it_is_uploaded(name: str):
    order = [step.get("run") or step["uses"] for step in jobs(name)["build"]["steps"]]
    places = [
        next(index for index, step in enumerate(order) if word in step)
        for word in ("make build ARGS=--locked", "du -sm", "upload-pages-artifact")
    ]

    assert places == sorted(places)


@each_that_deploys
def test_deploying_is_a_job_of_its_own_that_builds_nothing(name: str):
    deploy = jobs(name)["deploy"]

    assert deploy["needs"] == "build"
    assert deploy["environment"]["name"] == "github-pages"
    assert [step["uses"].split("@")[0] for step in deploy["steps"]] == ["actions/deploy-pages"]


@each_that_deploys
def test_a_deployment_that_has_begun_is_not_cut_off(name: str):
    assert yaml.safe_load(text(name))["concurrency"] == {"group": "pages", "cancel-in-progress": False}


def test_the_digest_runs_by_the_clock_or_by_hand_and_only_where_it_is_wanted():
    assert set(triggers("digest")) == {"schedule", "workflow_dispatch"}
    assert jobs("digest")["digest"]["if"] == "vars.DIGEST_REPOSITORY != ''"


def test_the_journal_is_safe_before_the_first_mail_and_after_the_last():
    order = [step.get("name", "") for step in jobs("digest")["digest"]["steps"]]
    places = [order.index(name) for name in ("Build the site", "Plan", "Keep the plan", "Send", "Keep the journal")]

    assert places == sorted(places)
    assert steps("digest")[order.index("Keep the journal")]["if"] == "always()"


def test_two_digests_never_run_at_once():
    assert yaml.safe_load(text("digest"))["concurrency"] == {"group": "digest", "cancel-in-progress": False}
