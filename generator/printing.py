"""Source text made fit for a line: white space folded, what cannot be printed dropped, marks taken off."""

from __future__ import annotations

import re
import unicodedata

LINE_BREAKS = "\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
HEADING_MARKS = re.compile(r"\s*#{1,6}\s+|\s*[-*•]\s+")
"""What stands before a headline or an item of a list."""
_BREAKS = re.compile(rf"[{LINE_BREAKS} ]*[{LINE_BREAKS}][{LINE_BREAKS} ]*|  +|\A | \Z")
"""White space that is to be folded; a single space between words is not."""
_INVISIBLE = "\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
"""Direction marks could show a text in another order than it is written in."""
_CONTROLS = "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff"
"""Control characters that break no line, and halves of characters."""
_NO_CHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
"""They are not XML either."""
_HIDDEN = re.compile(f"[{_INVISIBLE}{_CONTROLS}{_NO_CHARACTERS}]")


def _is_wide(character: str) -> bool:
    """Tell Chinese characters and full-width punctuation, which no space separates."""
    return unicodedata.east_asian_width(character) in "WF" or character in "“”‘’…—"


def fold(value: str) -> str:
    r"""Fold white space: a line break beside a Chinese character is none, any other is a space.

    >>> fold("列入市棚\n\n改计划"), fold("  one\n two  ")
    ('列入市棚改计划', 'one two')
    """

    def folded(match: re.Match[str]) -> str:
        before, after = value[match.start() - 1 : match.start()], value[match.end() : match.end() + 1]
        if not before or not after:
            return ""
        broken = not set(match[0]) <= {" ", "\t"}
        return "" if broken and (_is_wide(before) or _is_wide(after)) else " "

    return _BREAKS.sub(folded, value) if _BREAKS.search(value) else value


def visible(value: str) -> str:
    """Drop what cannot be printed: control characters, surrogates, non-characters, direction marks."""
    return _HIDDEN.sub("", value)


def unmarked(printed: str) -> str:
    """Drop the marks of headings and bold text from a stretch that may begin or end inside them.

    >>> unmarked("## 聚焦**实体"), unmarked("- 一")
    ('聚焦实体', '- 一')
    """
    marks = HEADING_MARKS.match(printed)
    return (printed[marks.end() :] if marks and "#" in marks[0] else printed).replace("**", "")
