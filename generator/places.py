"""Seeds and records that lie elsewhere than in a folder of this machine: any address that fsspec knows.

What is read there is brought here first, so that every check of ``seeds`` holds for it as for a folder.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Protocol, cast

from fsspec.core import url_to_fs

from generator.errors import InputError
from generator.provenance import SOURCES
from generator.seeds import CORRECTIONS, MAX_BYTES, SUFFIXES

_DONE = "_SUCCESS"
"""Written last, and empty: who finds it finds all parts. The name is the one that Spark made common."""


class _Files(Protocol):
    """As much of a file system as is used here; fsspec's own class is untyped."""

    def isdir(self, path: str) -> bool:
        """Tell a folder."""

    def exists(self, path: str) -> bool:
        """Tell whether anything is there."""

    def find(self, path: str, maxdepth: int, *, detail: bool) -> dict[str, dict[str, object]]:
        """Return the files of a folder, with their sizes."""

    def get(self, remote: list[str], local: list[str]) -> None:
        """Bring files here, several at a time."""

    def makedirs(self, path: str, *, exist_ok: bool) -> None:
        """Make a folder."""

    def pipe_file(self, path: str, value: bytes) -> None:
        """Write a file."""

    def rm_file(self, path: str) -> None:
        """Remove a file."""


def is_address(place: str) -> bool:
    """Tell an address from a path of this machine."""
    return "://" in place


def _opened(address: str) -> tuple[_Files, str]:
    """Return the file system of an address, and the path in it."""
    try:
        files, path = url_to_fs(address)
    except (ImportError, ValueError) as error:  # fsspec's own words name the package that is missing
        raise InputError(
            address, f"cannot be opened ({error})", "install what it names, or mend the address"
        ) from None
    return cast("_Files", files), path


@contextlib.contextmanager
def brought_here(places: Sequence[str]) -> Iterator[list[Path]]:
    """Yield a path of this machine for each place; a fault of a file names the place it came from."""
    with tempfile.TemporaryDirectory() as folder:
        found: dict[Path, str] = {}
        paths = []
        for number, place in enumerate(places):
            if not is_address(place):
                paths.append(Path(place))
                continue
            copy = Path(folder, str(number))
            copy.mkdir()
            paths.append(_brought(place, copy, found))
        try:
            yield paths
        except InputError as error:
            if error.path not in found:
                raise
            raise InputError(found[error.path], error.problem, error.advice, error.line) from None


def _brought(address: str, copy: Path, found: dict[Path, str]) -> Path:
    """Bring a folder, or a file with what speaks of it, into ``copy``; note where each file came from."""
    files, path = _opened(address)
    if not files.exists(path):
        raise InputError(address, "nothing is there", "check the address")
    whole = files.isdir(path)
    parent = path if whole else str(PurePosixPath(path).parent)
    top = address.rstrip("/") if whole else address.rsplit("/", 1)[0]
    found[copy] = top
    wanted: dict[str, str] = {}
    for remote, about in files.find(parent, maxdepth=1, detail=True).items():
        name = PurePosixPath(remote).name
        local = copy / name
        if PurePosixPath(name).suffix.lower() not in SUFFIXES and name not in (SOURCES, CORRECTIONS):
            continue
        found[local] = f"{top}/{name}"
        if int(str(about.get("size") or 0)) > MAX_BYTES:
            raise InputError(
                found[local], f"more than {MAX_BYTES:,} bytes", "split it into one file a newspaper page"
            )
        if whole or PurePosixPath(remote) == PurePosixPath(path) or name in (SOURCES, CORRECTIONS):
            wanted[remote] = str(local)
        else:
            local.touch()  # sources.yml may speak of it
    files.get(list(wanted), list(wanted.values()))
    return copy if whole else copy / PurePosixPath(path).name


def write_parts(blocks: Iterable[bytes], place: str) -> int:
    """Write each block into a file of its own below ``place`` and return how many; all of them or none."""
    files, path = _opened(place)
    if files.exists(path) and files.find(path, maxdepth=1, detail=True):
        raise InputError(
            place, "not empty", "name a new folder, or empty this one: parts of two runs would mix"
        )
    files.makedirs(path, exist_ok=True)
    written: list[str] = []
    try:
        for number, block in enumerate(blocks):
            written.append(f"{path}/part-{number:05}.jsonl")
            files.pipe_file(written[-1], block)
    except BaseException:  # also where a person interrupts it
        for part in written:
            with contextlib.suppress(OSError):
                files.rm_file(part)
        raise
    files.pipe_file(f"{path}/{_DONE}", b"")
    return len(written)
