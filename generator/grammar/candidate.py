"""A number as it stands in its sentence: what the tests of ``no_fact`` and ``names`` look at."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Span = tuple[int, int]
BEFORE, AFTER = 4, 6
"""How many characters on each side the tests look at."""


NOT_A_NUMBER = "word"
"""The reason of what only looks like a numeral: the 三 of 三甲医院."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number as matched in its sentence, with the dates, quotations and word around it."""

    text: str
    match: re.Match[str]
    start: int
    """Offset of its first character in the sentence."""
    end: int
    """Offset behind its last character in the sentence."""
    before: str
    """The few characters before it."""
    after: str
    """The few characters behind it."""
    unit: str
    """The unit, as printed or as the words beside the number tell; empty without one."""
    dates: tuple[Span, ...]
    quoted: tuple[Span, ...]
    word_at: Callable[[int], Span | None]
    """Tells the dictionary word around a place; asked last, for it costs most."""

    @property
    def spelled(self) -> str:
        """The Chinese numeral; empty for an Arabic one."""
        return self.match["chinese"] or ""

    @property
    def more(self) -> bool:
        """Whether 余 or 多 stands inside."""
        return bool(self.match["arabic_more"] or self.match["chinese_more"] or self.match["inside"])
