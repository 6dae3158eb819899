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
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import diff, inputs
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
    """Those whose lines were not known already."""
    known: frozenset[int] = frozenset()
    """The hashes of the other lines."""


def _git(portal: Portal, *words: str) -> str | None:
    """Return what git says; None where it knows nothing, or is not there."""
    try:
        answer = inputs.git(portal.root, *words)
    except OSError:
        return None
    return answer.stdout.decode("utf-8", "replace").strip() if answer.returncode == 0 else None


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
    edited = _git(portal, "status", "--porcelain", "--untracked-files=all", "--", seeds)
    return _commit(portal, "HEAD") if edited else _commit(portal, f"{last}^")


def base(portal: Portal, named: str = "", known: Container[int] = ()) -> Base | None:
    """Return the facts of the base revision, None where there is none.

    Lines whose ``hash`` is known are only noted: of ten thousand articles, few change at a time, and the
    facts of all would take more memory than a build has. Raises ``InputError`` where that revision cannot
    be read: whoever named it should know.
    """
    revision = base_revision(portal, named)
    if revision is None:
        return None
    date = (_git(portal, "show", "--no-patch", "--format=%cs", revision) or "").strip()
    return Base(revision, date, *_records(portal, revision, known))


_Records = tuple[tuple[diff.Line, ...], frozenset[int]]


def _records(portal: Portal, revision: str, known: Container[int]) -> _Records:
    """Return the records of a revision, and what of it is known; read again where the kept is damaged."""
    kept = portal.cache / "facts" / f"{revision}.jsonl"
    with contextlib.suppress(FileNotFoundError, UnicodeDecodeError, InputError):
        return _read(kept, known)
    with tempfile.TemporaryDirectory() as folder:
        _check_out(portal, revision, Path(folder))
        export = Path(folder, "facts.jsonl")
        _extract(portal, revision, Path(folder), export)
        if (Path(folder) / PACKAGE.name).is_dir():  # else today's code read it, and another day's may differ
            kept.parent.mkdir(parents=True, exist_ok=True)
            new = kept.with_suffix(f".{os.getpid()}")
            shutil.copyfile(export, new)
            new.replace(kept)
        return _read(export, known)


def _read(path: Path, known: Container[int]) -> _Records:
    """Read an export line by line."""
    met: set[int] = set()

    def unknown(lines: Iterable[str]) -> Iterator[str]:
        for line in lines:
            number = hash(line.removesuffix("\n"))
            if number in known:
                met.add(number)
            yield "" if number in known else line

    with path.open(encoding="utf-8", newline="\n") as file:
        return tuple(diff.parse(unknown(file), path)), frozenset(met)


def _extract(portal: Portal, revision: str, folder: Path, export: Path) -> None:
    """Read the seeds of a revision with the code of that revision (this code where it has none)."""
    config = os.path.relpath(portal.config_file, portal.root)
    command = [sys.executable, "-m", "generator", "extract", "--config", config]
    paths = (str(folder), str(PACKAGE.parent))  # its own code first
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}
    with export.open("wb") as file:
        answer = subprocess.run(  # noqa: S603 - our own interpreter and paths
            command,
            cwd=folder,
            env=environment,
            stdout=file,
            stderr=subprocess.PIPE,
            check=False,
            encoding="utf-8",
        )
    if answer.returncode:
        said = answer.stderr.strip().replace(f"{folder}{os.sep}", "").splitlines()
        problem = f"the facts of revision {revision[:10]} cannot be read ({said[-1] if said else 'no word'})"
        advice = "compare with another: --base"
        raise InputError(portal.root, problem, advice)


def _check_out(portal: Portal, revision: str, folder: Path) -> None:
    """Write the files of a revision into a folder."""
    answer = inputs.git(portal.root, "archive", "--format=zip", revision)
    if answer.returncode:
        said = answer.stderr.decode("utf-8", "replace").strip().splitlines()
        problem = f"git cannot give revision {revision[:10]} ({said[-1] if said else 'no word'})"
        raise InputError(
            portal.root, problem, "mend the repository (git fsck), or compare with another: --base"
        )
    with zipfile.ZipFile(io.BytesIO(answer.stdout)) as files:
        files.extractall(folder)
