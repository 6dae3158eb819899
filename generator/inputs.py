"""What a site is made from: which files, what state they are in, and from when they are.

The *stamp* is a digest over the bytes of every input. A site whose inputs still have the stamp it
was built from, and whose own bytes are still those that were built, need not be built again. The
*date* of a site is that of its newest input, never the clock's, so that two builds of one state
are the same byte for byte.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.config import Portal

PACKAGE = Path(__file__).parent
_NOT_INPUT = ("__pycache__", ".DS_Store")
_LAST_DATE = 253_402_300_800
"""Seconds until the year 10000."""
_OTHER_CHECKOUT = frozenset(
    {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR"}
)
"""Variables that would have git speak of another checkout, as inside a hook."""
_ENV_TAG = re.compile(r"!ENV\s+(\[[^\]]*\]|\S+)")


def files_below(folder: Path) -> Iterator[Path]:
    """Yield every file below ``folder`` in one fixed order; nothing for a folder that is not there."""
    if folder.is_file():
        yield folder
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _NOT_INPUT)
        yield from (Path(parent, name) for name in sorted(names) if name not in _NOT_INPUT)


def input_files(portal: Portal, generated: Iterable[str]) -> Iterator[Path]:
    """Yield every file the site is made from; ``generated`` names pages under docs/ that are not inputs."""
    theme = portal.root / "overrides"
    lock = portal.root / "requirements.lock"
    skip = {portal.docs / name for name in generated}
    for folder in (portal.config_file, lock, portal.seeds, portal.labels, PACKAGE, theme):
        yield from files_below(folder)
    yield from (path for path in files_below(portal.docs) if path not in skip)


def digest(files: Iterable[Path], root: Path) -> str:
    """Digest names and bytes of files; one that cannot be read counts as such (its reader will complain)."""
    total = hashlib.sha256()
    for path in files:
        try:
            content = path.read_bytes() if path.is_file() else b"no file"  # a pipe would never end
        except OSError:
            content = b"unreadable"
        name = os.fsencode(path.relative_to(root if path.is_relative_to(root) else PACKAGE.parent))
        total.update(b"%d:%s%d:" % (len(name), name, len(content)))
        total.update(content)
    return total.hexdigest()


def git(root: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run git in the checkout at ``root``, whichever the environment names; ``OSError`` without git."""
    environment = {name: value for name, value in os.environ.items() if name not in _OTHER_CHECKOUT}
    command = ["git", "-C", str(root), *words]
    return subprocess.run(command, capture_output=True, check=False, env=environment)  # noqa: S603 - fixed words and our own paths


def date(portal: Portal) -> int:
    """Return the seconds since 1970 of the newest input: its commit, or its file outside a Git checkout.

    ``SOURCE_DATE_EPOCH``, where it is set, wins: so packagers ask for a date of their own.
    """
    asked = os.environ.get("SOURCE_DATE_EPOCH", "")
    if asked.isascii() and asked.isdecimal() and int(asked) < _LAST_DATE:
        return int(asked)
    folders = [
        portal.seeds,
        portal.labels,
        PACKAGE,
        portal.docs,
        portal.root / "overrides",
        portal.config_file,
    ]
    inside = [str(path.relative_to(portal.root)) for path in folders if path.is_relative_to(portal.root)]
    try:
        answer = git(portal.root, "log", "-1", "--format=%ct", "--", *inside).stdout.strip()
    except OSError:  # no git on this machine
        answer = b""
    if answer.isdigit():
        return int(answer)
    originals = [file for folder in (portal.config_file, portal.seeds) for file in files_below(folder)]
    return max(int(file.stat().st_mtime) for file in originals)


def _variables(config_file: Path) -> dict[str, str | None]:
    """Return the environment variables that ``mkdocs.yml`` asks for by ``!ENV [NAME, default]``, as they are.

    A default is taken for one more name; that does no harm.
    """
    tagged = _ENV_TAG.findall(config_file.read_text(encoding="utf-8-sig"))
    return {name: os.environ.get(name) for words in tagged for name in re.findall(r"\w+", words)}


def stamp(portal: Portal, generated: Iterable[str], base: str | None = None) -> str:
    """Digest everything a build depends on: inputs, date, ``base`` revision, variables, version of Python."""
    content = digest(input_files(portal, generated), portal.root)
    variables = sorted(_variables(portal.config_file).items())
    state = [content, date(portal), base, variables, portal.site.name, list(sys.version_info[:3])]
    return hashlib.sha256(json.dumps(state).encode()).hexdigest()


def site_digest(site: Path) -> str:
    """Digest a built site, so that a damaged one is noticed."""
    return digest(files_below(site), site)
