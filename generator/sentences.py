"""Heal the lines of an article into paragraphs and sentences, every character at its place in the seed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.articles import BlockKind, Sentence
from generator.grammar.simplified import simplify
from generator.lines import INVISIBLE, LEAD_IN, LIST_ITEM, MARKS, SECTION_NUMBER, Line

_FULL_STOP = re.compile(r"[。！？!?…]+[”’」』）)\]】》]*")
LONGEST_SENTENCE = 800
"""Characters; what runs on without a full stop is cut at a comma, so that cost stays with the length."""


def paragraphs(article: Sequence[Line]) -> Iterator[list[Line]]:
    """Group lines into paragraphs: a line that was cut goes on in the next line of body text."""
    held: list[Line] = []
    for line in article:
        if line.kind is BlockKind.BODY:
            starts_item = (
                line.item or bool(LIST_ITEM.match(line.text)) or bool(SECTION_NUMBER.match(line.text))
            )
            if held and (held[-1].closed or held[-1].item or starts_item or LEAD_IN.match(line.text)):
                yield held
                held = []
            held.append(line)
        elif line.kind is BlockKind.CAPTION:
            yield [line]
        else:
            if held:
                yield held
                held = []
            yield [line]
    if held:
        yield held


def _heal(text: str, lines: list[Line]) -> tuple[str, Sequence[int]]:
    """Join the lines of a paragraph; return its characters and where each stands in the seed."""
    if len(lines) == 1 and not INVISIBLE.search(text, lines[0].start, lines[0].end):
        marks = MARKS.match(text, lines[0].start, lines[0].end)
        whole = range(marks.end() if marks else lines[0].start, lines[0].end)
        return text[whole.start : whole.stop], whole
    characters: list[str] = []
    offsets: list[int] = []
    for line in lines:
        marks = MARKS.match(text, line.start, line.end)
        place = marks.end() if marks else line.start
        for hidden in (*INVISIBLE.finditer(text, place, line.end), None):
            stop = hidden.start() if hidden else line.end
            characters.append(text[place:stop])
            offsets.extend(range(place, stop))
            place = hidden.end() if hidden else stop
    return "".join(characters), tuple(offsets)


def _split(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of sentences: to the full stop, closing quotes and brackets included."""
    start = 0
    ends = [match.end() for match in _FULL_STOP.finditer(text)]
    for end in [*ends, len(text)]:
        while end - start > LONGEST_SENTENCE:
            stop = start + LONGEST_SENTENCE
            cut = max(text.rfind(mark, start, stop) for mark in "；;，,、 ") + 1
            yield start, cut if cut > start else stop
            start = cut if cut > start else stop
        if start < end:
            yield start, end
            start = end


def sentences(seed_text: str, paragraphs: Sequence[list[Line]]) -> Iterator[Sentence]:
    """Yield the sentences of paragraphs with their kind; repeats and tables are none."""
    for number, lines in enumerate(paragraphs):
        kind = lines[0].kind
        if kind in (BlockKind.REPEAT, BlockKind.TABLE):
            continue
        printed, offsets = _heal(seed_text, lines)
        healed = simplify(printed)
        for first, last in _split(healed):
            text = healed[first:last]
            start = first + len(text) - len(text.lstrip())
            end = first + len(text.rstrip())
            if start < end:
                text = healed[start:end]
                as_printed = text if printed[start:end] == text else printed[start:end]
                yield Sentence(text, as_printed, _in_short(offsets[start:end]), kind, number)


def _in_short(offsets: Sequence[int]) -> Sequence[int]:
    """Return offsets as a range where they follow each other: thousands of articles lie in memory at once."""
    run = range(offsets[0], offsets[-1] + 1)
    return run if len(run) == len(offsets) else offsets
