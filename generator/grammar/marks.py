"""Where clauses and sentences end: the marks of punctuation, full and half width."""

from __future__ import annotations

CLAUSE = frozenset("，,；;。：:！？!?…")
"""Marks that end a clause."""
PART = frozenset("。；;！!？?")
"""Marks that end a statement within a paragraph; a comma does not."""


def last_of(text: str, marks: frozenset[str], place: int) -> int:
    """Return the offset of the last of ``marks`` before ``place``; -1 without one."""
    while place > 0:
        place -= 1
        if text[place] in marks:
            return place
    return -1


def first_of(text: str, marks: frozenset[str], place: int) -> int:
    """Return the offset of the first of ``marks`` from ``place`` on; the length of the text without one."""
    length = len(text)
    while place < length and text[place] not in marks:
        place += 1
    return place
