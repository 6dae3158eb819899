"""The workflow on GitHub runs for every change that could matter, and with no more rights than it needs."""

from __future__ import annotations

import fnmatch
import re
import subprocess
from typing import Any

import pytest
import yaml
from conftest import ROOT

WITHOUT_EFFECT = {"LICENSE", "CHANGELOG.md", ".pre-commit-config.yaml"}
"""Tracked files that neither the site nor a test reads."""


@pytest.fixture(scope="module")
def workflow() -> dict[Any, Any]:
    """The workflow; YAML 1.1 reads its key ``on`` as true."""
    text = (ROOT / ".github/workflows/site.yml").read_text(encoding="utf-8")
    content: dict[Any, Any] = yaml.safe_load(text)
    return content


def _is_covered(name: str, patterns: list[str]) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern.replace("**", "*")) for pattern in patterns)


def test_every_input_starts_a_run(workflow: dict[Any, Any]) -> None:
    """Each tracked file is watched, for pull requests as for main, or known to be without effect."""
    watched = workflow[True]["pull_request"]["paths"]
    assert workflow[True]["push"] == {"branches": ["main"], "paths": watched}
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {name for name in tracked.splitlines() if not _is_covered(name, watched)} == WITHOUT_EFFECT


def test_rights_are_given_job_by_job(workflow: dict[Any, Any]) -> None:
    """What builds may only read; what may publish runs no code of the project, and only from main."""
    jobs = workflow["jobs"]
    assert workflow["permissions"] == {}
    assert jobs["build"]["permissions"] == {"contents": "read"}
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert jobs["deploy"]["if"] == "github.ref == 'refs/heads/main'"
    assert not [step for step in jobs["deploy"]["steps"] if "run" in step]


def test_actions_are_pinned_by_commit(workflow: dict[Any, Any]) -> None:
    """A tag can be moved to other code; a commit cannot."""
    used = [step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step]
    assert used
    assert [name for name in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", name)] == []
