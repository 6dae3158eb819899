"""A build that is killed or fails, at any moment, leaves a whole site, and the next build heals the rest."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT

from generator import config, inputs, swap

Site = dict[str, bytes]

SEEDS = [
    "# 平房区\n\n2022年，平房区新建公园3个，投资1200万元。\n",
    "# 平房区\n\n2022年，平房区新建公园4个，投资1300万元。\n",
]
"""Two states of one article: the sites made from them differ on many pages."""
KILLS = 20
HEALED = 4
"""After how many kills a build is left to its end; the others have to cope with what the last one left."""
CRAMPED = """
import os, resource, sys
room = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
os.execv(sys.argv[2], sys.argv[2:])
"""
"""Runs a command that can write no file of more than so many bytes."""


@pytest.fixture(autouse=True)
def _one_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same seeds make the same site, whenever they were written."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")


def _site(folder: Path) -> Site:
    return {str(path.relative_to(folder)): path.read_bytes() for path in inputs.files_below(folder)}


def _command(settings: config.Portal) -> list[str]:
    return [sys.executable, "-m", "generator", "build", "--quiet", "--config", str(settings.config_file)]


def _set(settings: config.Portal, state: int) -> None:
    (settings.seeds / "two.txt").write_text(SEEDS[state], encoding="utf-8")


def _build(settings: config.Portal, state: int) -> Site:
    """Build undisturbed from one of the two states and return the site."""
    _set(settings, state)
    subprocess.run(_command(settings), cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
    return _site(settings.site)


def _look_until(moment: float, settings: config.Portal, whole: list[bytes]) -> None:
    """Look at the home page again and again: at no moment is there none, or half of one."""
    while time.monotonic() < moment:
        assert (settings.site / "index.html").read_bytes() in whole
        time.sleep(0.001)


def test_a_build_killed_at_any_moment_leaves_a_whole_site(small_portal: config.Portal) -> None:
    """SIGKILL, of all or of the build alone, leaves the old or the new site; a build to the end heals all."""
    whole = [_build(small_portal, 0), _build(small_portal, 1)]
    assert whole[0].keys() == whole[1].keys()
    started = time.monotonic()
    assert _build(small_portal, 0) == whole[0]
    length = time.monotonic() - started
    home = [site["index.html"] for site in whole]
    for number in range(1, KILLS + 1):
        state = number % 2
        moment, alone = random.uniform(0, length), random.random() < 0.5  # noqa: S311 - no secret
        said = f"kill {number} after {moment:.4f} of {length:.2f} s, {'the build alone' if alone else 'all'}"
        print(said)  # noqa: T201 - pytest shows it where this fails
        _set(small_portal, state)
        process = subprocess.Popen(
            _command(small_portal), cwd=ROOT, start_new_session=True, stderr=subprocess.DEVNULL
        )
        _look_until(time.monotonic() + moment, small_portal, home)
        (os.kill if alone else os.killpg)(process.pid, signal.SIGKILL)
        process.wait()
        assert _site(small_portal.site) in whole, said
        if number % HEALED == 0:
            assert _build(small_portal, state) == whole[state], said
            assert not swap.staging(small_portal.site).exists(), said


def test_builds_at_once_do_not_mix(small_portal: config.Portal) -> None:
    """Of three builds started together each succeeds, and the site is whole all the while and at the end."""
    new, old = _build(small_portal, 1), _build(small_portal, 0)
    _set(small_portal, 1)
    builds = [subprocess.Popen(_command(small_portal), cwd=ROOT, stderr=subprocess.DEVNULL) for _ in range(3)]
    while any(build.poll() is None for build in builds):
        _look_until(time.monotonic() + 0.05, small_portal, [old["index.html"], new["index.html"]])
    assert [build.returncode for build in builds] == [0, 0, 0]
    assert _site(small_portal.site) == new


def test_a_build_without_room_to_write_leaves_the_old_site(small_portal: config.Portal) -> None:
    """Where files cannot be written to their end, as on a full disk, the build fails and the site stays."""
    old = _build(small_portal, 0)
    _set(small_portal, 1)
    for room in (1_000, 50_000):
        failed = subprocess.run(
            [sys.executable, "-c", CRAMPED, str(room), *_command(small_portal)],
            cwd=ROOT,
            capture_output=True,
            check=False,
        )
        assert failed.returncode != 0
        assert _site(small_portal.site) == old
    new = _build(small_portal, 1)
    assert new != old
    assert not swap.staging(small_portal.site).exists()
