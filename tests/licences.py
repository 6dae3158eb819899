"""Write LICENCES.md, which says under which licence each dependency is: ``python tests/licences.py``.

Every package of the locks is listed. Its licence is what its installed metadata say; one that is not
installed here (another system's, another version of Python's, one that only ``make bench`` or ``make
successors`` installs) keeps the line it has. A licence that is not among those allowed stops the writing:
it is for a person to decide.
"""

from __future__ import annotations

import importlib.metadata
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
LIST = ROOT / "LICENCES.md"
USES = {
    "requirements.lock": "site",
    "requirements-build.lock": "site",
    "requirements-cluster.lock": "cluster",
    "requirements-dev.lock": "tests",
    "requirements-properdocs.lock": "successors",
    "requirements-zensical.lock": "successors",
    "requirements-bench.lock": "bench",
}
"""Lock → what its packages are for; a package in several counts for the first."""
HEAD = """# Licences of the dependencies

Written by `make licences` from what the packages say of themselves. What the site that is built carries of
them is the theme (mkdocs-material, with the scripts it bundles).

| Package | Licence | For |
| --- | --- | --- |
"""
ALLOWED = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "Zlib"),
        *("MPL-2.0", "PSF-2.0"),
        "Artistic-1.0-Perl",
    }
)
ALLOWED_FOR = {"bench": frozenset({"GPL-3.0"})}
"""What nothing here is linked with or ships, but is only measured against, may be stricter."""
NAMES = {
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "GNU General Public License v3 (GPLv3)": "GPL-3.0",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""What metadata call a licence → its name in the list of SPDX, as far as they tell which it is."""
BY_HAND = {
    "axe-playwright-python": "MIT",  # its metadata name none; its file LICENSE does
    "text-unidecode": "Artistic-1.0-Perl OR GPL-2.0-or-later",  # its metadata list both; its README says: or
}


def packages() -> dict[str, str]:
    """Return every package of the locks with what it is for."""
    found: dict[str, str] = {}
    for lock, use in USES.items():
        text = (ROOT / lock).read_text(encoding="utf-8")
        for name in re.findall(r"^([a-z0-9._-]+)==", text, re.MULTILINE):
            found.setdefault(name, use)
    return dict(sorted(found.items()))


def stated(name: str) -> str | None:
    """Return what the metadata of an installed package say; None where it is not installed here."""
    if name in BY_HAND:
        return BY_HAND[name]
    inner = [str(path) for path in Path(sys.prefix).glob("*/lib/python*/site-packages")]  # of make successors
    found = next(iter(importlib.metadata.distributions(name=name, path=[*sys.path, *inner])), None)
    if found is None:
        return None
    (expression,) = found.metadata.get_all("License-Expression") or [""]
    classified = [
        line.split(" :: ")[-1] for line in found.metadata.get_all("Classifier") or [] if "License ::" in line
    ]
    free = "".join(found.metadata.get_all("License") or []).strip()
    said = expression or (free if free in ALLOWED else " AND ".join(classified) or free)
    return NAMES.get(said, said)


def listed() -> dict[str, str]:
    """Return the licences as the list has them."""
    text = LIST.read_text(encoding="utf-8") if LIST.exists() else ""
    return dict(re.findall(r"^\| ([a-z0-9._-]+) \| (.+?) \| \w+ \|$", text, re.MULTILINE))


def allowed(licence: str, use: str) -> bool:
    """Tell whether one of the choices that a licence gives is allowed whole."""
    good = ALLOWED | ALLOWED_FOR.get(use, frozenset())
    return any(set(choice.strip("() ").split(" AND ")) <= good for choice in licence.split(" OR "))


def rows() -> Iterator[tuple[str, str, str]]:
    """Yield package, licence and use; a licence that nobody can tell here is empty."""
    known = listed()
    for name, use in packages().items():
        yield name, stated(name) or known.get(name, ""), use


def main() -> None:
    """Write the list, or say why not."""
    found = list(rows())
    for name, licence, use in found:
        if not licence:
            raise SystemExit(
                f"error: {name} is not installed here; make bench cluster successors, then again"
            )
        if not allowed(licence, use):
            raise SystemExit(f"error: {name} is under “{licence}”; look at it, and allow it in {__file__}")
    lines = (f"| {name} | {licence} | {use} |\n" for name, licence, use in found)
    LIST.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
