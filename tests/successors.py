"""Build the same pages with what could succeed MkDocs, and say what is lost: ``python tests/successors.py``.

``make successors`` installs each into an environment of its own. Every engine gets a copy of the
configuration, the pages and the theme's changes, and builds strictly. Then each page is held against the one
that MkDocs made: it has to be there, say the same and have the same anchors, for addresses in print must
not break, and the same scripts of ours. What they make of it has to be looked at (CONTRIBUTING.md says what
was seen).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from generator import config, inputs, publish  # noqa: E402 - a script finds the project by its own place

ENGINES = ("properdocs", "zensical")
UNREAD = {"script", "style", "template", "noscript"}


class Page(HTMLParser):
    """What a reader has of a page: the words and anchors of its article, and what our scripts add."""

    def __init__(self, html: str) -> None:
        """Read the page."""
        super().__init__()
        self.anchors: set[str] = set()
        self.scripts: set[str] = set()
        self._inside = 0
        self._unread = 0
        self._words: list[str] = []
        self.feed(html)

    @property
    def words(self) -> str:
        """The words of the article, white space aside."""
        return "".join("".join(self._words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of an anchor, and of where the article begins."""
        self._inside += tag == "article"
        self._unread += tag in UNREAD
        name = dict(attrs).get("id")
        if name and self._inside:
            self.anchors.add(name)
        script = dict(attrs).get("src") or ""
        if tag == "script" and "/portal/" in script:  # the search is another matter
            self.scripts.add(script.rpartition("/")[2])

    def handle_endtag(self, tag: str) -> None:
        """Take note of where the article ends."""
        self._inside -= tag == "article"
        self._unread -= tag in UNREAD

    def handle_data(self, data: str) -> None:
        """Keep what is read."""
        if self._inside and not self._unread:
            self._words.append(data)


def differences(ours: Path, theirs: Path) -> Iterator[str]:
    """Yield what a reader of our site would miss in theirs, a line each."""
    for path in sorted(ours.rglob("*.html")):
        name = path.relative_to(ours)
        other = theirs / name
        if not other.is_file():
            yield f"{name}: no such page"
            continue
        here, there = (Page(page.read_text(encoding="utf-8")) for page in (path, other))
        lost = sorted(here.anchors - there.anchors)
        if lost:
            yield f"{name}: {len(lost)} anchors lost: {', '.join(lost[:5])}"
        if here.scripts != there.scripts:
            yield f"{name}: scripts lost: {', '.join(sorted(here.scripts - there.scripts))}"
        if here.words != there.words:
            yield f"{name}: says something else"


def same_files(ours: Path, theirs: Path) -> str:
    """Say how many files are there byte for byte, but for the name of the engine in each page."""
    files = [path for path in inputs.files_below(ours) if path.suffix != ".gz"]  # carries a time
    same = sum(_content(path) == _content(theirs / path.relative_to(ours)) for path in files)
    return f"{same} of {len(files)} files are the same byte for byte"


def _content(path: Path) -> bytes | None:
    if not path.is_file():
        return None
    return re.sub(rb'<meta name="generator"[^>]*>', b"", path.read_bytes())


def built(portal: config.Portal, command: list[str], target: Path) -> Path:
    """Build a copy of the pages with an engine and return the site; stop where it complains."""
    target.mkdir(parents=True)
    shutil.copy(portal.config_file, target / "mkdocs.yml")
    for folder in (portal.docs, portal.root / "overrides"):
        shutil.copytree(folder, target / folder.name)
    answer = subprocess.run(
        command,
        cwd=target,
        env={**publish.environment(portal), "NO_COLOR": "1"},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    said = answer.stdout + answer.stderr
    if answer.returncode or re.search(r"^(WARNING|ERROR|Warning:|Error:)", said, re.MULTILINE):
        raise SystemExit(f"error: {' '.join(command)}\n{said}")
    return target / "site"


def main() -> None:
    """Compare every engine with MkDocs; fail where one loses a page, words or an anchor."""
    portal = config.load(ROOT / "mkdocs.yml")
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        ours = built(portal, [sys.executable, "-m", "mkdocs", "build", "--strict"], place / "mkdocs")
        for engine in ENGINES:
            program = Path(os.environ.get("VENV", ".venv")).resolve() / engine / "bin" / engine
            theirs = built(portal, [str(program), "build", "--strict"], place / engine)
            found = list(differences(ours, theirs))
            pages = len(list(ours.rglob("*.html")))
            found.insert(0, f"{engine}: {pages} pages, {len(found)} faults; {same_files(ours, theirs)}")
            print("\n  ".join(found))  # noqa: T201 - the answer
            failed = failed or len(found) > 1
    sys.exit(failed)


if __name__ == "__main__":
    main()
