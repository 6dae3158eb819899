"""The words of all texts: what a query without spaces is cut into, and what pinyin may be meant for.

Cutting texts into words takes longer than all else the search does. So it is done on all cores, and what
came of it is kept (``.cache/words.json``), article by article, under a digest of what was cut and of
what cuts; the file can be deleted at any time, and is made anew where it is damaged.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from generator import cores, reading_cache
from generator.divisions import Region
from generator.search.entries import Index

FILE = "words.json"
_SHARE = 64
"""Articles that one process cuts at a time."""
_WORD = re.compile("[一-鿿]{2,6}")


def words(index: Index, region: Region, kept: Path | None = None, jobs: int = 1) -> list[str]:
    """Return the words in order of their characters; ``kept`` is the file they are kept in, if any."""
    articles = list(_articles(index))
    cutter = f"{reading_cache.reader()} {region!r}"
    known = _load(kept, cutter)
    new = {key: texts for key, texts in articles if key not in known}
    if new:
        from generator.read import prepare  # noqa: PLC0415 - loads the dictionaries, which only cutting needs

        prepare(region)  # so that names of places stay whole
    shares = cores.shares(list(new.items()), _SHARE)
    for share in cores.in_order(_cut_all, shares, jobs if len(shares) > 1 else 1):
        known |= share
    if kept and (new or len(known) > len(articles)):
        content = json.dumps({key: known[key] for key, _ in articles}, ensure_ascii=False)
        reading_cache.put(kept, f"{_signed(cutter, content)}\n{content}".encode())
    people = (entry.subject for entry in index.entries if entry.kind == "p")
    found = set(filter(_WORD.fullmatch, people))
    for key, _ in articles:
        found.update(known[key].split())
    return sorted(found)


def _articles(index: Index) -> Iterator[tuple[str, list[str]]]:
    """Return for each article, or page, the texts it is found by, and a digest of them."""
    ends = [*index.firsts[1:], (len(index.texts), len(index.entries))]
    for first, end in zip(index.firsts, ends, strict=True):
        subjects = (entry.subject for entry in index.entries[first[1] : end[1]])
        texts = list(dict.fromkeys([*index.texts[first[0] : end[0]], *subjects]))
        yield hashlib.sha256("\n".join(texts).encode("utf-8", "surrogatepass")).hexdigest(), texts


def _cut_all(articles: Sequence[tuple[str, list[str]]]) -> dict[str, str]:
    return {key: " ".join(sorted(set(_cut(texts)))) for key, texts in articles}


def _cut(texts: Iterable[str]) -> Iterator[str]:
    from generator.grammar import segment  # noqa: PLC0415 - same

    for text in texts:
        for word in segment.words(text):
            yield from _WORD.findall(word.text)


def _load(file: Path | None, cutter: str) -> dict[str, str]:
    """Return what is kept; nothing where it was cut with other words, or is damaged."""
    if file is None:
        return {}
    with contextlib.suppress(OSError, ValueError):
        digest, _, content = file.read_text(encoding="utf-8").partition("\n")
        if digest == _signed(cutter, content):
            kept: dict[str, str] = json.loads(content)
            return kept
    return {}


def _signed(cutter: str, content: str) -> str:
    return hashlib.sha256(f"{cutter}\n{content}".encode()).hexdigest()
