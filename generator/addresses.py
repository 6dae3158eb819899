"""Where everything stands on the site: the one place that knows the addresses.

Addresses are relative to the site's root and carry no leading slash (``districts/nangang/``), so
that any host and any sub-path works; ``relative`` turns one into a link from a given page. Every
page is a Markdown file under ``docs/`` whose place follows from its address (``markdown_file``).
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import PurePosixPath

from generator.divisions import Area
from generator.records import Mention

HOME = ""
DISTRICTS = "districts/"
SOURCES = "sources/"
TIMELINE = "timeline/"
TOPICS = "topics/"
PLANS = "plans/"
CONFLICTS = "conflicts/"
COVERAGE = "coverage/"
CHANGES = "changes/"
DATA = "data/"
METHOD = "method/"
ABOUT = "about/"

SOURCES_PARTS = "sources/all/"
COVERAGE_PARTS = "coverage/all/"
"""Where the lists of all sources go on: one folder deeper than any source's own page."""

_SECTIONS = (DISTRICTS, SOURCES, TIMELINE, TOPICS, PLANS, CONFLICTS, COVERAGE, CHANGES, DATA)
"""Pages in a folder of their own: other pages or files stand in it, or may come to."""

_PLAIN_STEM = re.compile(r"[A-Za-z0-9_-]{1,100}")
_MADE_STEM = re.compile(r".*--[0-9a-f]{10}")
_TAKEN_STEMS = frozenset({"index", "readme"})
"""MkDocs turns these into the index of their folder."""


def safe_stem(stem: str) -> str:
    """Return a form of a seed's stem that is safe in addresses and file names.

    Plain stems stay as they are; any other is reduced to its plain characters and told apart by a
    digest of the whole. A plain stem that looks like such a made form is treated like the others,
    so that no two stems share one form.

    >>> safe_stem("002_d7cccfd3d797cd1c")
    '002_d7cccfd3d797cd1c'
    >>> safe_stem("新晚报 2024.02.19")
    '2024-02-19--139e7b67d8'
    """
    if _PLAIN_STEM.fullmatch(stem) and not _MADE_STEM.fullmatch(stem) and stem.casefold() not in _TAKEN_STEMS:
        return stem
    readable = re.sub(r"[^A-Za-z0-9_]+", "-", stem).strip("-")[:60]
    digest = hashlib.sha256(stem.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{readable or 'source'}--{digest}"


def stem(source: str) -> str:
    """Return the stem of a seed's file name, as ``Seed.stem`` does."""
    return PurePosixPath(source).stem


def district_page(slug: str) -> str:
    """Address of a district's page."""
    return f"{DISTRICTS}{slug}/"


def topic_page(slug: str) -> str:
    """Address of a topic's page."""
    return f"{TOPICS}{slug}/"


def part(page: str, section: str, number: int) -> str:
    """Address of a page that holds a part of a section of ``page``.

    >>> part("districts/nangang/", "timeline", 2)
    'districts/nangang/timeline-2/'
    """
    return f"{page}{section}-{number}/"


def source_page(stem: str) -> str:
    """Address of the page that prints a seed; takes the seed's stem, not its file name."""
    return f"{SOURCES}{safe_stem(stem)}/"


def coverage_page(stem: str) -> str:
    """Address of the page that tells, sentence by sentence, what was made of a seed."""
    return f"{COVERAGE}{safe_stem(stem)}/"


def mention(record: Mention) -> str:
    """Address of the highlighted mention a record was read from."""
    return f"{_page_of(record.source)}#{record.id}"


@lru_cache(4096)  # a page asks for the same source a hundred times
def _page_of(source: str) -> str:
    return source_page(stem(source))


def article_anchor(start: int) -> str:
    """Anchor, on its source's page, of the article that starts at offset ``start``."""
    return f"a{start}"


def article(source: str, start: int) -> str:
    """Address of an article; takes the seed's file name and the article's offset."""
    return f"{_page_of(source)}#{article_anchor(start)}"


def block_anchor(start: int) -> str:
    """Anchor, on its source's page, of the printed block that starts at offset ``start``."""
    return f"p{start}"


def block(source: str, start: int) -> str:
    """Address of a printed block; takes the seed's file name and the block's offset."""
    return f"{_page_of(source)}#{block_anchor(start)}"


def fact_anchor(record: Mention) -> str:
    """Anchor of the record's row on a page of facts."""
    return f"fact-{record.id}"


def fact(record: Mention, slug: str) -> str:
    """Address of the record's row on the page of the district called ``slug``."""
    return f"{district_page(slug)}#{fact_anchor(record)}"


def place_anchor(area: Area | None) -> str:
    """Anchor of a place's section on a page about several."""
    return f"place-{area.slug}" if area else "place-wider"


def conflict_anchor(record: Mention) -> str:
    """Anchor, on the page of conflicts, of the one this record is part of."""
    return f"conflict-{record.id}"


def district_data(slug: str) -> str:
    """Address of everything known about a district, as JSON."""
    return f"{DATA}districts/{slug}.json"


def markdown_file(address: str) -> str:
    """Return the file under ``docs/`` that a page's address is made from.

    >>> markdown_file("districts/nangang/"), markdown_file("districts/"), markdown_file("")
    ('districts/nangang.md', 'districts/index.md', 'index.md')
    """
    path = address.partition("#")[0].rstrip("/")
    if path in {"", *(section.rstrip("/") for section in _SECTIONS)}:
        return f"{path}/index.md".lstrip("/")
    return f"{path}.md"


def relative(page: str, target: str) -> str:
    """Return a link from the page at address ``page`` to ``target``.

    >>> relative("districts/nangang/", "sources/002/#o-1"), relative("", "timeline/")
    ('../../sources/002/#o-1', 'timeline/')
    >>> relative("timeline/", "timeline/#y2019"), relative("timeline/", "")
    ('#y2019', '../')
    """
    path, hash_sign, anchor = target.partition("#")
    if path == page and hash_sign:
        return hash_sign + anchor
    up = "../" * page.count("/")
    return f"{up}{path}{hash_sign}{anchor}" or "./"
