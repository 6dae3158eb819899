"""How much of a source is printed again: the whole, or only the sentences that facts were read from.

A publisher's articles may be quoted where it is not allowed to reprint them: ``extra.portal.sources:
excerpt`` in mkdocs.yml. Then headlines and the sentences with a mention are shown, what stands between
them is not, on no page and in no file of the site. What was read is the same either way.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.articles import Block, BlockKind, Sentence
from generator.config import Extent
from generator.reading import ArticleReading

Stretch = tuple[int, int]
"""Start and end in the seed, in characters."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The stretches of an article that are shown, in order, apart from each other."""

    stretches: tuple[Stretch, ...]

    def within(self, start: int, end: int) -> tuple[Stretch, ...]:
        """Return the parts of ``text[start:end]`` that are shown."""
        parts = ((max(first, start), min(last, end)) for first, last in self.stretches)
        return tuple((first, last) for first, last in parts if first < last)

    def has(self, sentence: Sentence) -> bool:
        """Whether a sentence is shown."""
        return bool(self.within(sentence.start, sentence.start + 1))


def shown(article: ArticleReading, extent: Extent) -> Shown:
    """Return what is shown of an article."""
    blocks = article.article.blocks
    if extent is Extent.FULL:
        return Shown(((min(block.start for block in blocks), max(block.end for block in blocks)),))
    titles = [(block.start, block.end) for block in blocks if block.kind is BlockKind.TITLE]
    cited = [
        stretch
        for sentence in article.article.sentences
        if article.records_in(sentence)
        for stretch in _stretches(sentence, blocks)
    ]
    return Shown(tuple(_joined(sorted([*titles, *cited]))))


def _stretches(sentence: Sentence, blocks: Sequence[Block]) -> Iterator[Stretch]:
    """Yield where a sentence stands, block by block: the page may have cut it in pieces."""
    for block in blocks:
        inside = sentence.offsets[
            bisect_left(sentence.offsets, block.start) : bisect_left(sentence.offsets, block.end)
        ]
        if inside:
            yield inside[0], inside[-1] + 1


def _joined(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    current: Stretch | None = None
    for start, end in stretches:
        if current and start <= current[1]:
            current = current[0], max(current[1], end)
            continue
        if current:
            yield current
        current = start, end
    if current:
        yield current
