"""Pages to website: write them under ``docs/``, let MkDocs build, put the result in place.

``docs/`` holds hand-written and generated pages side by side. Which ones are generated is kept in a
manifest, so that a page whose seed is gone goes as well. The site is built in a folder of its own
and put in place in one step: a failed or killed build leaves the old site untouched.
"""

from __future__ import annotations

import contextlib
import fcntl
import filecmp
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Self

from generator import diff, history, inputs, scripts, swap
from generator.config import Portal
from generator.errors import BuildError, InputError

GENERATED = (
    *("index.md", "changes", "conflicts", "coverage", "data", "districts"),
    *("method.md", "plans", "search", "sources", "timeline", "topics"),
)
"""What under docs/ only the generator writes (.gitignore names the same)."""

REPORTED = 20
"""Changes of facts a build lists; ``diff`` lists all."""

_COMPLAINT = re.compile(r"^(WARNING|ERROR|CRITICAL)\b|^Aborted|^Error:|Error: ")


def _manifest(portal: Portal) -> Path:
    return portal.cache / "generated.jsonl"


def _last_build(portal: Portal) -> Path:
    return portal.cache / "last-build.json"


@contextlib.contextmanager
def lock(portal: Portal) -> Iterator[None]:
    """Let one build at a time work on a portal; others wait.

    MkDocs inherits the lock: where a build is killed and MkDocs lives on, the next build waits for
    it, rather than write into one folder together with it.
    """
    portal.cache.mkdir(exist_ok=True)
    with (portal.cache / "build.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.stderr.write("waiting for another build to finish …\n")
            fcntl.flock(file, fcntl.LOCK_EX)
        os.set_inheritable(file.fileno(), True)  # noqa: FBT003 - the argument has no name
        yield


def generated_files(portal: Portal) -> list[str]:
    """Return the files under docs/ that an earlier build wrote, relative to docs/.

    Without a manifest (a first build, or ``.cache/`` was deleted) every file in ``GENERATED`` counts.
    """
    try:
        lines = _manifest(portal).read_text(encoding="utf-8").splitlines()
        return [name for name in map(str, map(json.loads, lines)) if _is_inside(name)]
    except (FileNotFoundError, ValueError):
        pass
    places = [portal.docs / name for name in GENERATED]
    return [
        file.relative_to(portal.docs).as_posix() for place in places for file in inputs.files_below(place)
    ]


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts


def _write_manifest(portal: Portal, names: set[str]) -> None:
    lines = "".join(f"{json.dumps(name)}\n" for name in sorted(names))
    _manifest(portal).write_text(lines, encoding="utf-8")


Content = bytes | Path
"""What a file is to hold; a path is that of a file that holds it already, and is moved."""
Files = Iterable[tuple[str, Content]]


def write_pages(files: Files, portal: Portal) -> None:
    """Make docs/ hold exactly ``files`` beside the hand-written pages; touch only what differs.

    A page rewritten with the same bytes would look new to a server that watches the folder. Files are
    written as they come: the manifest names each before it is there, so that no killed build loses track.
    """
    portal.cache.mkdir(exist_ok=True)
    before = set(generated_files(portal))
    written: set[str] = set()
    with _Journal(portal, before) as journal:
        for name, content in files:
            if not _is_inside(name):
                raise AssertionError(f"a page outside docs/: {name}")
            journal.announce(name)
            written.add(name)
            _put(portal.docs / name, content)
    for name in sorted(before - written):
        path = portal.docs / name
        path.unlink(missing_ok=True)
        _remove_empty_folders(path.parent, portal.docs)
    _write_manifest(portal, written)


def _put(path: Path, content: Content) -> None:
    if path.is_file() and _holds(path, content):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Path):
        content.replace(path)
    else:
        path.write_bytes(content)


def _holds(path: Path, content: Content) -> bool:
    if isinstance(content, Path):
        return filecmp.cmp(path, content, shallow=False)
    return path.stat().st_size == len(content) and path.read_bytes() == content


class _Journal:
    """The manifest while files are written: what was there before, and line by line what is added."""

    def __init__(self, portal: Portal, before: set[str]) -> None:
        self._path = _manifest(portal)
        self._known = set(before)

    def __enter__(self) -> Self:
        lines = "".join(f"{json.dumps(name)}\n" for name in sorted(self._known))
        self._path.write_text(lines, encoding="utf-8")
        self._file = self._path.open("a", encoding="utf-8")
        return self

    def announce(self, name: str) -> None:
        if name not in self._known:
            self._known.add(name)
            self._file.write(f"{json.dumps(name)}\n")
            self._file.flush()

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _remove_empty_folders(folder: Path, top: Path) -> None:
    while folder != top and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def environment(portal: Portal) -> dict[str, str]:
    """Return the environment MkDocs runs in: a fixed date and hash order, no banner."""
    fixed = {
        "SOURCE_DATE_EPOCH": str(inputs.date(portal)),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
    }
    return {**os.environ, **fixed}


def _run_mkdocs(portal: Portal, target: Path, jobs: int) -> None:
    """Build the site into ``target``; raise ``BuildError`` with MkDocs' own words on any warning."""
    command = [sys.executable, "-m", "generator.mkdocs_build", "--jobs", str(jobs)]
    command += ["--config-file", str(portal.config_file), "--site-dir", str(target)]
    paths = [str(inputs.PACKAGE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    result = subprocess.run(  # noqa: S603 - our own interpreter and paths
        command,
        cwd=portal.root,
        env={**environment(portal), "PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        check=False,
        encoding="utf-8",
        errors="replace",  # a file name in a complaint may be no UTF-8
        close_fds=False,  # it inherits the lock; Python lets nothing else through
    )
    output = result.stdout + result.stderr
    complaints = [line.strip() for line in output.splitlines() if _COMPLAINT.search(line)]
    if result.returncode or complaints:
        raise BuildError(complaints or output.splitlines()[-10:])


def current_stamp(portal: Portal, base: str = "") -> str:
    """Return the stamp of the inputs as they are now; ``base`` is the revision to compare with, if named."""
    return inputs.stamp(portal, generated_files(portal), history.base_revision(portal, base))


def is_current(portal: Portal, stamp: str) -> bool:
    """Tell whether the site in place was built from inputs with this stamp, and is undamaged."""
    try:
        last = json.loads(_last_build(portal).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return False
    if not isinstance(last, dict) or last.get("inputs") != stamp or not portal.site.is_dir():
        return False
    return bool(last.get("site") == inputs.site_digest(portal.site))


def report(portal: Portal) -> list[str]:
    """Say what the pages written change in the site in place, in lines; nothing where there is none yet."""
    names = [f"data/{name}.jsonl" for name in diff.EXPORTED]
    if not all((folder / name).is_file() for name in names for folder in (portal.site, portal.docs)):
        return []
    old: list[diff.Line] = []
    new: list[diff.Line] = []
    for name in names:
        before, after = portal.site / name, portal.docs / name
        try:
            gone = list(diff.parse(_lines_but(before, after), before))
        except (InputError, UnicodeDecodeError):  # a damaged site is built anew, and compared with nothing
            return ["facts: the site in place is damaged; compared with nothing"]
        old += gone
        new += diff.parse(_lines_but(after, before), after)
    return diff.as_text(diff.compare(old, new), REPORTED)


def _lines_but(path: Path, other: Path) -> Iterator[str]:
    """Yield the lines of a file that another lacks: what is the same in both need not be compared."""
    with other.open(encoding="utf-8", errors="replace", newline="") as file:
        known = {hash(line) for line in file}
    with path.open(encoding="utf-8", newline="") as file:
        yield from (line for line in file if hash(line) not in known)


def publish(files: Files, portal: Portal, stamp: str = "", jobs: int = 0, *, tell: bool = False) -> list[str]:
    """Write the pages, build the site and put it in place; hold ``lock`` meanwhile.

    ``stamp`` is that of the inputs as they were before the first was read, so that a change during
    the build makes the next build do its work. Raises ``BuildError`` where MkDocs warns of anything;
    the site in place is then the old one. Returns the ``report`` where it is to ``tell``.
    """
    swap.recover(portal.site)
    _last_build(portal).unlink(missing_ok=True)
    write_pages(files, portal)
    told = report(portal) if tell else []
    new = swap.staging(portal.site)
    try:
        _run_mkdocs(portal, new, jobs)
        scripts.add_index(new)
        site = inputs.site_digest(new)
        swap.swap(portal.site)
    finally:
        swap.recover(portal.site)
    _last_build(portal).write_text(json.dumps({"inputs": stamp, "site": site}), encoding="utf-8")
    return told
