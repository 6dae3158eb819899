"""What build servers run: for every change that could matter, with no more rights than it needs.

The lines of the workflow are run here as they stand, in order, in a clone: a pull request against the state
before it. Only ``make test`` is left out, which runs these tests.
"""

from __future__ import annotations

import fnmatch
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT, copy_inputs

WITHOUT_EFFECT = {"LICENSE", "CHANGELOG.md", ".pre-commit-config.yaml"}
"""Tracked files that neither the site nor a test reads."""
LEFT_OUT = (".git", ".venv", ".cache", "site", ".site.*", "__pycache__", ".*_cache", ".hypothesis", "docs")
HOSTILE = "2024年，香坊区新建`<img src=x>`公园5个，投资`](javascript:1)1300万元。"


def _yaml(name: str) -> dict[Any, Any]:
    content: dict[Any, Any] = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    return content


@pytest.fixture(scope="module")
def workflow() -> dict[Any, Any]:
    """The workflow on GitHub; YAML 1.1 reads its key ``on`` as true."""
    return _yaml(".github/workflows/site.yml")


@pytest.fixture(scope="module")
def gitlab() -> dict[Any, Any]:
    """The same for GitLab."""
    return _yaml(".gitlab-ci.yml")


def _steps(workflow: dict[Any, Any]) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def _is_covered(name: str, patterns: list[str]) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern.replace("**", "*")) for pattern in patterns)


def test_every_input_starts_a_run(workflow: dict[Any, Any]) -> None:
    """Every pull request is tested; on main each tracked file is watched, or known to be without effect."""
    assert workflow[True]["pull_request"] is None  # a filtered required check would never be answered
    assert workflow[True]["push"]["branches"] == ["main"]
    watched = workflow[True]["push"]["paths"]
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {name for name in tracked.splitlines() if not _is_covered(name, watched)} == WITHOUT_EFFECT


def test_rights_are_given_job_by_job(workflow: dict[Any, Any]) -> None:
    """What builds may only read; what may publish runs no code of the project, and only from main."""
    jobs = workflow["jobs"]
    assert workflow["permissions"] == {}
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert jobs["deploy"]["if"] == "github.ref == 'refs/heads/main'"
    assert not [step for step in jobs["deploy"]["steps"] if "run" in step]
    others = [job["permissions"] for name, job in jobs.items() if name != "deploy"]
    assert others == [{"contents": "read"}] * 2


def test_no_run_goes_on_for_hours(workflow: dict[Any, Any], gitlab: dict[Any, Any]) -> None:
    """Each job ends; of two runs of one pull request the later goes on; no publishing is cut off."""
    assert all(0 < job["timeout-minutes"] <= 40 for job in workflow["jobs"].values())
    assert workflow["concurrency"] == {
        "group": "site-${{ github.ref }}",
        "cancel-in-progress": "${{ github.event_name == 'pull_request' }}",
    }
    assert gitlab["default"]["timeout"] == "40 minutes"
    assert (gitlab["default"]["interruptible"], gitlab["pages"]["interruptible"]) == (True, False)


def test_actions_are_pinned_by_commit() -> None:
    """A tag can be moved to other code, a commit cannot; the version stands behind it for people."""
    for path in (ROOT / ".github" / "workflows").iterdir():
        used = re.findall(r"uses:\s*(.*)", path.read_text(encoding="utf-8"))
        assert used
        pinned = r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+"
        assert [line for line in used if not re.fullmatch(pinned, line)] == []


def test_checkouts_keep_no_key_and_have_what_the_diff_needs(
    workflow: dict[Any, Any], gitlab: dict[Any, Any]
) -> None:
    """The code that is tested finds no token; where states are compared, all of the history is there."""
    checkouts = [step["with"] for step in _steps(workflow) if "checkout" in step.get("uses", "")]
    assert [options["persist-credentials"] for options in checkouts] == [False, False]
    assert checkouts[0]["fetch-depth"] == 0
    assert gitlab["variables"]["GIT_DEPTH"] == "0"


def test_nothing_from_outside_stands_in_a_command(workflow: dict[Any, Any]) -> None:
    """Commands hold no expression: a branch called ``$(…)`` would be run by the shell."""
    commands = [step["run"] for step in _steps(workflow) if "run" in step]
    assert commands
    assert not [command for command in commands if "${{" in command]
    assert "pull_request_target" not in str(workflow)


def test_both_servers_run_the_same_targets(workflow: dict[Any, Any], gitlab: dict[Any, Any]) -> None:
    """Test, build and tell the changes, in this order; nothing but make is called."""
    here = [step["run"] for step in workflow["jobs"]["build"]["steps"] if "run" in step]
    assert [command.split()[:2] for command in here] == [
        ["make", "test"],
        ["make", "site"],
        ["make", "diff-summary"],
    ]
    there = [line.split("#")[0].replace("COMPARED", "BASE").strip() for line in gitlab["build"]["script"]]
    assert there == [command.replace("BASE=HEAD^1", 'BASE="$BASE"') for command in here]
    assert workflow["jobs"]["successors"]["continue-on-error"] is True
    assert gitlab["successors"]["allow_failure"] is True


def _git(root: Path, *words: str) -> str:
    identity = ("-c", "user.name=Tester", "-c", "user.email=tester@example.org")
    command = ["git", *identity, "-C", str(root), *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _environment(**more: str) -> dict[str, str]:
    outer = {"MAKEFLAGS", "MAKELEVEL", "GITHUB_STEP_SUMMARY", "BASE"}  # of the run that runs this test
    return {name: value for name, value in os.environ.items() if name not in outer} | more


def _run(clone: Path, command: str, **more: str) -> subprocess.CompletedProcess[str]:
    shell = ["bash", "-e", "-o", "pipefail", "-c", command]  # as GitHub starts it
    environment = _environment(**more)
    return subprocess.run(shell, cwd=clone, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def pull_request(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone as a build server makes it of a pull request: merged with main, HEAD^1, which it changes.

    It adds an article that means to be markup, changes a number and removes a file.
    """
    origin = tmp_path_factory.mktemp("origin") / "project"
    shutil.copytree(ROOT, origin, ignore=shutil.ignore_patterns(*LEFT_OUT))
    shutil.rmtree(origin / "seeds")
    shutil.rmtree(origin / "overrides")
    copy_inputs(origin)
    (origin / "seeds" / "edited.txt").write_text("# 南岗区\n\n2023年，南岗区有公园3个。\n", encoding="utf-8")
    (origin / "seeds" / "gone.txt").write_text("# 道里区\n\n2023年，道里区有学校7所。\n", encoding="utf-8")
    _git(origin, "init", "--quiet", "--initial-branch=main")
    _git(origin, "add", ".")
    _git(origin, "commit", "--quiet", "--message=before")
    _git(origin, "switch", "--quiet", "--create", "change")
    (origin / "seeds" / "gone.txt").unlink()
    (origin / "seeds" / "edited.txt").write_text("# 南岗区\n\n2023年，南岗区有公园4个。\n", encoding="utf-8")
    (origin / "seeds" / "hostile.txt").write_text(f"# 香坊区\n\n{HOSTILE}\n", encoding="utf-8")
    _git(origin, "add", ".")
    _git(origin, "commit", "--quiet", "--message=change")
    _git(origin, "switch", "--quiet", "main")
    _git(origin, "merge", "--quiet", "--no-ff", "--message=merge", "change")
    clone = origin.parent / "clone"
    _git(origin.parent, "clone", "--quiet", str(origin), str(clone))
    return clone


@pytest.fixture(scope="module")
def summary(workflow: dict[Any, Any], pull_request: Path) -> str:
    """The summary page, after every command of the job was run in the clone."""
    page = pull_request.parent / "summary.md"
    commands = [step["run"] for step in workflow["jobs"]["build"]["steps"] if "run" in step]
    assert commands[0] == "make test"
    for command in commands[1:]:
        answer = _run(pull_request, command, BASE="HEAD^1", GITHUB_STEP_SUMMARY=str(page))
        assert answer.returncode == 0, f"{command}\n{answer.stdout}{answer.stderr}"
        assert "img" not in answer.stdout  # nor may a quote reach the log, where lines can be commands
    return page.read_text(encoding="utf-8")


def test_the_commands_build_the_site_in_a_clone(summary: str, pull_request: Path) -> None:
    """What they leave is a site that has the article of the pull request, and tells what it changes."""
    assert summary
    assert (pull_request / "site" / "sources" / "hostile" / "index.html").is_file()
    changes = (pull_request / "site" / "changes" / "index.html").read_text(encoding="utf-8")
    assert "1300万元" in changes


def test_the_summary_shows_each_change_with_its_quote(summary: str) -> None:
    """Added, changed and removed facts stand under headings of their own."""
    added, rest = summary.split("### Changed")
    changed, removed = rest.split("### Removed")
    assert "### Added" in added
    assert "1300万元" in added
    assert "(value: 3 → 4)" in changed
    assert "> was: `2023年，南岗区有公园3个。`" in changed
    assert "> `2023年，道里区有学校7所。`" in removed


def test_a_quote_in_the_summary_is_no_markup(summary: str) -> None:
    """Back ticks of an article close no code: everything in it is shown as it is written."""
    assert f"  > ``{HOSTILE}``" in summary.splitlines()


def test_a_base_is_no_command(summary: str, pull_request: Path) -> None:
    """What is given as BASE is read as the name of a revision, whatever stands in it."""
    assert summary
    answer = _run(pull_request, "make diff-summary", BASE="'; touch broken; $(touch broken) `touch broken` #")
    assert answer.returncode != 0
    assert "git knows no revision" in answer.stderr
    assert not (pull_request / "broken").exists()


def test_what_stands_below_works_without_a_network(summary: str, pull_request: Path) -> None:
    """Once installed, a site is built anew where there is no network at all."""
    assert summary
    shutil.rmtree(pull_request / "site")
    shutil.rmtree(pull_request / ".cache")
    cut_off = ["unshare", "--map-root-user", "--net"]
    possible = shutil.which("unshare") and subprocess.run([*cut_off, "true"], check=False).returncode == 0
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy", "PIP_INDEX_URL"), "http://127.0.0.1:9")
    command = f"{' '.join(cut_off) if possible else ''} make site"
    answer = _run(pull_request, command, **nowhere)
    assert answer.returncode == 0, answer.stderr
    assert (pull_request / "site" / "index.html").is_file()
