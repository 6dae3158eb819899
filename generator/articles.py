"""What a laid-out newspaper page consists of: articles, blocks and sentences, all with offsets.

A *block* is a run of the seed as printed (headline, paragraph, caption …); a *sentence* may run
over several blocks, where a column break or a picture cut it, and knows for each of its characters
where it stands in the seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a run of printed text is."""

    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    CAPTION = "caption"
    BYLINE = "byline"
    TABLE = "table"
    """A row of a table: shown, not read as a sentence."""
    REPEAT = "repeat"
    """Printed a second time; the first printing was read."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the seed, ``text[start:end]``, and what it is."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, healed where the page had cut it.

    ``text`` is the healed text in simplified characters, ``printed`` the same in the characters of the
    page; ``offsets[i]`` is the place of character ``i`` of both in the seed.
    ``kind`` tells a headline from running text; ``paragraph`` numbers the paragraph it stands in
    (context is carried within one more readily than across).
    """

    text: str
    printed: str
    offsets: Sequence[int]
    kind: BlockKind
    paragraph: int

    @property
    def start(self) -> int:
        """Offset of the first character in the seed."""
        return self.offsets[0]

    @property
    def end(self) -> int:
        """Offset behind the last character in the seed."""
        return self.offsets[-1] + 1


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its headline, where it stands, its blocks as printed and its sentences as read."""

    source: str
    title: str
    start: int
    end: int
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
