"""What was read is kept: a seed that nothing has changed about need not be read again.

An entry is called by a digest of everything its reading depends on: the seed's name, text and
provenance, the region, the language, and the reader itself (``reader``: its code, its word lists, the
versions of jieba and Python). So nothing is ever out of date: what changes is looked for under another
name. Corrections are no part of it: they are applied to what comes from here.

Entries lie in ``.cache/readings/``, can be deleted at any time, and are read anew where they are damaged.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import io
import json
import os
import pickle
import sys
import zlib
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from generator import inputs
from generator.divisions import Region
from generator.reading import ArticleReading, NotAFact, Reading
from generator.records import Mention, Record
from generator.seeds import Seed
from generator.texts import current

FOLDER = "readings"
_DIGEST = 32
_SHOWN_ONLY = (
    *(
        "pages",
        "exports",
        "charts",
        "catalogue",
        "search",
        "scripts.py",
        "bench.py",
        "serve.py",
        "cluster.py",
    ),
    *("publish.py", "mkdocs_build.py", "swap.py", "history.py", "release.py", "diff.py", "diff_markdown.py"),
)
"""What of the package only shows what was read: no reading depends on it."""
_NEEDED_REASONS = ("bound", "period", "unit")
"""The reasons that anything behind the reader asks for; ``explain``, which tells them all, reads itself."""
_KNOWN = {
    ("builtins", "range"),
    ("decimal", "Decimal"),
    *(
        (f"generator.{module}", name)
        for module, names in {
            "articles": ("Article", "Block", "BlockKind", "Sentence"),
            "provenance": ("Provenance",),
            "reading": ("ArticleReading", "NotAFact", "Reading"),
            "records": (
                *("ArticleRecord", "Bound", "Distinction", "DistinctionKind", "Event", "Level"),
                *("Measure", "Observation", "Person", "Status"),
            ),
            "seeds": ("Seed",),
        }.items()
        for name in names
    ),
}
"""All that a reading is made of; an entry that names anything else is none of ours."""


@cache
def reader() -> str:
    """Return a digest of the reader: whatever changes it changes what it may read."""
    files = (
        path
        for path in inputs.files_below(inputs.PACKAGE)
        if path.relative_to(inputs.PACKAGE).parts[0] not in _SHOWN_ONLY
    )
    code = inputs.digest(files, inputs.PACKAGE.parent)
    versions = [importlib.metadata.version("jieba"), sys.version]
    return hashlib.sha256(json.dumps([code, versions]).encode()).hexdigest()


class Kept:
    """The readings kept in a folder, for seeds of one region."""

    def __init__(self, folder: Path, region: Region) -> None:
        """Look into ``folder``; it need not be there."""
        self.folder = folder
        self._reader = f"{reader()} {current().language} {region!r}"

    def path(self, seed: Seed) -> Path:
        """Return where the reading of a seed is kept, or would be."""
        parts = (
            self._reader,
            seed.name,
            seed.text,
            seed.encoding,
            repr(seed.body_start),
            repr(seed.provenance),
        )
        total = hashlib.sha256()
        for part in parts:
            content = part.encode("utf-8", "surrogatepass")
            total.update(b"%d:" % len(content) + content)
        return self.folder / total.hexdigest()

    def find(self, seed: Seed) -> Reading | None:
        """Return the reading of a seed; None where none is kept, or what is kept is damaged."""
        try:
            return unpacked(self.path(seed).read_bytes(), seed)
        except (OSError, ValueError):
            return None

    def keep(self, seed: Seed, packed_reading: bytes) -> None:
        """Keep a reading as ``packed`` made it; another process may do so at the same time."""
        put(self.path(seed), packed_reading)

    def prune(self, seeds: Collection[Seed]) -> None:
        """Remove everything but the readings of these seeds."""
        if self.folder.is_dir():
            needed = {self.path(seed).name for seed in seeds}
            for path in self.folder.iterdir():
                if path.name not in needed:
                    path.unlink(missing_ok=True)


def put(path: Path, content: bytes) -> None:
    """Write what is kept whole or not at all, whoever else does so; where it cannot be, do without it."""
    new = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(content)
        new.replace(path)
    except OSError:  # a full disk: what should be kept is at hand all the same
        with contextlib.suppress(OSError):
            new.unlink()


def packed(reading: Reading) -> bytes:
    """Return a reading as bytes that ``unpacked`` takes: without its seed, which is there anyway."""
    articles = tuple(_Slim().article(article) for article in reading.articles)
    content = zlib.compress(pickle.dumps(articles, protocol=pickle.HIGHEST_PROTOCOL), level=1)
    return hashlib.sha256(content).digest() + content


def unpacked(data: bytes, seed: Seed) -> Reading:
    """Return the reading of ``seed`` that was packed; ``ValueError`` where the bytes are not whole."""
    digest, content = data[:_DIGEST], data[_DIGEST:]
    if hashlib.sha256(content).digest() != digest:
        raise ValueError("a damaged entry")
    try:
        articles = _OurOwn(io.BytesIO(zlib.decompress(content))).load()
    except Exception as fault:
        raise ValueError("no entry of this reader") from fault
    own = isinstance(articles, tuple) and all(isinstance(each, ArticleReading) for each in articles)
    if not own or any(each.record.source != seed.name for each in articles):
        raise ValueError("the entry of something else")
    return Reading(seed, articles)


class _OurOwn(pickle.Unpickler):
    """Takes nothing from a file but what readings are made of: never code to run."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - as the base class has it
        if (module, name) not in _KNOWN:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a reading")
        return super().find_class(module, name)


class _Slim:
    """Makes readings small, for thousands lie in memory: each text once, no reason that nobody asks for."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def _once(self, text: str) -> str:
        return self._texts.setdefault(text, text)

    def article(self, article: ArticleReading) -> ArticleReading:
        return replace(
            article,
            records=tuple(map(self._record, article.records)),
            passed_over=tuple(map(self._number, article.passed_over)),
        )

    def _record(self, record: Record) -> Record:
        reasons = {name: self._once(record.reasons[name]) for name in self._needed(record)}
        return replace(
            record, quote=self._once(record.quote), source=self._once(record.source), reasons=reasons
        )

    def _needed(self, record: Mention) -> Iterator[str]:
        return (name for name in _NEEDED_REASONS if name in record.reasons)

    def _number(self, number: NotAFact) -> NotAFact:
        return replace(number, text=self._once(number.text), reason=self._once(number.reason))
