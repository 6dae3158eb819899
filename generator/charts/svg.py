"""From a specification to an ``<svg>`` that may stand in a page.

The drawing library's output is taken apart and written anew with only what a still picture needs; an
element that is not on the list fails the build. Its labels may come from sources, so every ASCII mark in
them is written as a character reference, as everywhere on a page.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

import vl_convert

from generator.charts.spec import Drawing
from generator.printing import visible

_SVG = "{http://www.w3.org/2000/svg}"
_KEPT = {
    "svg": ("width", "height", "viewBox"),
    "g": ("transform", "fill"),
    "path": ("transform", "d", "fill", "stroke", "stroke-width", "stroke-dasharray", "opacity"),
    "line": ("transform", "x2", "y2", "stroke", "stroke-width", "stroke-dasharray", "opacity"),
    "text": ("transform", "text-anchor", "fill", "font-size", "font-weight"),
}
"""Element → the attributes that say something; everything else is left out."""
_IDLE = {
    ("stroke-dasharray", "1,0"), ("opacity", "1"), ("stroke-width", "1"), ("x2", "0"), ("y2", "0"),
    ("transform", "translate(0,0)"),
}  # fmt: skip
_FRACTION = re.compile(r"-?\d+(?:\.\d+)?e[+-]?\d+|-?\d+\.\d+")
_ENTITIES = {ord(mark): f"&#{ord(mark)};" for mark in string.punctuation}


_used = False


def in_use() -> bool:
    """Tell whether this process has drawn anything: the library then has threads, which no copy of it has."""
    return _used


@dataclass(frozen=True, slots=True)
class Target:
    """What a mark leads to, and the mark in words."""

    href: str
    said: str


def drawn(drawing: Drawing, title: str, targets: Sequence[Target]) -> str:
    """Draw a picture; ``title`` names it for who cannot see it.

    A mark whose description is the number of a target becomes a link to it. Raises ``ValueError`` when
    the drawing holds an element that no picture of ours has.
    """
    global _used  # noqa: PLW0603 - the library is one for the process as well
    _used = True
    picture = ET.fromstring(vl_convert.vega_to_svg(drawing.spec))  # noqa: S314 - made here
    inner = "".join(_written(child, drawing.words, targets) for child in picture)
    size = " ".join(f'{name}="{picture.attrib[name]}"' for name in _KEPT["svg"])
    role = "group" if targets else "img"  # an image would hide its links from a screen reader
    return f'<svg class="chart__picture" {size} role="{role}" aria-label="{escaped(title)}">{inner}</svg>'


def escaped(said: str) -> str:
    """Write what is visible, every ASCII mark as a character reference: neither HTML nor Markdown sees it.

    >>> escaped("a<b|c")
    'a&#60;b&#124;c'
    """
    return visible(said).translate(_ENTITIES)


def _written(element: ET.Element, words: Sequence[str], targets: Sequence[Target]) -> str:
    """Write an element and what is in it; empty ones and groups that only wrap others are dropped."""
    tag = element.tag.removeprefix(_SVG)
    if tag == "rect" or "ground" in element.get("class", ""):  # the grounds, back and fore, are the page's
        return ""
    if tag not in _KEPT:
        raise ValueError(f"a chart may not hold <{tag}>")
    inner = "".join(_written(child, words, targets) for child in element)
    if element.text:
        inner += escaped(words[int(element.text)])
    if tag in {"g", "text"} and not inner:
        return ""
    kept = "".join(f' {name}="{value}"' for name, value in _attributes(tag, element))
    if tag == "g" and not kept:
        return inner
    shape = f"<{tag}{kept}>{inner}</{tag}>" if inner else f"<{tag}{kept}/>"
    number = element.get("aria-label", "")
    if not number.isdecimal():
        return shape
    target = targets[int(number)]
    return f'<a href="{target.href}" aria-label="{escaped(target.said)}">{shape}</a>'


def _short(number: float) -> str:
    """Write a number to two decimals.

    >>> _short(71.808), _short(-4.0), _short(-1e-7)
    ('71.81', '-4', '0')
    """
    return f"{number:.2f}".rstrip("0").rstrip(".") if abs(number) >= 0.005 else "0"


def _attributes(tag: str, element: ET.Element) -> list[tuple[str, str]]:
    """Return what is kept of an element's attributes, numbers to two decimals."""
    named = [(name, element.attrib[name].removesuffix("px")) for name in _KEPT[tag] if name in element.attrib]
    return [
        (name, _FRACTION.sub(lambda number: _short(float(number[0])), value))
        for name, value in named
        if (name, value) not in _IDLE
    ]
