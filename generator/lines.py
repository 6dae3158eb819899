"""The lines of a newspaper page and what each of them is: headline, byline, caption or running text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.articles import BlockKind
from generator.grammar.simplified import simplify
from generator.lexicon import any_of, load

_WORDS = load("layout")
LEAD_IN = any_of(_WORDS["lead_in"])
BYLINE = any_of(_WORDS["byline"])
IMPRINT = any_of(_WORDS["imprint"])
SPEAKER = any_of(_WORDS["speaker"])
CAPTION = any_of(_WORDS["caption"])
SECTION_NUMBER = any_of(_WORDS["section_number"])
LIST_ITEM = any_of(_WORDS["list_item"])

MARKS = re.compile(r"\s*(?:(#{1,6})\s+|>\s*|([-*+•]\s+))?")
INVISIBLE = re.compile(r"\*\*|__|[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
"""Markdown emphasis and characters without a shape: kept in the seed, passed over in reading."""

_BOLD_LINE = re.compile(r"\s*(\*\*|__)(?!\s)[^*_。！？!?；;]{2,40}(?<!\s)\1\s*$")
_BOLD_LEVEL = 6
"""A line that is bold as a whole heads a section, as the lowest of headings."""
_MARKED = re.compile(r"[◆◇■●▲★☆]\s*[^。]*[^。；;，,]$")
SENTENCE_END = "。！？!?…"
CLOSED = re.compile(r"[。！？!?…；;：:|][”’」』\"')）】》]*$")
HEADLINE_LENGTH = 48
"""Characters; longer lines without a full stop are text that the column break cut."""
SHORT_HEADLINE = 20
"""Characters of a headline whose halves a comma may part."""
OPENING = 48
"""Characters of an article's first paragraph within which it says where it is."""


@dataclass(slots=True)
class Line:
    """One printed line with its place, its Markdown level (0: none) and the blank lines before it."""

    start: int
    end: int
    text: str
    level: int
    gap: int
    item: bool
    printed: str
    kind: BlockKind = BlockKind.BODY

    @property
    def closed(self) -> bool:
        """Whether the line ends where a sentence does."""
        return bool(CLOSED.search(self.text))


def lines_of(text: str, start: int = 0) -> list[Line]:
    """Return the lines that carry text from ``start`` on, marks set aside."""
    lines: list[Line] = []
    gap, place = 0, start
    for raw in text[start:].splitlines(keepends=True):
        marks = MARKS.match(raw)
        skip = marks.end() if marks else 0
        printed = raw[skip:].rstrip()
        if INVISIBLE.sub("", printed).strip():
            level = len(marks[1]) if marks and marks[1] else _BOLD_LEVEL if _BOLD_LINE.match(printed) else 0
            first = place + len(raw) - len(raw.lstrip())
            visible = INVISIBLE.sub("", printed).strip()
            lines.append(
                Line(
                    first,
                    place + skip + len(printed),
                    simplify(visible),
                    level,
                    gap,
                    bool(marks and marks[2]),
                    visible,
                )
            )
            gap = 0
        else:
            gap += 1
        place += len(raw)
    return lines


def _sentences_in(text: str) -> int:
    return sum(text.count(mark) for mark in SENTENCE_END)


def classify(lines: list[Line], place_names: re.Pattern[str]) -> None:
    """Set the kind of each line: headline, byline, caption or body."""
    broken, begun = False, False
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        short = len(line.text) <= HEADLINE_LENGTH
        if line.text.startswith("|"):
            line.kind = BlockKind.TABLE
        elif len(line.text) <= 2 * HEADLINE_LENGTH and CAPTION.search(line.text):
            line.kind = BlockKind.CAPTION
        elif (
            short
            and line.gap >= 2
            and line.closed
            and _sentences_in(line.text) == 1
            and not LEAD_IN.match(line.text)
        ):
            # A picture leaves a wide gap; one short sentence under it is its caption.
            line.kind = BlockKind.CAPTION
        elif short and BYLINE.match(line.text) and not _sentences_in(line.text):
            line.kind = BlockKind.BYLINE
        elif line.level or _marked_as_heading(line, following):
            line.kind = BlockKind.HEADING
        elif _is_item(line):
            line.kind = BlockKind.BODY
        elif short and not line.closed and following is not None and not LEAD_IN.match(line.text):
            resumes = not broken or (
                line.gap > 0 and len(line.text) <= 12 and bool(place_names.search(following.text[:OPENING]))
            )
            parted = not broken and line.gap > 0 and following.gap > 0
            if resumes and _stands_alone(line, following, first=not begun, parted=parted):
                line.kind = BlockKind.HEADING
        begun = begun or line.kind is BlockKind.BODY
        if line.kind in (BlockKind.BODY, BlockKind.HEADING):
            broken = line.kind is BlockKind.BODY and not line.closed and not line.item


def _is_item(line: Line) -> bool:
    return line.item or bool(LIST_ITEM.match(line.text))


def _marked_as_heading(line: Line, following: Line | None) -> bool:
    """Whether a line shows itself a heading: by a mark, by who speaks, by a colon before a list."""
    if _is_item(line):
        return False
    if SPEAKER.search(line.text) and len(line.text) <= 2 * HEADLINE_LENGTH and not line.closed:
        return True
    heads_a_list = following is not None and _is_item(following) and line.text.endswith(("：", ":"))
    return len(line.text) <= HEADLINE_LENGTH and (heads_a_list or bool(_MARKED.match(line.text)))


def _stands_alone(line: Line, following: Line, *, first: bool, parted: bool) -> bool:
    """Tell a headline from the first words of a sentence that a column break cut.

    Headlines part their halves by a space; a comma may stand in the very first line of a page, and in a
    short one that blank lines part from the text on both sides.
    """
    if re.match(r"[，,、；;。：:]", following.text) or _sentences_in(line.text):
        return False
    if (
        parted
        and len(line.text) <= SHORT_HEADLINE
        and re.fullmatch(r"[^，,；;：:\d]+[，,][^，,；;：:\d]+", line.text)
    ):
        return True
    return first or not re.search(r"[，,；;]|[、：:]$", line.text)
