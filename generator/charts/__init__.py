"""Pictures of numbers: an indicator through time, or in several places, as an SVG for a page.

The pictures are made when the site is built, by Vega, and ask nothing of the reader's browser: no
script, no font, no other host. They are honest before they are pretty: every value stands on a line
from zero with its number beside it, nothing is drawn between two values, and a time without a value
is a gap. Colours are the page's own custom properties, so that one picture serves light, dark and paper.

This room knows what a picture shows (``Mark``), nothing of facts or pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.charts import spec, svg
from generator.charts.svg import in_use as in_use

MOST_LINKED = 12
"""More marks than this stand too close for a finger: they are not links; the table beside has them."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One value in a picture."""

    place: str
    """Where it stands on the axis: a time, or the name of a place."""
    value: float
    label: str
    """The value as written beside it."""
    status: str
    """actual, estimate or plan: gives the mark its form."""
    href: str
    """To the sentence it was read from."""
    said: str
    """The whole in words, for who cannot see the picture."""


def columns(marks: Sequence[Mark], axis: Sequence[str], title: str) -> str:
    """Draw values through time; ``axis`` lists every time to show in order, also those without a value.

    Returns an ``<svg>`` of fixed size: 320 wide, so that it needs no shrinking on a phone.
    """
    return svg.drawn(spec.columns(_rows(marks), list(axis)), title, _targets(marks))


def bars(marks: Sequence[Mark], title: str) -> str:
    """Draw the values of several places, one line each, in the order of ``marks``."""
    return svg.drawn(spec.bars(_rows(marks)), title, _targets(marks))


def _targets(marks: Sequence[Mark]) -> list[svg.Target]:
    linked = marks if len(marks) <= MOST_LINKED else ()
    return [svg.Target(mark.href, mark.said) for mark in linked]


def _rows(marks: Sequence[Mark]) -> list[spec.Row]:
    linked = len(marks) <= MOST_LINKED
    return [
        {
            "place": mark.place,
            "value": mark.value,
            "label": mark.label,
            "status": mark.status,
            "number": str(number) if linked else "",
        }
        for number, mark in enumerate(marks)
    ]
