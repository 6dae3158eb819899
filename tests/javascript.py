"""Check the site's scripts: ``python tests/javascript.py`` (``--format`` to have them formatted).

Formatted and linted by deno; typed by their JSDoc comments, which deno has TypeScript read. The scripts are
no modules: those that one page, or the search worker, loads share their names. So each such group is put
together into one file to be typed, and what is told of it is told of the line it came from.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
SCRIPTS = ROOT / "overrides" / "assets" / "javascripts"
SEARCH = SCRIPTS / "search"
CACHE = ROOT / ".cache" / "deno"
DENO = Path(sys.executable).with_name("deno")
STYLE = ["--line-width", "110"]
IN_TYPED_FILE = re.compile(r"(?:file://)?\S*?(\w+)\.typed\.js:(\d+)(:\d+)")
NO_RULES = ["no-unused-vars", "no-inner-declarations", "no-window", "no-window-prefix"]
"""Rules of deno's linter left out: what a script does not use, another may; the functions of a page's script
stand in a block, or all scripts of the page would see them; and there is a ``window`` on a page."""


def parts() -> list[str]:
    """Return the names of the files that the search worker loads, in its order."""
    names: list[str] = re.findall(r'"(\w+\.js)"', (SEARCH / "worker.js").read_text(encoding="utf-8"))
    return names


def scopes() -> dict[str, tuple[str, list[Path]]]:
    """Return the groups of scripts that share their names, each with the library it runs in."""
    in_worker = [SEARCH / name for name in (*parts(), "worker.js")]
    others = [path for path in sorted(SCRIPTS.glob("*/*.js")) if path not in in_worker]
    on_page = sorted(others, key=lambda path: path.parent.name != "theme")  # as a page loads them
    return {"page": ("dom", on_page), "worker": ("webworker", in_worker)}


def deno(*words: str | Path, folder: Path = ROOT) -> tuple[int, str]:
    """Run deno; return its exit code and what it printed."""
    environment = os.environ | {"NO_COLOR": "1", "DENO_NO_UPDATE_CHECK": "1", "DENO_DIR": str(CACHE)}
    command = [str(DENO), *map(str, words)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, (done.stdout + done.stderr).partition("Stack backtrace:")[0]


def put_together(files: Sequence[Path]) -> tuple[str, list[tuple[Path, int]]]:
    """Return the files as one, and for each of its lines where it came from."""
    lines: list[str] = []
    origins: list[tuple[Path, int]] = []
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            lines.append("" if line == '"use strict";' else line)
            origins.append((file, number))
    return "\n".join([*lines, "export {};"]), [*origins, (files[-1], 0)]


def typed(name: str, library: str, files: Sequence[Path], root: Path = ROOT) -> str:
    """Return what TypeScript has to say of a group of scripts; nothing where all is well."""
    text, origins = put_together(files)
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "checkJs": True,
            "strict": True,
            "noUnusedLocals": False,
            "lib": ["esnext", library, "dom.iterable"],
        }
        Path(folder, "deno.json").write_text(json.dumps({"compilerOptions": settings}), encoding="utf-8")
        file = Path(folder, f"{name}.typed.js")
        file.write_text(text, encoding="utf-8")
        code, said = deno("check", "--quiet", file.name, folder=Path(folder))

    def origin(match: re.Match[str]) -> str:
        path, number = origins[int(match[2]) - 1]
        return f"{path.relative_to(root)}:{number}{match[3]}"

    return IN_TYPED_FILE.sub(origin, said) if code else ""


def complaints() -> Iterator[str]:
    """Return all that is wrong with the scripts."""
    for words in (["fmt", "--check", *STYLE], ["lint", f"--rules-exclude={','.join(NO_RULES)}"]):
        code, said = deno(*words, SCRIPTS)
        if code:
            yield said
    for name, (library, files) in scopes().items():
        if said := typed(name, library, files):
            yield said


def main() -> int:
    """Check, or format."""
    if "--format" in sys.argv[1:]:
        return deno("fmt", *STYLE, SCRIPTS)[0]
    found = list(complaints())
    sys.stderr.writelines(found)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
