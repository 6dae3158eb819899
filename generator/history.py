"""The facts as they were: those of an earlier revision in Git, for telling what changed since.

The *base* is the revision that the person who builds names (``--base``), or else the state before the
last change of the seeds: the last commit while some are edited and not committed, and the one before the
last that touched them when none is. What a change of the rules does meanwhile is told with it. So the
state of the repository alone decides, never what happens to lie in ``site/``.

Its facts are read by its own code from its own seeds, in a process of its own, once: what was read is
kept in ``.cache/``. A folder that is no Git checkout, or has no earlier revision, has no base.
"""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from generator import diff
from generator.config import Portal
from generator.errors import InputError
from generator.inputs import PACKAGE

_NO_COMMIT = "0" * 40
"""How build servers name what was before the first commit."""


@dataclass(frozen=True, slots=True)
class Base:
    """An earlier revision and its facts."""

    revision: str
    """Its whole hash."""
    date: str
    """The day it was committed, ISO."""
    records: tuple[diff.Line, ...]


def _git(portal: Portal, *words: str) -> str | None:
    """Return what git says; None where it knows nothing, or is not there."""
    command = ["git", "-C", str(portal.root), *words]
    try:
        answer = subprocess.run(command, capture_output=True, check=False, encoding="utf-8", errors="replace")  # noqa: S603 - fixed words and our own paths
    except OSError:
        return None
    return answer.stdout.strip() if answer.returncode == 0 else None


def _commit(portal: Portal, name: str) -> str | None:
    return _git(portal, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}") or None


def base_revision(portal: Portal, named: str = "") -> str | None:
    """Return the revision to compare with, None where there is none.

    Raises ``InputError`` for a name that git does not know.
    """
    if named == _NO_COMMIT:
        return None
    if named:
        found = _commit(portal, named)
        if found is None:
            problem = f"git knows no revision “{named}”"
            advice = "name one that exists here; a shallow clone lacks the older ones (git fetch --unshallow)"
            raise InputError(portal.root, problem, advice)
        return found
    seeds = os.path.relpath(portal.seeds, portal.root)
    last = _git(portal, "log", "-1", "--format=%H", "--", seeds)
    if not last:
        return None
    edited = _git(portal, "status", "--porcelain", "--", seeds)
    return _commit(portal, "HEAD") if edited else _commit(portal, f"{last}^")


def base(portal: Portal, named: str = "") -> Base | None:
    """Return the facts of the base revision, None where there is none.

    Raises ``InputError`` where that revision cannot be read: whoever named it should know.
    """
    revision = base_revision(portal, named)
    if revision is None:
        return None
    date = (_git(portal, "show", "--no-patch", "--format=%cs", revision) or "").strip()
    return Base(revision, date, tuple(diff.parse(*_records(portal, revision))))


def _records(portal: Portal, revision: str) -> tuple[str, Path]:
    """Return the records of a revision as JSON Lines, and where they are kept."""
    kept = portal.cache / "facts" / f"{revision}.jsonl"
    with contextlib.suppress(FileNotFoundError):
        return kept.read_text(encoding="utf-8"), kept
    with tempfile.TemporaryDirectory() as folder:
        _check_out(portal, revision, Path(folder))
        text = _extract(portal, revision, Path(folder))
        if (Path(folder) / PACKAGE.name).is_dir():  # else today's code read it, and another day's may differ
            kept.parent.mkdir(parents=True, exist_ok=True)
            new = kept.with_suffix(f".{os.getpid()}")
            new.write_text(text, encoding="utf-8")
            new.replace(kept)
    return text, kept


def _extract(portal: Portal, revision: str, folder: Path) -> str:
    """Read the seeds of a revision with the code of that revision (this code where it has none)."""
    config = os.path.relpath(portal.config_file, portal.root)
    command = [sys.executable, "-m", "generator", "extract", "--config", config]
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent), "PYTHONUTF8": "1"}
    answer = subprocess.run(  # noqa: S603 - our own interpreter and paths
        command, cwd=folder, env=environment, capture_output=True, check=False, encoding="utf-8"
    )
    if answer.returncode:
        said = answer.stderr.strip().splitlines()
        problem = f"the facts of revision {revision[:10]} cannot be read ({said[-1] if said else 'no word'})"
        advice = "compare with another: --base"
        raise InputError(portal.root, problem, advice)
    return answer.stdout


def _check_out(portal: Portal, revision: str, folder: Path) -> None:
    """Write the files of a revision into a folder."""
    command = ["git", "-C", str(portal.root), "archive", "--format=zip", revision]
    archive = subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603 - same
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        files.extractall(folder)
