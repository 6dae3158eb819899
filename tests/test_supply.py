"""Where the dependencies come from: pinned, licensed, watched, and from the index that is named."""

from __future__ import annotations

import http.server
import json
import os
import re
import shutil
import subprocess
import threading
import tomllib
from pathlib import Path
from typing import Any, ClassVar

import licences
import pytest
from conftest import ROOT
from packaging.requirements import Requirement
from packaging.version import Version

LOCKS = sorted(ROOT.glob("requirements*.lock"))
FLOORS = {"mkdocs": "1.6.1", "mkdocs-material": "9.7.7", "pymdown-extensions": "11.0.2"}
"""Versions below which something was wrong that endangers a reader or a maintainer."""
OUTER = {"MAKEFLAGS", "MAKELEVEL"}
"""Variables of the make that runs these tests."""


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    """What pyproject.toml says of the project."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        content: dict[str, Any] = tomllib.load(file)["project"]
    return content


@pytest.fixture(scope="module")
def renovate() -> dict[str, Any]:
    """What is proposed automatically."""
    content: dict[str, Any] = json.loads((ROOT / ".github" / "renovate.json").read_text(encoding="utf-8"))
    return content


def _pins(lock: Path) -> dict[str, list[Version]]:
    pins: dict[str, list[Version]] = {}
    for name, version in re.findall(
        r"^([a-z0-9._-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE
    ):
        pins.setdefault(name, []).append(Version(version))
    return pins


def test_the_locks_name_no_index_and_pin_everything() -> None:
    """A lock works on any machine: exact versions, hashes, no address of a package index."""
    for lock in LOCKS:
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index" not in text
        for block in re.split(r"\n(?=\S)", text.strip()):
            assert re.match(r"[a-z0-9._-]+==\S+( ; .+)? \\\n    --hash=sha256:", block), block


def test_make_lock_writes_every_lock() -> None:
    """Each lock is made by a line of the Makefile, and none is left behind."""
    written = re.findall(r"-o (requirements\S*\.lock)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert sorted(written) == [lock.name for lock in LOCKS]


def test_what_is_bounded_is_bounded_in_every_lock(project: dict[str, Any]) -> None:
    """Floors of security stand in pyproject.toml, and no lock holds a version outside a bound."""
    needed = {each.name: each for each in map(Requirement, project["dependencies"])}
    for name, floor in FLOORS.items():
        assert Version(floor) in needed[name].specifier
        assert Version("0.1") not in needed[name].specifier
    assert "2.0" not in needed["mkdocs"].specifier
    for lock in LOCKS:
        pins = (
            {} if lock.name == "requirements-zensical.lock" else _pins(lock)
        )  # Zensical has bounds of its own
        outside = [
            (name, version)
            for name, versions in pins.items()
            for version in versions
            if name in needed and version not in needed[name].specifier
        ]
        assert outside == [], lock.name


def test_the_locks_agree() -> None:
    """Tests, cluster and site run on the same versions, whichever lock was installed last."""
    site, dev = _pins(ROOT / "requirements.lock"), _pins(ROOT / "requirements-dev.lock")
    assert {name: dev.get(name) for name in site} == site
    cluster = _pins(ROOT / "requirements-cluster.lock")
    assert {name: dev.get(name) for name in cluster} == cluster


def test_every_licence_is_known_and_allowed() -> None:
    """LICENCES.md has each package of the locks, and says what the installed ones say."""
    rows = list(licences.rows())
    known = licences.listed()
    assert list(known) == [name for name, _, _ in rows], "run make licences"
    assert {name: licence for name, licence, _ in rows} == known, "run make licences"
    assert [row for row in rows if not licences.allowed(row[1], row[2])] == []


@pytest.mark.parametrize(
    ("licence", "use", "good"),
    [
        ("MIT", "site", True),
        ("MIT AND PSF-2.0", "site", True),
        ("MIT AND GPL-3.0", "site", False),
        ("Apache-2.0 OR GPL-3.0", "site", True),
        ("GPL-3.0", "tests", False),
        ("GPL-3.0", "bench", True),
        ("UNKNOWN", "bench", False),
        ("", "site", False),
    ],
)
def test_a_licence_is_allowed_whole_or_by_choice(licence: str, use: str, *, good: bool) -> None:
    """Of licences that hold together each has to be allowed, of those to choose from one."""
    assert licences.allowed(licence, use) is good


def test_updates_are_proposed_for_every_lock_and_within_the_bounds(
    project: dict[str, Any], renovate: dict[str, Any]
) -> None:
    """Every lock is watched, packages and actions come in a group each, and no bound is forgotten."""
    (pattern,) = renovate["pip_requirements"]["managerFilePatterns"]
    assert [lock.name for lock in LOCKS if not re.search(pattern.strip("/"), lock.name)] == []
    groups = {tuple(rule["matchManagers"]) for rule in renovate["packageRules"] if "groupName" in rule}
    assert groups == {("pip_requirements",), ("github-actions", "gitlabci")}
    held = {
        name: rule["allowedVersions"]
        for rule in renovate["packageRules"]
        for name in rule.get("matchPackageNames", [])
    }
    bounds = {
        needed.name: str(bound)
        for needed in map(Requirement, project["dependencies"])
        for bound in needed.specifier
        if bound.operator == "<"
    }
    assert held == bounds


class _Recorder(http.server.BaseHTTPRequestHandler):
    """An index that has nothing, and remembers what it was asked for."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        """Answer that it is not there."""
        self.asked.append(self.path)
        self.send_error(http.HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Keep the test's output clean."""


def test_packages_come_from_the_mirror_that_is_named(tmp_path: Path) -> None:
    """PIP_INDEX_URL says where packages are; nobody else is asked, and what is missing there stops make."""
    for name in ("Makefile", "requirements.lock", "requirements-build.lock"):
        shutil.copy(ROOT / name, tmp_path)
    with http.server.HTTPServer(("127.0.0.1", 0), _Recorder) as mirror:
        threading.Thread(target=mirror.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{mirror.server_address[1]}/mirror/simple/"
        named = {"PIP_INDEX_URL": address, "PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": ""}
        environment = {name: value for name, value in os.environ.items() if name not in OUTER} | named
        answer = subprocess.run(
            ["make", "site"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        mirror.shutdown()
    assert answer.returncode != 0
    assert "No matching distribution found for setuptools" in answer.stderr
    assert set(_Recorder.asked) == {"/mirror/simple/setuptools/"}
