"""Where clauses and sentences end: the marks of punctuation, full and half width."""

from __future__ import annotations

import re
from functools import cache

CLAUSE = frozenset("，,；;。：:！？!?…")
"""Marks that end a clause."""
PART = frozenset("。；;！!？?")
"""Marks that end a statement within a paragraph; a comma does not."""


@cache
def _any(marks: frozenset[str]) -> str:
    return f"[{re.escape(''.join(sorted(marks)))}]"


@cache
def _up_to_the_last(marks: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f".*{_any(marks)}", re.DOTALL)


@cache
def _first(marks: frozenset[str]) -> re.Pattern[str]:
    return re.compile(_any(marks))


def last_of(text: str, marks: frozenset[str], place: int) -> int:
    """Return the offset of the last of ``marks`` before ``place``; -1 without one.

    >>> last_of("一，二。三", PART, 5), last_of("一，二", PART, 3)
    (3, -1)
    """
    found = _up_to_the_last(marks).match(text, 0, place)
    return found.end() - 1 if found else -1


def first_of(text: str, marks: frozenset[str], place: int) -> int:
    """Return the offset of the first of ``marks`` from ``place`` on; the length of the text without one.

    >>> first_of("一，二。三", CLAUSE, 2), first_of("一，二", CLAUSE, 2)
    (3, 3)
    """
    found = _first(marks).search(text, place)
    return found.start() if found else len(text)
