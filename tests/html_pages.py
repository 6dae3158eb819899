"""Built HTML as tests look at it: elements, anchors, links and texts of a page."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

_LINKED_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)


@dataclass
class Element:
    """One element: its tag, attributes, text (of everything in it) and the element around it."""

    tag: str
    attributes: dict[str, str]
    around: Element | None = field(repr=False)
    text: str = ""
    inside: list[Element] = field(default_factory=list, repr=False)

    @property
    def classes(self) -> list[str]:
        """The names in its class attribute."""
        return self.attributes.get("class", "").split()

    def all(self) -> list[Element]:
        """Everything in it, in order, itself first."""
        return [self, *(deeper for child in self.inside for deeper in child.all())]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {}, None)
        self.here = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.inside.append(made)
        if tag not in VOID:
            self.here = made

    def handle_endtag(self, tag: str) -> None:
        closing: Element | None = self.here
        while closing is not None and closing.tag != tag:
            closing = closing.around
        if closing is not None and closing.around is not None:
            self.here = closing.around

    def handle_data(self, data: str) -> None:
        outer: Element | None = self.here
        while outer is not None:
            outer.text += data
            outer = outer.around


def linked_data(page: str) -> list[Any]:
    """Return what the page says in JSON-LD; fails where such an element holds anything but JSON."""
    return [json.loads(content) for content in _LINKED_DATA.findall(page)]


def without_linked_data(page: str) -> str:
    """Return a page without its JSON-LD; fails where that holds a tag, or is no JSON."""
    assert all("<" not in content for content in _LINKED_DATA.findall(page))
    assert linked_data(page) is not None
    return _LINKED_DATA.sub("", page)


def read(html: str) -> list[Element]:
    """Return all elements of a document in order, the whole document first."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root.all()


@cache
def page(path: Path) -> list[Element]:
    """Return all elements of a built page."""
    return read(path.read_text(encoding="utf-8"))


@cache
def anchors(path: Path) -> dict[str, Element]:
    """Return the elements of a page that have an id; fails when two share one."""
    found: dict[str, Element] = {}
    for element in page(path):
        name = element.attributes.get("id")
        if name:
            assert name not in found, f"{path}: the id {name} stands twice"
            found[name] = element
    return found
