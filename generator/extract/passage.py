"""A sentence together with the seed it stands in: where its words are printed, and how it is quoted."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from generator.articles import Sentence
from generator.grammar.simplified import as_printed

_LAYOUT_MARKS = " \n\r\t\u3000*_#"


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, the name of its seed and the seed's text, and the words before it in its paragraph."""

    source: str
    text: str
    sentence: Sentence
    before: str = ""

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where characters ``start`` to ``end`` of the sentence stand in the seed."""
        return self.sentence.offsets[start], self.sentence.offsets[end - 1] + 1

    def printed(self, phrase: str) -> str:
        """Return a phrase made of the sentence's words in the characters of the page."""
        return as_printed(phrase, self.sentence.text, self.sentence.printed)

    def quote_of(self, start: int, end: int) -> tuple[str, int]:
        """Return the printed sentence around ``text[start:end]`` and its offset in the seed.

        A sentence that jumps over a picture or another column is quoted as far as it is printed in one run.
        """
        first, last = self.sentence.start, self.sentence.end
        offsets = self.sentence.offsets
        if last - first == len(offsets):
            return self.text[first:last], first
        for before, after in pairwise(offsets):
            if after - before > 1 and self.text[before + 1 : after].strip(_LAYOUT_MARKS):
                if after <= start:
                    first = after
                elif before + 1 >= end:
                    last = before + 1
                    break
        return self.text[first:last], first
