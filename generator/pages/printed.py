"""An article as printed, with every mention highlighted where it stands.

Mentions overlap: an event is a whole clause and holds several numbers. Each becomes an element with
the record's id; inner ones nest, and where two only partly overlap the later one is continued in a
second element without id. A number is never cut: what begins or ends inside it is moved to its edge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.addresses import fact_anchor
from generator.articles import Block
from generator.excerpts import Stretch
from generator.pages.escaping import Safe, inline
from generator.printing import HEADING_MARKS
from generator.records import Observation, Record

_BOLD = re.compile(r"\*\*(?=\S)([^*\n]+?)\*\*")


@dataclass(frozen=True, slots=True)
class Span:
    """One highlighted stretch of the seed, ``text[start:end]``."""

    start: int
    end: int
    opening: Safe
    """Opening tag with the id."""
    again: Safe
    """Opening tag of a continuation."""
    closing: Safe
    whole: bool = False
    """Never cut by another."""


def _span(record: Record, anchor: str) -> Span:
    """Return the span of a record; an empty ``anchor`` when another mention has taken the id."""
    number = isinstance(record, Observation)
    tag = "a" if number else "span"
    css = f"m m--{type(record).type}"
    link = f' href="#{fact_anchor(record)}"' if number else ""
    again = f'<{tag} class="{css}"{link} data-continues="{record.id}">'
    opening = f'<{tag} id="{anchor}" class="{css}"{link}>' if anchor else again
    return Span(record.start, record.end, Safe(opening), Safe(again), Safe(f"</{tag}>"), number)


def spans_of(records: Iterable[Record], taken: set[str]) -> list[Span]:
    """Return the spans of an article's records; ids already ``taken`` on the page are left out."""
    spans: list[Span] = []
    for record in records:
        spans.append(_span(record, "" if record.id in taken else record.id))
        taken.add(record.id)
    wholes = [span for span in spans if span.whole]
    return sorted(
        (_widened(span, wholes) for span in spans), key=lambda span: (span.start, -span.end, span.whole)
    )


def _widened(span: Span, wholes: Sequence[Span]) -> Span:
    """Move the edges of a wide span out of the numbers they would cut."""
    if span.whole:
        return span
    start = min([span.start, *(whole.start for whole in wholes if whole.start < span.start < whole.end)])
    end = max([span.end, *(whole.end for whole in wholes if whole.start < span.end < whole.end)])
    return Span(start, end, span.opening, span.again, span.closing)


def _hidden(printed: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a line that only mark it up: # of headings, ** of bold text."""
    marks = HEADING_MARKS.match(printed)
    if marks and "#" in marks[0]:
        yield marks.span()
    for bold in _BOLD.finditer(printed):
        yield bold.start(), bold.start(1)
        yield bold.end(1), bold.end()


def _bold(printed: str, offset: int) -> list[Span]:
    return [
        Span(
            bold.start(1) + offset,
            bold.end(1) + offset,
            Safe("<strong>"),
            Safe("<strong>"),
            Safe("</strong>"),
        )
        for bold in _BOLD.finditer(printed)
    ]


ELIDED = Safe('<span class="elided">……</span>')
"""Stands for what a publisher does not show."""


def block_html(
    seed_text: str,
    block: Block,
    spans: Sequence[Span],
    opened: set[Span],
    shown: Sequence[Stretch] | None = None,
) -> Safe:
    """Return one printed line with its mentions; ``opened`` collects the spans begun so far.

    ``shown`` are the stretches of it that may be printed, in order; by default all of it.
    """
    printed = seed_text[block.start : block.end]
    left_out = _between(block, shown) if shown is not None else []
    here = [span for span in spans if span.start < block.end and block.start < span.end]
    here = sorted([*here, *_bold(printed, block.start)], key=lambda span: (span.start, -span.end, span.whole))
    hidden = [(start + block.start, end + block.start) for start, end in _hidden(printed)]
    edges = {block.start, block.end, *(edge for pair in (*hidden, *left_out) for edge in pair)}
    edges |= {edge for span in here for edge in (span.start, span.end) if block.start < edge < block.end}
    pieces: list[str] = []
    stack: list[Span] = []
    cuts = sorted(edges)
    for place, following in zip(cuts, [*cuts[1:], None], strict=True):
        _close(stack, place if following else block.end, pieces, all_of_them=following is None)
        if following is None:
            break
        for span in here:
            if span not in stack and span.start <= place < span.end and max(span.start, block.start) == place:
                pieces.append(span.again if span in opened else span.opening)
                opened.add(span)
                stack.append(span)
        if any(start <= place < end for start, end in left_out):
            if pieces[-1:] != [ELIDED] and seed_text[place:following].strip():
                pieces.append(ELIDED)
        elif not any(start <= place < end for start, end in hidden):
            pieces.append(inline(seed_text[place:following]))
    return Safe("".join(pieces))


def _between(block: Block, shown: Sequence[Stretch]) -> list[Stretch]:
    """Return the stretches of a block that lie between those shown."""
    edges = [block.start, *(edge for stretch in shown for edge in stretch), block.end]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]


def _close(stack: list[Span], place: int, pieces: list[str], *, all_of_them: bool) -> None:
    """Close the spans that end at ``place``; those above them are closed and opened again."""
    ending = [span for span in stack if all_of_them or span.end <= place]
    if not ending:
        return
    lowest = min(stack.index(span) for span in ending)
    reopened = [span for span in stack[lowest:] if span not in ending]
    pieces.extend(span.closing for span in reversed(stack[lowest:]))
    del stack[lowest:]
    for span in reopened:
        pieces.append(span.again)
        stack.append(span)
