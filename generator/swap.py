"""Put a finished folder in the place of an old one, in one step.

Renaming two folders one after the other leaves a moment with neither in place. Linux and macOS can
exchange two names at once; Python has no word for it, so the C library is asked. Where the file
system cannot, two renames do, and ``recover`` mends what a crash between them left behind.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux, renameat2
_RENAME_SWAP = 2  # macOS, renamex_np


def staging(site: Path) -> Path:
    """Where a new site is built: beside the old one, hence on the same file system.

    Where ``site`` is a link (to the folder a web server shows), that is beside what it leads to.
    """
    real = site.resolve()
    return real.with_name(f".{real.name}.new")


def _retired(site: Path) -> Path:
    real = site.resolve()
    return real.with_name(f".{real.name}.old")


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names at once; tell whether it was possible."""
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return bool(library.renamex_np(first, second, ctypes.c_uint(_RENAME_SWAP)) == 0)
    if hasattr(library, "renameat2"):
        here = ctypes.c_int(_AT_FDCWD)
        return bool(library.renameat2(here, first, here, second, ctypes.c_uint(_RENAME_EXCHANGE)) == 0)
    return False


def recover(site: Path) -> None:
    """Remove what an interrupted build left; bring an old site back that had already been moved aside."""
    if _retired(site).exists() and not site.exists():
        _retired(site).rename(site.resolve())
    for leftover in (staging(site), _retired(site)):
        if leftover.exists():
            shutil.rmtree(leftover)


def swap(site: Path) -> None:
    """Make the staging folder the site and remove the old one; a link stays and leads to the new one."""
    new, real = staging(site), site.resolve()
    if real.exists() and not _exchange(new, real):
        real.rename(_retired(real))
    if not real.exists():
        new.rename(real)
    recover(real)
