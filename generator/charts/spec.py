"""What a picture looks like, as Vega specifications (https://vega.github.io/vega/docs/specification/).

Vega itself, not Vega-Lite: nothing has to be translated first, and a portal has thousands of pictures. For
the same reason what differs from mark to mark stands in its row, and nothing is left to expressions.

Nothing depends on how wide a text comes out: sizes are fixed, labels are never moved or left out by
the drawing itself. So the same input gives the same picture on machines with other fonts; and a label
stands as a number in the drawing, which the library is done with in a tenth of the time that it takes to
look through the machine's fonts for Chinese characters.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

WIDTH = 320
_SIDE = 14
_HEIGHT, _ABOVE, _BELOW = 132, 22, 22
_LINE, _NAMES, _NUMBERS = 30, 76, 62
_DOT, _FINGER = 64, 600
"""Areas of a mark in square pixels: what is seen, and what can be hit (24 pixels and more across)."""
_LABELLED = 8
"""With more columns than this, only the first, the last, the highest and the lowest say their number."""
_LEFT_HALF = "M0,-1A1,1,0,0,0,0,1Z"

_INK, _SOFT, _RULE, _PAPER = "var(--ink)", "var(--ink-soft)", "var(--rule-strong)", "var(--paper)"
_ACCENT = "var(--accent)"
_WHOLE = [1, 0]

Spec = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture to draw: its specification, and what its labels say; each text in it is a number of these."""

    spec: Spec
    words: Sequence[str]


class Row(TypedDict):
    """One mark as the specification reads it."""

    place: str
    value: float
    label: str
    status: str
    number: str
    """Of the target its mark leads to; empty for a mark that leads nowhere."""


def columns(rows: Sequence[Row], axis: Sequence[str]) -> Drawing:
    """Return the picture of values through time, on stems from zero."""
    low, high = _reach(rows)
    room = _BELOW if low < 0 else 0
    width = WIDTH - 2 * _SIDE
    scales = [_places(axis, width), _values(low, high, [_HEIGHT, 0])]
    place = {"x": _PLACE, "y": _VALUE}
    said, words = _labelled(rows), _Words()
    marks = [
        _texts(
            "axis", {"x": _PLACE, "y": {"value": _HEIGHT + room + 6}}, size=11, baseline="top", fill=_SOFT
        ),
        _rule({"x": {"value": 0}, "x2": {"value": width}, "y": _ZERO}),
        *_forms(place, {"y2": _ZERO}),
        _texts("above", place, dy=-11, **_NUMBER),
        _texts("below", place, dy=12, **_NUMBER),
        _targets(place),
    ]
    data = {
        **_of_marks(rows),
        "axis": words.names(_said_on_axis(axis)),
        "above": words.numbers([row for row in said if row["value"] >= 0]),
        "below": words.numbers([row for row in said if row["value"] < 0]),
    }
    padding = {"left": _SIDE, "right": _SIDE, "top": _ABOVE, "bottom": _BELOW + room}
    return Drawing(_picture(data, scales, marks, (width, _HEIGHT), padding), words.said)


def bars(rows: Sequence[Row]) -> Drawing:
    """Return the picture of one value each for several places, on lines from zero."""
    low, high = _reach(rows)
    names, words = list(dict.fromkeys(row["place"] for row in rows)), _Words()
    width, height = WIDTH - _NAMES - _NUMBERS, _LINE * len(names)
    scales = [_places(names, height), _values(low, high, [0, width])]
    place = {"x": _VALUE, "y": _PLACE}
    marks = [
        _texts("axis", {"x": {"value": -10}, "y": _PLACE}, size=12, align="right", fill=_INK),
        _rule({"x": _ZERO, "y": {"value": 0}, "y2": {"value": height}}),
        *_forms(place, {"x2": _ZERO}),
        _texts("numbers", place, dx=10, align="left", **_NUMBER),
        _targets(place),
    ]
    data = {**_of_marks(rows), "axis": words.names(names), "numbers": words.numbers(rows)}
    padding = {"left": _NAMES, "right": _NUMBERS, "top": 4, "bottom": 4}
    return Drawing(_picture(data, scales, marks, (width, height), padding), words.said)


_PLACE: Spec = {"scale": "place", "field": "place", "band": 0.5}
_VALUE: Spec = {"scale": "value", "field": "value"}
_ZERO: Spec = {"scale": "value", "value": 0}
_NUMBER: Spec = {"size": 12, "weight": 600, "fill": _INK}


def _places(domain: Sequence[str], length: int) -> Spec:
    return {"name": "place", "type": "band", "domain": list(domain), "range": [0, length]}


def _values(low: float, high: float, reach: list[int]) -> Spec:
    return {"name": "value", "type": "linear", "domain": [low, high], "range": reach, "zero": False}


class _Words:
    """The words of a picture, each given a number as it is placed."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def names(self, names: Sequence[str]) -> list[Spec]:
        """Return the rows of an axis."""
        return [{"place": name, "word": self._number(name)} for name in names]

    def numbers(self, rows: Sequence[Row]) -> list[Spec]:
        """Return the rows of the values beside their marks."""
        return [
            {"place": row["place"], "value": row["value"], "word": self._number(row["label"])} for row in rows
        ]

    def _number(self, word: str) -> str:
        self.said.append(word)
        return str(len(self.said) - 1)


def _of_marks(rows: Sequence[Row]) -> dict[str, Sequence[Mapping[str, object]]]:
    """Return the rows that the marks are drawn from, each with what its status looks like."""
    drawn = [
        {
            **row,
            "fill": _ACCENT if row["status"] == "actual" else _PAPER,
            "stem": [3, 3] if row["status"] == "plan" else _WHOLE,
            "ring": [2, 2] if row["status"] == "plan" else _WHOLE,
        }
        for row in rows
    ]
    return {
        "marks": drawn,
        "estimates": [row for row in rows if row["status"] == "estimate"],
        "targets": [row for row in rows if row["number"]],
    }


def _forms(place: Spec, to_zero: Spec) -> list[Spec]:
    """Return the layers of stems and dots: a dot is full, half full or an open ring, by status."""
    stem = {
        "stroke": {"value": _ACCENT},
        "strokeWidth": {"value": 1.5},
        "strokeDash": {"field": "stem"},
        "opacity": {"value": 0.55},
    }
    dot = {
        "size": {"value": _DOT},
        "stroke": {"value": _ACCENT},
        "strokeWidth": {"value": 1.5},
        "strokeDash": {"field": "ring"},
        "fill": {"field": "fill"},
    }
    half = {"size": {"value": _DOT}, "shape": {"value": _LEFT_HALF}, "fill": {"value": _ACCENT}}
    return [
        _layer("rule", "marks", {**place, **to_zero, **stem}),
        _layer("symbol", "marks", {**place, **dot}),
        _layer("symbol", "estimates", {**place, **half}),
    ]


def _rule(place: Spec) -> Spec:
    """Return the line that stands at zero."""
    return {"type": "rule", "aria": False, "encode": {"enter": {**place, "stroke": {"value": _RULE}}}}


def _texts(data: str, place: Spec, *, size: int, weight: int = 400, **look: str | int) -> Spec:
    """Return the layer that writes labels."""
    said = {"align": "center", "baseline": "middle", "fontSize": size} | look
    if weight != 400:  # what is usual need not be said of each
        said["fontWeight"] = weight
    values = {name: {"value": value} for name, value in said.items()}
    return _layer("text", data, {**place, **values, "text": {"field": "word"}})


def _targets(place: Spec) -> Spec:
    """Return the layer of what can be hit: around each dot, not seen, with the number of its target."""
    look = {
        "size": {"value": _FINGER},
        "fill": {"value": "transparent"},
        "description": {"field": "number"},
    }
    return _layer("symbol", "targets", {**place, **look}) | {"aria": True}


def _layer(kind: str, data: str, encoded: Spec) -> Spec:
    return {"type": kind, "aria": False, "from": {"data": data}, "encode": {"enter": encoded}}


def _picture(
    data: Mapping[str, Sequence[Mapping[str, object]]],
    scales: list[Spec],
    marks: list[Spec],
    size: tuple[int, int],
    padding: Mapping[str, int],
) -> Spec:
    return {
        "$schema": "https://vega.github.io/schema/vega/v6.json",
        "autosize": "none",
        "padding": dict(padding),
        "width": size[0],
        "height": size[1],
        "data": [{"name": name, "values": list(values)} for name, values in data.items()],
        "scales": scales,
        "marks": marks,
    }


def _reach(rows: Sequence[Row]) -> tuple[float, float]:
    """Return the lowest and the highest value of the scale: zero is always on it."""
    low = min(0.0, *(row["value"] for row in rows), 0.0)
    high = max(0.0, *(row["value"] for row in rows), 0.0)
    return low, high if high > low else low + 1


def _labelled(rows: Sequence[Row]) -> list[Row]:
    if len(rows) <= _LABELLED:
        return list(rows)
    by_value = sorted(rows, key=lambda row: row["value"])
    chosen = (rows[0], rows[-1], by_value[0], by_value[-1])
    return [row for row in rows if any(row is one for one in chosen)]


def _said_on_axis(axis: Sequence[str]) -> list[str]:
    """Return the times to write: all where they have room, else every second or third."""
    room = (WIDTH - 2 * _SIDE) / max(len(axis), 1)
    widest = max((sum(6.5 if mark.isascii() else 11.5 for mark in said) for said in axis), default=0)
    step = max(1, math.ceil((widest + 6) / room))
    return list(axis[::step])
