"""Where a seed comes from, as far as a person has said so: its title, publisher, date and address.

What is said wins over what would be inferred from the text. It may be said in two places, and the
second wins over the first, field by field:

- at the very start of the seed, between two lines ``---`` (YAML front matter);
- in ``sources.yml`` beside the seeds, under the seed's file name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from generator import edtf
from generator.errors import InputError
from generator.texts import current
from generator.yaml_tree import Node, compose

SOURCES = "sources.yml"
"""Name of the file beside the seeds."""
KEYS = ("title", "publisher", "published", "url")
_SEE = "see “Add your own article” in README.md"

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_KNOWN_KEY = re.compile(rf"^[\"']?(?:{'|'.join(KEYS)})[\"']?[ \t]*:(?=\s|\Z)", re.MULTILINE)
_WEB = re.compile(r"https?://[^\s<>\"'`\\^{|}]+")


@dataclass(frozen=True, slots=True)
class Provenance:
    """What was said about a seed; every field may be left out."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    """EDTF: 2024, 2024-02 or 2024-02-19."""
    url: str | None = None
    """Where the original can be read; http or https."""
    said: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Field → where it was said, in words for the reader of the site."""

    def under(self, other: Provenance) -> Provenance:
        """Return both in one; where both say something, ``other`` wins."""
        return Provenance(
            title=other.title or self.title,
            publisher=other.publisher or self.publisher,
            published=other.published or self.published,
            url=other.url or self.url,
            said={**self.said, **other.said},
        )


NOTHING_SAID = Provenance()


def front_matter(text: str, path: Path) -> tuple[int, Provenance]:
    """Return where the text to be read begins, and what stands in front of it.

    Lines between two ``---`` that name none of the known keys are text like any other: an article may
    begin with a rule. Once one is named, the rest has to be right.
    """
    block = _FRONT_MATTER.match(text)
    if not block or not _KNOWN_KEY.search(block[1]):
        return 0, NOTHING_SAID
    tree = compose(block[1], path, above=1, see=_SEE)
    return block.end(), _provenance(tree, str(current().origin.front_matter)) if tree else NOTHING_SAID


def stated(text: str, path: Path, seeds: Collection[str]) -> dict[str, Provenance]:
    """Return what the text of ``sources.yml`` says, by file name; ``seeds`` are the names there are."""
    tree = compose(text, path, see=_SEE)
    if tree is None:
        return {}
    entries = tree.mapping()
    for name, entry in entries.items():
        if name not in seeds:
            advice = "write the file's name with its suffix, as it stands in the folder, or remove the entry"
            raise InputError(path, f"no seed is called “{name}”", advice, entry.key_line)
    where = current().origin.file(file=f"{path.parent.name}/{path.name}")
    return {name: _provenance(entry, where) for name, entry in entries.items()}


def _provenance(node: Node, where: str) -> Provenance:
    keys = node.mapping(KEYS)
    return Provenance(
        title=keys["title"].words() if "title" in keys else None,
        publisher=keys["publisher"].words() if "publisher" in keys else None,
        published=_date(keys.get("published")),
        url=_address(keys.get("url")),
        said=dict.fromkeys(keys, where),
    )


def _date(node: Node | None) -> str | None:
    """Return a date as EDTF."""
    if node is None:
        return None
    written = node.text()
    if not edtf.is_date(written):
        problem = f"{node.name} “{written}” is no date"
        raise node.fault(problem, "write it as 2024, 2024-02 or 2024-02-19 (year, month, day)")
    return written


def _address(node: Node | None) -> str | None:
    """Return the address of a web page."""
    if node is None:
        return None
    written = node.text()
    try:
        good = bool(_WEB.fullmatch(written) and written.isprintable() and urlsplit(written).hostname)
    except ValueError:  # of brackets that hold no address
        good = False
    if not good:
        problem = f"{node.name} “{written}” is no address of a web page"
        raise node.fault(problem, "write it whole, beginning with https:// or http://")
    return written
